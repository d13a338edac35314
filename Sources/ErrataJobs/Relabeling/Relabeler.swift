internal import Errata
internal import ErrataCorpus
internal import ErrataIndex
package import ErrataModel
package import ErrataPolicy
package import ErrataStore
internal import Foundation

/// Brings recorded decisions from one corpus revision to another: looks only at items that a changed claim touches, and
/// records what comes out otherwise, with one receipt.
///
/// Which items these are is told in one of two ways with the same result: by files that lead from features to items, or
/// by reading every item. Items whose standing decision names a changed claim are looked at in any case.
package struct Relabeler {
  /// How items are found.
  package enum Search: String, Hashable, Sendable, CaseIterable {
    /// By the files beside the store.
    case fingerprints
    /// By reading every item.
    case scan
  }

  /// How it is done.
  package struct Settings: Sendable {
    /// How items are found.
    package var search = Search.fingerprints
    /// Decide on all recorded items, whatever claims changed: what depends on a policy or on the normalizer.
    package var isWhole = false
    /// The policy to decide by, with its text; `nil` for the one recorded last. Makes it whole.
    package var policy: (policy: Policy, yaml: String)?
    /// Only tell what would change.
    package var isDryRun = false
    /// Most items a second that are decided on; `nil` for as many as there can be.
    package var rate: Int?
    /// Most items of the receipt to return.
    package var limit = 1000

    /// The defaults.
    package init() {}
  }

  /// What came of it.
  package struct Outcome: Hashable, Sendable {
    /// Claims that the revisions have otherwise.
    package var claims: [String]
    /// Items that were looked at.
    package var looked = 0
    /// What changes.
    package var diff = RelabelDiff()
    /// The receipt; `nil` when nothing has changed.
    package var receipt: Receipt?
    /// Its first items.
    package var items: [ReceiptItem] = []
    /// Milliseconds from the publication of the later revision to the last label; `nil` when it isn't live.
    package var timeToLabel: Int?
  }

  private let store: DecisionStore
  private let settings: Settings
  private let stop: StopFlag
  private let note: (String) -> Void

  /// A relabeler.
  ///
  /// - Parameters:
  ///   - stop: ends it early when raised; nothing is changed then.
  ///   - note: told how far it is, now and then.
  package init(
    store: DecisionStore, settings: Settings, stop: StopFlag = StopFlag(), note: @escaping (String) -> Void = { _ in }
  ) {
    self.store = store
    self.settings = settings
    self.stop = stop
    self.note = note
  }

  /// Relabels from a revision to another.
  ///
  /// - Parameters:
  ///   - from: the number of the earlier revision; by default the one recorded before.
  ///   - to: the number of the later revision; by default the live one, else the one recorded last.
  ///   - now: the time of the new decisions.
  /// - Throws: `ReversalFault` for revisions that aren't there; `StoreError`, `IndexError` and the like.
  package func run(from: Int? = nil, to: Int? = nil, author: String, now: Timestamp) throws -> Outcome {
    let begun = ContinuousClock.now
    let isWhole = settings.isWhole || settings.policy != nil
    let (first, second) = try revisions(from, to, orSame: isWhole)
    let (before, after) = (try store.claims(revision: first.number), try store.claims(revision: second.number))
    let change = ClaimChange(from: before, to: after)
    var outcome = Outcome(claims: change.ids)
    guard !change.ids.isEmpty || isWhole else { return outcome }
    let engine = try engine(after, digest: second.digest)
    var reversal = Reversal(
      cause: ReceiptCause(kind: .relabeling, from: first.digest, to: second.digest), author: author,
      reason: "Relabeled from revision \(first.number) to \(second.number).")
    if isWhole {
      reversal.cause.subject = engine.policyVersion
      reversal.policy = settings.policy.map { (engine.policyVersion, $0.yaml) }
      reversal.reason = "Relabeled whole, under revision \(second.number) and policy \(engine.policyVersion)."
    }
    let sessions = Sessions()
    try visit(change, isWhole: isWhole) { page in
      outcome.looked += page.count
      let known = Dictionary(page.map { ($0.item.id, $0.decision) }) { one, _ in one }
      for record in sessions.decide(page, with: engine, now: now) {
        if let former = known[record.item.id] { outcome.diff.note(from: former, to: record.decision) }
        reversal.records.append(record)
      }
      note("\(outcome.looked) items looked at, \(reversal.records.count) decided otherwise")
    }
    if stop.isRaised { throw CancellationError() }
    guard !reversal.records.isEmpty else { return outcome }
    let policy = engine.policy
    let applied = try store.apply(
      reversal, now: now, isDryRun: settings.isDryRun, limit: settings.limit,
      overlay: { Overlay.apply($1, $2, to: $0, policy: policy, now: now) },
      elapsed: { Int((ContinuousClock.now - begun) / .milliseconds(1)) })
    if !settings.isDryRun, settings.policy != nil {
      _ = try store.setPropagationRules(policy.propagation, now: now)
    }
    outcome.receipt = applied?.receipt
    outcome.items = applied?.items ?? []
    if let live = try store.published, live.digest == second.digest {
      outcome.timeToLabel = Int(now.milliseconds - live.at.milliseconds) + (outcome.receipt?.milliseconds ?? 0)
    }
    return outcome
  }

  /// The recorded items that a change touches, each once, page by page.
  private func visit(_ change: ClaimChange, isWhole: Bool, _ body: ([RecordedDecision]) throws -> Void) throws {
    var seen: Set<Int> = []
    var pace = Pace(rate: settings.rate)
    func take(_ page: [(number: Int, recorded: RecordedDecision)]) throws {
      let fresh = page.filter { seen.insert($0.number).inserted && !$0.recorded.isErased }.map(\.recorded)
      try body(fresh)
      pace.wait(after: fresh.count, stop)
    }
    if isWhole { return try visitAll(nil, take) }
    var last = 0
    while !stop.isRaised {
      let page = try store.standing(mentioning: change.ids, afterItem: last, limit: 1000)
      guard let end = page.last else { break }
      try take(page)
      last = end.number
    }
    guard !change.added.isEmpty else { return }
    switch settings.search {
    case .fingerprints: try visitFound(change, take)
    case .scan: try visitAll(change, take)
    }
  }

  private func visitFound(
    _ change: ClaimChange, _ take: ([(number: Int, recorded: RecordedDecision)]) throws -> Void
  ) throws {
    let files = ItemFiles(store: store)
    try files.update(stop: stop) { done, total in
      if total - done > 100_000 { note("\(done) of \(total) item versions are covered") }
    }
    let restored = try store.restoredVersions()
    var versions = Set(try files.versions(sharing: change.added)).union(restored).sorted()[...]
    while !versions.isEmpty, !stop.isRaised {
      try take(try store.standing(versions: Array(versions.prefix(1000))))
      versions = versions.dropFirst(1000)
    }
  }

  /// All items, or those that may carry one of a change's wordings.
  private func visitAll(
    _ change: ClaimChange?, _ take: ([(number: Int, recorded: RecordedDecision)]) throws -> Void
  ) throws {
    let (filter, sessions) = (change.map { WordingFilter($0.added) }, Sessions())
    var last = 0
    while !stop.isRaised {
      let page = try store.standing(afterItem: last, limit: 4096)
      guard let end = page.last else { return }
      let found = sessions.spread(page) { entry, session in
        filter.map { $0.mayMatch(session.features(of: entry.recorded.item)) } ?? true ? entry : nil
      }
      if !found.isEmpty { try take(found) }
      last = end.number
    }
  }

  private func revisions(
    _ from: Int?, _ to: Int?, orSame: Bool
  ) throws -> (from: (number: Int, digest: String), to: (number: Int, digest: String)) {
    func named(_ number: Int) throws -> (number: Int, digest: String) {
      guard let digest = try store.digest(ofRevision: number) else {
        throw ReversalFault(.missing, "the store has no corpus revision \(number)")
      }
      return (number, digest)
    }
    let second: (number: Int, digest: String)
    if let to {
      second = try named(to)
    } else if let live = try store.published {
      second = (live.revision, live.digest)
    } else if let last = try store.lastRevision {
      second = last
    } else {
      throw ReversalFault(
        .missing, "the store has no corpus revision yet; label something into it, or publish a corpus")
    }
    if from == nil, orSame { return (second, second) }
    guard let first = from ?? (second.number > 1 ? second.number - 1 : nil) else {
      throw ReversalFault(.missing, "revision \(second.number) is the first one; there is nothing to relabel from")
    }
    return (try named(first), second)
  }

  private func engine(_ claims: [Claim], digest: String) throws -> Engine {
    if let given = settings.policy { return try Relabeler.engine(claims, digest: digest, given.policy) }
    guard let version = try store.lastPolicy, let yaml = try store.policy(version) else {
      throw ReversalFault(.missing, "the store has no policy yet; label something into it first")
    }
    return try Relabeler.engine(claims, digest: digest, Policy.load(yaml: yaml, file: "recorded policy \(version)"))
  }

  private static func engine(_ claims: [Claim], digest: String, _ policy: Policy) throws -> Engine {
    let bytes = try IndexCompiler.compile(claims, revision: digest)
    return try Engine(index: IndexReader(bytes: bytes, name: "index of the corpus"), policy: policy)
  }
}

/// Waits so that no more is done in a second than allowed.
private struct Pace {
  private let rate: Int?
  private let start = ContinuousClock.now
  private var done = 0

  init(rate: Int?) {
    self.rate = rate
  }

  mutating func wait(after count: Int, _ stop: StopFlag) {
    done += count
    guard let rate, rate > 0 else { return }
    let due = Double(done) / Double(rate)
    while !stop.isRaised {
      let left = due - (ContinuousClock.now - start) / .seconds(1)
      guard left > 0 else { return }
      Thread.sleep(forTimeInterval: min(left, 0.1))
    }
  }
}
