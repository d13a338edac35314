internal import ErrataIndex
internal import ErrataText

/// Reads a query in which nothing was found otherwise than it is written: pinyin as characters, a character in place of
/// one that sounds like it, a word with one wrong letter. What the claims have decides.
struct QueryReading {
  let index: SegmentedIndex
  let background: BackgroundModel
  let pinyin: PinyinTable

  /// Scalars of a query that are read so.
  private static let limit = 96

  /// Another reading of a folded query, and whether it comes of pinyin; `nil` when there is none.
  func reading(of text: FoldedText, _ units: Units) -> (scalars: [UInt32], isOfPinyin: Bool)? {
    let scalars = Array(text.scalars.prefix(QueryReading.limit))
    if let read = PinyinDecoder(reading: self).decode(scalars) { return (read, true) }
    return (soundalike(scalars) ?? respelled(scalars, units)).map { ($0, false) }
  }

  static func string(_ scalars: [UInt32]) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars.compactMap(Unicode.Scalar.init) { view.append(scalar) }
    return String(view)
  }

  static func isHan(_ scalar: UInt32) -> Bool { scalar &- 0x4E00 < 0x5200 }

  /// Whether some claim has two characters side by side.
  func has(_ first: UInt32, _ second: UInt32) -> Bool {
    index.term(Hashing.term(Hashing.unit(scalar: first), Hashing.unit(scalar: second))) != nil
  }

  /// How many ordinary texts have two characters side by side.
  private func common(_ first: UInt32, _ second: UInt32) -> Double {
    background.count(Hashing.term(Hashing.unit(scalar: first), Hashing.unit(scalar: second)))
  }

  // MARK: One character in place of another.

  /// Puts characters right that stand in no pair which anybody writes, while one that sounds alike does.
  private func soundalike(_ scalars: [UInt32]) -> [UInt32]? {
    var read = scalars
    var changes = 0
    for place in read.indices where QueryReading.isHan(read[place]) && changes < 2 {
      let left = place > 0 && QueryReading.isHan(read[place - 1]) ? read[place - 1] : nil
      let right = place + 1 < read.count && QueryReading.isHan(read[place + 1]) ? read[place + 1] : nil
      guard left != nil || right != nil, isOdd(read[place], left, right) else { continue }
      guard let better = better(than: read[place], left, right) else { continue }
      read[place] = better
      changes += 1
    }
    return changes > 0 ? read : nil
  }

  private func isOdd(_ scalar: UInt32, _ left: UInt32?, _ right: UInt32?) -> Bool {
    if let left, has(left, scalar) || common(left, scalar) > 2 { return false }
    if let right, has(scalar, right) || common(scalar, right) > 2 { return false }
    return true
  }

  /// The commonest character of the same sound that claims have beside both neighbours.
  private func better(than scalar: UInt32, _ left: UInt32?, _ right: UInt32?) -> UInt32? {
    var best: (scalar: UInt32, count: Double)?
    for other in pinyin.soundalikes(of: scalar) {
      var (pairs, count) = (0, 0.0)
      if let left, has(left, other) { (pairs, count) = (pairs + 1, count + common(left, other)) }
      if let right, has(other, right) { (pairs, count) = (pairs + 1, count + common(other, right)) }
      guard pairs > 0 else { continue }
      let rank = Double(pairs) * 1e6 + count
      if best.map({ rank > $0.count }) ?? true { best = (other, rank) }
    }
    return best?.scalar
  }

  // MARK: One wrong letter.

  /// Puts words of five letters or more right that neither claims nor ordinary texts have, by one letter left out, put
  /// in, replaced or changed with its neighbour (Damerau 1964), where claims have the result.
  private func respelled(_ scalars: [UInt32], _ units: Units) -> [UInt32]? {
    var read: [UInt32] = []
    var (end, changes) = (0, 0)
    for unit in 0..<units.count where units.flags[unit].contains(.word) && !units.flags[unit].contains(.link) {
      let range = Int(units.starts[unit])..<Int(units.ends[unit])
      guard range.count >= 5, range.count <= 20, range.upperBound <= scalars.count, changes < 2 else { continue }
      let key = Hashing.term(units.hashes[unit])
      guard index.term(key) == nil, background.count(key) < 2 else { continue }
      let previous = unit > 0 ? units.hashes[unit - 1] : nil
      guard let better = respelled(Array(scalars[range]), after: previous, units.language) else { continue }
      read += scalars[end..<range.lowerBound] + better
      end = range.upperBound
      changes += 1
    }
    return changes > 0 ? read + scalars[end...] : nil
  }

  private func respelled(_ word: [UInt32], after previous: UInt32?, _ language: TextLanguage) -> [UInt32]? {
    var best: (word: [UInt32], rank: Double)?
    Respelling.forEach(word) { other in
      let hash = other.withUnsafeBufferPointer { WordForms.embedded.hash(of: $0, in: language) }
      guard index.term(Hashing.term(hash)) != nil else { return }
      var rank = background.count(Hashing.term(hash)) + 1
      if let previous, index.term(Hashing.term(previous, hash)) != nil { rank += 1e6 }
      if best.map({ rank > $0.rank }) ?? true { best = (other, rank) }
    }
    return best?.word
  }
}

/// The words that differ from one by one letter.
enum Respelling {
  /// Calls `body` with each, in a fixed order; some come twice.
  static func forEach(_ word: [UInt32], _ body: ([UInt32]) -> Void) {
    var other = word
    for place in word.indices.dropLast() where word[place] != word[place + 1] {
      other.swapAt(place, place + 1)
      body(other)
      other.swapAt(place, place + 1)
    }
    for place in word.indices {
      other.remove(at: place)
      body(other)
      other.insert(word[place], at: place)
    }
    for place in word.indices {
      for letter in UInt32(0x61)...0x7A where letter != word[place] {
        other[place] = letter
        body(other)
      }
      other[place] = word[place]
    }
    for place in 0...word.count {
      other.insert(0x61, at: place)
      for letter in UInt32(0x61)...0x7A {
        other[place] = letter
        body(other)
      }
      other.remove(at: place)
    }
  }
}
