internal import ErrataIndex

/// Aligns an entry with an item: which units of the one stand in the other.
///
///     blocks  = maximal common runs (seeds: shared terms, extended to the right)
///     window  = the stretch of the longer side, not much longer than the shorter side, that covers most weight
///     pairs   = units of the window's blocks, longest blocks first, each unit once: clauses may change their order
///     fill    = single units between two paired runs, in order: words may be replaced, dropped or put in
///
/// Time is linear in the lengths for ordinary texts; repeated terms are bounded by `PositionMap.visitLimit`.
struct Aligner {
  let index: SegmentedIndex

  /// Most blocks that are looked at.
  private static let blockLimit = 2048
  /// A single shared word is a block of its own if it tells at least this much, in eighths of a bit.
  private static let wordBlockWeight: UInt8 = 44
  /// Units of the item that a fill may skip to find the next pair.
  private static let fillReach = 6

  /// Aligns an entry with the item whose terms stand in `positions`; the pairs are left in the scratch.
  func align(
    entry: IndexReader.Entry, units: Units, weights: [UInt8], mass: UInt32, positions: PositionMap,
    scratch: inout AlignmentScratch
  ) -> Alignment {
    scratch.load(index.units(of: entry), itemUnits: units.count)
    findBlocks(units, positions, &scratch)
    var result = Alignment()
    result.entryBits = WeightScale.bits(entry.mass)
    guard !scratch.blocks.isEmpty else { return result }
    let byItem = units.count >= scratch.hashes.count
    let window = bestWindow(byItem: byItem, itemCount: units.count, &scratch)
    pair(window, &scratch)
    fill(units, &scratch)
    measure(&result, units: units, weights: weights, mass: mass, entryMass: entry.mass, scratch)
    return result
  }

  private func findBlocks(_ units: Units, _ positions: PositionMap, _ scratch: inout AlignmentScratch) {
    scratch.blocks.removeAll(keepingCapacity: true)
    let count = scratch.hashes.count
    for start in 0..<count {
      guard scratch.blocks.count < Aligner.blockLimit else { return }
      let isTerm = TermReader.isTerm(UnitFlags(rawValue: scratch.flags[start]))
      if start + 1 < count {
        let key = Hashing.term(scratch.hashes[start], scratch.hashes[start + 1])
        positions.forEachPosition(of: key) { addRun(entry: start, item: $0, units, &scratch) }
      }
      if isTerm, scratch.weights[start] >= Aligner.wordBlockWeight {
        let key = Hashing.term(scratch.hashes[start])
        positions.forEachPosition(of: key) { addWord(entry: start, item: $0, units, &scratch) }
      }
    }
  }

  /// A run is entered at its left end only, so that each is found once.
  private func addRun(entry: Int, item: Int, _ units: Units, _ scratch: inout AlignmentScratch) {
    guard same(entry, item, units, scratch), !same(entry - 1, item - 1, units, scratch) else { return }
    var count = 1
    while same(entry + count, item + count, units, scratch) { count += 1 }
    if count >= 2 { scratch.blocks.append(Block(entry: entry, item: item, count: count)) }
  }

  private func addWord(entry: Int, item: Int, _ units: Units, _ scratch: inout AlignmentScratch) {
    guard same(entry, item, units, scratch), !same(entry - 1, item - 1, units, scratch),
      !same(entry + 1, item + 1, units, scratch)
    else { return }
    scratch.blocks.append(Block(entry: entry, item: item, count: 1))
  }

  @inline(__always)
  private func same(_ entry: Int, _ item: Int, _ units: Units, _ scratch: AlignmentScratch) -> Bool {
    entry >= 0 && item >= 0 && entry < scratch.hashes.count && item < units.count
      && scratch.hashes[entry] == units.hashes[item]
  }

  /// Sorts the blocks by their place on the longer side and finds the stretch of them that covers most of the entry's
  /// weight within a window of twice the shorter side and a little more.
  private func bestWindow(byItem: Bool, itemCount: Int, _ scratch: inout AlignmentScratch) -> Range<Int> {
    let shorter = min(itemCount, scratch.hashes.count)
    let width = shorter * 2 + 16
    func place(_ block: Block) -> Int { byItem ? block.item : block.entry }
    scratch.blocks.sort { a, b in
      place(a) != place(b) ? place(a) < place(b) : (a.entry, a.item) < (b.entry, b.item)
    }
    scratch.cover.refill(0, count: scratch.hashes.count)
    var best = 0..<0
    var bestWeight = -1
    var weight = 0
    var first = 0
    for last in scratch.blocks.indices {
      weight += enter(scratch.blocks[last], &scratch)
      let end = place(scratch.blocks[last]) + scratch.blocks[last].count
      while end - place(scratch.blocks[first]) > width, first < last {
        weight -= leave(scratch.blocks[first], &scratch)
        first += 1
      }
      if weight > bestWeight {
        bestWeight = weight
        best = first..<last + 1
      }
    }
    return best
  }

  private func enter(_ block: Block, _ scratch: inout AlignmentScratch) -> Int {
    var gained = 0
    for unit in block.entry..<block.entry + block.count {
      if scratch.cover[unit] == 0 { gained += Int(scratch.weights[unit]) }
      scratch.cover[unit] &+= 1
    }
    return gained
  }

  private func leave(_ block: Block, _ scratch: inout AlignmentScratch) -> Int {
    var lost = 0
    for unit in block.entry..<block.entry + block.count {
      scratch.cover[unit] &-= 1
      if scratch.cover[unit] == 0 { lost += Int(scratch.weights[unit]) }
    }
    return lost
  }

  /// Pairs units of blocks, longest first; a unit that is taken stays with its first partner.
  private func pair(_ window: Range<Int>, _ scratch: inout AlignmentScratch) {
    scratch.blocks[window].sort { a, b in
      a.count != b.count ? a.count > b.count : (a.item, a.entry) < (b.item, b.entry)
    }
    for number in window {
      let block = scratch.blocks[number]
      for step in 0..<block.count
      where scratch.pairs[block.entry + step] < 0 && !scratch.taken[block.item + step] {
        take(block.entry + step, block.item + step, &scratch)
      }
    }
  }

  @inline(__always)
  private func take(_ entry: Int, _ item: Int, _ scratch: inout AlignmentScratch) {
    scratch.pairs[entry] = Int32(truncatingIfNeeded: item)
    scratch.taken[item] = true
  }

  /// Pairs single units in the gaps between paired runs, in order.
  private func fill(_ units: Units, _ scratch: inout AlignmentScratch) {
    var cursor = -1
    for entry in scratch.pairs.indices {
      if scratch.pairs[entry] >= 0 {
        cursor = Int(scratch.pairs[entry]) + 1
      } else if cursor >= 0 {
        let limit = min(units.count, cursor + Aligner.fillReach)
        var item = cursor
        while item < limit, !scratch.taken[item] {
          if units.hashes[item] == scratch.hashes[entry] {
            take(entry, item, &scratch)
            cursor = item + 1
            break
          }
          item += 1
        }
      }
    }
    fillBackwards(units, &scratch)
  }

  /// The same towards the start, for what stands before the first paired run.
  private func fillBackwards(_ units: Units, _ scratch: inout AlignmentScratch) {
    var cursor = -1
    for entry in scratch.pairs.indices.reversed() {
      if scratch.pairs[entry] >= 0 {
        cursor = Int(scratch.pairs[entry]) - 1
      } else if cursor >= 0 {
        let limit = max(0, cursor - Aligner.fillReach)
        var item = cursor
        while item >= limit, !scratch.taken[item] {
          if units.hashes[item] == scratch.hashes[entry] {
            take(entry, item, &scratch)
            cursor = item - 1
            break
          }
          item -= 1
        }
      }
    }
  }

  private func measure(
    _ result: inout Alignment, units: Units, weights: [UInt8], mass: UInt32, entryMass: UInt32,
    _ scratch: AlignmentScratch
  ) {
    var run = 0
    var longest = 0
    var shared = 0
    var itemShared = 0
    var steps = 0
    var ordered = 0
    var first = Int.max
    var last = -1
    var previous = -2
    for entry in scratch.pairs.indices {
      let item = Int(scratch.pairs[entry])
      guard item >= 0 else { continue }
      let isNext = item == previous + 1 && entry > 0 && scratch.pairs[entry - 1] >= 0
      run = (isNext ? run : 0) + Int(scratch.weights[entry])
      longest = max(longest, run)
      shared += Int(scratch.weights[entry])
      itemShared += Int(weights[item])
      if previous >= 0, !isNext {
        steps += 1
        if item > previous { ordered += 1 }
      }
      first = min(first, item)
      last = max(last, item)
      previous = item
      result.pairedUnits += 1
    }
    guard last >= 0 else { return }
    result.itemRange = first..<last + 1
    let stretch = weights[result.itemRange].reduce(0) { $0 + Int($1) }
    result.entryCoverage = Double(shared) / Double(max(1, entryMass))
    result.itemCoverage = Double(itemShared) / Double(max(1, mass))
    result.density = Double(itemShared) / Double(max(1, stretch))
    result.entryDensity = entryDensity(shared, scratch)
    result.sharedBits = WeightScale.bits(shared)
    result.longestBits = WeightScale.bits(longest)
    result.order = steps == 0 ? 1 : Double(ordered) / Double(steps)
  }

  /// Share of the entry's weight between its first and last paired unit that is paired.
  private func entryDensity(_ shared: Int, _ scratch: AlignmentScratch) -> Double {
    guard let first = scratch.pairs.firstIndex(where: { $0 >= 0 }),
      let last = scratch.pairs.lastIndex(where: { $0 >= 0 })
    else { return 0 }
    let stretch = scratch.weights[first...last].reduce(0) { $0 + Int($1) }
    return Double(shared) / Double(max(1, stretch))
  }
}
