/// The seeds of a base with those of the deltas above it: whole groups in place of those of the base that a delta
/// changed, found by an item as if all claims were in one index.
///
/// Deltas take over which runs are too frequent to be seeds from the base, so an item's seeds are read once, whatever
/// the number of deltas. What else an index would hold of the seeds follows from the claims that stand: the entries of
/// a seed, its weight, the masses of the entries it belongs to.
struct SeedOverlay: Sendable {
  /// The base's seeds, with the bits of the deltas' seeds in the lines.
  let table: SeedTable
  /// Entries of the groups, one after the other.
  let words: [UInt32]
  private let groups: [SeedTable.Group]
  /// Bits of the keys, sixteen a key: most keys of an item end here, without a look at the slots.
  private let filter: [UInt64]
  /// Keys with the group's number, open-addressed; a key of 0 is a free slot.
  private let slots: [(key: UInt64, group: Int)]
  /// Masses of the base's entries that a delta changed.
  private let changedMasses: [UInt32: UInt32]
  /// Masses of the deltas' entries.
  private let deltaMasses: [UInt32]
  private let baseEntries: Int

  /// Most entries of a seed that could grow: a new index would have made it longer, so all are kept as long as their
  /// number fits.
  static let mostEntries = 255

  /// Works out the seeds of what stands.
  ///
  /// - Parameters:
  ///   - entryStarts: the first entry's number of each delta, and what would be the next delta's.
  ///   - documents: what the weights of seeds are bounded by.
  /// - Throws: `IndexError` when the base's lines can't be mapped once more.
  init(
    base: IndexReader, deltas: [IndexReader], entryStarts: [Int], live: LiveClaims, documents: Double
  ) throws(IndexError) {
    baseEntries = base.entryCount
    var builder = SeedOverlayBuilder(base: base, entryStarts: entryStarts, documents: documents)
    for claim in live.deadInBase { builder.remove(claim) }
    for (number, delta) in deltas.enumerated() {
      for claim in 0..<delta.claimCount where live.isLive[number][claim] {
        builder.add(claim, of: delta, number: number, order: live.order[number][claim])
      }
    }
    let lines = try base.storage.privateCopy(of: base.range(of: .seedLines))
    builder.finish(lines)
    table = SeedTable(base.seeds, lines: lines, layout: base.layout)
    words = builder.words
    groups = builder.groups.map(\.group)
    slots = SeedOverlay.slots(builder.groups.map(\.key))
    filter = SeedOverlay.filter(builder.groups.map(\.key))
    changedMasses = builder.changedMasses
    deltaMasses = builder.deltaMasses
  }

  private static func slots(_ keys: [UInt64]) -> [(key: UInt64, group: Int)] {
    var slots = [(key: UInt64, group: Int)](repeating: (0, 0), count: max(2, keys.count * 2).nextPowerOfTwo)
    let mask = slots.count - 1
    for (number, key) in keys.enumerated() {
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot].key != 0 { slot = (slot + 1) & mask }
      slots[slot] = (key, number)
    }
    return slots
  }

  private static func filter(_ keys: [UInt64]) -> [UInt64] {
    var filter = [UInt64](repeating: 0, count: max(1, keys.count / 4).nextPowerOfTwo)
    for key in keys { filter[Int(key >> 32) & (filter.count - 1)] |= 1 << (key >> 26 & 63) }
    return filter
  }

  /// The group that a seed has in place of the base's; it may be empty. `nil` when the base's stands.
  @inline(__always)
  func group(of key: UInt64) -> SeedTable.Group? {
    guard filter[Int(key >> 32) & (filter.count - 1)] >> (key >> 26 & 63) & 1 == 1 else { return nil }
    return slots.withUnsafeBufferPointer { slots in
      let mask = slots.count - 1
      var slot = Int(truncatingIfNeeded: key) & mask
      while slots[slot].key != 0 {
        if slots[slot].key == key { return groups[slots[slot].group] }
        slot = (slot + 1) & mask
      }
      return nil
    }
  }

  /// The sum of the weights of an entry's seeds.
  func mass(ofEntry entry: Int) -> UInt32 {
    if entry >= baseEntries {
      return entry - baseEntries < deltaMasses.count ? deltaMasses[entry - baseEntries] : 0
    }
    return changedMasses[UInt32(entry)] ?? table.masses[entry]
  }
}
