/// Hash functions of the index format; changing one changes the format version.
package enum Hashing {
  /// Mixes 64 bits (finalizer of SplitMix64; Steele, Lea and Flood 2014).
  @inline(__always)
  package static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The hash of a unit that is one character.
  @inline(__always)
  package static func unit(scalar: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: mix(UInt64(scalar)) >> 32)
  }

  /// The hash of a unit of several characters.
  @inline(__always)
  package static func unit(_ scalars: UnsafeBufferPointer<UInt32>) -> UInt32 {
    if scalars.count == 1 { return unit(scalar: scalars[0]) }
    var state = wordSeed
    for scalar in scalars { state = step(state, scalar) }
    return finish(state)
  }

  /// Start of the hash of several characters (FNV-1a; Fowler, Noll and Vo 1991).
  static let wordSeed: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes one more character in.
  @inline(__always)
  static func step(_ state: UInt64, _ scalar: UInt32) -> UInt64 {
    (state ^ UInt64(scalar)) &* 0x0000_0100_0000_01B3
  }

  /// The hash of the characters taken in.
  @inline(__always)
  static func finish(_ state: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: mix(state) >> 32)
  }

  /// The key of the term that is a single unit.
  @inline(__always)
  package static func term(_ unit: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: mix(UInt64(unit) | 0x5157_0000_0000_0000) >> 32)
  }

  /// The key of the term that is two units side by side.
  @inline(__always)
  package static func term(_ first: UInt32, _ second: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: mix(UInt64(first) << 32 | UInt64(second)) >> 32)
  }
}
