/// How an import reads its sources.
package struct ImportSettings: Hashable, Sendable {
  /// What the sources are.
  package var format = ImportFormat.auto
  /// The language of claims and reviews that say none, as a BCP 47 tag.
  package var lang: String?
  /// The publisher of reviews that name none.
  package var publisher: String?
  /// The address that relative addresses are resolved against, where the source itself says none.
  package var base: String?
  /// Which column of a table holds which field.
  package var columns: [String: String] = [:]
  /// Most reviews and claims that are read from all sources together.
  package var rowLimit = 1_000_000
  /// Most bytes that are read from a source.
  package var sourceBytes = 8 << 30
  /// Most bytes of one element of a feed, entry or row; larger ones are left out.
  package var elementBytes = 4 << 20
  /// Most bytes of a page.
  package var pageBytes = 8 << 20

  /// The standard settings.
  package init() {}
}
