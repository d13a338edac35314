import ErrataModel
import ErrataStore
import Foundation
import GRDB
import Testing

/// A store that the program of version 1 has written, opened by this one.
@Suite struct MigrationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("version1.sql")
    let sql = try String(contentsOf: script, encoding: .utf8)
    // The dump's tables stand in the order of their names.
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let outsider = try DatabaseQueue(path: folder.file(), configuration: configuration)
    try outsider.writeWithoutTransaction { try $0.execute(sql: sql) }
    try outsider.close()
  }

  @Test func `an older store is refused for reading, and brought up to date by opening it for writing`() throws {
    let path = folder.file()
    let error = storeError { () throws(StoreError) in _ = try DecisionStore(path: path, mode: .readOnly) }
    #expect(error?.kind == .older)
    try DecisionStore(path: path, mode: .readWrite).close()
    let version = try folder.outsider().read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
    #expect(version == 3)
    let reader = try DecisionStore(path: path, mode: .readOnly)
    #expect(try reader.counts == StoreCounts(items: 3, decisions: 5, labels: 2, suppressed: 1, revisions: 1))
    #expect(try reader.history("a").map(\.decision.weight.value) == [0.40015, 1])
  }

  @Test func `what was recorded before enters the chain, and labels get the events that they would have had`() throws {
    let store = try DecisionStore(path: folder.file(), mode: .readWrite)
    let report = try store.verifyChain()
    #expect(report.isWhole, "\(report.findings)")
    #expect(report.decisions == 5)
    let events = try store.labelEvents(after: 0, limit: 10)
    #expect(events.map(\.sequence) == [1, 2, 3])
    #expect(events.map(\.item) == ["a", "a", "b"])
    #expect(events.map(\.isNegated) == [false, true, false])
    #expect(events.map(\.decision) == [1, 4, 5])
    // A revision, a policy, five decisions and three label events.
    #expect(report.last == 10)
  }

  @Test func `a migrated store goes on as if it had been made anew`() throws {
    let store = try DecisionStore(path: folder.file(), mode: .readWrite)
    var last = try #require(try store.latest("b"))
    last.decision.labels = []
    last.decision.decidedAt = last.decision.decidedAt.advanced(bySeconds: 60)
    #expect(try store.record([DecisionRecord(item: last.item, decision: last.decision)]) == 1)
    #expect(try store.labelEvents(after: 3, limit: 10).map(\.isNegated) == [true])
    #expect(try store.verifyChain().isWhole)
  }
}
