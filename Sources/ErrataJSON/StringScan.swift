/// Steps over the characters of JSON strings, eight bytes at a time.
enum StringScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The next eight bytes, the first lowest; zero stands for what lies beyond the end.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>, at position: Int) -> UInt64 {
    guard bytes.count &- position < 8 else {
      // The bounds are checked by the load as well.
      return UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
    }
    var word: UInt64 = 0
    var place = bytes.count
    while place > position {
      place &-= 1
      word = word << 8 | UInt64(bytes[place])
    }
    return word
  }

  /// Number of leading bytes of a word, up to 8, that stand for themselves in a string and are ASCII: neither quote,
  /// backslash nor control character.
  ///
  /// The tests mark bytes by their high bit; a borrow can mark a wrong byte only above a rightly marked one, and only
  /// the lowest mark counts (Mycroft 1987).
  @inline(__always)
  static func plainCount(_ word: UInt64) -> Int {
    ((marks(word) | word) & highs).trailingZeroBitCount >> 3
  }

  @inline(__always)
  private static func marks(_ word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let slashes = word ^ (ones &* 0x5C)
    return ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | ((word &- (ones &* 0x20)) & ~word)
  }

  /// The place of the first byte from `start` on that a written string must escape, which U+007F is too, or the
  /// count of bytes.
  static func unescapedEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count {
      let word = word(bytes, at: position)
      let deletes = word ^ (ones &* 0x7F)
      let found = (marks(word) | ((deletes &- ones) & ~deletes)) & highs
      position &+= found.trailingZeroBitCount >> 3
      if found != 0 { return min(position, bytes.count) }
    }
    return bytes.count
  }

  /// The place of the first quote, backslash or control character from `start` on, or the count of bytes.
  ///
  /// Returns `nil` where what lies before isn't valid UTF-8 (Unicode 16, table 3-7).
  static func plainEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      let word = word(bytes, at: position)
      let plain = plainCount(word)
      position &+= plain
      if plain == 8 { continue }
      guard position < bytes.count else { break }
      if bytes[position] < 0x80 { return position }
      guard let next = sequencesEnd(bytes, from: position) else { return nil }
      position = next
    }
    return bytes.count
  }

  /// Steps over the sequences of several bytes that follow one another, at least one; `nil` where one isn't valid.
  @inline(__always)
  private static func sequencesEnd(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    var position = start
    while isOfEight(bytes, at: position) { position &+= 24 }
    while position < bytes.count {
      let word = word(bytes, at: position)
      if word & 0x80 == 0 { return position }
      if word & 0x0000_C0C0_F0C0_C0F0 == 0x0000_8080_E080_80E0, isOfThree(word), isOfThree(word >> 24) {
        position &+= 6
      } else if word & 0xC0_C0F0 == 0x80_80E0, isOfThree(word) {
        position &+= 3
      } else if word & 0xC0E0 == 0x80C0, word & 0x1E != 0 {
        position &+= 2
      } else if word & 0xC0C0_C0F8 == 0x8080_80F0, isOfFour(word) {
        position &+= 4
      } else {
        return nil
      }
    }
    return position
  }

  /// Whether eight sequences of three bytes follow, as in Chinese text, all of which have lead bytes that allow any
  /// continuation: neither E0 nor ED.
  @inline(__always)
  private static func isOfEight(_ bytes: Span<UInt8>, at position: Int) -> Bool {
    guard bytes.count &- position >= 24 else { return false }
    let (a, b, c) = (word(bytes, at: position), word(bytes, at: position &+ 8), word(bytes, at: position &+ 16))
    // Lead bytes stand at 0, 3, 6 of the first word, 1, 4, 7 of the second, and 2, 5 of the third.
    let shape =
      (a & 0xC0F0_C0C0_F0C0_C0F0 ^ 0x80E0_8080_E080_80E0) | (b & 0xF0C0_C0F0_C0C0_F0C0 ^ 0xE080_80E0_8080_E080)
      | (c & 0xC0C0_F0C0_C0F0_C0C0 ^ 0x8080_E080_80E0_8080)
    guard shape == 0 else { return false }
    return hasOpenLeads(a, 0x000F_0000_0F00_000F) && hasOpenLeads(b, 0x0F00_000F_0000_0F00)
      && hasOpenLeads(c, 0x0000_0F00_000F_0000)
  }

  /// No lead byte's low half, which the mask selects, is 0 or D.
  @inline(__always)
  private static func hasOpenLeads(_ word: UInt64, _ mask: UInt64) -> Bool {
    let others = ~mask & (ones &* 0x0F)
    let zeros = word & mask | others
    let thirteens = (word ^ (ones &* 0x0D)) & mask | others
    return (((zeros &- ones) & ~zeros) | ((thirteens &- ones) & ~thirteens)) & highs == 0
  }

  /// Neither overlong (E0 80…9F) nor a surrogate (ED A0…BF).
  @inline(__always)
  private static func isOfThree(_ word: UInt64) -> Bool {
    let bits = word & 0x200F
    return bits != 0 && bits != 0x200D
  }

  /// Neither overlong (F0 80…8F) nor beyond U+10FFFF (F4 90…, F5…).
  @inline(__always)
  private static func isOfFour(_ word: UInt64) -> Bool {
    let lead = word & 7
    return lead == 0 ? word & 0x3000 != 0 : lead < 4 || (lead == 4 && word & 0x3000 == 0)
  }
}
