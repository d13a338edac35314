internal import ErrataIndex
internal import ErrataText

/// Phrases as sequences of unit hashes, each with values, found in a text by their first unit, the longest first.
struct PhraseIndex<Value: Hashable & Sendable>: Sendable {
  private struct Phrase: Sendable {
    var hashes: [UInt32]
    var value: Value
  }

  private var phrases: [UInt32: [Phrase]] = [:]
  /// Units of the longest phrase.
  private(set) var longest = 0

  /// Reads phrases, as texts of a language have them, and gives each the values that `body` adds; they are ordered when
  /// it ends.
  init(in language: TextLanguage = .english, _ body: (_ add: (Substring, Value) -> Void) -> Void) {
    let normalizer = Normalizer()
    var units = Units()
    body { text, value in
      UnitReader.read(normalizer.normalize(String(text)), language: language, into: &units)
      add(units.hashes, value)
    }
    for key in phrases.keys { phrases[key]?.sort { $0.hashes.count > $1.hashes.count } }
  }

  private mutating func add(_ hashes: [UInt32], _ value: Value) {
    guard let first = hashes.first,
      !(phrases[first] ?? []).contains(where: { $0.hashes == hashes && $0.value == value })
    else { return }
    phrases[first, default: []].append(Phrase(hashes: hashes, value: value))
    longest = max(longest, hashes.count)
  }

  /// Calls `body` with each value of the longest phrase that begins at a position, and returns the phrase's length, 0
  /// where none begins.
  @discardableResult
  func forEach(at position: Int, of hashes: [UInt32], _ body: (Value) -> Void) -> Int {
    var length = 0
    for phrase in phrases[hashes[position]] ?? []
    where phrase.hashes.count >= length && hashes[position...].starts(with: phrase.hashes) {
      length = phrase.hashes.count
      body(phrase.value)
    }
    return length
  }

  /// Calls `body` with each value of the phrases in a stretch of a text and with their units, the longest phrase at
  /// each position; phrases may begin and end outside of the stretch.
  func forEach(in hashes: [UInt32], near range: Range<Int>, _ body: (Value, Range<Int>) -> Void) {
    var position = max(0, range.lowerBound - longest + 1)
    var values: [Value] = []
    while position < min(range.upperBound, hashes.count) {
      values.removeAll(keepingCapacity: true)
      let length = forEach(at: position, of: hashes) { values.append($0) }
      let found = position..<position + length
      if found.overlaps(range) { for value in values { body(value, found) } }
      position += max(1, length)
    }
  }
}
