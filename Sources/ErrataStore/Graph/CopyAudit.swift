internal import ErrataModel
internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// Computes the edges between near copies from items and decisions alone, and compares.
struct CopyAudit {
  /// Members of a bucket in the order of their numbers, by role.
  private typealias Bucket = [Int64: [Int64]]

  private var reader = CopyReader()
  private var buckets: [String: [Int64: Bucket]] = [:]

  /// Takes in a standing decision, in the order of the items' numbers.
  mutating func read(_ item: Int64, _ recorded: RecordedDecision, in db: Database) throws {
    let decision = recorded.decision
    guard decision.remark != .refutes, decision.remark != .questions else { return }
    var roles: [String: Int64] = [:]
    for match in decision.queued { roles[match.claim] = 1 }
    for label in decision.labels { if let claim = label.reason.claim { roles[claim] = 0 } }
    guard !roles.isEmpty else { return }
    var keys = reader.sketch(of: recorded.item).keys
    // Where the text is gone, what was made of it stays.
    if recorded.isErased { keys = try CopyStatements(db).keys(of: item) }
    for (claim, role) in roles {
      for key in keys {
        buckets[claim, default: [:]][CopySketch.bucket(key, claim: claim), default: [:]][role, default: []].append(item)
      }
    }
  }

  /// The edges between copies of a claim's items.
  func edges(_ claim: String) -> [(parent: UInt32, child: UInt32)] {
    var edges: [(parent: UInt32, child: UInt32)] = []
    for bucket in (buckets[claim] ?? [:]).values {
      let queued = bucket[1] ?? []
      for item in queued {
        if let labelled = bucket[0]?.first { edges.append((UInt32(labelled), UInt32(item))) }
        guard let centre = queued.first, centre != item else { continue }
        edges.append((UInt32(centre), UInt32(item)))
        edges.append((UInt32(item), UInt32(centre)))
      }
    }
    return edges
  }

  /// What the table `copy_bucket` has otherwise, in words.
  func faults(in db: Database) throws -> [String] {
    func line(_ bucket: Int64, _ role: Int64, _ item: Int64) -> String { "item \(item) in bucket \(bucket) as \(role)" }
    let rows = try Row.fetchAll(db, sql: "SELECT bucket, role, item FROM copy_bucket")
    let kept = Set(rows.map { line($0[0], $0[1], $0[2]) })
    var computed: Set<String> = []
    for (bucket, members) in buckets.values.flatMap(\.self) {
      for (role, items) in members { computed.formUnion(items.map { line(bucket, role, $0) }) }
    }
    return kept.subtracting(computed).sorted().map { "\($0), computed none" }
      + computed.subtracting(kept).sorted().map { "\($0) computed, and not there" }
  }
}
