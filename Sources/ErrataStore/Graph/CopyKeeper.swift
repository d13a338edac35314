internal import ErrataModel
internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// Keeps the near copies of items, within one transaction.
///
/// Items that name the same claim, as a label or in the review queue, and share a key of their sketches are copies of
/// each other with regard to that claim: they meet in the bucket of key and claim. A copy that has the label by itself
/// needs nothing from others. Those in the review queue inherit from the first item of the bucket that matching has
/// labelled, and from the first one in the queue, which has what people confirm on any of them. So a bucket is two
/// stars, an item has two neighbours in it, and which edges there are is a function of items and decisions alone.
struct CopyKeeper {
  /// Claims that an item names so that copies matter, with `mention.role`: 0 for a label, 1 for the review queue.
  typealias Roles = [String: Int64]

  private let statements: CopyStatements
  private var reader = CopyReader()

  init(_ db: Database) throws {
    statements = try CopyStatements(db)
  }

  /// Takes in what a decision that now stands says.
  ///
  /// - Parameters:
  ///   - source: the item as it was decided on.
  ///   - roles: what the item names; nothing when its own text denies what it passes on.
  ///   - former: what it named before.
  /// - Returns: by claim, the items of which edges from copies came or went.
  /// - Complexity: O(1), but for the first item of a bucket: O(its members in the review queue).
  mutating func note(_ item: Int64, _ source: Item, roles: Roles, former: Roles) throws -> [String: Set<UInt32>] {
    if roles.isEmpty, former.isEmpty { return [:] }
    let before = former.isEmpty ? [] : try statements.keys(of: item)
    let after = roles.isEmpty ? [] : reader.sketch(of: source).keys
    if before.isEmpty, after.isEmpty { return [:] }
    if before != after { try statements.keep(after, of: item) }
    var changed: [String: Set<UInt32>] = [:]
    for claim in Set(former.keys).union(roles.keys).sorted() {
      let old = former[claim].map { (role: $0, keys: before) }
      let new = roles[claim].map { (role: $0, keys: after) }
      if old?.role == new?.role, before == after { continue }
      var nodes: Set<UInt32> = [UInt32(item)]
      for key in old?.keys ?? [] {
        try leave(item, old?.role ?? 0, CopySketch.bucket(key, claim: claim), &nodes)
      }
      for key in new?.keys ?? [] {
        try enter(item, new?.role ?? 0, CopySketch.bucket(key, claim: claim), &nodes)
      }
      changed[claim] = nodes
    }
    return changed
  }

  /// Puts an item into a bucket, and adds the items of which edges came or went.
  private func enter(_ item: Int64, _ role: Int64, _ bucket: Int64, _ nodes: inout Set<UInt32>) throws {
    try statements.enter.execute(arguments: [bucket, role, item])
    try note(isFirst: try statements.first(bucket, role) == item, role, bucket, &nodes)
  }

  /// Takes an item out of a bucket, and adds the items of which edges came or went.
  private func leave(_ item: Int64, _ role: Int64, _ bucket: Int64, _ nodes: inout Set<UInt32>) throws {
    let first = try statements.first(bucket, role)
    try statements.leave.execute(arguments: [bucket, role, item])
    try note(isFirst: first == item, role, bucket, &nodes)
  }

  private func note(isFirst: Bool, _ role: Int64, _ bucket: Int64, _ nodes: inout Set<UInt32>) throws {
    if isFirst {
      nodes.formUnion(try UInt32.fetchAll(statements.members, arguments: [bucket, 1]))
    } else if role == 1, let centre = try statements.first(bucket, 1) {
      nodes.insert(UInt32(centre))
    }
  }
}

/// The edges between copies of one claim, for propagation.
struct CopyEdges {
  private let statements: CopyStatements
  private let claim: String

  init(_ statements: CopyStatements, claim: String) {
    self.statements = statements
    self.claim = claim
  }

  /// Adds the items that inherit from one.
  func children(of node: UInt32, into list: inout [UInt32]) throws {
    try add(to: &list, of: node) { role, bucket, add in
      let centre = try statements.first(bucket, role)
      if centre == Int64(node) {
        for member in try UInt32.fetchAll(statements.members, arguments: [bucket, 1]) { add(member) }
      } else if role == 1, let centre {
        add(UInt32(centre))
      }
    }
  }

  /// Adds the items from which one inherits.
  func parents(of node: UInt32, into list: inout [UInt32]) throws {
    try add(to: &list, of: node) { role, bucket, add in
      guard role == 1 else { return }
      if let labelled = try statements.first(bucket, 0) { add(UInt32(labelled)) }
      let centre = try statements.first(bucket, 1)
      if centre == Int64(node) {
        for member in try UInt32.fetchAll(statements.members, arguments: [bucket, 1]) { add(member) }
      } else if let centre {
        add(UInt32(centre))
      }
    }
  }

  /// Adds what a bucket gives, each item once.
  private func add(
    to list: inout [UInt32], of node: UInt32, _ body: (Int64, Int64, (UInt32) -> Void) throws -> Void
  ) throws {
    guard !claim.isEmpty else { return }
    let keys = try statements.keys(of: Int64(node))
    guard !keys.isEmpty, let role = try statements.role(of: Int64(node), StoredBytes.of(claim)) else { return }
    var known = Set(list)
    known.insert(node)
    var found: [UInt32] = []
    for key in keys {
      try body(role, CopySketch.bucket(key, claim: claim)) { if known.insert($0).inserted { found.append($0) } }
    }
    list += found
  }
}

/// Keys as the column `copy_key.keys` has them: eight bytes each, little-endian.
enum CopyKeys {
  static func encode(_ keys: [UInt64]) -> Data {
    var data = Data(capacity: keys.count * 8)
    for key in keys { withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) } }
    return data
  }

  static func decode(_ data: Data) -> [UInt64] {
    let bytes = [UInt8](data)
    var keys: [UInt64] = []
    keys.reserveCapacity(bytes.count / 8)
    for start in stride(from: 0, through: bytes.count - 8, by: 8) {
      var key: UInt64 = 0
      for place in (start..<(start + 8)).reversed() { key = key << 8 | UInt64(bytes[place]) }
      keys.append(key)
    }
    return keys
  }
}

/// The statements by which copies are read and changed, prepared once for a transaction.
final class CopyStatements {
  let enter: Statement
  let leave: Statement
  let members: Statement
  private let findFirst: Statement
  private let findKeys: Statement
  private let addKeys: Statement
  private let removeKeys: Statement
  private let findRole: Statement

  init(_ db: Database) throws {
    enter = try db.cachedStatement(sql: "INSERT OR IGNORE INTO copy_bucket (bucket, role, item) VALUES (?, ?, ?)")
    leave = try db.cachedStatement(sql: "DELETE FROM copy_bucket WHERE bucket = ? AND role = ? AND item = ?")
    members = try db.cachedStatement(sql: "SELECT item FROM copy_bucket WHERE bucket = ? AND role = ?")
    findFirst = try db.cachedStatement(
      sql: "SELECT item FROM copy_bucket WHERE bucket = ? AND role = ? ORDER BY item LIMIT 1")
    findKeys = try db.cachedStatement(sql: "SELECT keys FROM copy_key WHERE item = ?")
    addKeys = try db.cachedStatement(sql: "INSERT OR REPLACE INTO copy_key (item, keys) VALUES (?, ?)")
    removeKeys = try db.cachedStatement(sql: "DELETE FROM copy_key WHERE item = ?")
    findRole = try db.cachedStatement(
      sql: "SELECT role FROM mention WHERE item = ? AND claim = CAST(? AS TEXT) AND role < 2")
  }

  /// The first member of a bucket with a role.
  func first(_ bucket: Int64, _ role: Int64) throws -> Int64? {
    try Int64.fetchOne(findFirst, arguments: [bucket, role])
  }

  /// What an item says of a claim, if it names it with a label or in the review queue.
  func role(of item: Int64, _ claim: Data) throws -> Int64? {
    try Int64.fetchOne(findRole, arguments: [item, claim])
  }

  /// The keys of an item; none for one that has no copies.
  func keys(of item: Int64) throws -> [UInt64] {
    try Data.fetchOne(findKeys, arguments: [item]).map(CopyKeys.decode) ?? []
  }

  /// Keeps the keys of an item.
  func keep(_ keys: [UInt64], of item: Int64) throws {
    if keys.isEmpty {
      try removeKeys.execute(arguments: [item])
    } else {
      try addKeys.execute(arguments: [item, CopyKeys.encode(keys)])
    }
  }
}
