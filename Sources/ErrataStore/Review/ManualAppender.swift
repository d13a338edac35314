package import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Records manual decisions within one transaction.
enum ManualAppender {
  /// Records a decision with its event, closes review entries, and appends the label events that follow.
  static func append(_ decision: ManualDecision, in db: Database) throws -> [LabelEvent] {
    try check(decision)
    guard let item = try StoredBytes.number(ofItem: decision.item, in: db) else {
      throw RecordFault(
        kind: .missing, found: "the record has no item \"\(decision.item)\"", remedy: "Label the item first")
    }
    var decision = decision
    if decision.action == .confirm { try addEvidence(to: &decision, item: item, in: db) }
    var settler = try LabelSettler(db)
    try insert(&decision, item: item, in: db)
    try settler.note(decision)
    try closeReviews(of: item, decision, in: db)
    if let expires = decision.expires {
      try db.execute(
        sql: "INSERT OR IGNORE INTO due (at, item) VALUES (?, ?)", arguments: [expires.milliseconds, item])
    }
    // Made anew: it knows that there are manual decisions now.
    var second = try LabelSettler(db)
    return try second.settle(item, cause: .manual, at: decision.at)
  }

  private static func check(_ decision: ManualDecision) throws {
    func refused(_ found: String, _ remedy: String) -> RecordFault {
      RecordFault(kind: .refused, found: found, remedy: remedy)
    }
    guard !decision.author.isEmpty else { throw refused("nobody has decided it", "Give the name of who decides") }
    guard !decision.reason.isEmpty else { throw refused("the reason is empty", "Give a reason") }
    guard decision.claim != "" else { throw refused("the claim is empty", "Name a claim, or leave it out for all") }
    if let expires = decision.expires, expires <= decision.at || !RecordGuard.canWrite(expires) {
      throw refused("it expires at \(expires), before it begins", "Give a later time")
    }
    guard decision.action == .confirm else { return }
    guard decision.claim != nil else { throw refused("it confirms no claim", "Name the claim that the item asserts") }
    if let cap = decision.cap, !(cap >= 0 && cap <= 1) {
      throw refused("the weight \(cap) is outside of 0 to 1", "Give a weight from 0 to 1")
    }
  }

  /// Takes review and score from what the item's last decision says of the claim.
  private static func addEvidence(to decision: inout ManualDecision, item: Int64, in db: Database) throws {
    guard let claim = decision.claim,
      let standing = try StoredDecision.standing(afterItem: item - 1, in: db, limit: 1).first, standing.item == item
    else { return }
    let last = try standing.decodedDecision()
    let matches =
      last.labels.compactMap(\.reason.evidence).map { ($0.claim, $0.review, $0.score) }
      + last.queued.map { ($0.claim, $0.review, $0.score) } + last.suppressed.map { ($0.claim, $0.review, $0.score) }
    guard let match = matches.first(where: { $0.0 == claim }) else {
      throw RecordFault(
        kind: .refused, found: "the item's last decision has no match with claim \"\(claim)\"",
        remedy: "A label needs evidence: confirm a claim that the item was matched with")
    }
    decision.review = match.1
    decision.score = match.2
    decision.label = decision.label ?? .rumor
  }

  private static func insert(_ decision: inout ManualDecision, item: Int64, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO manual (item, claim, action, label, cap, review, score, author, reason, at, expires)
        VALUES (?, CAST(? AS TEXT), ?, ?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)
        """,
      arguments: [
        item, StoredBytes.of(decision.claim ?? ""), decision.action.rawValue, decision.label?.rawValue, decision.cap,
        decision.review.map(StoredBytes.of), decision.score, StoredBytes.of(decision.author),
        StoredBytes.of(decision.reason), decision.at.milliseconds, decision.expires?.milliseconds,
      ])
    decision.number = Int(db.lastInsertedRowID)
  }

  /// Closes what a confirmation or rejection answers; a withdrawal opens it again.
  static func closeReviews(of item: Int64?, _ decision: ManualDecision, in db: Database) throws {
    let state: ReviewEntry.State =
      switch decision.action {
      case .confirm: .confirmed
      case .reject: .rejected
      case .withdraw: .open
      }
    let isClosed = decision.action != .withdraw
    let condition = decision.action == .withdraw ? "state IN ('confirmed', 'rejected')" : "state <> 'withdrawn'"
    try db.execute(
      sql: """
        UPDATE review SET state = ?, author = CAST(? AS TEXT), note = CAST(? AS TEXT), closed_at = ?
        WHERE coalesce(item, 0) = ? AND (? OR claim = CAST(? AS TEXT)) AND \(condition)
        """,
      arguments: [
        state.rawValue, isClosed ? StoredBytes.of(decision.author) : nil,
        isClosed ? StoredBytes.of(decision.reason) : nil, isClosed ? decision.at.milliseconds : nil, item ?? 0,
        decision.claim == nil, StoredBytes.of(decision.claim ?? ""),
      ])
  }
}

extension LabelSettler {
  /// Appends the event of a manual decision.
  mutating func note(_ decision: ManualDecision) throws {
    try log.append(.manual, at: decision.at, row: Int64(decision.number), payload: decision.payload)
  }
}

extension ManualDecision {
  /// The payload of the decision's event.
  var payload: [UInt8] {
    var writer = JSONWriter()
    encode(into: &writer)
    return writer.bytes
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("number", number)
      writer.member("item", item)
      writer.member("claim", claim)
      writer.member("action", action.rawValue)
      writer.member("label", label?.rawValue)
      if let cap { writer.member("cap", cap) }
      writer.member("review", review)
      if let score { writer.member("score", score) }
      writer.member("author", author)
      writer.member("reason", reason)
      writer.member("at", at.description)
      writer.member("expires", expires?.description)
    }
  }
}
