/// What is known of the words read lately: stems cost a hundred times what reading a word does, and most words of a
/// text are common ones.
///
/// Direct-mapped, keyed by the whole word, so that no word is ever taken for another.
struct WordCache: Sendable {
  /// What a word comes to.
  struct Entry: Sendable {
    /// The hash that it is known by.
    var hash: UInt32
    /// Whether it negates.
    var negates: Bool
  }

  private struct Slot: Sendable {
    var key = Key()
    var entry = Entry(hash: 0, negates: false)
  }

  /// A word of at most 16 small letters and its language.
  struct Key: Hashable, Sendable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0

    /// No word.
    init() {}

    /// The key of a word; `nil` for longer words and other letters. Letters are never 0, so each word has its own.
    @inline(__always)
    init?(_ word: UnsafeBufferPointer<UInt32>, _ language: TextLanguage) {
      guard word.count <= 15 else { return nil }
      for letter in word {
        guard letter &- 0x61 < 26 else { return nil }
        second = second << 8 | first >> 56
        first = first << 8 | UInt64(letter)
      }
      second |= UInt64(language.rawValue) << 56
    }

    @inline(__always)
    var slot: Int { Int(Hashing.mix(first ^ second &* 0x9E37_79B9_7F4A_7C15) >> 55) }
  }

  private var slots: [Slot] = []

  /// What a word comes to, from memory or worked out by `make`.
  @inline(__always)
  mutating func entry(_ key: Key, _ make: () -> Entry) -> Entry {
    if slots.isEmpty { slots = [Slot](repeating: Slot(), count: 512) }
    let place = key.slot
    if slots[place].key == key { return slots[place].entry }
    let entry = make()
    slots[place] = Slot(key: key, entry: entry)
    return entry
  }
}
