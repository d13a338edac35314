import ErrataIndex
import ErrataModel
import ErrataTestSupport
import Testing

@testable import ErrataCorpus

/// A corpus that is changed in memory, against one that is compiled of the same claims.
@Suite struct LiveCorpusTests {
  /// Sizes by which even small corpora get deltas.
  private static let sizes: LiveCorpus.Sizes = {
    var sizes = LiveCorpus.Sizes()
    sizes.small = 0
    return sizes
  }()

  private static func corpus(_ claims: [Claim]) throws -> LiveCorpus { try LiveCorpus(Corpus(claims)) }

  private static func changing(_ corpus: LiveCorpus, _ claims: [Claim]) throws -> LiveCorpus.Change {
    try corpus.changing(claims, sizes: sizes)
  }

  /// What an index holds: its revision, and its claims' JSON in order.
  private static func content(_ corpus: LiveCorpus) -> [String] {
    let index = corpus.index
    return [index.revision]
      + index.liveClaims.map { index.withPayload(ofClaim: $0) { String(decoding: $0, as: UTF8.self) } }
  }

  private static func check(_ corpus: LiveCorpus, _ claims: [Claim], _ hint: String = "") throws {
    let whole = try Corpus(claims)
    #expect(corpus.claims == whole.claims && corpus.revision == whole.revision, "\(hint)")
    #expect(try content(corpus) == FolderSetup.content(claims), "\(hint)")
  }

  @Test(arguments: 0..<6) func `any changes lead to what a whole build has`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var claims = Dictionary(uniqueKeysWithValues: FolderSetup.claims.map { ($0.id, $0) })
    var corpus = try LiveCorpusTests.corpus(FolderSetup.claims)
    var start = corpus
    for step in 0..<30 {
      var wanted: [String: Claim] = [:]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let id = "c\(Int.random(in: 0..<12, using: &random))"
        var claim = claims[id] ?? ClaimLine.claim(id: id, text: "Claim \(id) of a sea that is made of ink")
        switch Int.random(in: 0..<5, using: &random) {
        case 0: claim.text = "The \(id) tower leans \(Int.random(in: 0..<3, using: &random)) more steps to the sea"
        case 1: claim.reviews = claim.reviews.isEmpty ? [ClaimLine.review] : []
        case 2: claim.status = .paused
        default: claim.status = .published
        }
        (wanted[id], claims[id]) = (claim, claim)
      }
      corpus = try LiveCorpusTests.changing(corpus, Array(wanted.values)).corpus
      if step % 10 == 4 { start = corpus }
      if step % 10 == 9 {
        let compacted = try start.compacted()
        #expect(compacted.differingClaims == 0)
        corpus = try #require(try corpus.rebased(onto: compacted, from: start))
        #expect(try compacted.rebased(onto: corpus, from: start) == nil)
      }
      try LiveCorpusTests.check(corpus, Array(claims.values), "seed \(seed), step \(step)")
    }
  }

  @Test func `a change tells what is other than before`() throws {
    let corpus = try LiveCorpusTests.corpus(FolderSetup.claims)
    let bells = FolderSetup.with(FolderSetup.claims[0]) { $0.status = .retracted }
    let change = try LiveCorpusTests.changing(corpus, [FolderSetup.fresh, FolderSetup.claims[1], bells])
    #expect(change.changed.map(\.id) == ["bells", "ghosts"] && change.removed.isEmpty)
    #expect(change.corpus.differingClaims == 2 && change.corpus.claim(id: "bells")?.status == .retracted)
    let none = try LiveCorpusTests.changing(change.corpus, [bells])
    #expect(none.changed.isEmpty && none.corpus.index.identity == change.corpus.index.identity)
  }

  @Test func `claims that go back to what they were leave no delta`() throws {
    let corpus = try LiveCorpusTests.corpus(FolderSetup.claims)
    let bells = FolderSetup.with(FolderSetup.claims[0]) { $0.status = .paused }
    let paused = try LiveCorpusTests.changing(corpus, [bells]).corpus
    #expect(paused.index.identity != corpus.index.identity && paused.index.claimCount == 2)
    let back = try LiveCorpusTests.changing(paused, [FolderSetup.claims[0]]).corpus
    #expect(back.differingClaims == 0 && back.index.identity == corpus.index.identity)
    #expect(back.revision == corpus.revision)
  }

  @Test func `an id that is spelled otherwise is the same`() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    let corpus = try LiveCorpusTests.corpus([ClaimLine.claim(id: composed), FolderSetup.fresh])
    let changed = ClaimLine.claim(id: decomposed, text: "Swans in Oldtown write poems")
    let change = try LiveCorpusTests.changing(corpus, [changed])
    #expect(change.removed.map { Array($0.utf8) } == [Array(composed.utf8)])
    try LiveCorpusTests.check(change.corpus, [changed, FolderSetup.fresh])
  }

  @Test func `small corpora and large changes are compiled as a whole`() throws {
    let corpus = try LiveCorpusTests.corpus(FolderSetup.claims)
    #expect(try corpus.changing([FolderSetup.fresh]).corpus.differingClaims == 0)
    var sizes = LiveCorpusTests.sizes
    sizes.delta = 1
    let one = try corpus.changing([FolderSetup.fresh], sizes: sizes).corpus
    #expect(one.differingClaims == 1)
    let bells = FolderSetup.with(FolderSetup.claims[0]) { $0.status = .paused }
    let two = try one.changing([bells], sizes: sizes).corpus
    #expect(two.differingClaims == 0)
    try LiveCorpusTests.check(two, [FolderSetup.fresh, bells] + FolderSetup.claims.dropFirst())
  }
}
