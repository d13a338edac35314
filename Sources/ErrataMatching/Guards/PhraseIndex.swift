internal import ErrataIndex
internal import ErrataText

/// Phrases as sequences of unit hashes, each with values, found in a text by their first unit, the longest first.
///
/// First units stand in an open-addressed table by their hashes as they are: nearly every look-up is of a unit that
/// begins no phrase, and ends at the first slot.
struct PhraseIndex<Value: Hashable & Sendable>: Sendable {
  private struct Phrase: Sendable {
    var hashes: [UInt32]
    var value: Value
  }

  /// The phrases of a first unit, in `phrases`; none where the slot is free.
  private struct Slot: Sendable {
    var first: UInt32 = 0
    var start: Int32 = 0
    var end: Int32 = 0
  }

  private var phrases: [Phrase] = []
  private var slots = [Slot()]
  /// Units of the longest phrase.
  private(set) var longest = 0

  /// Reads phrases, as texts of a language have them, and gives each the values that `body` adds; they are ordered when
  /// it ends.
  init(in language: TextLanguage = .english, _ body: (_ add: (Substring, Value) -> Void) -> Void) {
    let normalizer = Normalizer()
    var units = Units()
    var groups: [UInt32: [Phrase]] = [:]
    body { text, value in
      UnitReader.read(normalizer.normalize(String(text)), language: language, into: &units)
      PhraseIndex.add(Phrase(hashes: units.hashes, value: value), to: &groups)
    }
    slots = [Slot](repeating: Slot(), count: max(2, groups.count * 4).nextPowerOfTwo)
    for (first, group) in groups.sorted(by: { $0.key < $1.key }) { enter(group, first) }
  }

  private static func add(_ phrase: Phrase, to groups: inout [UInt32: [Phrase]]) {
    guard let first = phrase.hashes.first,
      !(groups[first] ?? []).contains(where: { $0.hashes == phrase.hashes && $0.value == phrase.value })
    else { return }
    groups[first, default: []].append(phrase)
  }

  private mutating func enter(_ group: [Phrase], _ first: UInt32) {
    let start = Int32(phrases.count)
    phrases += group.sorted { $0.hashes.count > $1.hashes.count }
    longest = max(longest, phrases[Int(start)].hashes.count)
    slots[slot(of: first)] = Slot(first: first, start: start, end: Int32(phrases.count))
  }

  /// The slot of a first unit, or the free one where it belongs. The table is at most half full.
  @inline(__always)
  private func slot(of first: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(first) & mask
    while slots[slot].end != 0, slots[slot].first != first { slot = (slot + 1) & mask }
    return slot
  }

  /// Calls `body` with each value of the longest phrase that begins at a position, and returns the phrase's length, 0
  /// where none begins.
  @discardableResult
  func forEach(at position: Int, of hashes: [UInt32], _ body: (Value) -> Void) -> Int {
    let slot = slots[slot(of: hashes[position])]
    var length = 0
    for number in Int(slot.start)..<Int(slot.end)
    where phrases[number].hashes.count >= length && hashes[position...].starts(with: phrases[number].hashes) {
      length = phrases[number].hashes.count
      body(phrases[number].value)
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
