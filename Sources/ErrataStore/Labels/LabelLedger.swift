internal import ErrataJSON
package import ErrataModel
internal import Foundation
internal import GRDB

/// Derives label events within one transaction: compares the labels that an item has with those it should have.
struct LabelLedger {
  /// An item with its standing decision.
  struct Subject {
    var item: Int64
    var id: String
    /// The decision's sequence; `nil` for an item that is only known as a parent.
    var decision: Int?
    /// The item was never seen before, so it has no labels and no manual decisions.
    var isNew: Bool
  }

  private let findCurrent: Statement
  private let addEvent: Statement
  private let addDue: Statement
  private var last: Int

  init(_ db: Database) throws {
    findCurrent = try db.cachedStatement(
      sql: """
        SELECT CAST(json AS BLOB) FROM label_event WHERE sequence IN (
          SELECT max(sequence) FROM label_event WHERE item = ? GROUP BY value)
        """)
    addEvent = try db.cachedStatement(
      sql: "INSERT INTO label_event (sequence, item, value, negated, json) VALUES (?, ?, ?, ?, CAST(? AS TEXT))")
    addDue = try db.cachedStatement(sql: "INSERT OR IGNORE INTO due (at, item) VALUES (?, ?)")
    last = try Int.fetchOne(db, sql: "SELECT max(sequence) FROM label_event") ?? 0
  }

  /// Appends a label event for each label of an item that came, changed or went.
  ///
  /// - Parameter wanted: the reasons of each label that the item is to have.
  /// - Returns: the events.
  @discardableResult mutating func settle(
    _ subject: Subject, _ wanted: [LabelValue: [LabelReason]], cause: LabelEvent.Cause, at now: Timestamp,
    log: inout EventAppender
  ) throws -> [LabelEvent] {
    if subject.isNew, wanted.isEmpty { return [] }
    let current = subject.isNew ? [:] : try self.current(subject.item)
    var events: [LabelEvent] = []
    for value in LabelValue.allCases {
      let reasons = wanted[value] ?? []
      let former = current[value]
      if StandingLabels.isSame(former?.reasons ?? [], reasons) { continue }
      let event = LabelEvent(
        sequence: last + 1, item: subject.id, value: value, isNegated: reasons.isEmpty, former: former?.sequence,
        reasons: reasons, cause: cause, decision: subject.decision, at: now)
      try append(event, item: subject.item, log: &log)
      events.append(event)
    }
    return events
  }

  private mutating func append(_ event: LabelEvent, item: Int64, log: inout EventAppender) throws {
    var writer = JSONWriter()
    event.encode(into: &writer)
    try addEvent.execute(
      arguments: [event.sequence, item, event.value.rawValue, event.isNegated, Data(writer.bytes)])
    try log.append(.label, at: event.at, row: Int64(event.sequence), payload: writer.bytes)
    last += 1
    for expires in event.reasons.compactMap(\.expires) {
      try addDue.execute(arguments: [expires.milliseconds, item])
    }
  }

  /// The last event of each label of an item.
  func current(_ item: Int64) throws -> [LabelValue: LabelEvent] {
    var current: [LabelValue: LabelEvent] = [:]
    for json in try Data.fetchAll(findCurrent, arguments: [item]) {
      do {
        let event = try LabelEvent(json: Array(json))
        current[event.value] = event
      } catch {
        throw RecordFault.unreadable("a row of table label_event for item number \(item)", "\(error)")
      }
    }
    return current
  }
}

/// Which labels stand when people have decided too: a rejection takes away what a match has brought, a confirmation
/// adds to it, and what an author has declared stays whatever is rejected.
package enum StandingLabels {
  /// The reasons of each label that stands at a time.
  static func reasons(
    of labels: [Label], manual: [ManualDecision], at now: Timestamp
  ) -> [LabelValue: [LabelReason]] {
    var reasons: [LabelValue: [LabelReason]] = [:]
    for label in labels where label.isLive(at: now) && !isRejected(label, by: manual) {
      reasons[label.value, default: []].append(LabelReason(label))
    }
    for decision in manual where decision.action == .confirm {
      let reason = LabelReason(
        source: .curator, claim: decision.claim, review: decision.review, score: decision.score,
        rule: ManualDecision.rule, issuedAt: decision.at, expires: decision.expires)
      reasons[decision.label ?? .rumor, default: []].append(reason)
    }
    return reasons
  }

  /// Whether one of the standing manual decisions takes a label away.
  package static func isRejected(_ label: Label, by manual: [ManualDecision]) -> Bool {
    guard let evidence = label.reason.evidence else { return false }
    return manual.contains { decision in
      decision.action == .reject && (decision.claim == nil || decision.claim == evidence.claim)
    }
  }

  static func isSame(_ a: [LabelReason], _ b: [LabelReason]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.saysTheSame(as: $1) }
  }
}
