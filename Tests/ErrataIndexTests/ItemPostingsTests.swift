import ErrataIndex
import ErrataTestSupport
import ErrataText
import Testing

/// Finding the items that may carry a new claim.
@Suite struct ItemPostingsTests {
  private static let words = [
    "lantern", "harbour", "quince", "marmot", "gravel", "thimble", "walnut", "basalt", "heron",
  ]

  private func features(_ text: String) -> ItemFeatures {
    var (units, features) = (Units(), ItemFeatures())
    UnitReader.read(Normalizer().normalize(text), into: &units)
    features.read(units, background: .embedded)
    return features
  }

  private func postings(_ texts: [UInt32: String], first: UInt32 = 0) throws -> ItemPostings {
    var builder = ItemPostingsBuilder(first: first, normalizer: "n")
    for (number, text) in texts.sorted(by: { $0.key < $1.key }) { builder.add(number, features(text)) }
    return try ItemPostings(bytes: builder.finish())
  }

  @Test func `an item that has a wording, or a good part of it, is found`() throws {
    let postings = try postings([
      3: "The marmot of Basalt harbour eats quince from a thimble.", 4: "A quiet day.", 7: "Quince in a thimble, yes!",
      9: "哈尔滨的土拨鼠只吃榅桲", 12: "A gravel road.",
    ])
    var sums: [UInt16] = []
    let english = features("The marmot of Basalt harbour eats quince from a thimble")
    #expect(postings.items(sharing: english, sums: &sums) == [3, 7])
    #expect(postings.items(sharing: features("听说哈尔滨的土拨鼠只吃榅桲了"), sums: &sums) == [9])
    #expect(postings.items(sharing: features("the of a"), sums: &sums) == [])
    #expect(sums.allSatisfy { $0 == 0 })
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the same items are found as by looking at each`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func text() -> String {
      (0..<Int.random(in: 1...14, using: &random)).map { _ in
        ItemPostingsTests.words.randomElement(using: &random).map { $0 + "\(Int.random(in: 0..<40, using: &random))" }
          ?? ""
      }.joined(separator: " ")
    }
    let first = UInt32.random(in: 0...5000, using: &random)
    var texts: [UInt32: String] = [:]
    var number = first
    for _ in 0..<400 {
      texts[number] = text()
      number += UInt32.random(in: 1...3, using: &random)
    }
    let postings = try postings(texts, first: first)
    var sums: [UInt16] = []
    for _ in 0..<20 {
      let wording = features(text())
      let weights = Dictionary(uniqueKeysWithValues: zip(wording.keys, wording.weights))
      let wanted = texts.filter { _, text in
        let own = features(text)
        let shared = own.keys.reduce(UInt32(0)) { $0 + UInt32(weights[$1] ?? 0) }
        return ItemFeatures.mayMatch(shared: shared, wording: wording.mass, item: own.mass)
      }
      #expect(postings.items(sharing: wording, sums: &sums) == wanted.keys.sorted(), "seed \(seed)")
    }
  }

  @Test func `damaged bytes are refused or lead nowhere`() throws {
    var builder = ItemPostingsBuilder(first: 1, normalizer: "n")
    for number in 1...200 as ClosedRange<UInt32> { builder.add(number, features("marmot\(number % 7) harbour quince")) }
    let bytes = builder.finish()
    #expect(throws: IndexError.self) { try ItemPostings(bytes: Array(bytes.dropLast(3))) }
    #expect(throws: IndexError.self) { try ItemPostings(bytes: []) }
    var sums: [UInt16] = []
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] ^= 0xFF
      guard let postings = try? ItemPostings(bytes: damaged) else { continue }
      let found = postings.items(sharing: features("marmot3 harbour quince"), sums: &sums)
      #expect(found.allSatisfy { (1...200).contains($0) })
      #expect(sums.allSatisfy { $0 == 0 })
    }
  }

  @Test func `an item is added once, in order`() throws {
    var builder = ItemPostingsBuilder(first: 5, normalizer: "n")
    builder.add(5, features("marmot harbour quince"))
    builder.add(5, features("heron basalt"))
    builder.add(4, features("heron basalt"))
    var sums: [UInt16] = []
    let postings = try ItemPostings(bytes: builder.finish())
    #expect(postings.count == 1)
    #expect(postings.items(sharing: features("heron basalt"), sums: &sums) == [])
    #expect(postings.items(sharing: features("quince marmot harbour"), sums: &sums) == [5])
  }
}
