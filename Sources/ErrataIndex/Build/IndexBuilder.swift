/// Builds an index from claims in memory. The same claims in the same order give the same bytes.
package struct IndexBuilder {
  private let background: BackgroundModel
  private var preparer: ClaimPreparer
  private var prepared = PreparedClaims()
  private var strings: HeldStrings

  /// Begins an index of a corpus revision, given by the 64 hexadecimal digits of its digest.
  package init(revision: String, background: BackgroundModel = .embedded) {
    self.background = background
    preparer = ClaimPreparer(background: background)
    strings = HeldStrings(revision: revision)
  }

  /// Adds a claim after the ones before.
  ///
  /// - Throws: `IndexError.tooLarge`.
  package mutating func add(_ claim: IndexedClaim) throws(IndexError) {
    preparer.add(claim.entries, to: &prepared)
    strings.add(id: claim.id, payload: claim.payload)
    try IndexComposer.checkSize(entries: prepared.entryCount, units: prepared.unitCount)
  }

  /// The finished index file's bytes.
  package consuming func finish() -> [UInt8] {
    let places = (0..<prepared.count).map { ClaimPlace(piece: 0, claim: $0) }
    let composer = IndexComposer(pieces: [prepared], places: places, background: background)
    return composer.compose(into: MemorySink(), strings: &strings).bytes
  }
}
