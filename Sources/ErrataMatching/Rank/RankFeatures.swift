internal import ErrataIndex
internal import ErrataModel

/// The numbers that a claim's place in a search is made of, by name, in the order of the model's table: BM25 over units
/// and over pairs, and what the best wording and the best title have in common with the query.
enum RankFeatures {
  /// Names, in order.
  static let names =
    ["units", "unitsShare", "pairs", "pairsShare", "claimSize"]
    + textNames.map { "wording." + $0 } + textNames.map { "title." + $0 }

  private static let textNames = [
    "entryCoverage", "itemCoverage", "longestBits", "density", "unitEntryShare", "unitItemShare", "pairEntryShare",
    "pairItemShare", "rarest1", "rarest2", "rarest3", "missing1", "windowShare", "entryWindowShare", "entrySize",
    "sharedNumbers", "missingNumbers",
  ]

  /// Number of values of one text.
  static let textCount = textNames.count

  /// Where a text's values have the share of its units that the query has, by which the best text is chosen.
  static let shareIndex = textNames.firstIndex(of: "unitEntryShare") ?? 0

  /// The values of a text that aligns and overlaps with the query.
  static func write(_ alignment: Alignment, _ overlap: Overlap, entryUnits: Int, into values: inout [Double]) {
    values.removeAll(keepingCapacity: true)
    values.append(alignment.entryCoverage)
    values.append(alignment.itemCoverage)
    values.append(alignment.longestBits)
    values.append(alignment.density)
    for shared in [overlap.units, overlap.pairs] {
      values.append(shared.ofEntry)
      values.append(shared.ofItem)
    }
    for rank in 0..<3 { values.append(overlap.rarest[rank]) }
    values.append(overlap.missing[0])
    values.append(overlap.windowBits / max(1, overlap.units.entry))
    values.append(overlap.entryWindowBits / max(1, overlap.units.item))
    values.append(MatchFeatures.sizeClass(entryUnits))
    values.append(Double(overlap.numbers))
    values.append(Double(overlap.missingNumbers))
  }

  /// Names with values.
  static func terms(_ values: [Double]) -> [ScoreTerm] {
    zip(names, values).map { ScoreTerm(name: $0, value: ($1 * 10_000).rounded() / 10_000) }
  }
}
