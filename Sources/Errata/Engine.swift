internal import ErrataCorpus
package import ErrataIndex
internal import ErrataMarkup
internal import ErrataMatching
package import ErrataPolicy
internal import ErrataText

/// The engine: from item to decision, pure. The same item, index, policy and clock give the same decision on every
/// machine, and no content makes it fail.
///
/// An engine is an immutable snapshot that threads share. Each thread brings a `Session` with working memory.
public struct Engine: Sendable {
  /// The index that is searched.
  package let index: IndexReader
  /// The policy that decides.
  package let policy: Policy
  private let matcher: Matcher
  private let searcher: Searcher
  private let labeler: Labeler
  private let weigher: Weigher
  private let extractor = HTMLExtractor()

  /// Most claims that are judged for one item.
  private static let claimsPerItem = 16

  /// An engine over an opened index.
  ///
  /// - Throws: `EngineError` when the built-in rules can't be loaded.
  package init(index: IndexReader, policy: Policy) throws(EngineError) {
    self.index = index
    self.policy = policy
    do {
      let model = try ScoreModel()
      matcher = try Matcher(index: index, wording: ClaimCache.wordings(of: index), model: model)
      searcher = Searcher(index: index, model: model)
    } catch {
      throw .rules("\(error)")
    }
    labeler = Labeler(policy: policy)
    weigher = Weigher(policy: policy)
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
    try self.init(index: index, policy: PolicySource.load(policyFile).policy)
  }

  /// An engine over an index file.
  ///
  /// - Parameters:
  ///   - indexFile: a file made by `errata index build`; mapped, so that processes share its pages.
  ///   - policyFile: a policy in YAML; none stands for the default policy.
  /// - Throws: `EngineError` that tells what is wrong with the files.
  public init(indexFile: String, policyFile: String?) throws(EngineError) {
    let index: IndexReader
    do { index = try IndexReader(path: indexFile) } catch { throw .index("\(error)") }
    try self.init(index: index, policy: PolicySource.load(policyFile).policy)
  }

  /// Working memory of one thread: reused from item to item, so that warm calls allocate little.
  public struct Session {
    var match = MatchScratch()
    var search = SearchScratch()
    var claims = ClaimCache()

    /// Fresh memory.
    public init() {}
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
    let (judged, isTruncated) = judge(
      item, now: now, top: Engine.claimsPerItem, minimumScore: reviewCut, &session)
    let result = judged.result
    return Decision(
      id: item.id, labels: result.labels, suppressed: result.suppressed, queued: result.queued,
      weight: weigher.weigh(labels: result.labels, boost: result.boost, now: now),
      corpusRevision: corpusRevision,
      policyVersion: policyVersion, normalizerVersion: Engine.normalizerVersion, decidedAt: now,
      isTruncated: isTruncated)
  }

  /// The claims that an item carries, best first, each with its outcome under the policy.
  ///
  /// - Parameters:
  ///   - item: the item.
  ///   - now: the time at which expiry is measured.
  ///   - top: most matches to return.
  ///   - minimumScore: scores below it are left out; 0 shows what lies below the review cut too.
  ///   - session: this thread's working memory.
  public func match(
    _ item: Item, now: Timestamp, top: Int, minimumScore: Double, session: inout Session
  ) -> [Match] {
    let (judged, _) = judge(item, now: now, top: top, minimumScore: minimumScore, &session)
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
    let results = text.withUTF8 { searcher.search($0.span, top: top, scratch: &session.search) }
    return results.map {
      Found(claim: index.id(ofClaim: $0.claim), score: $0.score, terms: $0.terms)
    }
  }

  /// The lowest review cut of the policy: matches below it have no consequence.
  public var reviewCut: Double {
    policy.rules.reduce(policy.cuts.review) { min($0, policy.cuts(for: $1).review) }
  }

  /// All claims of the index, decoded, in the order of their ids.
  public var claims: [Claim] {
    (0..<index.claimCount).compactMap { ClaimCache.decode($0, in: index) }
  }

  private struct Judged {
    var matches: [Match]
    var result: LabelingResult
  }

  private func judge(
    _ item: Item, now: Timestamp, top: Int, minimumScore: Double, _ session: inout Session
  ) -> (Judged, isTruncated: Bool) {
    let source = ItemSource(item.content, extractor: extractor)
    let hits = matcher.match(
      item, text: source.bytes.span, top: top, minimumScore: minimumScore, scratch: &session.match)
    let matches = hits.compactMap { hit in
      session.claims.summary(hit.claim, lang: item.lang, in: index).map {
        ClaimMatch(match: source.mapped(hit.match), claim: $0)
      }
    }
    let result = labeler.label(
      item: item, matches: matches, corpusRevision: corpusRevision,
      normalizerVersion: Engine.normalizerVersion, now: now)
    let isTruncated = source.isTruncated || session.match.isTruncated
    return (Judged(matches: matches.map(\.match), result: result), isTruncated)
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
