internal import ErrataIndex
internal import ErrataText

/// A wording of which one word tells nearly everything fits every text with that word.
enum DominantTermRule {
  /// The least share of a wording's information that is told.
  static let share = 0.6

  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    guard settings.background.documents > 0 else { return [] }
    return claim.wordings.compactMap { wording in
      guard let term = dominant(in: wording, settings.background), term.share >= share else { return nil }
      return LintFinding(
        .dominantTerm, wording.field,
        "one rare name carries \(Int((term.share * 100).rounded()))% of the score (\"\(term.text)\"); say more of "
          + "what is claimed about it")
    }
  }

  /// The word, or the run of up to three characters of a script without spaces, that tells most.
  private static func dominant(
    in wording: LintedText, _ background: BackgroundModel
  ) -> (text: String, share: Double)? {
    let units = wording.units
    let bits = units.hashes.indices.map { index in
      background.bits(unit: units.hashes[index], after: index > 0 ? units.hashes[index - 1] : nil)
    }
    let whole = bits.reduce(0, +)
    guard whole > 0 else { return nil }
    var best: (range: Range<Int>, bits: Double)?
    for start in bits.indices {
      var (end, sum) = (start + 1, bits[start])
      if units.flags[start].contains(.ideograph) {
        while end < min(start + 3, bits.count), units.flags[end].contains(.ideograph) {
          sum += bits[end]
          end += 1
        }
      }
      if sum > best?.bits ?? 0 { best = (start..<end, sum) }
    }
    guard let best else { return nil }
    let scalars = wording.folded.scalars[units.scalarRange(of: best.range)]
    return (String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) })), best.bits / whole)
  }
}
