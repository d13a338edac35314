/// Unsigned integers in groups of seven bits, lowest first (LEB128), as postings use them.
package enum Varint {
  /// Appends a value.
  package static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads a value and moves `offset` behind it; `nil` at the end of the bytes or for more than 32 bits.
  @inline(__always)
  package static func read(_ bytes: UnsafeRawBufferPointer, _ offset: inout Int) -> UInt32? {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while offset < bytes.count, shift < 35 {
      let byte = bytes[offset]
      offset += 1
      if shift == 28, byte > 0x0F { return nil }
      value |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }
}
