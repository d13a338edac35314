internal import ErrataIndex

/// A wording of common words only fits texts by chance.
enum TooCommonRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    guard settings.background.documents > 0 else { return [] }
    return claim.wordings.compactMap { wording in
      let bits = self.bits(of: wording.units, settings.background)
      guard bits < settings.minimumBits else { return nil }
      return LintFinding(
        .tooCommon, wording.field,
        "says too little that is its own (\(Int(bits)) bits, expected \(Int(settings.minimumBits))); name "
          + "the thing, place or person that it is about")
    }
  }

  /// Information content of a text; a unit that comes again counts once.
  static func bits(of units: Units, _ background: BackgroundModel) -> Double {
    var seen: Set<UInt32> = []
    return units.hashes.indices.reduce(0) { sum, index in
      let unit = units.hashes[index]
      guard seen.insert(unit).inserted else { return sum }
      return sum + background.bits(unit: unit, after: index > 0 ? units.hashes[index - 1] : nil)
    }
  }
}
