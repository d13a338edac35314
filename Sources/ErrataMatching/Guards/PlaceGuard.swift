internal import ErrataIndex
internal import ErrataModel

/// Another place where the claim has one: 武汉 against 西安 in the same sentence.
enum PlaceGuard {
  private static let reach = 4
  private static let longEntry = 64

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    let places = Gazetteer.embedded.places(in: context.entryHashes)
    guard !places.isEmpty else { return nil }
    var others: [Gazetteer.Place]?
    for place in places where place.range.allSatisfy({ context.pairs[$0] < 0 }) {
      let gap = context.gap(atEntryUnit: place.range.lowerBound, reach: reach + place.range.count)
      let found = others ?? Gazetteer.embedded.places(in: context.units.hashes)
      others = found
      let isContradicted = found.contains { other in
        other.number != place.number && gap.contains(other.range.lowerBound)
          && other.range.allSatisfy { !context.taken[$0] }
      }
      if isContradicted { return .name }
    }
    return nil
  }
}
