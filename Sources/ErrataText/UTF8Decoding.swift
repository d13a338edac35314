extension UnitBuffer {
  /// Fills the buffer with the code points of UTF-8 text. A byte that begins no whole, shortest-form sequence
  /// becomes a blank; offsets fit 32 bits, so bytes after the first 4 GiB are left out.
  ///
  /// - Complexity: O(n).
  func decode(_ bytes: UnsafeBufferPointer<UInt8>) {
    let length = min(bytes.count, Int(UInt32.max))
    reset(capacity: length + 1)
    guard let base = bytes.baseAddress else { return }
    var position = 0
    var written = 0
    var noted = TraitsSeen()
    while position < length {
      let (scalar, size) = Self.codePoint(base, position, length)
      let unit = Unit(scalar, start: UInt32(truncatingIfNeeded: position), end: UInt32(position + size))
      noted.insert(unit.traits)
      units[written] = unit
      written += 1
      position += size
    }
    count = written
    seen = noted
  }

  /// The code point at a byte and its length; a blank of one byte where the bytes are broken.
  @inline(__always)
  static func codePoint(_ base: UnsafePointer<UInt8>, _ at: Int, _ length: Int) -> (UInt32, Int) {
    let first = UInt32(base[at])
    if first < 0x80 { return (first, 1) }
    if first >= 0xE0 && first < 0xF0 && at + 2 < length {
      let second = UInt32(base[at + 1]) ^ 0x80
      let third = UInt32(base[at + 2]) ^ 0x80
      let scalar = (first & 0x0F) << 12 | second << 6 | third
      let isBroken = second | third > 0x3F || scalar < 0x800 || scalar & 0xFFFF_F800 == 0xD800
      return isBroken ? (Unit.blank, 1) : (scalar, 3)
    }
    return shortOrLong(base, at, length)
  }

  /// Sequences of two and four bytes.
  private static func shortOrLong(_ base: UnsafePointer<UInt8>, _ at: Int, _ length: Int) -> (UInt32, Int) {
    let first = UInt32(base[at])
    if first >= 0xC2 && first < 0xE0 && at + 1 < length {
      let second = UInt32(base[at + 1]) ^ 0x80
      return second > 0x3F ? (Unit.blank, 1) : ((first & 0x1F) << 6 | second, 2)
    }
    guard first >= 0xF0 && first < 0xF5 && at + 3 < length else { return (Unit.blank, 1) }
    let second = UInt32(base[at + 1]) ^ 0x80
    let third = UInt32(base[at + 2]) ^ 0x80
    let fourth = UInt32(base[at + 3]) ^ 0x80
    let scalar = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
    let isBroken = second | third | fourth > 0x3F || scalar < 0x10000 || scalar > 0x10FFFF
    return isBroken ? (Unit.blank, 1) : (scalar, 4)
  }
}
