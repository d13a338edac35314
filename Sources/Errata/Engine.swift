internal import ErrataCorpus
package import ErrataIndex
internal import ErrataMarkup
package import ErrataMatching
package import ErrataPolicy
internal import ErrataText

/// The engine: from item to decision, pure. The same item, index, policy and clock give the same decision on every
/// machine, and no content makes it fail.
///
/// An engine is an immutable snapshot that threads share. Each thread brings a `Session` with working memory.
public struct Engine: Sendable {
  /// The index that is searched.
  package let index: SegmentedIndex
  /// The policy that decides.
  package let policy: Policy
  private let matcher: Matcher
  private let searcher: Searcher
  let model: ScoreModel
  let pinner: Pinner
  private let labeler: Labeler
  private let weigher: Weigher
  private let extractor = HTMLExtractor()

  /// Most claims that are judged for one item.
  private static let claimsPerItem = 16

  /// An engine over an opened index.
  ///
  /// - Throws: `EngineError` when the built-in rules can't be loaded.
  package init(index: SegmentedIndex, policy: Policy, model: ScoreModel? = nil) throws(EngineError) {
    self.index = index
    self.policy = policy
    do {
      let model = try model ?? ScoreModel()
      self.model = model
      matcher = try Matcher(index: index, wording: ClaimCache.wordings(of: index), model: model)
      searcher = Searcher(index: index, model: model)
      pinner = Pinner(index: index, model: try PinModel.embedded.get())
    } catch {
      throw .rules("\(error)")
    }
    reviewCut = policy.rules.reduce(policy.cuts.review) { min($0, policy.cuts(for: $1).review) }
    labeler = Labeler(policy: policy)
    weigher = Weigher(policy: policy)
  }

  /// An engine over an index of one file.
  ///
  /// - Throws: as for any index.
  package init(index: IndexReader, policy: Policy) throws(EngineError) {
    try self.init(index: SegmentedIndex(index), policy: policy)
  }

  /// An engine over the starter corpus with the default policy, both compiled in.
  ///
  /// - Throws: `EngineError`, which tests rule out.
  public static func starter() throws(EngineError) -> Engine {
    try Engine(corpusFiles: [], policyFile: nil)
  }

  /// An engine over a corpus.
  ///
  /// - Parameters:
  ///   - corpusFiles: files or folders of claims as JSON Lines; none stands for the starter corpus.
  ///   - policyFile: a policy in YAML; none stands for the default policy.
  /// - Throws: `EngineError` that tells all that is wrong with the files, with lines.
  /// - Complexity: linear in the corpus: its index is built in memory.
  public init(corpusFiles: [String], policyFile: String?) throws(EngineError) {
    let index: IndexReader
    do {
      let corpus = try corpusFiles.isEmpty ? CorpusLoader.starter() : CorpusLoader.load(paths: corpusFiles)
      index = try IndexReader(bytes: IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest))
    } catch {
      throw .corpus("\(error)")
    }
    try self.init(index: SegmentedIndex(index), policy: PolicySource.load(policyFile).policy)
  }

  /// An engine over an index file, or over a folder made by `errata index build`.
  ///
  /// - Parameters:
  ///   - indexFile: a file or folder made by `errata index build`; mapped, so that processes share its pages.
  ///   - policyFile: a policy in YAML; none stands for the default policy.
  ///   - verifies: compare the whole file with its checksums before anything is answered. Without that the engine is
  ///     ready in a few milliseconds whatever the file's size, and `verifyIndex()` can be called meanwhile: until it
  ///     has returned, a damaged file may give wrong answers, though it can't end the process.
  /// - Throws: `EngineError` that tells what is wrong with the files.
  public init(indexFile: String, policyFile: String?, verifies: Bool = true) throws(EngineError) {
    let index: SegmentedIndex
    do { index = try SegmentedIndex(path: indexFile) } catch { throw .index("\(error)") }
    try self.init(index: index, policy: PolicySource.load(policyFile).policy)
    if verifies { try verifyIndex() }
  }

  /// Compares the index with its checksums, unless that was done before.
  ///
  /// - Throws: `EngineError` that names the damaged part.
  /// - Complexity: linear in the index's size.
  public func verifyIndex() throws(EngineError) {
    do { try index.verify() } catch { throw .index("\(error)") }
  }

  /// Working memory of one thread: reused from item to item, so that warm calls allocate little.
  public struct Session {
    var match = MatchScratch()
    var search = SearchScratch()
    var claims = ClaimCache()
    var pins = PinScratch()
    private var reader: FeatureReader?

    /// Fresh memory.
    public init() {}

    /// The features by which a new claim finds an item.
    package mutating func features(of item: Item) -> ItemFeatures {
      var reader = self.reader.take() ?? FeatureReader()
      reader.read(item)
      defer { self.reader = reader }
      return reader.features
    }

    /// The features of an item of a reused buffer.
    package mutating func features(of item: ItemBuffer) -> ItemFeatures {
      var reader = self.reader.take() ?? FeatureReader()
      reader.read(item)
      defer { self.reader = reader }
      return reader.features
    }
  }

  /// The digest of the corpus revision that the index was built from.
  public var corpusRevision: String { index.revision }
  /// The policy's name and version, with the digest of its file.
  public var policyVersion: String { policy.version }
  /// The version of the normalizer.
  public static var normalizerVersion: String { Normalizer.version }

  /// Judges an item.
  ///
  /// - Parameters:
  ///   - item: the item.
  ///   - now: the time of the decision; labels are issued at it, expired claims and labels are measured by it.
  ///   - session: this thread's working memory.
  public func decide(_ item: Item, now: Timestamp, session: inout Session) -> Decision {
    let source = ItemSource(item.content, extractor: extractor)
    let (judged, isTruncated) = judge(
      item, source, text: source.bytes.span, now: now, top: Engine.claimsPerItem, minimumScore: reviewCut, &session)
    let remark = matcher.remark(of: item, scratch: &session.match)
    return decision(id: item.id, judged.result, now: now, isTruncated: isTruncated, remark: remark)
  }

  private func decision(
    id: String, _ result: LabelingResult, now: Timestamp, isTruncated: Bool, remark: Stance? = nil
  ) -> Decision {
    Decision(
      id: id, labels: result.labels, suppressed: result.suppressed, queued: result.queued,
      weight: weigher.weigh(labels: result.labels, boost: result.boost, now: now),
      corpusRevision: corpusRevision,
      policyVersion: policyVersion, normalizerVersion: Engine.normalizerVersion, decidedAt: now,
      isTruncated: isTruncated, remark: remark)
  }

  /// Judges an item of a reused buffer, as the public `decide` does.
  ///
  /// - Returns: the decision, or `nil` when nothing was found, which is so of nearly all items: then the decision is
  ///   `plainDecision` with the item's id, and need not be built for each.
  package func decide(_ item: ItemBuffer, now: Timestamp, session: inout Session) -> Decision? {
    let source = ItemSource(item, extractor: extractor)
    let text = item.isMarkup ? source.bytes.span : item.body.span
    let hits = matcher.match(
      item.head, text: text, top: Engine.claimsPerItem, minimumScore: reviewCut, scratch: &session.match)
    let isTruncated = source.isTruncated || session.match.isTruncated
    let remark = matcher.remark(of: item.head, scratch: &session.match)
    if hits.isEmpty, item.head.declared.isEmpty, !isTruncated, remark == nil { return nil }
    let judged = judge(item.head, source, hits, now: now, &session)
    return decision(id: item.head.id, judged.result, now: now, isTruncated: isTruncated, remark: remark)
  }

  /// The decision on an item in which nothing is found.
  package func plainDecision(id: String, now: Timestamp) -> Decision {
    decision(id: id, LabelingResult(), now: now, isTruncated: false)
  }

  /// The claims that an item carries, best first, each with its outcome under the policy.
  ///
  /// - Parameters:
  ///   - item: the item.
  ///   - now: the time at which expiry is measured.
  ///   - top: most matches to return.
  ///   - minimumScore: scores below it are left out; 0 shows what lies below the review cut too.
  ///   - explains: give each match the terms of its score.
  ///   - session: this thread's working memory.
  public func match(
    _ item: Item, now: Timestamp, top: Int, minimumScore: Double, explains: Bool = false, session: inout Session
  ) -> [Match] {
    let source = ItemSource(item.content, extractor: extractor)
    let (judged, _) = judge(
      item, source, text: source.bytes.span, now: now, top: top, minimumScore: minimumScore, explains: explains,
      &session)
    return judged.matches.map { settled($0, by: judged.result) }
  }

  /// The claims that an item of a reused buffer carries, as the public `match` gives them.
  package func match(
    _ item: ItemBuffer, now: Timestamp, top: Int, minimumScore: Double, explains: Bool = false,
    session: inout Session
  ) -> [Match] {
    let source = ItemSource(item, extractor: extractor)
    let (judged, _) = judge(
      item.head, source, text: item.isMarkup ? source.bytes.span : item.body.span, now: now, top: top,
      minimumScore: minimumScore, explains: explains, &session)
    return judged.matches.map { settled($0, by: judged.result) }
  }

  /// A claim that a search found.
  public struct Found: Hashable, Sendable {
    /// The claim's id.
    public var claim: String
    /// Its score; comparable within one search only.
    public var score: Double
    /// What the score is made of.
    public var terms: [ScoreTerm]
  }

  /// Ranks claims for a text of any length, without cuts, best first.
  public func search(_ text: String, top: Int, session: inout Session) -> [Found] {
    var text = text
    return text.withUTF8 { search($0.span, top: top, session: &session) }
  }

  /// Ranks claims for a text in UTF-8.
  package func search(_ text: Span<UInt8>, top: Int, session: inout Session) -> [Found] {
    searcher.search(text, top: top, scratch: &session.search).map {
      Found(claim: index.id(ofClaim: $0.claim), score: $0.score, terms: $0.terms)
    }
  }

  /// The lowest review cut of the policy: matches below it have no consequence.
  public let reviewCut: Double

  /// All claims of the index, decoded, in the order of their ids.
  public var claims: [Claim] {
    index.liveClaims.compactMap { ClaimCache.decode($0, in: index) }
  }

  private struct Judged {
    var matches: [Match]
    var result: LabelingResult
  }

  private func judge(
    _ item: Item, _ source: ItemSource, text: Span<UInt8>, now: Timestamp, top: Int, minimumScore: Double,
    explains: Bool = false, _ session: inout Session
  ) -> (Judged, isTruncated: Bool) {
    let hits = matcher.match(
      item, text: text, top: top, minimumScore: minimumScore, guardedScore: reviewCut, explains: explains,
      scratch: &session.match)
    let judged = judge(item, source, hits, now: now, &session)
    return (judged, source.isTruncated || session.match.isTruncated)
  }

  private func judge(
    _ item: Item, _ source: ItemSource, _ hits: [ClaimHit], now: Timestamp, _ session: inout Session
  ) -> Judged {
    let matches = hits.compactMap { hit in
      session.claims.summary(hit.claim, lang: item.lang, in: index).map {
        ClaimMatch(match: source.mapped(hit.match), claim: $0)
      }
    }
    let result = labeler.label(
      item: item, matches: matches, corpusRevision: corpusRevision,
      normalizerVersion: Engine.normalizerVersion, now: now)
    return Judged(matches: matches.map(\.match), result: result)
  }

  /// A match with the outcome that the labeler gave it.
  private func settled(_ match: Match, by result: LabelingResult) -> Match {
    var settled = match
    settled.reason = nil
    settled.outcome = .none
    guard match.score >= reviewCut else { return settled }
    if let suppression = result.suppressed.first(where: { $0.claim == match.claim }) {
      settled.outcome = .suppressed
      settled.reason = suppression.reason
    } else if result.labels.contains(where: { $0.reason.evidence?.claim == match.claim }) {
      settled.outcome = .apply
    } else {
      settled.outcome = result.queued.contains { $0.claim == match.claim } ? .review : .none
    }
    return settled
  }
}
