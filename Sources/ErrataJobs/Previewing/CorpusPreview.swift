internal import Errata
package import ErrataCorpus
internal import ErrataIndex
package import ErrataModel
package import ErrataPolicy

/// What entries of a corpus would do if they were published: whom they collide with, and what they hit.
package struct CorpusPreview {
  /// An item that an entry hits or misses.
  package struct Example: Hashable, Sendable {
    /// The item's id.
    package var item: String
    /// The beginning of its text.
    package var text: String
    /// How well it fits.
    package var score: Double
    /// What would become of it.
    package var outcome: Outcome
  }

  /// What an entry hits among some items.
  package struct Hits: Hashable, Sendable {
    /// Items that would get a label, wait for review, or be kept from a label.
    package var outcomes: [Outcome: Int] = [:]
    /// The hits of the lowest scores, lowest first.
    package var doubtful: [Example] = []
    /// The highest scores that are no hits, highest first.
    package var misses: [Example] = []

    /// How many items are hit.
    package var count: Int { outcomes.values.reduce(0, +) }
  }

  /// Another claim that an entry is like.
  package struct Collision: Hashable, Sendable {
    /// The other claim.
    package var claim: String
    /// The text of the entry that is like it, as a field's path.
    package var field: String
    /// How well it fits.
    package var score: Double
  }

  /// What was found about an entry.
  package struct Entry: Sendable {
    /// The entry.
    package let claim: LocatedClaim
    /// Published claims that its wordings match: items that carry it would carry those too.
    package var collisions: [Collision] = []
    /// Claims whose reviews or negative entries say what the entry says.
    package var truths: [Collision] = []
    /// What it hits among recorded items.
    package var recorded = Hits()
    /// What it hits among items of the background, which carry no rumor as far as anybody knows.
    package var background = Hits()
  }

  /// The entries, in the order in which they were given.
  package private(set) var entries: [Entry]
  /// Items of the background that were looked at.
  package private(set) var backgroundItems = 0
  /// Recorded items that were looked at, and the times of the first and the last of their decisions.
  package private(set) var recordedItems = 0
  private var span: ClosedRange<Int64>?

  private let engine: Engine
  private let places: [String: Int]
  private let now: Timestamp
  private var session = Engine.Session()

  /// Examples of each kind that are kept.
  package static let examples = 10
  /// Least score of a near miss.
  private static let leastMiss = 0.15
  /// Prepares a preview.
  ///
  /// - Parameters:
  ///   - claims: the entries, whatever their status.
  ///   - corpus: the claims that are there already; one with the id of an entry is left out.
  /// - Throws: `IndexError`, `EngineError`, `CorpusError` for two entries with one id.
  package init(_ claims: [LocatedClaim], beside corpus: [Claim], policy: Policy, now: Timestamp) throws {
    self.now = now
    let live = claims.map { located -> Claim in
      var claim = located.claim
      claim.status = .published
      return claim
    }
    engine = try CorpusPreview.engine(live, policy)
    places = Dictionary(live.enumerated().map { ($1.id, $0) }) { first, _ in first }
    entries = claims.map { Entry(claim: $0) }
    let ids = Set(live.map(\.id))
    let others = corpus.filter { !ids.contains($0.id) && IndexCompiler.isLive($0) }
    try collide(live, with: others, policy)
  }

  private static func engine(_ claims: [Claim], _ policy: Policy) throws -> Engine {
    let revision = try Corpus(claims).revision.digest
    return try Engine(index: IndexReader(bytes: IndexCompiler.compile(claims, revision: revision)), policy: policy)
  }

  private mutating func collide(_ live: [Claim], with others: [Claim], _ policy: Policy) throws {
    guard !others.isEmpty else { return }
    let known = try CorpusPreview.engine(others, policy)
    let truths = try CorpusPreview.engine(CorpusPreview.truths(of: others), policy)
    for (place, claim) in live.enumerated() {
      for (number, wording) in claim.wordings.enumerated() {
        let field = number == 0 ? "claim" : "variants[\(number - 1)]"
        entries[place].collisions += collisions(of: wording, field, in: known)
        entries[place].truths += collisions(of: wording, field, in: truths)
      }
    }
  }

  /// What reviews say is right, and what negative entries keep away, as claims of their own.
  private static func truths(of claims: [Claim]) -> [Claim] {
    claims.compactMap { claim in
      let texts = claim.reviews.map(\.summary).filter { !$0.isEmpty } + claim.negatives
      guard let first = texts.first else { return nil }
      return Claim(
        id: claim.id, text: first, lang: claim.lang, variants: Array(texts.dropFirst()), verdict: .false,
        reviews: claim.reviews)
    }
  }

  private mutating func collisions(of text: String, _ field: String, in engine: Engine) -> [Collision] {
    let item = Item(id: field, content: .text(text))
    return engine.match(item, now: now, top: 3, minimumScore: engine.reviewCut, session: &session).map {
      Collision(claim: $0.claim, field: field, score: $0.score)
    }
  }

  /// Looks at an item of the background.
  package mutating func addBackground(_ item: Item) {
    backgroundItems += 1
    for (place, match) in matches(item) { entries[place].background.add(item, match, hitsFrom: engine.reviewCut) }
  }

  /// Looks at a recorded item.
  package mutating func addRecorded(_ item: Item, decidedAt: Timestamp) {
    recordedItems += 1
    let time = decidedAt.milliseconds
    span = span.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
    for (place, match) in matches(item) { entries[place].recorded.add(item, match, hitsFrom: engine.reviewCut) }
  }

  /// Days between the first and the last recorded decision, at least one.
  private var days: Double {
    span.map { max(1, Double($0.upperBound - $0.lowerBound) / 86_400_000) } ?? 1
  }

  /// Recorded items a day that an entry would have hit.
  package func hitsPerDay(_ entry: Entry) -> Double { Double(entry.recorded.count) / days }

  private mutating func matches(_ item: Item) -> [(Int, Match)] {
    engine.match(item, now: now, top: 16, minimumScore: CorpusPreview.leastMiss, session: &session).compactMap {
      match in places[match.claim].map { ($0, match) }
    }
  }
}

extension CorpusPreview.Hits {
  fileprivate mutating func add(_ item: Item, _ match: Match, hitsFrom cut: Double) {
    let example = CorpusPreview.Example(
      item: item.id, text: CorpusPreview.beginning(item.content.source), score: match.score, outcome: match.outcome)
    if match.score >= cut {
      outcomes[match.outcome, default: 0] += 1
      keep(example, in: \.doubtful) { $0.score < $1.score }
    } else {
      keep(example, in: \.misses) { $0.score > $1.score }
    }
  }

  private mutating func keep(
    _ example: CorpusPreview.Example, in kept: WritableKeyPath<Self, [CorpusPreview.Example]>,
    before: (CorpusPreview.Example, CorpusPreview.Example) -> Bool
  ) {
    var examples = self[keyPath: kept]
    let place = examples.firstIndex { before(example, $0) } ?? examples.count
    guard place < CorpusPreview.examples else { return }
    examples.insert(example, at: place)
    self[keyPath: kept] = Array(examples.prefix(CorpusPreview.examples))
  }
}

extension CorpusPreview {
  /// Bytes of an example's text.
  private static let shown = 280

  fileprivate static func beginning(_ text: String) -> String {
    guard text.utf8.count > shown else { return text }
    return String(decoding: text.utf8.prefix(shown), as: UTF8.self).filter { $0 != "\u{FFFD}" } + "…"
  }
}

// What is worth a warning.
extension CorpusPreview {
  /// Hits in the background above this share of items are told.
  private static let mostOfBackground = 1.0 / 10_000

  /// What speaks against publishing an entry, besides what lint finds in it.
  package func warnings(_ entry: Entry) -> [String] {
    var warnings: [String] = []
    if let worst = entry.truths.max(by: { $0.score < $1.score }) {
      warnings.append(
        "\(worst.field) says what a review or a negative entry of \"\(worst.claim)\" says is right (\(worst.score)); a "
          + "claim is what is wrong")
    }
    if let worst = entry.collisions.max(by: { $0.score < $1.score }) {
      warnings.append(
        "\(worst.field) is also a match of \"\(worst.claim)\" (\(worst.score)); add it there as a variant, or say what "
          + "is other")
    }
    let labelled = entry.background.outcomes[.apply, default: 0] + entry.background.outcomes[.review, default: 0]
    if labelled > 0, Double(labelled) > Double(backgroundItems) * CorpusPreview.mostOfBackground {
      warnings.append(
        "it is too general: \(labelled) of \(backgroundItems) ordinary items would be hit, as \"\(example(entry))\"")
    }
    return warnings
  }

  private func example(_ entry: Entry) -> String {
    String((entry.background.doubtful.last?.text ?? "").prefix(60))
  }
}
