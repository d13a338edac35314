internal import ErrataModel
internal import Foundation
internal import GRDB

/// How two items belong together, as the table `edge` has it. The raw values never change their meaning.
enum StoredEdge: Int64 {
  case repost = 1
  case quote = 2
  case reply = 3

  init(_ kind: EdgeKind) {
    self =
      switch kind {
      case .repost: .repost
      case .quote: .quote
      case .reply: .reply
      }
  }

  /// Whether labels of the parent pass to the child, by what its own text says of the parent.
  func passes(_ remark: Stance?) -> Bool {
    switch self {
    case .reply: false
    case .repost, .quote: remark != .refutes && remark != .questions
    }
  }
}

/// Keeps what an item's last version says of its parent, within one transaction.
struct GraphEdges {
  private let find: Statement
  private let add: Statement
  private let remove: Statement
  private let findItem: Statement
  private let addItem: Statement
  private let expect: Statement
  private let db: Database

  init(_ db: Database) throws {
    self.db = db
    find = try db.cachedStatement(sql: "SELECT parent, kind, passes FROM edge WHERE child = ?")
    add = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO edge (child, parent, kind, passes) VALUES (?, ?, ?, ?)")
    remove = try db.cachedStatement(sql: "DELETE FROM edge WHERE child = ? AND parent = ?")
    findItem = try db.cachedStatement(sql: "SELECT number FROM item WHERE id = CAST(? AS TEXT)")
    addItem = try db.cachedStatement(sql: "INSERT INTO item (id) VALUES (CAST(? AS TEXT))")
    expect = try db.cachedStatement(sql: "INSERT INTO awaited (item) VALUES (?)")
  }

  /// Makes an item's edge what its parent says. A parent that was never seen gets a number and nothing else: it may
  /// come later.
  func set(_ parent: Parent?, remark: Stance?, of item: Int64) throws {
    let former = try Row.fetchAll(find, arguments: [item])
    guard let parent else {
      for row in former { try remove.execute(arguments: [item, row[0] as Int64]) }
      return
    }
    let number = try number(of: parent.id)
    let kind = StoredEdge(parent.kind)
    for row in former where row[0] != number { try remove.execute(arguments: [item, row[0] as Int64]) }
    // An item that names itself has no parent.
    guard number != item else { return }
    if former.contains(where: { $0[0] == number && $0[1] == kind.rawValue && $0[2] == kind.passes(remark) }) { return }
    try add.execute(arguments: [item, number, kind.rawValue, kind.passes(remark)])
  }

  private func number(of id: String) throws -> Int64 {
    let bytes = StoredBytes.of(id)
    if let number = try Int64.fetchOne(findItem, arguments: [bytes]) { return number }
    try addItem.execute(arguments: [bytes])
    let number = db.lastInsertedRowID
    try expect.execute(arguments: [number])
    return number
  }
}
