import ErrataIndex
import ErrataTestSupport
import Testing

/// XXH64 once more, from the specification's text, step by step and without an eye on speed.
private func naiveChecksum(_ bytes: [UInt8]) -> UInt64 {
  let primes: [UInt64] = [
    0, 11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 1_609_587_929_392_839_161,
    9_650_029_242_287_828_579, 2_870_177_450_012_600_261,
  ]
  func left(_ value: UInt64, by bits: Int) -> UInt64 {
    (0..<bits).reduce(value) { value, _ in (value &* 2) | (value >= 1 << 63 ? 1 : 0) }
  }
  func number(_ range: Range<Int>) -> UInt64 {
    bytes[range].reversed().reduce(0) { $0 &* 256 &+ UInt64($1) }
  }
  func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    left(lane &+ input &* primes[2], by: 31) &* primes[1]
  }
  var place = 0
  var sum = primes[5]
  if bytes.count >= 32 {
    var lanes = [primes[1] &+ primes[2], primes[2], 0, UInt64(0) &- primes[1]]
    while bytes.count - place >= 32 {
      for lane in 0..<4 { lanes[lane] = round(lanes[lane], number(place + lane * 8..<place + lane * 8 + 8)) }
      place += 32
    }
    sum = zip(lanes, [1, 7, 12, 18]).reduce(0) { $0 &+ left($1.0, by: $1.1) }
    for lane in lanes { sum = (sum ^ round(0, lane)) &* primes[1] &+ primes[4] }
  }
  sum = sum &+ UInt64(bytes.count)
  while bytes.count - place >= 8 {
    sum = left(sum ^ round(0, number(place..<place + 8)), by: 27) &* primes[1] &+ primes[4]
    place += 8
  }
  if bytes.count - place >= 4 {
    sum = left(sum ^ (number(place..<place + 4) &* primes[1]), by: 23) &* primes[2] &+ primes[3]
    place += 4
  }
  for byte in bytes[place...] { sum = left(sum ^ (UInt64(byte) &* primes[5]), by: 11) &* primes[1] }
  sum = (sum ^ (sum >> 33)) &* primes[2]
  sum = (sum ^ (sum >> 29)) &* primes[3]
  return sum ^ (sum >> 32)
}

@Suite struct ChecksumTests {
  private func checksum(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { Checksum.xxh64($0) }
  }

  @Test(
    arguments: [
      ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64)]) func `published checksums come out, naively too`(
      _ text: String, _ expected: UInt64
    )
  {
    #expect(checksum(Array(text.utf8)) == expected)
    #expect(naiveChecksum(Array(text.utf8)) == expected)
  }

  @Test func `every length up to five stripes gives the naive checksum`() {
    var random = SeededRandom(seed: 1)
    for length in 0...160 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(checksum(bytes) == naiveChecksum(bytes), "length \(length)")
    }
  }

  @Test func `bytes that don't begin on a word give the same checksum`() {
    let bytes = (0..<100).map { UInt8($0) }
    for start in 0..<16 {
      let inner = bytes.withUnsafeBytes {
        Checksum.xxh64(UnsafeRawBufferPointer(rebasing: $0[start..<start + 70]))
      }
      #expect(inner == naiveChecksum(Array(bytes[start..<start + 70])), "start \(start)")
    }
  }

  @Test func `a changed bit changes the checksum`() {
    let bytes = (0..<67).map { UInt8($0) }
    var seen: Set<UInt64> = [checksum(bytes)]
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(seen.insert(checksum(changed)).inserted, "bit \(bit)")
    }
  }
}
