/// A small table of phrases, each with what it folds to, laid out flat for matching against a text.
final class PhraseTable: Sendable {
  /// A phrase that was found.
  struct Match {
    /// Number of code points of the phrase.
    let count: Int
    /// Where the phrase stands in the table.
    let entry: Int
  }

  // Filled once by `init` and kept for ever, so that the pointers never dangle; nobody writes to them again.

  /// The code points of all phrases, one phrase after the other. Phrases with the same first code point stand
  /// together, the longest first.
  nonisolated(unsafe) private let points: UnsafePointer<UInt32>
  /// Where each phrase begins in `points`, and at the end where the last one ends.
  nonisolated(unsafe) private let offsets: UnsafePointer<Int>
  /// The first entry of each first code point, from 1 up, where its hash says or at the next free place.
  nonisolated(unsafe) private let slots: UnsafePointer<UInt16>
  private let slotMask: Int
  /// A bit for each value of the low twelve bits of a first code point.
  nonisolated(unsafe) private let firsts: UnsafePointer<UInt64>
  /// The same for phrases of one code point.
  nonisolated(unsafe) private let singles: UnsafePointer<UInt64>
  /// A bit for each value of the hash of the first two code points.
  nonisolated(unsafe) private let pairs: UnsafePointer<UInt64>
  /// The same for the hash of the first three.
  nonisolated(unsafe) private let triples: UnsafePointer<UInt64>
  private let results: [[UInt32]]
  /// False if digits beside a Latin letter at an edge belong to its word.
  private let followsDigits: Bool

  /// A table of pairs: phrase and result. Of two equal phrases the first counts. The memory is never given back.
  init(_ entries: [(phrase: String, result: String)], followsDigits: Bool = false) {
    let folds = entries.map { (Self.points($0.phrase), Self.points($0.result)) }.filter { !$0.0.isEmpty }
    let ordered = folds.enumerated().sorted {
      ($0.element.0[0], -$0.element.0.count, $0.offset) < ($1.element.0[0], -$1.element.0.count, $1.offset)
    }
    let phrases = ordered.map(\.element.0)
    self.followsDigits = followsDigits
    results = ordered.map(\.element.1)
    points = Self.kept(phrases.flatMap { $0 })
    offsets = Self.kept(phrases.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) })
    (slots, slotMask) = Self.slots(phrases)
    firsts = Self.filter(64, phrases.map { Int($0[0] & 4095) })
    singles = Self.filter(64, phrases.filter { $0.count == 1 }.map { Int($0[0] & 4095) })
    pairs = Self.filter(256, phrases.filter { $0.count > 1 }.map { Self.hash($0[0], $0[1]) })
    triples = Self.filter(256, phrases.filter { $0.count > 2 }.map { Self.hash($0[0], $0[1], $0[2]) })
  }

  /// False if no phrase begins with a code point; seldom true if none does.
  @inline(__always)
  func mayBegin(_ scalar: UInt32) -> Bool { Self.isSet(Int(scalar & 4095), in: firsts) }

  /// False if no phrase of two or more code points begins with these two; seldom true if none does.
  @inline(__always)
  func mayBegin(_ first: UInt32, _ second: UInt32) -> Bool { Self.isSet(Self.hash(first, second), in: pairs) }

  /// False if no phrase of three or more code points begins with these three; seldom true if none does.
  @inline(__always)
  func mayBegin(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Bool {
    Self.isSet(Self.hash(first, second, third), in: triples)
  }

  /// The longest phrase that begins at a position. A phrase with a Latin letter at an edge must end its word
  /// there, unless `insideWords` is true.
  ///
  /// - Complexity: O(1) where no phrase begins, plus the phrases with the same first code point.
  func match(_ buffer: UnitBuffer, at position: Int, insideWords: Bool = false) -> Match? {
    guard position >= 0, position < buffer.count else { return nil }
    let first = buffer.units[position].scalar
    guard mayBegin(first) else { return nil }
    guard mayBegin(first, buffer.scalar(position + 1)) || Self.isSet(Int(first & 4095), in: singles) else {
      return nil
    }
    var entry = firstEntry(first)
    guard entry >= 0 else { return nil }
    while entry < results.count, points[offsets[entry]] == first {
      if holds(entry, buffer, at: position), insideWords || endsWords(entry, buffer, at: position) {
        return Match(count: offsets[entry + 1] - offsets[entry], entry: entry)
      }
      entry += 1
    }
    return nil
  }

  /// What a phrase folds to.
  func result(_ entry: Int) -> [UInt32] { results[entry] }

  /// True when the phrase folds to itself, and so only keeps shorter ones from matching.
  func isGuard(_ entry: Int) -> Bool {
    let phrase = UnsafeBufferPointer(start: points + offsets[entry], count: offsets[entry + 1] - offsets[entry])
    return phrase.elementsEqual(results[entry])
  }

  private func holds(_ entry: Int, _ buffer: UnitBuffer, at position: Int) -> Bool {
    let start = offsets[entry]
    let count = offsets[entry + 1] - start
    guard position + count <= buffer.count else { return false }
    let units = buffer.units + position
    for offset in 0..<count where units[offset].scalar != points[start + offset] { return false }
    return true
  }

  /// True if no word goes on beyond the edges of a phrase that stands at a position.
  private func endsWords(_ entry: Int, _ buffer: UnitBuffer, at position: Int) -> Bool {
    let end = position + offsets[entry + 1] - offsets[entry]
    if buffer.units[position].traits.isLetter, continues(buffer, position - 1) { return false }
    return !(buffer.units[end - 1].traits.isLetter && continues(buffer, end))
  }

  /// True where a word goes on: at a letter, an apostrophe and, unless words may touch digits, a digit.
  private func continues(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    buffer.traits(position).isLetter || buffer.scalar(position) == 0x27
      || (!followsDigits && buffer.traits(position).isDigit)
  }

  /// The first of the phrases that begin with a code point, -1 if there is none.
  private func firstEntry(_ first: UInt32) -> Int {
    var slot = Self.slot(first) & slotMask
    while slots[slot] != 0 {
      let entry = Int(slots[slot]) - 1
      if points[offsets[entry]] == first { return entry }
      slot = (slot + 1) & slotMask
    }
    return -1
  }

  /// At most half of the slots are taken, so that a search ends soon.
  private static func slots(_ phrases: [[UInt32]]) -> (UnsafePointer<UInt16>, Int) {
    var size = 64
    while size < 2 * phrases.count { size *= 2 }
    var slots = [UInt16](repeating: 0, count: size)
    for (entry, phrase) in phrases.enumerated() where entry == 0 || phrases[entry - 1][0] != phrase[0] {
      var slot = slot(phrase[0]) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt16(entry + 1)
    }
    return (kept(slots), size - 1)
  }

  private static func filter(_ words: Int, _ bits: [Int]) -> UnsafePointer<UInt64> {
    var filter = [UInt64](repeating: 0, count: words)
    for bit in bits { filter[bit >> 6] |= 1 << UInt64(bit & 63) }
    return kept(filter)
  }

  private static func kept<Element>(_ array: [Element]) -> UnsafePointer<Element> {
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(array.count, 1))
    memory.initialize(from: array, count: array.count)
    return UnsafePointer(memory)
  }

  @inline(__always)
  private static func slot(_ first: UInt32) -> Int { Int(first &* 0x9E37_79B1 >> 16) }

  @inline(__always)
  private static func hash(_ first: UInt32, _ second: UInt32) -> Int {
    Int((first &<< 7 ^ second) & 16383)
  }

  @inline(__always)
  private static func hash(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
    Int((first &<< 10 ^ second &<< 5 ^ third) & 16383)
  }

  @inline(__always)
  private static func isSet(_ bit: Int, in filter: UnsafePointer<UInt64>) -> Bool {
    filter[bit >> 6] & (1 << UInt64(bit & 63)) != 0
  }

  private static func points(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }
}
