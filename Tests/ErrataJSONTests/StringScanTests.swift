import ErrataTestSupport
import Testing

@testable import ErrataJSON

@Suite struct StringScanTests {
  /// What `plainEnd` should give: by the standard library, byte by byte.
  private func expectedEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    let end = bytes[start...].firstIndex { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C } ?? bytes.count
    return String(validating: bytes[start..<end], as: UTF8.self) == nil ? nil : end
  }

  private static let pieces: [[UInt8]] =
    ["a", "plain words", "é", "中", "八个汉字连在一起好", "ᄀ한힝퟿", "\u{800}\u{FFFF}", "😀", "\u{10FFFF}", "\u{80}\u{7FF}", "\u{7F}"]
    .map { Array($0.utf8) }
  private static let rarities: [[UInt8]] = [
    [0x22], [0x5C], [0x1F], [0x00], [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
    [0xED, 0xBF, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    [0xE4, 0xB8], [0xF0, 0x9F, 0x98], [0xC3], [0xE4, 0x22, 0xAD],
  ]

  @Test func `the plain part of a string ends where the standard library has it`() {
    for seed in 0..<4000 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        bytes += Self.pieces.randomElement(using: &random) ?? []
        if Int.random(in: 0..<8, using: &random) == 0 { bytes += Self.rarities.randomElement(using: &random) ?? [] }
      }
      if !bytes.isEmpty, Bool.random(using: &random) { bytes.removeLast() }
      let start = Int.random(in: 0...min(3, bytes.count), using: &random)
      #expect(StringScan.plainEnd(bytes.span, from: start) == expectedEnd(bytes, from: start), "seed \(seed)")
    }
  }

  @Test(arguments: 0..<24)
  func `a fault is found at every place among three-byte sequences`(_ place: Int) {
    let text = Array("一二三四五六七八九十".utf8)
    for byte in [0x22, 0x41, 0x80, 0xE0, 0xED, 0xC3, 0xF0, 0xFF] as [UInt8] {
      var bytes = text
      bytes[place] = byte
      #expect(StringScan.plainEnd(bytes.span, from: 0) == expectedEnd(bytes, from: 0), "byte \(byte) at \(place)")
    }
  }

  @Test func `what must be escaped is found wherever it stands`() {
    for byte in 0...UInt8.max {
      let isEscaped = byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F
      for place in 0..<19 {
        var bytes = [UInt8](repeating: 0x61, count: 19)
        bytes[place] = byte
        #expect(StringScan.unescapedEnd(bytes.span, from: 0) == (isEscaped ? place : 19), "\(byte) at \(place)")
      }
    }
  }
}
