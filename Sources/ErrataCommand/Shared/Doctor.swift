internal import Errata
internal import ErrataCorpus
internal import ErrataIndex
internal import ErrataPolicy
internal import ErrataStore
internal import Foundation

/// Looks at all that a worker stands on.
struct Doctor {
  /// How a check came out.
  enum State: String {
    case ok
    case warn
    case fail
  }

  /// One check.
  struct Check {
    var name: String
    var state: State
    var message: String
  }

  private let path: String
  private let engine: EngineOptions
  private let now: Timestamp
  private let isQuick: Bool
  private(set) var checks: [Check] = []

  /// Free room below which a disk is called full, or nearly so, in bytes.
  private static let least = 100 << 20
  private static let enough = 1 << 30

  init(store path: String, engine: EngineOptions, now: Timestamp, isQuick: Bool) {
    self.path = path
    self.engine = engine
    self.now = now
    self.isQuick = isQuick
  }

  /// Runs all checks.
  mutating func checkAll() {
    checkStore()
    checkPermissions()
    checkDisk()
    checkCorpus()
    checkPolicy()
  }

  private mutating func note(_ name: String, _ state: State, _ message: String) {
    checks.append(Check(name: name, state: state, message: message))
  }

  private mutating func attempt(_ name: String, _ body: () throws -> (State, String)) {
    do {
      let (state, message) = try body()
      note(name, state, message)
    } catch {
      note(name, .fail, "\(error)")
    }
  }

  private mutating func checkStore() {
    let store: DecisionStore
    do throws(StoreError) {
      store = try DecisionStore(path: path, mode: .readOnly)
    } catch {
      return note("store", .fail, "\(error)")
    }
    let (isQuick, now) = (isQuick, now)
    attempt("store") {
      let faults = try store.fileFaults(isQuick: isQuick)
      guard faults.isEmpty else { return (.fail, "\(faults.joined(separator: "; ")): restore a backup") }
      let counts = try store.counts
      return (.ok, "schema \(DecisionStore.schemaVersion), \(counts.items) items, \(counts.decisions) decisions")
    }
    attempt("record") {
      let last = try store.checkpoint(now: now)?.sequence ?? 0
      let chain = try store.verifyChain(from: isQuick ? max(1, last - 9_999) : 1)
      guard let finding = chain.findings.first else { return (.ok, "\(chain.events) events as they were written") }
      return (.fail, "\(finding): see `errata verify`")
    }
    attempt("clock") { try Doctor.clock(store, now) }
    attempt("jobs") { try Doctor.jobs(store, now) }
    attempt("keys") { try Doctor.keys(store, now) }
  }

  private static func clock(_ store: DecisionStore, _ now: Timestamp) throws -> (State, String) {
    guard let built = Timestamp("2026-01-01"), now >= built else {
      return (.fail, "the clock says \(now), before this program was made: set it")
    }
    if let last = try store.lastEventTime, last > now.advanced(bySeconds: 60) {
      return (.fail, "the clock says \(now), the record's last event is of \(last): set the clock")
    }
    return (.ok, "\(now)")
  }

  private static func jobs(_ store: DecisionStore, _ now: Timestamp) throws -> (State, String) {
    let stuck = try store.jobs(.running, limit: 1000).filter { ($0.leaseUntil ?? now) < now }.map(\.number)
    let failed = try store.jobs(.failed, limit: 1000).map(\.number)
    if !stuck.isEmpty { return (.warn, "jobs \(stuck) have lost their workers: run `errata work`") }
    if !failed.isEmpty { return (.warn, "jobs \(failed) have failed: see `errata jobs show`") }
    return (.ok, "\(try store.jobs(.queued, limit: 1000).count) waiting, \(try store.jobs(.running).count) running")
  }

  private static func keys(_ store: DecisionStore, _ now: Timestamp) throws -> (State, String) {
    let live = try store.keys().filter { $0.revokedAt == nil && $0.expires.map { now < $0 } ?? true }
    let endless = live.filter { $0.expires == nil }
    if !endless.isEmpty { return (.warn, "\(endless.count) of \(live.count) keys never expire") }
    return (.ok, "\(live.count) live")
  }

  private mutating func checkPermissions() {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    let mode = String(status.st_mode & 0o777, radix: 8)
    if status.st_mode & 0o022 != 0 {
      note("permissions", .fail, "\(path) has mode \(mode), others may write it: chmod 600")
    } else if status.st_mode & 0o044 != 0 {
      note("permissions", .warn, "\(path) has mode \(mode), others may read texts and decisions in it: chmod 600")
    } else if access(path, R_OK | W_OK) != 0 || access(folder, W_OK | X_OK) != 0 {
      note("permissions", .fail, "\(path) or its folder can't be written by this user")
    } else {
      note("permissions", .ok, "\(path) has mode \(mode)")
    }
  }

  private var folder: String {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return folder.isEmpty ? "." : folder
  }

  private mutating func checkDisk() {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else {
      return note("disk", .fail, "\(folder): \(String(cString: strerror(errno)))")
    }
    let free = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    var file = stat()
    let size = stat(path, &file) == 0 ? Int(file.st_size) : 0
    let text = "\(free >> 20) MiB free, the store has \(size >> 20) MiB"
    if free < Doctor.least {
      note("disk", .fail, "\(text): make room")
    } else if free < max(Doctor.enough, size) {
      note("disk", .warn, "\(text): a backup needs as much as the store")
    } else {
      note("disk", .ok, text)
    }
  }

  private mutating func checkCorpus() {
    let engine = engine
    if let path = engine.index {
      attempt("index") {
        let index = try SegmentedIndex(path: path)
        try index.verify()
        return (.ok, "\(path): revision \(index.revision.prefix(12)), \(index.claimCount) claims")
      }
    } else {
      attempt("corpus") {
        let corpus = try CorpusOptions.load(engine.corpus)
        let name = engine.corpus.isEmpty ? "the starter corpus" : engine.corpus.joined(separator: ", ")
        return (corpus.published.isEmpty ? .warn : .ok, "\(name): \(corpus.revision)")
      }
    }
  }

  private mutating func checkPolicy() {
    let engine = engine
    attempt("policy") { (.ok, "\(try engine.policySource().policy.version)") }
  }
}
