internal import ErrataText

/// Cuts the texts of claims into units and weighs them. Its memory is reused from text to text: keep one for each
/// thread.
package struct ClaimPreparer {
  private let background: BackgroundModel
  private let normalizer = Normalizer()
  private var scratch = NormalizerScratch()
  private var text = FoldedText()
  private var units = Units()
  private var weights = UnitWeights()

  /// A preparer that weighs units by how often they stand in ordinary texts.
  package init(background: BackgroundModel) {
    self.background = background
  }

  /// Adds a claim with its texts to others.
  package mutating func add(_ entries: [IndexedClaim.Entry], to prepared: inout PreparedClaims) {
    var claim = PreparedClaims.Claim(
      firstEntry: UInt32(prepared.entries.count), entryCount: UInt32(entries.count),
      firstUnit: UInt32(prepared.units.count), length: 0)
    for entry in entries {
      read(entry.text)
      weights.weigh(units, background: background)
      prepared.entries.append(
        PreparedClaims.Entry(
          unitCount: UInt32(units.count), mass: weights.conditional.reduce(0) { $0 &+ UInt32($1) },
          field: entry.field.rawValue, number: UInt16(clamping: entry.number)))
      prepared.units.append(units, weights)
      if entry.field != .negative { claim.length &+= UInt32(units.count) }
    }
    prepared.claims.append(claim)
  }

  private mutating func read(_ source: String) {
    text.removeAll()
    var source = source
    source.withUTF8 { utf8 in
      normalizer.normalize(utf8.span, into: &text, scratch: &scratch)
      UnitReader.read(text, into: &units)
      units.markCapitals(text, source: utf8.span)
    }
  }
}
