internal import ErrataModel

/// The numbers that the score of a match is made of, by name, in the order of the model's table.
///
/// Bits stand as they are: trees don't mind the scale.
enum MatchFeatures {
  /// Names, in order.
  static let names = [
    "entryCoverage", "itemCoverage", "sharedBits", "longestBits", "density", "order",
    "unitBits", "unitEntryShare", "unitItemShare", "pairBits", "pairEntryShare", "pairItemShare",
    "rarest1", "rarest2", "rarest3", "rarest4", "rarest6", "rarestPair1", "rarestPair2", "rarestPair4",
    "missing1", "missing2", "missing3", "windowBits", "windowShare",
    "entrySize", "itemSize", "sharedUnits", "tellingUnits", "sharedNumbers", "missingNumbers",
    "entryDensity", "entryWindowBits", "entryWindowShare", "bitsPerUnit", "itemBitsPerUnit",
  ]

  /// The values for an alignment and an overlap, in place of what `values` had.
  static func write(
    _ alignment: Alignment, _ overlap: Overlap, entryUnits: Int, itemUnits: Int, itemBits: Double,
    into values: inout [Double]
  ) {
    values.removeAll(keepingCapacity: true)
    write(alignment, into: &values)
    write(overlap, into: &values)
    values.append(sizeClass(entryUnits))
    values.append(sizeClass(itemUnits))
    values.append(Double(overlap.sharedCount))
    values.append(Double(overlap.telling))
    values.append(Double(overlap.numbers))
    values.append(Double(overlap.missingNumbers))
    values.append(alignment.entryDensity)
    values.append(overlap.entryWindowBits)
    values.append(overlap.entryWindowBits / max(1, overlap.units.item))
    values.append(alignment.sharedBits / Double(max(1, alignment.pairedUnits)))
    values.append(itemBits / Double(max(1, itemUnits)))
  }

  /// Number of binary digits of a length: exact lengths would let the model know single claims and posts by theirs.
  static func sizeClass(_ units: Int) -> Double {
    Double(Int.bitWidth - units.leadingZeroBitCount)
  }

  private static func write(_ alignment: Alignment, into values: inout [Double]) {
    values.append(alignment.entryCoverage)
    values.append(alignment.itemCoverage)
    values.append(alignment.sharedBits)
    values.append(alignment.longestBits)
    values.append(alignment.density)
    values.append(alignment.order)
  }

  private static func write(_ overlap: Overlap, into values: inout [Double]) {
    for shared in [overlap.units, overlap.pairs] {
      values.append(shared.shared)
      values.append(shared.ofEntry)
      values.append(shared.ofItem)
    }
    for rank in [0, 1, 2, 3, 5] { values.append(overlap.rarest[rank]) }
    for rank in [0, 1, 3] { values.append(overlap.rarestPairs[rank]) }
    for rank in 0..<3 { values.append(overlap.missing[rank]) }
    values.append(overlap.windowBits)
    values.append(overlap.windowBits / max(1, overlap.units.entry))
  }

  /// Names with values and effects.
  static func terms(_ values: [Double], effects: [Double]) -> [ScoreTerm] {
    names.indices.map { index in
      ScoreTerm(name: names[index], value: rounded(values[index]), effect: rounded(effects[index]))
    }
  }

  private static func rounded(_ value: Double) -> Double {
    (value * 10_000).rounded() / 10_000
  }
}
