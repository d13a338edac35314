import ErrataIndex
import ErrataTestSupport
import Testing

/// A background table made of texts.
func backgroundTable(_ texts: [String], minimum: UInt32 = 1) -> [UInt8] {
  var counter = BackgroundCounter()
  for text in texts { counter.add(units(text)) }
  return counter.table(minimum: minimum)
}

/// The model of a table; `nil` when it is refused.
func backgroundModel(_ table: [UInt8]) -> BackgroundModel? {
  table.withUnsafeBytes { BackgroundModel(table: $0) }
}

@Suite struct BackgroundTests {
  private static let texts = ["red square", "red square", "red apple", "green apple", "a red red house"]

  private func key(_ words: String...) throws -> UInt32 {
    let hashes = try words.map { try #require(unitHash($0)) }
    return hashes.count == 1 ? Hashing.term(hashes[0]) : Hashing.term(hashes[0], hashes[1])
  }

  @Test func `a document counts once for each unit and pair it has`() throws {
    let model = try #require(backgroundModel(backgroundTable(Self.texts)))
    #expect(model.documents == 5)
    #expect(model.count(try key("red")) == 4)
    #expect(model.count(try key("apple")) == 2)
    #expect(model.count(try key("red", "square")) == 2)
    #expect(model.count(try key("red", "red")) == 1)
    #expect(model.count(try key("square", "red")) == 0)
    #expect(model.count(try key("blue")) == 0)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `a table gives back the counts of a dictionary`(_ seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    let words = (0..<40).map { "w\($0)" }
    let texts = (0..<300).map { _ in
      (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in words.randomElement(using: &random) }
        .joined(separator: " ")
    }
    var counts: [UInt32: Int] = [:]
    for text in texts {
      var keys: Set<UInt32> = []
      TermReader.forEach(units(text), singles: .all) { key, _, _ in keys.insert(key) }
      for key in keys { counts[key, default: 0] += 1 }
    }
    let model = try #require(backgroundModel(backgroundTable(texts, minimum: 3)))
    #expect(model.documents == 300)
    for (key, count) in counts {
      #expect(model.count(key) == (count >= 3 ? Double(count) : 0), "seed \(seed), key \(key)")
    }
    let table = backgroundTable(texts, minimum: 3)
    #expect(table.count == 16 + counts.values.count { $0 >= 3 } * 8, "seed \(seed)")
    #expect(backgroundTable(texts.shuffled(using: &random), minimum: 3) == table, "seed \(seed)")
  }

  @Test func `a table without documents is a table`() throws {
    let table = backgroundTable([])
    #expect(table == Array("ERRATABG".utf8) + [UInt8](repeating: 0, count: 8))
    #expect(try #require(backgroundModel(table)).documents == 0)
  }

  @Test func `a table that is cut short or too long is refused at every length`() {
    let table = backgroundTable(Self.texts)
    for length in 0..<table.count {
      #expect(backgroundModel(Array(table.prefix(length))) == nil, "length \(length)")
    }
    #expect(backgroundModel(table + [0]) == nil)
    #expect(backgroundModel(table + [UInt8](repeating: 0, count: 8)) == nil)
  }

  @Test func `a table of another kind is refused`() {
    var table = backgroundTable(Self.texts)
    for index in 0..<8 {
      table[index] ^= 0x20
      #expect(backgroundModel(table) == nil)
      table[index] ^= 0x20
    }
    #expect(backgroundModel(table) != nil)
  }

  @Test func `a table that promises more terms than memory holds is refused`() {
    var table = backgroundTable(Self.texts)
    table.replaceSubrange(12..<16, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(backgroundModel(table) == nil)
  }

  @Test func `a table whose keys don't ascend is refused`() {
    let table = backgroundTable(Self.texts)
    var swapped = table
    swapped.replaceSubrange(16..<24, with: table[20..<24] + table[16..<20])
    #expect(backgroundModel(swapped) == nil)
    var repeated = table
    repeated.replaceSubrange(20..<24, with: table[16..<20])
    #expect(backgroundModel(repeated) == nil)
  }

  @Test func `a table that counts a term in more documents than there are is refused`() {
    var table = backgroundTable(Self.texts)
    table[table.count - 4] = 6
    #expect(backgroundModel(table) == nil)
    table[table.count - 4] = 5
    #expect(backgroundModel(table) != nil)
  }

  @Test(arguments: [4, 5] as [UInt64]) func `noise for a table never traps`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let table = backgroundTable(Self.texts)
    for _ in 0..<500 {
      var noisy = table
      noisy[Int.random(in: noisy.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      guard let model = backgroundModel(noisy) else { continue }
      #expect(model.bits(term: UInt32.random(in: 0...(.max), using: &random)).isFinite, "seed \(seed)")
    }
  }

  @Test func `a rare term has more bits than a common one`() throws {
    let model = try #require(backgroundModel(backgroundTable(Self.texts)))
    let (red, apple, blue) = (try key("red"), try key("apple"), try key("blue"))
    #expect(model.bits(term: red) < model.bits(term: apple))
    #expect(model.bits(term: apple) < model.bits(term: blue))
    #expect(abs(model.bits(term: red) - 0.415_037_499) < 1e-6)  // -log2((4 + 0.5) / (5 + 1))
  }

  @Test func `the second half of a name tells less than its first`() throws {
    let texts = (0..<200).map { "filler\($0) word" } + (0..<10).map { "zhang\($0 < 9 ? "" : "x") wei" }
    let model = try #require(backgroundModel(backgroundTable(texts)))
    let (first, second, other) = (unitHash("zhang") ?? 0, unitHash("wei") ?? 0, unitHash("word") ?? 0)
    let alone = model.bits(unit: second, after: nil)
    #expect(model.bits(unit: first, after: nil) > 4)
    #expect(alone > 4)
    #expect(model.bits(unit: second, after: first) < 1)
    #expect(model.bits(unit: second, after: other) == alone)
    #expect(model.bits(unit: first, after: nil) == model.bits(term: Hashing.term(first)))
  }

  @Test(arguments: [6, 7] as [UInt64]) func `a neighbour never makes a unit tell more`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let words = ["a", "b", "c", "d", "e"].map { "w\($0)" }
    let texts = (0..<100).map { _ in
      (0..<6).compactMap { _ in words.randomElement(using: &random) }.joined(separator: " ")
    }
    let model = try #require(backgroundModel(backgroundTable(texts)))
    let hashes = (words + ["unseen"]).compactMap(unitHash)
    for unit in hashes {
      for previous in hashes {
        let bits = model.bits(unit: unit, after: previous)
        #expect(bits >= 0.25 && bits <= max(0.25, model.bits(unit: unit, after: nil)), "seed \(seed)")
      }
    }
  }

  @Test func `the empty model holds all terms equally rare`() {
    #expect(BackgroundModel.empty.documents == 0)
    #expect(BackgroundModel.empty.bits(term: 1) == BackgroundModel.empty.bits(term: .max))
  }

  @Test func `the embedded table is there and knows common words`() throws {
    let model = BackgroundModel.embedded
    #expect(model.documents > 100_000)
    for word in ["the", "of", "的"] {
      #expect(model.bits(term: Hashing.term(try #require(unitHash(word)))) < 8, "\(word)")
    }
    #expect(model.bits(term: Hashing.term(try #require(unitHash("qzxwvk")))) > 16)
  }
}
