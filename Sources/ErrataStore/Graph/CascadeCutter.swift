internal import ErrataPropagation
internal import GRDB

/// Keeps the sizes of cascades, and cuts those that are too large, within one transaction.
struct CascadeCutter {
  private let db: Database
  private let topic: Int64
  private let limit: Int

  init(_ db: Database, topic: Int64, limit: Int) {
    self.db = db
    self.topic = topic
    self.limit = limit
  }

  /// Notes that a cascade has grown or shrunk, and cuts it anew if it is or was too large.
  ///
  /// - Returns: the items that the cut has passed.
  func cut(_ root: UInt32, grown: Int, in space: GraphSpace) throws -> Set<Int64> {
    let sql = "SELECT size, cut_hops, cut_item FROM cascade WHERE topic = ? AND root = ?"
    let row = try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [topic, Int64(root)])
    let size = (row?[0] ?? 0) + grown
    let former = (row?[1] as UInt8?).map { Cascade.Cut(hops: $0, node: row?[2] ?? 0) }
    if former == nil, size <= limit {
      if grown != 0 { try save(root, size: size, cut: nil) }
      return []
    }
    let members = try Cascade.members(of: root, in: space)
    let cut = Cascade.cut(members, limit: limit)
    try save(root, size: size, cut: cut)
    guard cut != former else { return [] }
    var crossed: Set<Int64> = []
    for member in members {
      let kept = former.map { member <= $0 } ?? true
      let keeps = cut.map { member <= $0 } ?? true
      if kept != keeps { crossed.insert(Int64(member.node)) }
    }
    return crossed
  }

  private func save(_ root: UInt32, size: Int, cut: Cascade.Cut?) throws {
    guard size > 0 else {
      try db.cachedStatement(sql: "DELETE FROM cascade WHERE topic = ? AND root = ?")
        .execute(arguments: [topic, Int64(root)])
      return
    }
    try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO cascade (topic, root, size, cut_hops, cut_item) VALUES (?, ?, ?, ?, ?)"
    ).execute(
      arguments: [topic, Int64(root), size, cut.map { Int64($0.hops) }, cut.map { Int64($0.node) }])
  }
}
