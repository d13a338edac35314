package import ErrataIndex
package import ErrataText

/// Limits that keep the time for one item linear in its length and bounded.
package enum MatchLimits {
  /// Units of an item that are looked at; what lies beyond is not judged and the answer says so.
  package static let itemUnits = 20_000
  /// Bytes of an item that are normalized.
  package static let itemBytes = 256 * 1024
  /// Entries that are aligned with an item.
  package static let alignedEntries = 32
  /// Share of the entry, or of the item, that the seeds of an entry make up which is aligned whatever its place.
  package static let clearShare: Float = 0.5
  /// Bytes of postings that are read for a query of a search.
  package static let postingBytes = 4 << 20

  /// How many of the best entries are aligned even if they share little.
  ///
  /// The right entry is nearly always the first or second; among more entries those behind it share less by chance.
  package static func doubtfulEntries(among entries: Int) -> Int {
    entries > 400_000 ? 2 : entries > 100_000 ? 4 : 8
  }
}

extension MatchScratch {
  /// Normalizes an item and cuts it into units.
  package mutating func read(_ bytes: Span<UInt8>, normalizer: Normalizer) {
    let limit = MatchLimits.itemBytes
    isTruncated = bytes.count > limit
    text.removeAll()
    normalizer.normalize(
      isTruncated ? bytes.extracting(0..<limit) : bytes, into: &text, scratch: &self.normalizer)
    if UnitReader.read(text, limit: MatchLimits.itemUnits, into: &units) { isTruncated = true }
  }

  /// Weighs the units of the item that was read, and marks those that begin with a capital letter: work that an item
  /// without candidates doesn't need.
  package mutating func weigh(_ bytes: Span<UInt8>, _ background: BackgroundModel) {
    units.markCapitals(text, source: bytes)
    weights.weigh(units, background: background)
    mass = weights.conditional.reduce(0) { $0 &+ UInt32($1) }
  }
}
