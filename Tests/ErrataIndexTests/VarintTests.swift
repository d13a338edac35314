import ErrataIndex
import ErrataTestSupport
import Testing

@Suite struct VarintTests {
  private func read(_ bytes: [UInt8], from start: Int = 0) -> (value: UInt32?, offset: Int) {
    var offset = start
    let value = bytes.withUnsafeBytes { Varint.read($0, &offset) }
    return (value, offset)
  }

  private static let values: [(UInt32, [UInt8])] = [
    (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 0x01]), (300, [0xAC, 0x02]), (16_383, [0xFF, 0x7F]),
    (16_384, [0x80, 0x80, 0x01]), (2_097_151, [0xFF, 0xFF, 0x7F]), (2_097_152, [0x80, 0x80, 0x80, 0x01]),
    (268_435_455, [0xFF, 0xFF, 0xFF, 0x7F]), (268_435_456, [0x80, 0x80, 0x80, 0x80, 0x01]),
    (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
  ]

  @Test(arguments: values) func `a value is written in groups of seven bits`(
    _ value: UInt32, _ bytes: [UInt8]
  ) {
    var written: [UInt8] = [9]
    Varint.append(value, to: &written)
    #expect(written == [9] + bytes)
  }

  @Test(arguments: values) func `a value is read and the offset moves behind it`(
    _ value: UInt32, _ bytes: [UInt8]
  ) {
    let (found, offset) = read([9] + bytes + [9], from: 1)
    #expect(found == value)
    #expect(offset == 1 + bytes.count)
  }

  @Test(arguments: [[], [0x80], [0xFF, 0xFF], [0x80, 0x80, 0x80, 0x80]] as [[UInt8]])
  func `a value that is cut short is refused`(_ bytes: [UInt8]) {
    #expect(read(bytes).value == nil)
  }

  @Test(
    arguments: [
      [0xFF, 0xFF, 0xFF, 0xFF, 0x10], [0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
      [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00],
    ] as [[UInt8]]) func `more than 32 bits are refused`(_ bytes: [UInt8])
  {
    #expect(read(bytes).value == nil)
  }

  @Test(arguments: [1, 2] as [UInt64]) func `values written one after the other are read back`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let values = (0..<2000).map { _ in
      UInt32.random(in: 0...(.max), using: &random) >> Int.random(in: 0...31, using: &random)
    }
    var bytes: [UInt8] = []
    for value in values { Varint.append(value, to: &bytes) }
    var offset = 0
    let back = values.map { _ in bytes.withUnsafeBytes { Varint.read($0, &offset) } }
    #expect(back == values, "seed \(seed)")
    #expect(offset == bytes.count)
  }

  @Test(arguments: [3, 4] as [UInt64]) func `noise moves the offset at most to the end`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0...8, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect((0...bytes.count).contains(read(bytes).offset), "seed \(seed): \(bytes)")
    }
  }
}
