import ErrataIndex

@testable import ErrataMatching

/// What an alignment must be, computed as simply as can be.
enum NaiveAlignment {
  /// All maximal common runs of two units or more, and single heavy words that stand in no longer run.
  static func blocks(_ entry: [UInt32], _ item: [UInt32], isHeavy: (Int) -> Bool) -> Set<[Int]> {
    var blocks = Set<[Int]>()
    for e in entry.indices {
      for i in item.indices where entry[e] == item[i] {
        if e > 0, i > 0, entry[e - 1] == item[i - 1] { continue }
        var count = 1
        while e + count < entry.count, i + count < item.count, entry[e + count] == item[i + count] { count += 1 }
        if count > 1 || isHeavy(e) { blocks.insert([e, i, count]) }
      }
    }
    return blocks
  }

  /// The numbers of an alignment, from its pairs.
  static func measure(
    pairs: [Int32], entryWeights: [UInt8], itemWeights: [UInt8], entryMass: UInt32, itemMass: UInt32
  ) -> Alignment {
    var result = Alignment()
    result.entryBits = Double(entryMass) / 8
    let paired = pairs.indices.filter { pairs[$0] >= 0 }
    let items = paired.map { Int(pairs[$0]) }
    guard let first = items.min(), let last = items.max() else { return result }
    let shared = paired.reduce(0) { $0 + Int(entryWeights[$1]) }
    let itemShared = items.reduce(0) { $0 + Int(itemWeights[$1]) }
    let stretch = (first...last).reduce(0) { $0 + Int(itemWeights[$1]) }
    let runs = runs(pairs)
    result.pairedUnits = paired.count
    result.itemRange = first..<last + 1
    result.sharedBits = Double(shared) / 8
    result.entryCoverage = Double(shared) / Double(max(1, entryMass))
    result.itemCoverage = Double(itemShared) / Double(max(1, itemMass))
    result.density = Double(itemShared) / Double(max(1, stretch))
    result.entryDensity = Double(shared) / Double(max(1, sum(entryWeights, from: paired)))
    result.longestBits = (runs.map { $0.reduce(0) { $0 + Int(entryWeights[$1]) } }.max() ?? 0).asBits
    let steps = zip(runs, runs.dropFirst())
    let kept = steps.count { pairs[$0.0[$0.0.count - 1]] < pairs[$0.1[0]] }
    result.order = runs.count < 2 ? 1 : Double(kept) / Double(runs.count - 1)
    return result
  }

  /// The weight from the first to the last of some units.
  private static func sum(_ weights: [UInt8], from units: [Int]) -> Int {
    guard let first = units.first, let last = units.last else { return 0 }
    return (first...last).reduce(0) { $0 + Int(weights[$1]) }
  }

  /// The entry's paired units, cut where the partners don't stand side by side.
  private static func runs(_ pairs: [Int32]) -> [[Int]] {
    var runs: [[Int]] = []
    for unit in pairs.indices where pairs[unit] >= 0 {
      if unit > 0, pairs[unit - 1] >= 0, pairs[unit] == pairs[unit - 1] + 1 {
        runs[runs.count - 1].append(unit)
      } else {
        runs.append([unit])
      }
    }
    return runs
  }
}

extension Int {
  fileprivate var asBits: Double { Double(self) / 8 }
}
