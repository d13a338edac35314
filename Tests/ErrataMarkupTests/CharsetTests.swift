import ErrataMarkup
import Testing

/// Charsets that sources are in, whatever they say.
@Suite struct CharsetTests {
  /// The same sentence in a charset, by the converter of the system.
  private static let chinese: [UInt8] = [
    0xC0, 0xCF, 0xB3, 0xC7, 0xB5, 0xC4, 0xCC, 0xEC, 0xB6, 0xEC, 0xBB, 0xE1, 0xBF, 0xB4, 0xBA, 0xEC, 0xC2, 0xCC, 0xB5,
    0xC6,
  ]
  private static let taiwanese: [UInt8] = [
    0xA6, 0xD1, 0xAB, 0xB0, 0xAA, 0xBA, 0xA4, 0xD1, 0xC3, 0x5A, 0xB7, 0x7C, 0xAC, 0xDD, 0xAC, 0xF5, 0xBA, 0xF1, 0xBF,
    0x4F,
  ]
  private static let japanese: [UInt8] = [
    0x94, 0x92, 0x92, 0xB9, 0x82, 0xCD, 0x90, 0x4D, 0x8D, 0x86, 0x82, 0xF0, 0x8C, 0xA9, 0x82, 0xE9,
  ]
  private static let french = Array("Les cygnes ob".utf8) + [0xE9] + Array("issent d".utf8) + [0xE9, 0x6A, 0xE0, 0x2E]

  @Test(
    arguments: [
      (chinese, nil, "GB18030", "老城的天鹅会看红绿灯"), (taiwanese, nil, "Big5", "老城的天鵝會看紅綠燈"),
      (japanese, nil, "Shift_JIS", "白鳥は信号を見る"), (french, nil, "windows-1252", "Les cygnes obéissent déjà."),
      (chinese, "gb2312", "gb2312", "老城的天鹅会看红绿灯"), (chinese, "utf-8", "GB18030", "老城的天鹅会看红绿灯"),
      (taiwanese, "gb2312", "Big5", "老城的天鵝會看紅綠燈"), (chinese, "iso-8859-1", "GB18030", "老城的天鹅会看红绿灯"),
      (french, "iso-8859-1", "iso-8859-1", "Les cygnes obéissent déjà."),
      (Array("白鳥".utf8), "shift_jis", "UTF-8", "白鳥"), (Array("swan".utf8), "big5", "UTF-8", "swan"),
      ([0xFF, 0xFE, 0x61, 0x00], nil, "UTF-16LE", "\u{FEFF}a"),
      ([0xFE, 0xFF, 0x00, 0x61], nil, "UTF-16BE", "\u{FEFF}a"),
    ] as [([UInt8], String?, String, String)])
  func `a charset is found by its bytes, and converted`(
    _ row: (bytes: [UInt8], declared: String?, charset: String, text: String)
  ) throws {
    let charset = CharsetGuess.charset(of: row.bytes, declared: row.declared)
    #expect(charset == row.charset)
    guard charset != "UTF-8" else { return }
    let transcoder = try #require(Transcoder(charset: charset))
    let bytes = transcoder.convert(row.bytes) + transcoder.convert([], isLast: true)
    #expect(String(decoding: bytes, as: UTF8.self) == row.text && transcoder.replaced == 0)
  }

  @Test func `a cut in the last character of the head doesn't hide UTF-8`() {
    let text = Array("天鹅和猫头鹰".utf8)
    for count in text.indices.dropFirst(3) { #expect(CharsetGuess.charset(of: Array(text.prefix(count))) == "UTF-8") }
  }

  @Test func `pieces of any size give the same, and what is broken is replaced`() throws {
    let broken = Self.chinese + [0xFF, 0x20] + Self.chinese + [0xC0]
    let whole = try #require(Transcoder(charset: "GB18030"))
    let expected = whole.convert(broken, isLast: true)
    #expect(whole.replaced == 2)
    #expect(String(decoding: expected, as: UTF8.self).hasSuffix("红绿灯\u{FFFD}"))
    for size in 1...5 {
      let transcoder = try #require(Transcoder(charset: "GB18030"))
      var bytes: [UInt8] = []
      for start in stride(from: 0, to: broken.count, by: size) {
        bytes += transcoder.convert(broken[start..<min(start + size, broken.count)])
      }
      bytes += transcoder.convert([], isLast: true)
      #expect(bytes == expected, "pieces of \(size)")
    }
  }

  @Test(arguments: ["klingon", "", "UTF-8//IGNORE", "a b"])
  func `a charset that isn't known has no converter`(_ name: String) {
    #expect(Transcoder(charset: name) == nil)
  }

  @Test(
    arguments: [
      (#"<meta charset="GB2312">"#, "gb2312"), (#"<?xml version="1.0" encoding='Shift_JIS'?>"#, "shift_jis"),
      (#"<meta http-equiv="Content-Type" content="text/html; charset=big5">"#, "big5"), ("<p>", nil),
    ] as [(String, String?)])
  func `what a page or feed declares is found`(_ row: (text: String, charset: String?)) {
    #expect(CharsetGuess.declared(in: Array(row.text.utf8)) == row.charset)
  }
}
