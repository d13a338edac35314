internal import Errata
internal import ErrataCorpus
internal import ErrataIndex
package import ErrataModel
internal import ErrataPolicy
package import ErrataStore
internal import Foundation

/// Why something can't be reversed.
package struct ReversalFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault it is.
  package enum Kind: Hashable, Sendable {
    /// What is to be reversed isn't there.
    case missing
    /// It was done already, or can't be undone.
    case conflict
  }

  /// What kind of fault it is.
  package let kind: Kind
  /// What was found, and what to do.
  package let description: String

  /// Makes a fault.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

/// Takes back what rests on a claim, a review, a verdict or a decision: publishes the claims without it, decides anew
/// on the items that it touched, lets all labels follow that were inherited from them, and writes one receipt of it,
/// all in one transaction.
package struct Reverser {
  /// What is there when a change was made, or would be.
  package struct Outcome: Hashable, Sendable {
    /// The receipt; `nil` when there was nothing to change.
    package var receipt: Receipt?
    /// Its items, as many as were asked for.
    package var items: [ReceiptItem]
    /// Items that were decided anew.
    package var decided: Int
  }

  private let store: DecisionStore
  private let now: Timestamp
  private let author: String
  private let reason: String
  private let isDryRun: Bool
  private let limit: Int
  private let begun = ContinuousClock.now

  /// A reverser.
  ///
  /// - Parameters:
  ///   - now: the time of the change.
  ///   - author: who makes it.
  ///   - reason: why.
  ///   - isDryRun: only tell what would change.
  ///   - limit: most items of the receipt to return.
  package init(
    store: DecisionStore, now: Timestamp, author: String, reason: String, isDryRun: Bool = false, limit: Int = 1000
  ) {
    self.store = store
    self.now = now
    self.author = author
    self.reason = reason
    self.isDryRun = isDryRun
    self.limit = limit
  }

  /// Retracts a claim: it makes no labels any more.
  ///
  /// - Throws: `ReversalFault` for a claim that isn't there or is retracted already; `StoreError` and the like.
  package func retract(_ claim: String) throws -> Outcome {
    try change(ReceiptCause(kind: .retraction, claim: claim), of: claim) { entry in
      guard entry.status != .retracted else {
        throw ReversalFault(
          .conflict, "claim \"\(claim)\" is retracted already; `errata receipts` shows by which receipt")
      }
      entry.status = .retracted
    }
  }

  /// Withdraws a review. A claim without any review left makes no labels.
  ///
  /// - Throws: `ReversalFault` for a claim or a review that isn't there.
  package func withdraw(review: String, of claim: String) throws -> Outcome {
    try change(ReceiptCause(kind: .withdrawal, claim: claim, subject: review), of: claim) { entry in
      let before = entry.reviews.count
      entry.reviews.removeAll { $0.url == review }
      guard entry.reviews.count < before else {
        let known = entry.reviews.map(\.url).joined(separator: ", ")
        throw ReversalFault(.missing, "claim \"\(claim)\" has no review \(review); it has: \(known)")
      }
      // A published claim must have a review.
      if entry.reviews.isEmpty, entry.status == .published { entry.status = .paused }
    }
  }

  /// Corrects the verdict of a claim.
  ///
  /// - Throws: `ReversalFault` for a claim that isn't there or has this verdict.
  package func correct(_ claim: String, to verdict: Verdict) throws -> Outcome {
    try change(ReceiptCause(kind: .correction, claim: claim, subject: verdict.rawValue), of: claim) { entry in
      guard entry.verdict != verdict else {
        throw ReversalFault(.conflict, "claim \"\(claim)\" has the verdict \(verdict.rawValue) already")
      }
      entry.verdict = verdict
    }
  }

  /// Upholds an appeal: the label goes at once, and the item's text becomes a negative entry of the claim, so that it
  /// doesn't come back with a copy.
  ///
  /// - Throws: `ReversalFault` for an appeal that isn't there or was decided.
  package func uphold(appeal number: Int) throws -> Outcome {
    guard let appeal = try store.appeal(number) else { throw ReversalFault(.missing, "there is no appeal \(number)") }
    guard appeal.state == .open else {
      throw ReversalFault(.conflict, "appeal \(number) was \(appeal.state.rawValue) already")
    }
    let rejection = ManualDecision(
      item: appeal.item, claim: appeal.claim, action: .reject, author: author, reason: reason, at: now)
    let text = try store.latest(appeal.item).flatMap { $0.isErased ? nil : Reverser.plainText($0.item) }
    let cause = ReceiptCause(kind: .appeal, claim: appeal.claim, subject: String(number), item: appeal.item)
    let (claims, _) = try live()
    guard claims.contains(where: { $0.id == appeal.claim }) else {
      return try finish(cause, of: [], in: claims, changing: false, manual: [rejection], appeal: number)
    }
    return try change(cause, of: appeal.claim, manual: [rejection], appeal: number) { entry in
      if let text, !entry.negatives.contains(text), !entry.wordings.contains(text) { entry.negatives.append(text) }
    }
  }

  /// Undoes the change of a receipt, with a receipt of its own.
  ///
  /// - Throws: `ReversalFault` for a receipt that isn't there, or that tells of an author's edit.
  package func undo(receipt number: Int) throws -> Outcome {
    guard let receipt = try store.receipt(number) else {
      throw ReversalFault(.missing, "there is no receipt \(number)")
    }
    guard receipt.cause.kind != .edit else {
      throw ReversalFault(
        .conflict, "receipt \(number) tells of an edit by the item's author; label the item again instead")
    }
    if receipt.cause.kind == .relabeling, let policy = receipt.cause.subject {
      throw ReversalFault(
        .conflict,
        "receipt \(number) tells of all items decided anew under policy \(policy); relabel with "
          + "the policy that they had before instead")
    }
    if let by = receipt.undoneBy {
      throw ReversalFault(
        .conflict, "receipt \(number) was undone already, by receipt \(by); undo that one to bring it back")
    }
    let (claims, _) = try live()
    let (restored, changed) = try Reverser.restoring(receipt.cause, in: claims, store: store)
    var cause = receipt.cause
    cause.kind = .undo
    var manual: [ManualDecision] = []
    if receipt.cause.kind == .appeal, let item = receipt.cause.item {
      manual = [
        ManualDecision(
          item: item, claim: receipt.cause.claim, action: .withdraw, author: author, reason: reason, at: now)
      ]
    }
    return try finish(
      cause, of: changed, in: restored, changing: !changed.isEmpty, manual: manual, undoes: number)
  }

  /// The live claims with those that a change has touched as they were before it.
  private static func restoring(
    _ cause: ReceiptCause, in claims: [Claim], store: DecisionStore
  ) throws -> (claims: [Claim], changed: [String]) {
    guard let from = cause.from, let to = cause.to, from != to, let first = try store.revision(ofDigest: from),
      let second = try store.revision(ofDigest: to)
    else { return (claims, []) }
    let before = Dictionary(try store.claims(revision: first).map { ($0.id, $0) }) { one, _ in one }
    let after = Dictionary(try store.claims(revision: second).map { ($0.id, $0) }) { one, _ in one }
    let ids = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
    var byID = Dictionary(claims.map { ($0.id, $0) }) { one, _ in one }
    for id in ids { byID[id] = before[id] }
    return (Array(byID.values), ids)
  }

  private func change(
    _ cause: ReceiptCause, of claim: String, manual: [ManualDecision] = [], appeal: Int? = nil,
    _ body: (inout Claim) throws -> Void
  ) throws -> Outcome {
    var (claims, _) = try live()
    guard let place = claims.firstIndex(where: { $0.id == claim }) else {
      throw ReversalFault(
        .missing, "the live corpus has no claim \"\(claim)\"; `errata search` finds claims by their words")
    }
    let former = claims[place]
    try body(&claims[place])
    return try finish(
      cause, of: [claim], in: claims, changing: claims[place] != former, manual: manual, appeal: appeal)
  }

  /// The claims that the change is made on: the live ones, else those recorded last.
  private func live() throws -> (claims: [Claim], digest: String) {
    guard try store.lastRevision != nil else {
      throw ReversalFault(.missing, "the store has no corpus yet; label something into it, or publish a corpus")
    }
    return try JobEngine.claims([], store: store)
  }

  private func finish(
    _ cause: ReceiptCause, of touched: [String], in claims: [Claim], changing: Bool, manual: [ManualDecision] = [],
    undoes: Int? = nil, appeal: Int? = nil
  ) throws -> Outcome {
    let (former, before) = try live()
    var cause = cause
    cause.from = before
    cause.to = before
    let corpus = try Corpus(changing ? claims : former)
    var reversal = Reversal(cause: cause, author: author, reason: reason)
    if changing {
      reversal.cause.to = corpus.revision.digest
      reversal.publication = RevisionChange(digest: corpus.revision.digest, author: author, reason: reason)
      reversal.claims = corpus.claims
    }
    let engine = try engine(corpus, digest: reversal.cause.to ?? before)
    if changing {
      let change = ClaimChange(from: former, to: corpus.claims)
      reversal.records = try records(engine, touched: touched, added: change.added, undoes: undoes)
    }
    reversal.manual = manual
    reversal.undoes = undoes
    reversal.appeal = appeal
    let policy = engine.policy
    let (now, begun) = (now, begun)
    let applied = try store.apply(
      reversal, now: now, isDryRun: isDryRun, limit: limit,
      overlay: { Overlay.apply($1, $2, to: $0, policy: policy, now: now) },
      elapsed: { Int((ContinuousClock.now - begun) / .milliseconds(1)) })
    return Outcome(receipt: applied?.receipt, items: applied?.items ?? [], decided: reversal.records.count)
  }

  private func engine(_ corpus: Corpus, digest: String) throws -> Engine {
    guard let version = try store.lastPolicy, let yaml = try store.policy(version) else {
      throw ReversalFault(.missing, "the store has no policy yet; label something into it first")
    }
    let policy = try Policy.load(yaml: yaml, file: "recorded policy \(version)")
    let bytes = try IndexCompiler.compile(corpus.claims, revision: digest)
    return try Engine(index: IndexReader(bytes: bytes, name: "index of the corpus"), policy: policy)
  }

  /// New decisions on the items that name a touched claim, on those that may carry a wording which came with the
  /// change, and on those of the receipt that is undone.
  private func records(
    _ engine: Engine, touched: [String], added: [String], undoes: Int?
  ) throws -> [DecisionRecord] {
    let sessions = Sessions()
    var records: [DecisionRecord] = []
    var seen: Set<String> = []
    func take(_ page: [RecordedDecision]) {
      let fresh = page.filter { seen.insert($0.item.id).inserted }
      records += sessions.decide(fresh, with: engine, now: now)
    }
    var last = 0
    while true {
      let page = try store.standing(mentioning: touched, afterItem: last, limit: 1000)
      guard let end = page.last else { break }
      take(page.map(\.recorded))
      last = end.number
    }
    if !added.isEmpty {
      let files = ItemFiles(store: store)
      try files.update()
      var versions = try files.versions(sharing: added)[...]
      while !versions.isEmpty {
        take(try store.standing(versions: Array(versions.prefix(1000))).map(\.recorded))
        versions = versions.dropFirst(1000)
      }
    }
    guard let undoes else { return records }
    var item: String?
    while true {
      let page = try store.receiptItems(undoes, after: item, limit: 1000)
      guard let end = page.last else { return records }
      take(try page.compactMap { try store.latest($0.item) })
      item = end.item
    }
  }

  private static func plainText(_ item: Item) -> String? {
    let trimmed = Engine.plainText(of: item).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return trimmed.isEmpty || trimmed.utf8.count > 4096 ? nil : trimmed
  }
}
