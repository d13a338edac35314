internal import ErrataModel
internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// The graph of items, their authors' opaque keys and claims around the open entries of the review queue, with what is
/// known of some of them. It orders the queue, and nothing else.
///
/// Known are items on which people have decided, items that have a label for reasons of their own, and items that deny
/// a claim. Reposts, quotes, copies, one author and one claim make edges, answers weaker ones.
struct ReviewGraph {
  /// Bounds of what is looked at.
  struct Limits {
    /// Entries of the queue; those beyond come last, by priority.
    var entries = 10_000
    /// Items for each claim, the latest first.
    var itemsOfClaim = 5_000
    /// Labelled items, and items on which people have decided, the latest first.
    var known = 50_000
    /// Items in all.
    var items = 200_000
  }

  /// Weights of edges, by what they stand for.
  private enum Weight {
    static let passing: Float = 1
    static let answer: Float = 0.25
    static let author: Float = 1
    /// Of each of the eight keys.
    static let copy: Float = 0.125
    static let match: Float = 0.5
    static let guarded: Float = 0.1
  }

  private let db: Database
  private let limits: Limits
  private let manual: ManualReader
  private let copies: CopyStatements
  private var items: [Int64: UInt32] = [:]
  private var order: [Int64] = []
  private var others: [String: UInt32] = [:]
  private var nodes: UInt32 = 0
  private var edges: [SeededScores.Edge] = []
  private var known: [UInt32: Double] = [:]

  init(_ db: Database, limits: Limits = Limits()) throws {
    self.db = db
    self.limits = limits
    manual = try ManualReader(db)
    copies = try CopyStatements(db)
  }

  /// The scores of some entries, in their order: from 0, like what was rejected, to 1, like what has labels.
  mutating func scores(of entries: [(item: Int64?, claim: String)], now: Timestamp) throws -> [Double] {
    for entry in entries { if let item = entry.item { _ = node(item) } }
    for claim in Set(entries.map(\.claim)).sorted() { try readMentions(of: claim) }
    for table in ["seed", "manual"] {
      let sql = "SELECT DISTINCT item FROM \(table) ORDER BY item DESC LIMIT ?"
      for item in try Int64.fetchAll(db, sql: sql, arguments: [limits.known]) { _ = node(item) }
    }
    // Items that others pass on come in while the list is walked: their authors and decisions count as well.
    var place = 0
    while place < order.count {
      try read(order[place], now)
      place += 1
    }
    var settings = SeededScores.Settings()
    settings.prior = 0.5
    let graph = SeededScores(nodes: Int(nodes), edges: edges)
    let scores = graph.scores(known: known, settings: settings).scores
    return entries.map { entry in
      let node = entry.item.flatMap { items[$0] } ?? others["c" + entry.claim]
      return node.map { scores[Int($0)] } ?? 0.5
    }
  }

  private mutating func node(_ item: Int64) -> UInt32? {
    if let node = items[item] { return node }
    guard order.count < limits.items else { return nil }
    items[item] = nodes
    order.append(item)
    nodes += 1
    return nodes - 1
  }

  /// An author, a claim or a key of copies; the first letter keeps them apart.
  private mutating func node(_ other: String) -> UInt32 {
    if let node = others[other] { return node }
    others[other] = nodes
    nodes += 1
    return nodes - 1
  }

  private mutating func readMentions(of claim: String) throws {
    let sql = "SELECT item, role FROM mention WHERE claim = CAST(? AS TEXT) ORDER BY item DESC LIMIT ?"
    for row in try Row.fetchAll(db, sql: sql, arguments: [StoredBytes.of(claim), limits.itemsOfClaim]) {
      guard let item = node(row[0] as Int64) else { continue }
      let role: Int64 = row[1]
      edges.append(
        SeededScores.Edge(item, node("c" + claim), weight: role < 2 ? Weight.match : Weight.guarded))
      if role == 3 { known[item] = 0 }
    }
  }

  /// Takes in what an item passes on, who has written it, and what is known of it.
  private mutating func read(_ item: Int64, _ now: Timestamp) throws {
    guard let own = items[item] else { return }
    for row in try Row.fetchAll(
      db.cachedStatement(sql: "SELECT parent, kind FROM edge WHERE child = ?"), arguments: [item])
    {
      guard let parent = node(row[0] as Int64) else { continue }
      let isAnswer = row[1] == StoredEdge.reply.rawValue
      edges.append(SeededScores.Edge(own, parent, weight: isAnswer ? Weight.answer : Weight.passing))
    }
    // Copies meet in their keys, whichever claim they name.
    for key in try copies.keys(of: item) {
      edges.append(SeededScores.Edge(own, node("k\(key)"), weight: Weight.copy))
    }
    let find = try db.cachedStatement(
      sql: """
        SELECT CASE WHEN json_valid(json) THEN CAST(json_extract(json, '$.author') AS BLOB) END FROM item_version
        WHERE number = (
          SELECT item_version FROM decision WHERE item = ? ORDER BY decided_at DESC, sequence DESC LIMIT 1)
        """)
    if let row = try Row.fetchOne(find, arguments: [item]), let author = row[0] as Data? {
      let name = "a" + String(decoding: author, as: UTF8.self)
      edges.append(SeededScores.Edge(own, node(name), weight: Weight.author))
    }
    if let value = try value(of: item, now) { known[own] = value }
  }

  /// 1 for an item with a label of its own, 0 for one of which people say that it has none; `nil` when neither is so.
  private func value(of item: Int64, _ now: Timestamp) throws -> Double? {
    let isSeed = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM seed WHERE item = ?)"), arguments: [item])
    if isSeed ?? false { return 1 }
    guard manual.isNeeded, try manual.standing(for: item, at: now).contains(where: { $0.action == .reject }) else {
      return nil
    }
    return 0
  }
}
