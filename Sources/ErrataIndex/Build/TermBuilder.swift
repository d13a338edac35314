/// Makes the sections of terms, which ranking uses, from the units of all entries.
///
/// Keys are dealt with range by range, so that memory stays bounded however large the corpus is.
struct TermBuilder {
  /// Units of all entries, one after the other.
  let hashes: [UInt32]
  /// For each entry, its claim.
  let claims: [UInt32]
  /// For each entry, its units.
  let units: [Range<Int>]
  /// Number of claims.
  let claimCount: Int
  /// Units whose terms are sorted at once.
  var unitsPerRange = 1 << 22

  /// The finished sections.
  struct Sections {
    var buckets: [UInt32] = []
    var keys: [UInt32] = []
    var rankIdf: [UInt8] = []
    var offsets: [UInt64] = []
    var postings: [UInt8] = []
  }

  /// Builds all sections.
  func build() -> Sections {
    var sections = Sections()
    let ranges = max(1, hashes.count / unitsPerRange + 1).nextPowerOfTwo
    let shift = UInt32(32 - ranges.trailingZeroBitCount)
    var sorter = RadixSorter()
    for range in 0..<ranges {
      // Shifting by 32 gives 0: one range holds all keys.
      collect(into: &sorter.values) { $0 >> shift == UInt32(range) }
      sorter.sort()
      append(sorter.values, to: &sections)
    }
    sections.offsets.append(UInt64(sections.postings.count))
    sections.buckets = buckets(of: sections.keys)
    return sections
  }

  /// The terms of a range as key and entry in one number, entries ascending.
  private func collect(into values: inout [UInt64], where isWanted: (UInt32) -> Bool) {
    values.removeAll(keepingCapacity: true)
    hashes.withUnsafeBufferPointer { hashes in
      for (entry, range) in units.enumerated() {
        for unit in range {
          let single = Hashing.term(hashes[unit])
          if isWanted(single) { values.append(UInt64(single) << 32 | UInt64(entry)) }
          guard unit + 1 < range.upperBound else { continue }
          let pair = Hashing.term(hashes[unit], hashes[unit + 1])
          if isWanted(pair) { values.append(UInt64(pair) << 32 | UInt64(entry)) }
        }
      }
    }
  }

  private func append(_ values: [UInt64], to sections: inout Sections) {
    var index = 0
    while index < values.count {
      let key = values[index] >> 32
      let first = index
      while index < values.count, values[index] >> 32 == key { index += 1 }
      append(values[first..<index], to: &sections)
    }
  }

  /// Writes the postings of a term.
  private func append(_ group: ArraySlice<UInt64>, to sections: inout Sections) {
    guard let first = group.first else { return }
    sections.keys.append(UInt32(first >> 32))
    sections.offsets.append(UInt64(sections.postings.count))
    var previous: UInt32 = 0
    var claimsWithTerm = 0
    var lastClaim: UInt32?
    var index = group.startIndex
    while index < group.endIndex {
      let entry = UInt32(truncatingIfNeeded: group[index])
      let start = index
      while index < group.endIndex, UInt32(truncatingIfNeeded: group[index]) == entry { index += 1 }
      let count = UInt32(index - start)
      Varint.append((entry - previous) << 1 | (count > 1 ? 1 : 0), to: &sections.postings)
      if count > 1 { Varint.append(count, to: &sections.postings) }
      previous = entry
      if claims[Int(entry)] != lastClaim { claimsWithTerm += 1 }
      lastClaim = claims[Int(entry)]
    }
    sections.rankIdf.append(TermBuilder.rankWeight(of: claimCount, with: claimsWithTerm))
  }

  /// Bits of a term among the claims (Robertson and Spärck Jones 1976, with one added so that it stays positive).
  static func rankWeight(of claims: Int, with claimsWithTerm: Int) -> UInt8 {
    let (all, with) = (Double(claims), Double(claimsWithTerm))
    return WeightScale.byte(bits: binaryLogarithm(1 + (all - with + 0.5) / (with + 0.5)))
  }

  private func buckets(of keys: [UInt32]) -> [UInt32] {
    let bits = IndexFormat.bucketBits(terms: keys.count)
    var buckets = [UInt32](repeating: 0, count: 1 << bits + 1)
    for key in keys { buckets[Int(key >> UInt32(32 - bits)) + 1] += 1 }
    for index in 1..<buckets.count { buckets[index] += buckets[index - 1] }
    return buckets
  }
}

/// Sorts numbers by their upper 32 bits and keeps the order of equal ones: a radix sort from the lowest digit up (Knuth
/// 1998, section 5.2.5).
struct RadixSorter {
  /// What is sorted.
  var values: [UInt64] = []
  private var spare: [UInt64] = []
  private static let digitBits: UInt64 = 11

  /// Sorts in three passes.
  mutating func sort() {
    for pass in 0..<3 as Range<UInt64> { sort(byDigit: 32 + pass * RadixSorter.digitBits) }
  }

  private mutating func sort(byDigit shift: UInt64) {
    let mask: UInt64 = 1 << RadixSorter.digitBits - 1
    var places = [Int](repeating: 0, count: 1 << RadixSorter.digitBits + 1)
    for value in values { places[Int(value >> shift & mask) + 1] += 1 }
    for digit in 1..<places.count { places[digit] += places[digit - 1] }
    if spare.count < values.count { spare = [UInt64](repeating: 0, count: values.count) }
    spare.withUnsafeMutableBufferPointer { spare in
      for value in values {
        let digit = Int(value >> shift & mask)
        spare[places[digit]] = value
        places[digit] += 1
      }
    }
    values.withUnsafeMutableBufferPointer { values in
      spare.withUnsafeBufferPointer { spare in
        for index in values.indices { values[index] = spare[index] }
      }
    }
  }
}

extension Int {
  /// The least power of two that isn't less.
  package var nextPowerOfTwo: Int {
    self <= 1 ? 1 : 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount)
  }
}
