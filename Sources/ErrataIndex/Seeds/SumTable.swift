/// Sums by entry: an open-addressed table of a size that fits the caches, emptied by the list of slots in use.
struct SumTable {
  private var slots: [Slot] = []
  private var used: [UInt32] = []
  private var usedCount = 0
  private var mask = 0

  /// An entry and its sum; a sum of 0 marks a free slot.
  struct Slot {
    var entry: UInt32 = 0
    var sum: UInt32 = 0
  }

  /// Makes room for a number of entries.
  mutating func prepare(_ entries: Int) {
    let capacity = max(1024, (entries * 2).nextPowerOfTwo)
    if slots.count < capacity { slots = [Slot](repeating: Slot(), count: capacity) }
    if used.count < entries { used = [UInt32](repeating: 0, count: capacity) }
    mask = capacity - 1
  }

  /// Adds without checks: `prepare` made room.
  struct Adder {
    let slots: UnsafeMutablePointer<Slot>
    let used: UnsafeMutablePointer<UInt32>
    let mask: Int
    var count = 0

    /// Adds a weight above 0 to an entry.
    @inline(__always)
    mutating func add(_ weight: UInt32, to entry: UInt32) {
      var slot = Int((entry &* 0x9E37_79B1) >> 8) & mask
      while slots[slot].sum != 0, slots[slot].entry != entry { slot = (slot &+ 1) & mask }
      if slots[slot].sum == 0 {
        slots[slot].entry = entry
        used[count] = UInt32(truncatingIfNeeded: slot)
        count &+= 1
      }
      slots[slot].sum &+= weight
    }
  }

  @inline(__always)
  mutating func withAdder(_ body: (inout Adder) -> Void) {
    let mask = mask
    usedCount = slots.withUnsafeMutableBufferPointer { slots in
      used.withUnsafeMutableBufferPointer { used in
        guard let slots = slots.baseAddress, let used = used.baseAddress else { return 0 }
        var adder = Adder(slots: slots, used: used, mask: mask)
        body(&adder)
        return adder.count
      }
    }
  }

  /// Takes out all sums and hands on those of a size, in the order in which their entries were met.
  @inline(__always)
  mutating func drain(atLeast minimum: UInt32, _ body: (_ entry: UInt32, _ sum: UInt32) -> Void) {
    slots.withUnsafeMutableBufferPointer { slots in
      used.withUnsafeBufferPointer { used in
        for position in 0..<usedCount {
          let slot = Int(used[position])
          if slots[slot].sum >= minimum { body(slots[slot].entry, slots[slot].sum) }
          slots[slot].sum = 0
        }
      }
    }
    usedCount = 0
  }
}
