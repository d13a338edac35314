import ErrataIndex
import Testing

/// The hashes stand in index files and background tables: another value is another format.
@Suite struct HashingTests {
  private func unit(_ text: String) -> UInt32 {
    text.unicodeScalars.map(\.value).withUnsafeBufferPointer { Hashing.unit($0) }
  }

  @Test func `mixing follows SplitMix64`() {
    #expect(Hashing.mix(0) == 0xE220_A839_7B1D_CDAF)
    #expect(Hashing.mix(0x9E37_79B9_7F4A_7C15) == 0x6E78_9E6A_A1B9_65F4)
  }

  @Test func `one character hashes the same as a unit and as a scalar`() {
    #expect(unit("酒") == Hashing.unit(scalar: 0x9152))
    #expect(unit("a") == Hashing.unit(scalar: 0x61))
  }

  @Test func `order and length of the characters matter`() {
    #expect(Set(["ab", "ba", "aab", "a", "b", "aa", ""].map(unit)).count == 7)
  }
}

@Suite struct WeightScaleTests {
  @Test(
    arguments: [
      (0, 0), (-3, 0), (0.05, 0), (0.0625, 1), (0.125, 1), (1, 8), (10.3, 82), (31.875, 255), (31.9, 255),
      (1000, 255),
      (.infinity, 255), (-.infinity, 0),
    ] as [(Double, UInt8)]) func `bits become eighths, rounded and bounded`(_ bits: Double, _ byte: UInt8)
  {
    #expect(WeightScale.byte(bits: bits) == byte)
  }

  @Test func `eighths become bits`() {
    #expect(WeightScale.bits(255 as UInt8) == 31.875)
    #expect(WeightScale.bits(4 as UInt32) == 0.5)
  }

  @Test(
    arguments: [(1, 0), (2, 1), (1024, 10), (0.125, -3), (0.7071067811865476, -0.5)] as [(Double, Double)])
  func `the logarithm is binary`(_ value: Double, _ logarithm: Double) {
    #expect(abs(binaryLogarithm(value) - logarithm) < 1e-12)
  }
}
