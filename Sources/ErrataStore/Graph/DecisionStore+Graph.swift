package import ErrataModel
package import ErrataPropagation
internal import Foundation
internal import GRDB

// Labels that travel from item to item.
extension DecisionStore {
  /// The labels that an item inherits, by value, then by claim.
  ///
  /// - Throws: `StoreError`.
  package func inherited(by item: String) throws(StoreError) -> [InheritedLabel] {
    try read("read what item \"\(item)\" inherits") { db in
      guard let number = try StoredBytes.number(ofItem: item, in: db) else { return [] }
      let inherited = try GraphKeeper(db).inherited(number)
      guard !inherited.isEmpty else { return [] }
      let current = try LabelLedger(db).current(number)
      return inherited.map { label in
        var dated = label
        dated.issuedAt =
          current[label.value]?.reasons.first { $0.inheritance == label.inheritance }?.issuedAt
        return dated
      }
    }
  }

  /// The labels that an item inherited at an earlier time, as its label events tell.
  ///
  /// - Throws: `StoreError`.
  package func inherited(by item: String, at time: Timestamp) throws(StoreError) -> [InheritedLabel] {
    try read("read what item \"\(item)\" inherited") { db in
      guard let number = try StoredBytes.number(ofItem: item, in: db) else { return [] }
      let sql = "SELECT CAST(json AS BLOB) FROM label_event WHERE item = ? ORDER BY sequence"
      var standing: [LabelValue: LabelEvent] = [:]
      for json in try Data.fetchAll(db, sql: sql, arguments: [number]) {
        let event = try LabelEvent(json: Array(json))
        if event.at <= time { standing[event.value] = event }
      }
      let graph = try GraphKeeper(db)
      return try standing.values.sorted { $0.value < $1.value }.flatMap { event in
        try event.reasons.compactMap { reason in
          guard let inheritance = reason.inheritance else { return nil }
          return InheritedLabel(
            value: event.value, inheritance: inheritance, cap: try graph.cap(of: inheritance, event.value),
            expires: reason.expires, issuedAt: reason.issuedAt)
        }
      }
    }
  }

  /// The labels that an item would inherit from its parent, if it were recorded.
  ///
  /// - Parameter remark: what the item's own text says of the parent.
  /// - Throws: `StoreError`.
  package func offered(by parent: Parent, remark: Stance?) throws(StoreError) -> [InheritedLabel] {
    guard StoredEdge(parent.kind).passes(remark) else { return [] }
    return try read("read what item \"\(parent.id)\" passes on") { db in
      guard let number = try StoredBytes.number(ofItem: parent.id, in: db) else { return [] }
      let hops = try PropagationRules(in: db).hops
      return try GraphKeeper(db).carried(number).filter { $0.inheritance.hops < hops }.map { label in
        var next = label
        next.inheritance.hops += 1
        next.inheritance.via = parent.id
        return next
      }
    }
  }

  /// The ids of all items that have a label, and the sequence of the last label event.
  ///
  /// - Throws: `StoreError`.
  package func labelledItems() throws(StoreError) -> (items: [String], last: Int) {
    try read("read which items have labels") { db in
      let sql = "SELECT CAST(id AS BLOB) FROM item WHERE number IN (SELECT item FROM carried)"
      let items = try Data.fetchAll(db, sql: sql).map { String(decoding: $0, as: UTF8.self) }
      return (items, try Int.fetchOne(db, sql: "SELECT max(sequence) FROM label_event") ?? 0)
    }
  }

  /// The ids of the items of some label events, and the sequence of the last of these.
  ///
  /// - Throws: `StoreError`.
  package func labelledItems(after: Int, limit: Int) throws(StoreError) -> (items: [String], last: Int) {
    try read("read which items got labels") { db in
      let sql = """
        SELECT CAST(item.id AS BLOB), sequence FROM label_event JOIN item ON item.number = label_event.item
        WHERE sequence > ? ORDER BY sequence LIMIT ?
        """
      let rows = try Row.fetchAll(db, sql: sql, arguments: [after, limit])
      return (rows.map { String(decoding: $0[0] as Data, as: UTF8.self) }, rows.last?[1] ?? after)
    }
  }

  /// The rules by which labels travel.
  package var propagationRules: PropagationRules {
    get throws(StoreError) { try read("read the rules of propagation") { try PropagationRules(in: $0) } }
  }

  /// Sets the rules by which labels travel, and brings all labels to what they say.
  ///
  /// - Returns: the label events that followed; none when the rules are the same as before.
  /// - Throws: `StoreError`.
  /// - Complexity: O(items that have a label), if the rules are others.
  package func setPropagationRules(
    _ rules: PropagationRules, now: Timestamp
  ) throws(StoreError) -> [LabelEvent] {
    if try propagationRules == rules { return [] }
    return try write("set the rules of propagation") { db in
      try db.execute(
        sql: "UPDATE propagation SET hops = ?, attenuation = ?, cascade = ?",
        arguments: [rules.hops, rules.attenuation, rules.cascade])
      return try GraphRebuild(db).run(at: now)
    }
  }

  /// A cascade that is larger than the rules allow.
  package struct CascadeAlert: Hashable, Sendable {
    /// The item where it begins.
    package var root: String
    /// The claim; empty for what the author declared.
    package var claim: String
    /// The label.
    package var value: LabelValue
    /// Items that would inherit the label.
    package var size: Int

    /// Makes an alert.
    package init(root: String, claim: String, value: LabelValue, size: Int) {
      self.root = root
      self.claim = claim
      self.value = value
      self.size = size
    }
  }

  /// The cascades that are cut, the largest first.
  package func cascadeAlerts(limit: Int = 100) throws(StoreError) -> [CascadeAlert] {
    try read("read which cascades are too large") { db in
      let sql = """
        SELECT CAST(item.id AS BLOB), CAST(claim AS BLOB), value, size
        FROM cascade JOIN topic ON topic.number = topic JOIN item ON item.number = root
        WHERE cut_hops IS NOT NULL ORDER BY size DESC, root LIMIT ?
        """
      return try Row.fetchAll(db, sql: sql, arguments: [max(0, limit)]).map { row in
        CascadeAlert(
          root: String(decoding: row[0] as Data, as: UTF8.self), claim: String(decoding: row[1] as Data, as: UTF8.self),
          value: LabelValue(rawValue: row[2]) ?? .rumor, size: row[3])
      }
    }
  }

  /// Compares what the graph says with what items, decisions and people say, computed from nothing.
  ///
  /// - Parameter now: the time at which labels and manual decisions are looked at; what has expired must be settled.
  /// - Returns: what differs, in words; at most a hundred lines.
  /// - Throws: `StoreError`.
  package func graphFaults(now: Timestamp) throws(StoreError) -> [String] {
    try read("check the graph") { db in
      var audit = try GraphAudit(db, now: now)
      return Array(try audit.faults().prefix(100))
    }
  }
}

/// Makes all supports anew, within one transaction.
private struct GraphRebuild {
  private let db: Database

  init(_ db: Database) {
    self.db = db
  }

  func run(at now: Timestamp) throws -> [LabelEvent] {
    var concerned = Set(try Int64.fetchAll(db, sql: "SELECT item FROM carried WHERE hops > 0"))
    try db.execute(sql: "DELETE FROM carried")
    try db.execute(sql: "DELETE FROM cascade")
    let graph = try GraphKeeper(db)
    for topic in try Int64.fetchAll(db, sql: "SELECT number FROM topic ORDER BY number") {
      let roots = try UInt32.fetchAll(db, sql: "SELECT item FROM seed WHERE topic = ?", arguments: [topic])
      concerned.formUnion(try graph.repair(topic, roots, at: now))
    }
    var settler = try LabelSettler(db)
    return try settler.settle(inherited: concerned, at: now)
  }
}
