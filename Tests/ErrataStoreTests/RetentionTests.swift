import ErrataModel
import ErrataStore
import Foundation
import GRDB
import Testing

/// Decisions that lose their content when they are old and stand no more.
@Suite struct RetentionTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  /// Decisions: 1 on i-1, 2 on i-1 edited, 3 on i-2, 4 on i-1's edited text again, with no label.
  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
    _ = try store.record([
      Example.record("i-1", "First words."), Example.record("i-1", "Second words.", at: Example.time(10)),
      Example.record("i-2", at: Example.time(11)),
      Example.record("i-1", "Second words.", labels: [], weight: 1, at: Example.time(20)),
    ])
  }

  @discardableResult private func retain(
    before seconds: Double = 15, at now: Double = 100, isDryRun: Bool = false
  ) throws -> (event: Int, summary: RetentionSummary)? {
    try store.retain(
      before: Example.time(seconds), author: "Ann", reason: "Old.", now: Example.time(now), isDryRun: isDryRun)
  }

  private func tamper(_ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let outsider = try DatabaseQueue(path: folder.file(), configuration: configuration)
    try outsider.write { db in
      for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
        try db.execute(sql: "DROP TRIGGER \(name)")
      }
      try db.execute(sql: sql)
    }
  }

  @Test func `what stood no more is sealed and summed up, and what stands stays as it was`() throws {
    let before = try store.history("i-1")
    let checkpoint = try #require(try store.checkpoint(now: Example.noon))
    let (event, summary) = try #require(try retain())
    #expect(summary.decisions == 2 && summary.range == 1...2)
    #expect(summary.versions == 1, "the second text has a decision that stands")
    #expect(summary.labels == [.rumor: 2])
    #expect(summary.claims == [RetentionSummary.ClaimCount(claim: "sock-tea", labels: 2)])
    let history = try store.history("i-1")
    #expect(history.map { $0.seal?.event } == [event, event, nil])
    #expect(history[2] == before[2])
    #expect(history.prefix(2).map(\.seal?.labels) == [[.rumor], [.rumor]])
    for (sealed, whole) in zip(history, before).prefix(2) {
      #expect(sealed.decision.labels.isEmpty && sealed.decision.suppressed.isEmpty)
      #expect(sealed.decision.weight.value == whole.decision.weight.value)
      #expect(sealed.decision.decidedAt == whole.decision.decidedAt)
      #expect(sealed.decision.policyVersion == "policy-1" && sealed.decision.corpusRevision == "revision-1")
      #expect(sealed.decision.normalizerVersion == "normal-1" && sealed.decision.id == "i-1")
      #expect(!sealed.isErased && sealed.revision == 1)
    }
    #expect(history[0].item == Item(id: "i-1", content: .text("")))
    #expect(history[1].item.content == .text("Second words."))
    #expect(try store.latest("i-2")?.seal == nil)
    let report = try store.verifyChain(checkpoint: checkpoint)
    #expect(report.isWhole, "\(report.findings)")
    #expect(report.sealed == 2 && report.decisions == 4)
    for first in 1...report.last { #expect(try store.verifyChain(from: first).isWhole, "from \(first)") }
  }

  @Test func `nothing of what was sealed is in the file, and a second run finds nothing to seal`() throws {
    try retain()
    #expect(try retain() == nil)
    try store.close()
    for name in ["record.sqlite", "record.sqlite-wal"] {
      let bytes = (try? Data(contentsOf: URL(fileURLWithPath: folder.file(name)))) ?? Data()
      #expect(bytes.range(of: Data("First words.".utf8)) == nil, "\(name)")
    }
  }

  @Test func `a dry run tells the same and changes nothing`() throws {
    let checkpoint = try store.checkpoint(now: Example.noon)
    let told = try #require(try retain(isDryRun: true))
    #expect(try store.checkpoint(now: Example.noon) == checkpoint)
    #expect(try store.history("i-1").allSatisfy { $0.seal == nil })
    let done = try #require(try retain())
    #expect(done.event == told.event && done.summary == told.summary)
  }

  @Test func `a decision that a late one stands above is sealed, and one made at the time itself isn't`() throws {
    _ = try store.record([Example.record("i-2", "Late.", labels: [], at: Example.time(5))])
    #expect(try retain(before: 10)?.summary.decisions == 2, "decision 1, and the late one")
    #expect(try store.history("i-2").map { $0.seal != nil } == [true, false])
    #expect(try retain(before: 10.001)?.summary.decisions == 1)
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a text that comes back is kept again, and may be sealed again`() throws {
    try retain()
    _ = try store.record([Example.record("i-1", "First words.", at: Example.time(30))])
    #expect(try store.latest("i-1")?.item.content == .text("First words."))
    #expect(try store.restoredVersions() == [1])
    #expect(try store.verifyChain().isWhole)
    _ = try store.record([Example.record("i-1", "Third words.", at: Example.time(40))])
    #expect(try retain(before: 50)?.summary.versions == 2)
    #expect(try store.restoredVersions() == [])
    let report = try store.verifyChain()
    #expect(report.isWhole, "\(report.findings)")
    #expect(report.sealed == 4)
  }

  @Test func `a text that was deleted on request doesn't come back where retention was there too`() throws {
    try retain()
    _ = try store.erase(item: "i-1", author: "Ann", reason: "Asked for.", now: Example.time(25))
    _ = try store.record([Example.record("i-1", "First words.", at: Example.time(30))])
    #expect(try store.latest("i-1")?.isErased == true)
    #expect(try store.verifyChain().isWhole)
    try retain(before: 29)
    let report = try store.verifyChain()
    #expect(report.isWhole, "\(report.findings)")
  }

  @Test func `labels, late decisions and repeated ones come out as if nothing had been sealed`() throws {
    try retain(before: 25)
    #expect(try store.labels(of: "i-1").isEmpty)
    #expect(try store.record([Example.record("i-1", "Second words.", at: Example.time(10))]) == 0, "it is the same")
    #expect(try store.record([Example.record("i-1", "Second words.", weight: 0.5, at: Example.time(12))]) == 1)
    #expect(try store.labels(of: "i-1").isEmpty, "late decisions change no label")
    #expect(try store.record([Example.record("i-1", "Second words.", at: Example.time(50))]) == 1)
    #expect(try store.labels(of: "i-1").map(\.value) == [.rumor])
    #expect(try store.counts.decisions == 6 && store.counts.labels == 5)
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a thousand claims are named, and the labels of the others are counted together`() throws {
    let labels = (0..<1200).map { Example.label(claim: "c-\($0)") }
    _ = try store.record([
      Example.record("i-9", labels: labels), Example.record("i-9", labels: [], at: Example.time(1)),
    ])
    let summary = try #require(try retain(before: 5, isDryRun: true)?.summary)
    #expect(summary.claims.count == RetentionSummary.claimLimit)
    #expect(summary.claims.first == RetentionSummary.ClaimCount(claim: "c-0", labels: 1))
    #expect(summary.otherClaims == 201)
    #expect(summary.labels == [.rumor: 1201])
  }

  /// What somebody might do to the file after retention, and how the first finding begins.
  static let attacks: [(what: String, sql: String, finding: String)] = [
    (
      "a changed digest", "UPDATE sealed_decision SET digest = zeroblob(32) WHERE sequence = 1",
      "event 3: decision 1 on item \"i-1\": its digest is "
    ),
    (
      "an edited weight", "UPDATE decision SET weight = 1 WHERE sequence = 1",
      "event 11: retention: a column of a decision that it has sealed"
    ),
    (
      "edited labels", "UPDATE decision SET labels = '' WHERE sequence = 2",
      "event 11: retention: a column of a decision that it has sealed"
    ),
    (
      "an edited time", "UPDATE decision SET decided_at = decided_at + 1 WHERE sequence = 2",
      "event 11: retention: a column of a decision that it has sealed"
    ),
    (
      "another decision emptied as if it had been sealed",
      """
      INSERT INTO sealed_decision SELECT sequence, 11, zeroblob(32) FROM decision WHERE sequence = 3;
      UPDATE decision SET json = '' WHERE sequence = 3
      """, "event 7: decision 3 on item \"i-2\": its digest is "
    ),
    (
      "a decision emptied without an event", "UPDATE decision SET json = '' WHERE sequence = 3",
      "event 7: decision 3 on item \"i-2\" is gone"
    ),
    (
      "a text emptied as if it had been sealed",
      "UPDATE item_version SET json = '' WHERE item = 3; INSERT INTO sealed_version (event, version) VALUES (11, 3)",
      "event 11: retention: it has sealed 2 decisions and 1 texts, but there are 2 and 2"
    ),
    (
      "another text in the place of a sealed one",
      "UPDATE item_version SET json = '{\"id\":\"i-1\",\"text\":\"Other words.\"}' WHERE json = ''",
      "event 3: the text or a field of item \"i-1\" was changed after decision 1"
    ),
    (
      "an edited summary",
      "UPDATE event SET payload = replace(payload, '\"rumor\":2', '\"rumor\":1') WHERE sequence = 11",
      "event 11: retention: its digest is "
    ),
    (
      "a summary that can't be read", "UPDATE event SET payload = '{}' WHERE sequence = 11",
      "event 11: retention: can't be read"
    ),
    (
      "a sealed row removed", "DELETE FROM sealed_decision WHERE sequence = 2",
      "event 5: decision 2 on item \"i-1\" is gone"
    ),
    (
      "a seal that names another event", "UPDATE sealed_version SET event = 3",
      "event 11: retention: it has sealed 2 decisions and 1 texts, but there are 2 and 0"
    ),
  ]

  @Test(arguments: attacks)
  func `what is changed after retention is found`(
    _ attack: (what: String, sql: String, finding: String)
  ) throws {
    #expect(try retain()?.event == 11)
    #expect(try store.verifyChain().isWhole)
    try tamper(attack.sql)
    let findings = try store.verifyChain().findings.map(\.description)
    #expect(findings.first?.hasPrefix(attack.finding) == true, "\(attack.what): \(findings)")
  }

  @Test func `a seal without a retention is said at the end`() throws {
    try retain()
    try tamper("UPDATE sealed_version SET event = 3")
    let last = try store.verifyChain().findings.last?.description
    #expect(last == "event 3 is no retention, but decisions or texts say that it is")
  }

  @Test func `a retention without an author, a reason or a past time is refused`() {
    let cases: [(author: String, reason: String, before: Double, found: String)] = [
      ("", "Old.", 0, "the retention has no author or no reason"),
      ("Ann", "", 0, "the retention has no author or no reason"),
      ("Ann", "Old.", 101, "2024-05-01T12:01:41Z is to come"),
    ]
    for one in cases {
      let error = storeError { () throws(StoreError) in
        _ = try store.retain(
          before: Example.time(one.before), author: one.author, reason: one.reason, now: Example.time(100))
      }
      #expect(error?.kind == .refused && error?.found == one.found)
    }
  }
}
