import ErrataTestSupport
import Testing

@testable import ErrataCorpus

@Suite struct LineSplitterTests {
  /// Splits a text that comes in the given pieces; too long lines become `nil`.
  static func split(_ pieces: [[UInt8]], limit: Int = 100) -> [(Int, String?)] {
    var splitter = LineSplitter(limit: limit)
    var lines: [(Int, String?)] = []
    func take(_ line: Line) {
      switch line {
      case .whole(let number, let bytes): lines.append((number, String(decoding: bytes, as: UTF8.self)))
      case .tooLong(let number): lines.append((number, nil))
      }
    }
    for piece in pieces { piece.withUnsafeBufferPointer { splitter.feed($0, take) } }
    splitter.finish(take)
    return lines
  }

  @Test(arguments: [
    ("", [String?]()), ("a", ["a"]), ("a\n", ["a"]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]),
    ("\n\na", ["", "", "a"]), ("12345\n123456\n1", ["12345", nil, "1"]), ("1234567", [nil]),
  ])
  func `a text is cut at its line ends`(text: String, expected: [String?]) {
    let lines = Self.split([Array(text.utf8)], limit: 5)
    #expect(lines.map(\.1) == expected)
    #expect(lines.map(\.0) == Array(1..<expected.count + 1))
  }

  @Test(arguments: 0..<50) func `the pieces in which a text comes make no difference`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let letters = Array("ab\n\r".utf8)
    let text = (0..<60).map { _ in letters[Int.random(in: 0..<4, using: &random)] }
    var pieces: [[UInt8]] = [[]]
    for byte in text {
      if Int.random(in: 0..<5, using: &random) == 0 { pieces.append([]) }
      pieces[pieces.count - 1].append(byte)
    }
    let whole = Self.split([text], limit: 6)
    let pieced = Self.split(pieces, limit: 6)
    #expect(whole.map(\.0) == pieced.map(\.0), "seed \(seed)")
    #expect(whole.map(\.1) == pieced.map(\.1), "seed \(seed)")
  }
}
