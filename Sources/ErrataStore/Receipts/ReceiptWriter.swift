internal import ErrataDigest
internal import ErrataJSON
package import ErrataModel
internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// Gives the decision that is answered for an item: what was decided, with what people and the graph say laid over it.
package typealias Overlaying = (_ decision: Decision, _ manual: [ManualDecision], _ inherited: [InheritedLabel]) ->
  Decision

/// Writes a receipt within one transaction: looks at items before a change and after it.
struct ReceiptWriter {
  private let db: Database
  private let overlay: Overlaying
  private let now: Timestamp
  private let states: ItemStates
  private let firstEvent: Int
  private var before: [Int64: (id: String, state: ItemState)] = [:]

  init(_ db: Database, at now: Timestamp, overlay: @escaping Overlaying) throws {
    self.db = db
    self.overlay = overlay
    self.now = now
    states = try ItemStates(db, at: now, overlay: overlay)
    firstEvent = try Int.fetchOne(db, sql: "SELECT max(sequence) FROM label_event") ?? 0
  }

  /// Looks at items before they change, and at all that have their labels from them.
  mutating func begin(_ items: Set<Int64>) throws {
    var all = items
    let sql = "SELECT topic FROM seed WHERE item = ?"
    let graph = try GraphKeeper(db)
    for item in items {
      for topic in try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [item]) {
        all.formUnion(try graph.cascade(of: item, topic, at: now))
      }
    }
    for item in all where before[item] == nil { before[item] = try states.state(item) }
  }

  /// Writes the receipt, if anything has changed.
  func end(
    _ cause: ReceiptCause, author: String, reason: String, undoes: Int? = nil, elapsed: () -> Int,
    log: inout EventAppender
  ) throws -> Receipt? {
    let changed = try changes()
    if changed.isEmpty, cause.from == cause.to { return nil }
    var digest = ContentDigest()
    let lines = changed.map { change -> (item: Int64, json: [UInt8]) in
      var writer = JSONWriter()
      change.entry.encode(into: &writer)
      digest.update(writer.bytes)
      digest.update("\n")
      return (change.item, writer.bytes)
    }
    var writer = JSONWriter()
    cause.encode(into: &writer)
    try db.execute(
      sql: """
        INSERT INTO receipt (cause, author, reason, at, items, digest, milliseconds, undoes)
        VALUES (CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, ?, ?, ?)
        """,
      arguments: [
        Data(writer.bytes), StoredBytes.of(author), StoredBytes.of(reason), now.milliseconds, lines.count,
        Data(digest.bytes), elapsed(), undoes,
      ])
    let number = db.lastInsertedRowID
    let add = try db.cachedStatement(
      sql: "INSERT INTO receipt_item (receipt, item, json) VALUES (?, ?, CAST(? AS TEXT))")
    for line in lines { try add.execute(arguments: [number, line.item, Data(line.json)]) }
    guard let receipt = try ReceiptReader.receipt(Int(number), in: db) else { return nil }
    try log.append(.receipt, at: now, row: number, payload: receipt.payload)
    return receipt
  }

  /// The items of which labels or weight differ, in the order of their numbers.
  private func changes() throws -> [(item: Int64, entry: ReceiptItem)] {
    let fresh = try Int64.fetchAll(
      db, sql: "SELECT DISTINCT item FROM label_event WHERE sequence > ?", arguments: [firstEvent])
    var changes: [(item: Int64, entry: ReceiptItem)] = []
    for item in Set(fresh).union(before.keys).sorted() {
      guard let after = try states.state(item) else { continue }
      let former = try before[item]?.state ?? states.state(item, before: firstEvent)
      guard let former, former != after.state else { continue }
      changes.append((item, ReceiptItem(item: after.id, before: former, after: after.state)))
    }
    return changes
  }
}

/// What items have, as answers give it, within one transaction.
private struct ItemStates {
  private let db: Database
  private let now: Timestamp
  private let overlay: Overlaying
  private let graph: GraphKeeper
  private let manual: ManualReader
  private let find: Statement

  init(_ db: Database, at now: Timestamp, overlay: @escaping Overlaying) throws {
    self.db = db
    self.now = now
    self.overlay = overlay
    graph = try GraphKeeper(db)
    manual = try ManualReader(db)
    find = try db.cachedStatement(
      sql: """
        SELECT CAST(item.id AS BLOB), decision.labels, decision.weight, CAST(decision.json AS BLOB)
        FROM item JOIN decision ON decision.sequence = (
          SELECT sequence FROM decision WHERE item = ?1 ORDER BY decided_at DESC, sequence DESC LIMIT 1)
        WHERE item.number = ?1
        """)
  }

  func state(_ item: Int64) throws -> (id: String, state: ItemState)? {
    try state(item, inherited: try graph.inherited(item))
  }

  /// What an item had before an event, if only inherited labels have changed since.
  func state(_ item: Int64, before sequence: Int) throws -> ItemState? {
    let sql = """
      SELECT CAST(json AS BLOB) FROM label_event WHERE sequence IN (
        SELECT max(sequence) FROM label_event WHERE item = ? AND sequence <= ? GROUP BY value)
      """
    var inherited: [InheritedLabel] = []
    for json in try Data.fetchAll(db.cachedStatement(sql: sql), arguments: [item, sequence]) {
      let event = try LabelEvent(json: Array(json))
      for reason in event.reasons {
        guard let inheritance = reason.inheritance else { continue }
        inherited.append(
          InheritedLabel(
            value: event.value, inheritance: inheritance, cap: try graph.cap(of: inheritance, event.value),
            expires: reason.expires))
      }
    }
    return try state(item, inherited: inherited)?.state
  }

  private func state(_ item: Int64, inherited: [InheritedLabel]) throws -> (id: String, state: ItemState)? {
    guard let row = try Row.fetchOne(find, arguments: [item]) else { return nil }
    let id = String(decoding: row[0] as Data, as: UTF8.self)
    let decided = manual.isNeeded ? try manual.standing(for: item, at: now) : []
    let isPlain = row[1] == "" && row[2] == 1.0
    if isPlain, decided.isEmpty, inherited.isEmpty { return (id, ItemState(weight: 1, labels: [])) }
    let decision = isPlain && decided.isEmpty ? plain(id) : try decode(row[3])
    return (id, ItemState(overlay(decision, decided, inherited.filter { $0.isLive(at: now) })))
  }

  /// A decision that found nothing: what it names besides has no consequence here.
  private func plain(_ id: String) -> Decision {
    Decision(
      id: id, labels: [], suppressed: [], queued: [], weight: .unlimited, corpusRevision: "", policyVersion: "",
      normalizerVersion: "", decidedAt: now)
  }

  private func decode(_ json: Data) throws -> Decision {
    do {
      return try StoredDecision.decode(Array(json))
    } catch {
      throw RecordFault.unreadable("a row of table decision", "\(error)")
    }
  }
}
