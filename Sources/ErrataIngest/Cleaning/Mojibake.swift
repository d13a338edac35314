/// Text that was UTF-8, was read as Windows-1252 and written as UTF-8 again: `MÃ©xico`, `è°£è¨€`.
enum Mojibake {
  /// What Windows-1252 has from 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252); what it leaves open stands
  /// for the control code of the same number.
  private static let upper: [UInt32: UInt8] = {
    let scalars: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
      0x017D,
      0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
      0x017E, 0x0178,
    ]
    return Dictionary(uniqueKeysWithValues: zip(scalars, 0x80...0x9F))
  }()

  /// The text that was meant, when all of it that isn't ASCII reads as UTF-8 once written as Windows-1252; else the
  /// text as it is. Done twice, for text that went through it twice.
  static func mended(_ text: String) -> String {
    guard let once = undone(text) else { return text }
    return undone(once) ?? once
  }

  private static func undone(_ text: String) -> String? {
    // Every such text has one of the letters that the first byte of a character becomes, from Â to ô.
    guard text.unicodeScalars.contains(where: { (0xC2...0xF4).contains($0.value) }) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let byte = upper[scalar.value] {
        bytes.append(byte)
      } else if scalar.value < 0x100 {
        bytes.append(UInt8(scalar.value))
      } else {
        return nil
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
