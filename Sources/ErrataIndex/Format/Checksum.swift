/// XXH64 (Yann Collet 2012, xxHash specification 0.1.1): a fast 64-bit checksum against damage, not against forgery.
package struct Checksum: Sendable {
  private static let p1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let p2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let p3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let p4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let p5: UInt64 = 0x27D4_EB2F_1656_67C5
  /// Bytes that the four lanes take at a time.
  private static let stripe = 32

  private var lanes = (p1 &+ p2, p2, UInt64(0), 0 &- p1)
  /// The begin of a stripe whose end hasn't come.
  private var pending: [UInt8] = []
  private var count = 0

  /// The checksum of nothing, with seed 0, to be updated.
  package init() {}

  /// The checksum of some bytes, with seed 0.
  package static func xxh64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var checksum = Checksum()
    checksum.update(bytes)
    return checksum.value
  }

  /// Takes in the next bytes; the pieces they come in don't matter.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    var rest = bytes[...]
    if !pending.isEmpty {
      let filling = rest.prefix(Checksum.stripe - pending.count)
      pending += filling
      rest = rest.dropFirst(filling.count)
      guard pending.count == Checksum.stripe else { return }
      let whole = pending
      whole.withUnsafeBytes { takeStripes($0) }
      pending.removeAll(keepingCapacity: true)
    }
    let whole = rest.count / Checksum.stripe * Checksum.stripe
    takeStripes(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)))
    pending += rest.dropFirst(whole)
  }

  /// The checksum of what was taken in so far; more may follow.
  package var value: UInt64 {
    var hash = Checksum.p5
    if count >= Checksum.stripe {
      let (a, b, c, d) = lanes
      hash = Checksum.rotate(a, 1) &+ Checksum.rotate(b, 7) &+ Checksum.rotate(c, 12) &+ Checksum.rotate(d, 18)
      for lane in [a, b, c, d] { hash = (hash ^ Checksum.round(0, lane)) &* Checksum.p1 &+ Checksum.p4 }
    }
    hash &+= UInt64(count)
    return Checksum.avalanche(pending.withUnsafeBytes { Checksum.taking(rest: $0, into: hash) })
  }

  private mutating func takeStripes(_ bytes: UnsafeRawBufferPointer) {
    var (a, b, c, d) = lanes
    var offset = 0
    while offset + Checksum.stripe <= bytes.count {
      a = Checksum.round(a, Checksum.load64(bytes, offset))
      b = Checksum.round(b, Checksum.load64(bytes, offset + 8))
      c = Checksum.round(c, Checksum.load64(bytes, offset + 16))
      d = Checksum.round(d, Checksum.load64(bytes, offset + 24))
      offset += Checksum.stripe
    }
    lanes = (a, b, c, d)
  }

  /// The bytes after the last stripe.
  private static func taking(rest bytes: UnsafeRawBufferPointer, into start: UInt64) -> UInt64 {
    var hash = start
    var offset = 0
    while offset + 8 <= bytes.count {
      hash = rotate(hash ^ round(0, load64(bytes, offset)), 27) &* p1 &+ p4
      offset += 8
    }
    if offset + 4 <= bytes.count {
      let word = UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      hash = rotate(hash ^ (word &* p1), 23) &* p2 &+ p3
      offset += 4
    }
    while offset < bytes.count {
      hash = rotate(hash ^ (UInt64(bytes[offset]) &* p5), 11) &* p1
      offset += 1
    }
    return hash
  }

  @inline(__always)
  private static func load64(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(__always)
  private static func round(_ state: UInt64, _ input: UInt64) -> UInt64 {
    rotate(state &+ input &* p2, 31) &* p1
  }

  @inline(__always)
  private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }

  private static func avalanche(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ (hash >> 33)) &* p2
    hash = (hash ^ (hash >> 29)) &* p3
    return hash ^ (hash >> 32)
  }
}
