/// A small table of phrases, each with what it folds to, laid out flat for matching against a text.
struct PhraseTable: Sendable {
  /// A phrase that was found.
  struct Match {
    /// Number of code points of the phrase.
    let count: Int
    /// Where the phrase stands in the table.
    let entry: Int
  }

  private var firsts: [UInt32] = []
  private var phrases: [[UInt32]] = []
  private var results: [[UInt32]] = []
  /// A bit for each value of the low twelve bits of a first code point.
  private var filter = [UInt64](repeating: 0, count: 64)
  /// False if digits beside a Latin letter at an edge belong to its word.
  private let followsDigits: Bool

  /// A table of pairs: phrase and result. Of two equal phrases the first counts.
  init(_ pairs: [(phrase: String, result: String)], followsDigits: Bool = false) {
    self.followsDigits = followsDigits
    let entries = pairs.map { (Self.points($0.phrase), Self.points($0.result)) }.filter { !$0.0.isEmpty }
    let ordered = entries.enumerated().sorted {
      ($0.element.0[0], -$0.element.0.count, $0.offset) < ($1.element.0[0], -$1.element.0.count, $1.offset)
    }
    for (_, entry) in ordered {
      firsts.append(entry.0[0])
      phrases.append(entry.0)
      results.append(entry.1)
      filter[Int(entry.0[0] >> 6 & 63)] |= 1 << UInt64(entry.0[0] & 63)
    }
  }

  /// False if no phrase begins with a code point; seldom true if none does.
  @inline(__always)
  func mayBegin(_ scalar: UInt32) -> Bool {
    filter[Int(scalar >> 6 & 63)] & (1 << UInt64(scalar & 63)) != 0
  }

  /// The longest phrase that begins at a position. A phrase with a Latin letter at an edge must end its word
  /// there.
  ///
  /// - Complexity: O(log n) for n phrases where none begins, plus the phrases with the same first code point.
  func match(_ buffer: UnitBuffer, at position: Int) -> Match? {
    guard position >= 0, position < buffer.count else { return nil }
    let first = buffer.units[position].scalar
    guard mayBegin(first) else { return nil }
    var entry = lowerBound(first)
    while entry < firsts.count, firsts[entry] == first {
      if holds(entry, buffer, at: position) { return Match(count: phrases[entry].count, entry: entry) }
      entry += 1
    }
    return nil
  }

  /// What a phrase folds to.
  func result(_ entry: Int) -> [UInt32] { results[entry] }

  /// True when the phrase folds to itself, and so only keeps shorter ones from matching.
  func isGuard(_ entry: Int) -> Bool { phrases[entry] == results[entry] }

  private func lowerBound(_ first: UInt32) -> Int {
    var low = 0
    var high = firsts.count
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle] < first { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func holds(_ entry: Int, _ buffer: UnitBuffer, at position: Int) -> Bool {
    let phrase = phrases[entry]
    guard position + phrase.count <= buffer.count else { return false }
    for offset in 0..<phrase.count where buffer.units[position + offset].scalar != phrase[offset] {
      return false
    }
    let last = position + phrase.count - 1
    if buffer.units[position].traits.isLetter, continues(buffer, position - 1) { return false }
    return !(buffer.units[last].traits.isLetter && continues(buffer, last + 1))
  }

  /// True where a word goes on: at a letter, an apostrophe and, unless words may touch digits, a digit.
  private func continues(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    buffer.traits(position).isLetter || buffer.scalar(position) == 0x27
      || (!followsDigits && buffer.traits(position).isDigit)
  }

  private static func points(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
