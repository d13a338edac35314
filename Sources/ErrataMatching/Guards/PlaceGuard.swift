internal import ErrataIndex
internal import ErrataModel

/// Another place where the claim has one: 武汉 against 西安 in the same sentence, and 湖南 against 云南, which share a
/// character.
enum PlaceGuard {
  private static let reach = 4
  private static let longEntry = 64

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    let places = Gazetteer.embedded.places(in: context.entryHashes)
    guard !places.isEmpty else { return nil }
    var others: [Gazetteer.Place]?
    for place in places {
      guard let unit = place.range.first(where: { context.pairs[$0] < 0 }) else { continue }
      let gap = context.gap(atEntryUnit: unit, reach: reach + place.range.count)
      let found = others ?? Gazetteer.embedded.places(in: context.units.hashes)
      others = found
      let isContradicted = found.contains { other in
        other.number != place.number && gap.overlaps(other.range)
          && other.range.contains { !context.taken[$0] }
      }
      if isContradicted { return .name }
    }
    return nil
  }
}
