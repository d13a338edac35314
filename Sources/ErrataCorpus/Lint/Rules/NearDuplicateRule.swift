internal import ErrataModel

/// Two claims with nearly the same wording compete for the same items.
enum NearDuplicateRule {
  static func check(_ claims: [LintedClaim], _ settings: LintSettings) -> [LintRules.Finding] {
    let owners = claims.indices.flatMap { claim in claims[claim].wordings.indices.map { (claim, $0) } }
    let texts = owners.map { claims[$0.0].wordings[$0.1] }
    let sets = texts.map(Shingles.set)
    let finder = ContainmentFinder(
      sets: sets, owners: owners.map(\.0), threshold: settings.nearContainment,
      minimum: settings.minimumShingles)
    let unequal = finder.pairs().filter { texts[$0.a].key != texts[$0.b].key }
    return best(unequal, owners).map { pair in
      let entry = claims[owners[pair.a].0].entry
      let message =
        "has \(Int(pair.containment * 100)) % in common with \(texts[pair.a].field) of "
        + "\"\(entry.claim.id)\" (\(entry.file):\(entry.line)); merge the claims, or word them further apart"
      return (owners[pair.b].0, LintFinding(.nearDuplicate, texts[pair.b].field, message))
    }
  }

  /// For each two claims the pair of wordings that are nearest; the later claim is `b`.
  private static func best(
    _ pairs: [ContainmentFinder.Pair], _ owners: [(Int, Int)]
  ) -> [ContainmentFinder.Pair] {
    var best: [[Int]: ContainmentFinder.Pair] = [:]
    for pair in pairs {
      let key = [owners[pair.a].0, owners[pair.b].0]
      if let known = best[key], known.containment >= pair.containment { continue }
      best[key] = pair
    }
    return best.values.sorted { ($0.b, $0.a) < ($1.b, $1.a) }
  }
}
