import ErrataJSON
import ErrataTestSupport
import Testing

/// Random values and bytes, from a seed that a failure prints.
private struct JSONSource {
  var random: SeededRandom

  private static let scalars = Array(
    "ab\"\\/\u{0}\u{1}\n\t\u{7F}é中😀\u{301}\u{FFFD}\u{2028}{}[]:,".unicodeScalars)
  private static let digits = ["0", "-1", "1.50", "2e9", "-3E-2", "18446744073709551616"]

  mutating func text() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...8, using: &random) {
      if let scalar = Self.scalars.randomElement(using: &random) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  mutating func value(depth: Int = 0) -> JSONValue {
    switch Int.random(in: 0..<(depth < 6 ? 8 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number(Self.digits.randomElement(using: &random) ?? "0")
    case 3, 4: return .string(text())
    case 5, 6: return .array((0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          JSONMember(key: text(), value: value(depth: depth + 1))
        })
    }
  }
}

@Suite struct JSONPropertyTests {
  private func written(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.value(value)
    return writer.bytes
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `what is written is read back`(_ seed: UInt64) throws {
    var source = JSONSource(random: SeededRandom(seed: seed))
    for round in 0..<2000 {
      let value = source.value()
      let bytes = written(value)
      let back = try JSONParser.parse(bytes)
      #expect(back == value, "seed \(seed), round \(round)")
      // String equality forgives different code points for the same character; bytes don't.
      #expect(written(back) == bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [5, 6] as [UInt64]) func `a text cut short is never read as a whole one`(_ seed: UInt64) {
    var source = JSONSource(random: SeededRandom(seed: seed))
    for round in 0..<300 {
      let bytes = written(.array([source.value()]))
      for length in bytes.indices {
        #expect(
          jsonError(Array(bytes.prefix(length))) != nil, "seed \(seed), round \(round), length \(length)")
      }
    }
  }

  @Test(arguments: [7, 8, 9] as [UInt64]) func `noise never traps and its error lies inside the text`(
    _ seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    let likely = Array("{}[]\":,\\u0123456789abcdefDd-+.eE tfnrl".utf8)
    for round in 0..<20_000 {
      let isAnyByte = round.isMultiple(of: 2)
      let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        isAnyByte ? UInt8.random(in: 0...255, using: &random) : likely.randomElement(using: &random) ?? 0
      }
      if let error = jsonError(bytes) {
        #expect((0...bytes.count).contains(error.offset), "seed \(seed), round \(round): \(bytes)")
      }
    }
  }

  @Test(arguments: [10, 11] as [UInt64]) func `a changed byte never traps`(_ seed: UInt64) {
    var source = JSONSource(random: SeededRandom(seed: seed))
    for round in 0..<2000 {
      var bytes = written(.array([source.value()]))
      let place = Int.random(in: bytes.indices, using: &source.random)
      bytes[place] = UInt8.random(in: 0...255, using: &source.random)
      if let error = jsonError(bytes) {
        #expect((0...bytes.count).contains(error.offset), "seed \(seed), round \(round)")
      }
    }
  }

  @Test(arguments: [12, 13] as [UInt64]) func `a number in millionths is written exactly`(_ seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    for round in 0..<5000 {
      let number = Double(Int64.random(in: -2_000_000_000...2_000_000_000, using: &random)) / 1e6
      var writer = JSONWriter()
      writer.number(number)
      #expect(Double(writer.string) == number, "seed \(seed), round \(round): \(number)")
    }
  }
}
