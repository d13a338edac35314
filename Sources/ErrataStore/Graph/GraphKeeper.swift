internal import ErrataModel
internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// Keeps the graph of items, and the labels that travel along it, within one transaction.
struct GraphKeeper {
  /// What a root gives to those that pass it on.
  fileprivate struct Seed: Equatable {
    var topic: Int64
    var cap: Double?
    var review: String?
    var expires: Timestamp?
  }

  private let db: Database
  private let statements: GraphStatements
  private let edges: GraphEdges
  private let manual: ManualReader
  private let propagator: Propagator
  private let rules: PropagationRules
  private var topics: [GraphTopic: Int64] = [:]
  private var copies: CopyKeeper
  /// Items of which edges between copies came or went since the last settling, by claim.
  private var newCopies: [String: Set<UInt32>] = [:]

  init(_ db: Database) throws {
    self.db = db
    statements = try GraphStatements(db)
    edges = try GraphEdges(db)
    manual = try ManualReader(db)
    rules = try PropagationRules(in: db)
    propagator = Propagator(rules: rules)
    copies = try CopyKeeper(db)
  }

  /// Whether edges between copies came or went that aren't settled.
  var hasNewCopies: Bool { !newCopies.isEmpty }

  /// Takes in what a decision that now stands says: what the item passes on, and which claims it names.
  mutating func note(_ decision: Decision, of source: Item, item: Int64, isNew: Bool) throws {
    let parent = source.parent
    if !isNew { try db.cachedStatement(sql: "DELETE FROM awaited WHERE item = ?").execute(arguments: [item]) }
    if !isNew || parent != nil { try edges.set(parent, remark: decision.remark, of: item) }
    var roles: [String: Int64] = [:]
    for match in decision.suppressed {
      roles[match.claim] = match.reason == .refutes || match.reason == .questions ? 3 : 2
    }
    for match in decision.queued { roles[match.claim] = 1 }
    for label in decision.labels { if let claim = label.reason.claim { roles[claim] = 0 } }
    if isNew, roles.isEmpty { return }
    let former = isNew ? [:] : try self.roles(of: item)
    if !isNew { try db.cachedStatement(sql: "DELETE FROM mention WHERE item = ?").execute(arguments: [item]) }
    for (claim, role) in roles {
      try db.cachedStatement(sql: "INSERT INTO mention (item, claim, role) VALUES (?, CAST(? AS TEXT), ?)")
        .execute(arguments: [item, StoredBytes.of(claim), role])
    }
    // Whoever denies what they pass on are no copies of it.
    let isDenial = decision.remark == .refutes || decision.remark == .questions
    let copied = isDenial ? [:] : roles.filter { $0.value < 2 }
    for (claim, nodes) in try copies.note(item, source, roles: copied, former: former) {
      newCopies[claim, default: []].formUnion(nodes)
    }
  }

  /// The claims that an item's decision named with a label or in the review queue.
  private func roles(of item: Int64) throws -> CopyKeeper.Roles {
    let sql = "SELECT CAST(claim AS BLOB), role FROM mention WHERE item = ? AND role < 2"
    return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [item]).reduce(into: [:]) { roles, row in
      roles[String(decoding: row[0] as Data, as: UTF8.self)] = row[1]
    }
  }

  /// Makes an item a root of the labels that it has for reasons of its own, and repairs all that depends on the item.
  ///
  /// - Parameters:
  ///   - own: the reasons of the item's own labels.
  ///   - decision: the item's standing decision, for the weights.
  ///   - now: the time at which manual decisions are looked at.
  /// - Returns: the items of which an inherited label came, went or changed.
  mutating func settle(
    _ item: Int64, own: [LabelValue: [LabelReason]], decision: Decision?, at now: Timestamp
  ) throws -> Set<Int64> {
    let (former, seeds) = (try self.seeds(of: item), try self.seeds(own, decision))
    for seed in former where !seeds.contains(where: { $0.topic == seed.topic }) {
      try db.cachedStatement(sql: "DELETE FROM seed WHERE item = ? AND topic = ?")
        .execute(arguments: [item, seed.topic])
    }
    for seed in seeds where !former.contains(seed) {
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO seed (item, topic, cap, review, expires) VALUES (?, ?, ?, CAST(? AS TEXT), ?)"
      ).execute(
        arguments: [item, seed.topic, seed.cap, seed.review.map(StoredBytes.of), seed.expires?.milliseconds])
    }
    var concerned = Set(former.map(\.topic)).union(seeds.map(\.topic))
    concerned.formUnion(try Int64.fetchAll(statements.topics, arguments: [item]))
    concerned.formUnion(try Int64.fetchAll(statements.parentTopics, arguments: [item]))
    var nodes: [Int64: Set<UInt32>] = [:]
    for (claim, copies) in newCopies {
      for topic in try Int64.fetchAll(statements.claimTopics, arguments: [StoredBytes.of(claim)]) {
        nodes[topic] = copies
      }
    }
    newCopies = [:]
    var changed: Set<Int64> = []
    for topic in concerned.union(nodes.keys).sorted() {
      changed.formUnion(try repair(topic, nodes[topic, default: []].union([UInt32(item)]).sorted(), at: now))
      guard let seed = seeds.first(where: { $0.topic == topic }),
        let before = former.first(where: { $0.topic == topic }), before.isOther(than: seed)
      else { continue }
      let space = try space(topic, at: now)
      changed.formUnion(try Cascade.members(of: UInt32(item), in: space).map { Int64($0.node) })
    }
    return changed
  }

  /// The labels that an item inherits.
  func inherited(_ item: Int64) throws -> [InheritedLabel] {
    try carried(item).filter { $0.inheritance.hops > 0 }
  }

  /// The labels that an item has, its own with 0 hops among them.
  func carried(_ item: Int64) throws -> [InheritedLabel] {
    try Row.fetchAll(statements.carried, arguments: [item]).map(InheritedLabel.init)
  }

  /// The items that have a label from a root.
  func cascade(of root: Int64, _ topic: Int64, at now: Timestamp) throws -> [Int64] {
    try Cascade.members(of: UInt32(root), in: space(topic, at: now)).map { Int64($0.node) }
  }

  /// The weight that a label gives the root from which it was inherited; `nil` when the root has it no more.
  func cap(of inheritance: Inheritance, _ value: LabelValue) throws -> Double? {
    let sql = """
      SELECT cap FROM seed JOIN topic ON topic.number = topic JOIN item ON item.number = seed.item
      WHERE item.id = CAST(? AS TEXT) AND topic.claim = CAST(? AS TEXT) AND topic.value = ?
      """
    return try Double.fetchOne(
      db.cachedStatement(sql: sql),
      arguments: [StoredBytes.of(inheritance.root), StoredBytes.of(inheritance.claim ?? ""), value.rawValue])
  }

  /// Repairs the supports of a topic around some items.
  func repair(_ topic: Int64, _ nodes: [UInt32], at now: Timestamp) throws -> Set<Int64> {
    var space = try space(topic, at: now)
    let changes = try propagator.repair(nodes, in: &space)
    guard !changes.isEmpty else { return [] }
    var changed = Set(changes.keys.map(Int64.init))
    let cutter = CascadeCutter(db, topic: topic, limit: rules.cascade)
    var roots = Set(space.growth.keys)
    for (node, before) in changes {
      if let before { roots.insert(before.root) }
      if let after = try space.support(of: node) { roots.insert(after.root) }
    }
    for root in roots.sorted() {
      changed.formUnion(try cutter.cut(root, grown: space.growth[root] ?? 0, in: space))
    }
    return changed
  }

  private func space(_ topic: Int64, at now: Timestamp) throws -> GraphSpace {
    let claim =
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT CAST(claim AS BLOB) FROM topic WHERE number = ?"), arguments: [topic]) ?? Data()
    let name = String(decoding: claim, as: UTF8.self)
    let manual = manual
    return GraphSpace(statements, topic: topic, claim: claim) { node in
      guard manual.isNeeded else { return false }
      return try manual.standing(for: Int64(node), at: now).contains {
        $0.action == .reject && ($0.claim == nil || $0.claim == name)
      }
    }
  }

  private func seeds(of item: Int64) throws -> [Seed] {
    try Row.fetchAll(statements.seeds, arguments: [item]).map { row in
      Seed(
        topic: row[0], cap: row[1], review: (row[2] as Data?).map { String(decoding: $0, as: UTF8.self) },
        expires: (row[3] as Int64?).map(Timestamp.init(milliseconds:)))
    }
  }

  private mutating func seeds(_ own: [LabelValue: [LabelReason]], _ decision: Decision?) throws -> [Seed] {
    var seeds: [Seed] = []
    for (value, reasons) in own.sorted(by: { $0.key < $1.key }) {
      for (claim, group) in Dictionary(grouping: reasons, by: { $0.claim ?? "" }) {
        let terms = decision?.weight.terms.filter { $0.label == value && ($0.claim ?? "") == claim } ?? []
        let expiries = group.compactMap(\.expires)
        seeds.append(
          Seed(
            topic: try number(of: GraphTopic(claim: claim, value: value)), cap: terms.map(\.weight).min(),
            review: group.compactMap(\.review).first,
            expires: expiries.count == group.count ? expiries.max() : nil))
      }
    }
    return seeds
  }

  private mutating func number(of topic: GraphTopic) throws -> Int64 {
    if let number = topics[topic] { return number }
    let arguments: StatementArguments = [StoredBytes.of(topic.claim), topic.value.rawValue]
    let sql = "SELECT number FROM topic WHERE claim = CAST(? AS TEXT) AND value = ?"
    var number = try Int64.fetchOne(db, sql: sql, arguments: arguments)
    if number == nil {
      try db.execute(sql: "INSERT INTO topic (claim, value) VALUES (CAST(? AS TEXT), ?)", arguments: arguments)
      number = db.lastInsertedRowID
    }
    topics[topic] = number
    return number ?? 0
  }
}

/// One label of one claim; the claim is empty for what authors declare.
struct GraphTopic: Hashable {
  var claim: String
  var value: LabelValue
}

extension GraphKeeper.Seed {
  /// Whether those who inherit must be told: a weight isn't in label events.
  fileprivate func isOther(than seed: GraphKeeper.Seed) -> Bool {
    review != seed.review || expires != seed.expires
  }
}

extension PropagationRules {
  /// The rules that a store works by.
  init(in db: Database) throws {
    let row = try Row.fetchOne(db, sql: "SELECT hops, attenuation, cascade FROM propagation WHERE number = 1")
    guard let row else { throw RecordFault.unreadable("table propagation", "its row is missing") }
    self.init(hops: row[0], attenuation: row[1], cascade: row[2])
  }
}
