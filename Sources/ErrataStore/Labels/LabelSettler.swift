internal import ErrataModel
internal import Foundation
internal import GRDB

/// Makes labels what decisions, people and the graph say, within one transaction: of an item on which something
/// changed, and of all that depends on it.
struct LabelSettler {
  private let db: Database
  private var ledger: LabelLedger
  private var graph: GraphKeeper
  private let manual: ManualReader
  private let findSubject: Statement
  /// When people decided last. A decision that arrives late is settled at this time, since what they said counts.
  private let lastManual: Timestamp
  var log: EventAppender

  init(_ db: Database) throws {
    self.db = db
    ledger = try LabelLedger(db)
    graph = try GraphKeeper(db)
    manual = try ManualReader(db)
    log = try EventAppender(db)
    let sql = "SELECT max(at) FROM (SELECT at FROM manual ORDER BY number DESC LIMIT 1000)"
    lastManual = Timestamp(milliseconds: try Int64.fetchOne(db, sql: sql) ?? .min)
    findSubject = try db.cachedStatement(
      sql: """
        SELECT CAST(id AS BLOB), decision.sequence, decision.labels
        FROM item LEFT JOIN decision ON decision.sequence = (
          SELECT sequence FROM decision WHERE item = ?1 ORDER BY decided_at DESC, sequence DESC LIMIT 1)
        WHERE item.number = ?1
        """)
  }

  /// Takes in a decision that is now an item's last one, and appends the events that follow.
  mutating func settle(
    _ decision: Decision, of source: Item, item: Int64, sequence: Int, isNew: Bool
  ) throws -> [LabelEvent] {
    try graph.note(decision, of: source, item: item, isNew: isNew)
    if isNew, decision.labels.isEmpty, source.parent == nil, !graph.hasNewCopies { return [] }
    let subject = LabelLedger.Subject(item: item, id: decision.id, decision: sequence, isNew: isNew)
    return try settle(subject, decision, cause: .decision, at: max(decision.decidedAt, lastManual))
  }

  /// Takes a decision that stands since long into the graph.
  mutating func adopt(_ decision: Decision, _ source: Item, number: Int64) throws {
    try graph.note(decision, of: source, item: number, isNew: false)
  }

  /// Appends the events that are missing for an item, by its number, and for those that depend on it.
  mutating func settle(_ item: Int64, cause: LabelEvent.Cause, at now: Timestamp) throws -> [LabelEvent] {
    guard let standing = try StoredDecision.standing(afterItem: item - 1, in: db, limit: 1).first, standing.item == item
    else { return [] }
    let decision = try standing.decodedDecision()
    let subject = LabelLedger.Subject(item: item, id: decision.id, decision: standing.sequence, isNew: false)
    return try settle(subject, decision, cause: cause, at: now)
  }

  /// Appends the events of items whose inherited labels changed.
  mutating func settle(inherited items: Set<Int64>, at now: Timestamp) throws -> [LabelEvent] {
    var events: [LabelEvent] = []
    for item in items.sorted() {
      guard let row = try Row.fetchOne(findSubject, arguments: [item]) else { continue }
      let subject = LabelLedger.Subject(
        item: item, id: String(decoding: row[0] as Data, as: UTF8.self), decision: row[1], isNew: false)
      var reasons: [LabelValue: [LabelReason]] = [:]
      if manual.isNeeded || (row[2] as String?) ?? "" != "", row[1] != nil {
        let standing = try StoredDecision.standing(afterItem: item - 1, in: db, limit: 1).first
        if let standing { reasons = try own(try standing.decodedDecision(), item: item, isNew: false, at: now) }
      }
      try inherit(item, &reasons, at: now)
      events += try ledger.settle(subject, reasons, cause: .propagation, at: now, log: &log)
    }
    return events
  }

  private mutating func settle(
    _ subject: LabelLedger.Subject, _ decision: Decision, cause: LabelEvent.Cause, at now: Timestamp
  ) throws -> [LabelEvent] {
    var reasons = try own(decision, item: subject.item, isNew: subject.isNew, at: now)
    var changed = try graph.settle(subject.item, own: reasons, decision: decision, at: now)
    try inherit(subject.item, &reasons, at: now)
    let events = try ledger.settle(subject, reasons, cause: cause, at: now, log: &log)
    changed.remove(subject.item)
    return try events + settle(inherited: changed, at: now)
  }

  /// The labels that an item has for reasons of its own.
  private func own(
    _ decision: Decision, item: Int64, isNew: Bool, at now: Timestamp
  ) throws -> [LabelValue: [LabelReason]] {
    let decided = isNew || !manual.isNeeded ? [] : try manual.standing(for: item, at: now)
    return StandingLabels.reasons(of: decision.labels, manual: decided, at: now)
  }

  private func inherit(_ item: Int64, _ reasons: inout [LabelValue: [LabelReason]], at now: Timestamp) throws {
    for label in try graph.inherited(item) where label.isLive(at: now) {
      reasons[label.value, default: []].append(label.reason(at: now))
    }
  }
}
