internal import ErrataModel
internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// Computes the graph and its labels from items, decisions and people alone, and compares.
struct GraphAudit {
  private let db: Database
  private let now: Timestamp
  private let manual: ManualReader
  /// The graph of each topic: edges between copies belong to a claim.
  private var graphs: [UInt32: CascadeGraph] = [:]
  private var copies = CopyAudit()
  private var own: [Int64: [LabelValue: [LabelReason]]] = [:]
  private var topics: [GraphTopic: UInt32] = [:]
  private var found: [String] = []

  init(_ db: Database, now: Timestamp) throws {
    self.db = db
    self.now = now
    manual = try ManualReader(db)
  }

  /// What differs, in words.
  mutating func faults() throws -> [String] {
    for row in try Row.fetchAll(db, sql: "SELECT number, CAST(claim AS BLOB), value FROM topic") {
      let topic = GraphTopic(
        claim: String(decoding: row[1] as Data, as: UTF8.self), value: LabelValue(rawValue: row[2]) ?? .rumor)
      topics[topic] = row[0]
    }
    let rules = try PropagationRules(in: db)
    for topic in topics.values { graphs[topic] = CascadeGraph(rules: rules) }
    var last: Int64 = 0
    while let page = Optional(try StoredDecision.standing(afterItem: last, in: db, limit: 1000)), let end = page.last {
      for stored in page { try read(stored) }
      last = end.item
    }
    connectCopies()
    found += try copies.faults(in: db)
    try compareSupports()
    try compareLabels()
    return found
  }

  private mutating func connectCopies() {
    for (topic, number) in topics {
      for (parent, child) in copies.edges(topic.claim) { graphs[number]?.connect(parent: parent, child: child) }
    }
  }

  private mutating func read(_ stored: StoredDecision) throws {
    let recorded = try stored.decoded()
    let node = UInt32(stored.item)
    if let parent = recorded.item.parent, let number = try StoredBytes.number(ofItem: parent.id, in: db),
      StoredEdge(parent.kind).passes(recorded.decision.remark)
    {
      for topic in topics.values { graphs[topic]?.connect(parent: UInt32(number), child: node) }
    }
    try copies.read(stored.item, recorded, in: db)
    let standing = try manual.standing(for: stored.item, at: now)
    for (topic, number) in topics where !topic.claim.isEmpty {
      let denies = recorded.decision.suppressed.contains {
        $0.claim == topic.claim && ($0.reason == .refutes || $0.reason == .questions)
      }
      let isLabelled = recorded.decision.labels.contains { $0.reason.claim == topic.claim }
      let isRejected = standing.contains {
        $0.action == .reject && ($0.claim == nil || $0.claim == topic.claim)
      }
      if (denies && !isLabelled) || isRejected { graphs[number]?.setBlocked(true, of: node, number) }
    }
    let reasons = StandingLabels.reasons(of: recorded.decision.labels, manual: standing, at: now)
    own[stored.item] = reasons
    for (value, reasons) in reasons {
      for reason in reasons {
        guard let topic = topics[GraphTopic(claim: reason.claim ?? "", value: value)] else {
          found.append("item \"\(recorded.item.id)\" has a label that no topic stands for")
          continue
        }
        graphs[topic]?.setSeed(true, of: node, topic)
      }
    }
  }

  private mutating func compareSupports() throws {
    for row in try Row.fetchAll(db, sql: "SELECT number, CAST(id AS BLOB) FROM item") {
      let (item, id): (Int64, String) = (row[0], String(decoding: row[1] as Data, as: UTF8.self))
      for (topic, number) in topics.sorted(by: { $0.value < $1.value }) {
        let kept = try kept(item, topic: number)
        let computed = graphs[number]?.support(of: UInt32(item), number)
        guard kept != computed else { continue }
        let (a, b) = (kept.map { "\($0)" } ?? "none", computed.map { "\($0)" } ?? "none")
        found.append("item \"\(id)\", \(topic.value.rawValue) by \"\(topic.claim)\": support \(a), computed \(b)")
      }
    }
  }

  private func kept(_ item: Int64, topic: UInt32) throws -> Support? {
    let sql = """
      SELECT hops, carried.root, via FROM carried
        LEFT JOIN cascade ON cascade.topic = carried.topic AND cascade.root = carried.root
      WHERE item = ? AND carried.topic = ?
        AND (hops = 0 OR cut_hops IS NULL OR (hops, item) <= (cut_hops, cut_item))
      """
    return try Row.fetchOne(db, sql: sql, arguments: [item, topic]).map {
      Support(hops: $0[0], root: $0[1], via: $0[2])
    }
  }

  private mutating func compareLabels() throws {
    let keeper = try GraphKeeper(db)
    for row in try Row.fetchAll(db, sql: "SELECT number, CAST(id AS BLOB) FROM item") {
      let (item, id): (Int64, String) = (row[0], String(decoding: row[1] as Data, as: UTF8.self))
      var wanted = own[item] ?? [:]
      for label in try keeper.inherited(item) where label.isLive(at: now) {
        wanted[label.value, default: []].append(label.reason(at: now))
      }
      let current = try LabelLedger(db).current(item).filter { !$0.value.isNegated }
      for value in LabelValue.allCases
      where !StandingLabels.isSame(wanted[value] ?? [], current[value]?.reasons ?? []) {
        found.append("item \"\(id)\": the last event of label \(value.rawValue) isn't what stands")
      }
    }
  }
}
