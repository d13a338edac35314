/// Counts how often each of many numbers comes.
///
/// The numbers are first put beside their neighbours, part by part, and each part is counted by itself, so that its
/// counters stay in the processor's cache however many there are: counting in one large table would wait for memory at
/// nearly every number.
struct SlotCounter {
  /// Binary logarithm of the number of different numbers.
  let bits: Int
  private let shift: UInt32
  /// Where the next number of each part goes; while numbers are announced, how many it has, one place on.
  private var places: [Int]
  private var slots: [UInt32] = []
  private var counters: [UInt8]

  /// Binary logarithm of the counters of a part: 1 MiB.
  private static let partBits = 20

  /// A counter of numbers of so many bits, at most 32.
  init(bits: Int) {
    self.bits = bits
    let partBits = min(bits, SlotCounter.partBits)
    shift = UInt32(partBits)
    places = [Int](repeating: 0, count: 1 << (bits - partBits) + 1)
    counters = [UInt8](repeating: 0, count: 1 << partBits)
  }

  /// Forgets all numbers.
  mutating func removeAll() {
    for part in places.indices { places[part] = 0 }
  }

  /// Tells that a number will come.
  @inline(__always)
  mutating func announce(_ slot: UInt32) {
    places[Int(slot >> shift) + 1] += 1
  }

  /// Makes room for the numbers that were announced.
  mutating func makeRoom() {
    for part in places.indices.dropFirst() { places[part] += places[part - 1] }
    let count = places.last ?? 0
    if slots.count < count { slots = [UInt32](repeating: 0, count: count) }
  }

  /// Adds a number that was announced.
  @inline(__always)
  mutating func add(_ slot: UInt32) {
    let part = Int(slot >> shift)
    slots[places[part]] = slot
    places[part] += 1
  }

  /// Calls `body` with each number that came more than `limit` times, below 255, as often as it came.
  mutating func forEach(above limit: Int, _ body: (UInt32) -> Void) {
    let mask = UInt32(counters.count - 1)
    var start = 0
    for part in places.indices.dropLast() {
      let end = places[part]
      counters.withUnsafeMutableBufferPointer { counters in
        counters.update(repeating: 0)
        for slot in slots[start..<end] where counters[Int(slot & mask)] < UInt8.max {
          counters[Int(slot & mask)] += 1
        }
        for slot in slots[start..<end] where counters[Int(slot & mask)] > limit { body(slot) }
      }
      start = end
    }
  }
}
