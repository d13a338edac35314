import ErrataIndex
import ErrataMatching
import ErrataModel
import ErrataText

/// Indexes of a few claims in memory.
enum SmallIndex {
  /// A claim to index.
  struct Claim {
    var id: String
    var wordings: [String]
    var negatives: [String] = []
    var titles: [String] = []
    var summaries: [String] = []
    var queries: [String] = []
  }

  static func make(_ claims: [Claim], background: BackgroundModel = .embedded) throws -> SegmentedIndex {
    var builder = IndexBuilder(revision: String(repeating: "1", count: 64), background: background)
    for claim in claims { try builder.add(indexed(claim)) }
    return SegmentedIndex(try IndexReader(bytes: builder.finish()))
  }

  /// A claim as the index takes it.
  static func indexed(_ claim: Claim) -> IndexedClaim {
    let entries =
      numbered(claim.wordings, .wording) + numbered(claim.negatives, .negative) + numbered(claim.titles, .title)
      + numbered(claim.summaries, .summary) + numbered(claim.queries, .query)
    return IndexedClaim(id: claim.id, payload: [], entries: entries)
  }

  /// Claims `c0`, `c1` and so on, of one wording each.
  static func make(texts: [String]) throws -> SegmentedIndex {
    try make(texts.enumerated().map { Claim(id: "c\($0.offset)", wordings: [$0.element]) })
  }

  private static func numbered(_ texts: [String], _ field: EntryField) -> [IndexedClaim.Entry] {
    texts.enumerated().map { IndexedClaim.Entry(field: field, number: $0.offset, text: $0.element) }
  }
}

/// The models that are compiled in, read once.
enum EmbeddedModel {
  static let model = Result { () throws(TreeModel.TableError) in try ScoreModel() }
}

extension Searcher {
  /// A searcher with the embedded tables.
  init(index: SegmentedIndex) throws { self.init(index: index, model: try EmbeddedModel.model.get()) }
}

extension Matcher {
  /// A matcher with the embedded tables.
  init(index: SegmentedIndex, wording: @escaping WordingText = { _, _ in nil }) throws {
    try self.init(index: index, wording: wording, model: try EmbeddedModel.model.get())
  }

  /// All claims that fit a text, with fresh memory.
  func match(
    _ text: String, top: Int = 10, minimumScore: Double = 0, parent: Parent? = nil, explains: Bool = false
  ) -> [ClaimHit] {
    var scratch = MatchScratch()
    return match(
      text, top: top, minimumScore: minimumScore, parent: parent, explains: explains, scratch: &scratch)
  }

  /// All claims that fit a text.
  func match(
    _ text: String, top: Int = 10, minimumScore: Double = 0, parent: Parent? = nil, explains: Bool = false,
    scratch: inout MatchScratch
  ) -> [ClaimHit] {
    let item = Item(id: "1", content: .text(text), parent: parent)
    return match(
      item, text: Array(text.utf8).span, top: top, minimumScore: minimumScore, explains: explains, scratch: &scratch)
  }
}

extension MatchScratch {
  /// Reads and weighs a text with the embedded tables.
  mutating func read(_ text: String, background: BackgroundModel = .embedded) {
    let bytes = Array(text.utf8)
    read(bytes.span, normalizer: Normalizer())
    weigh(bytes.span, background)
  }
}
