/// Sums of which entries may share one: never less than an entry's own sum, and seldom more.
struct RoughSums {
  private var sums: [UInt32] = []
  private var mask = 0

  /// Empties the sums, enough of them for a number of additions.
  mutating func prepare(_ additions: Int) {
    let count = max(256, (additions * 4).nextPowerOfTwo)
    if sums.count < count { sums = [UInt32](repeating: 0, count: count) }
    mask = count - 1
    sums.withUnsafeMutableBufferPointer { sums in
      UnsafeMutableBufferPointer(rebasing: sums[..<count]).update(repeating: 0)
    }
  }

  @inline(__always)
  private static func place(_ entry: UInt32, _ mask: Int) -> Int { Int((entry &* 0x9E37_79B1) &>> 8) & mask }

  /// Adds a weight to the entries at some places of a list.
  @inline(__always)
  mutating func add(_ weight: UInt32, to entries: UnsafeBufferPointer<UInt32>, at places: Range<Int>) {
    let mask = mask
    sums.withUnsafeMutableBufferPointer { sums in
      for place in places { sums[RoughSums.place(entries[place], mask)] &+= weight }
    }
  }

  /// At least the sum of an entry.
  @inline(__always)
  func sum(of entry: UInt32) -> UInt32 {
    sums.withUnsafeBufferPointer { $0[RoughSums.place(entry, mask)] }
  }
}
