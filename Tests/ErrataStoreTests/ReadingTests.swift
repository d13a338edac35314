import ErrataModel
import ErrataStore
import GRDB
import Testing

@Suite struct ReadingTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  @Test func `an item without decisions has none`() throws {
    #expect(try store.latest("i-1") == nil)
    #expect(try store.latest("") == nil)
    #expect(try store.history("i-1") == [])
    #expect(try store.counts == StoreCounts(items: 0, decisions: 0, labels: 0, suppressed: 0, revisions: 1))
  }

  @Test func `the decision of a time is the last one until then`() throws {
    for second in [10, 20, 30] as [Double] {
      _ = try store.record([Example.record("i-1", weight: second / 64, at: Example.time(second))])
    }
    _ = try store.record([Example.record("i-2", at: Example.time(15))])
    let sequences = try ([9, 10, 19.999, 20, 31] as [Double]).map {
      try store.latest("i-1", at: Example.time($0))?.sequence
    }
    #expect(sequences == [nil, 1, 1, 2, 3])
    #expect(try store.latest("i-1", at: Example.time(20))?.decision.weight.value == 0.3125)
    #expect(try store.latest("i-1")?.sequence == 3)
    #expect(try store.history("i-1").map(\.sequence) == [1, 2, 3])
  }

  @Test func `of two decisions of one moment the one recorded last stands`() throws {
    _ = try store.record([Example.record("i-1", weight: 0.5), Example.record("i-1", weight: 0.75)])
    #expect(try store.latest("i-1", at: Example.noon)?.decision.weight.value == 0.75)
  }

  @Test func `the item of a past decision is as it was then`() throws {
    _ = try store.record([Example.record("i-1", "Before."), Example.record("i-1", "After.", at: Example.time(60))])
    #expect(try store.latest("i-1", at: Example.noon)?.item.content == .text("Before."))
    #expect(try store.latest("i-1")?.item.content == .text("After."))
  }

  @Test func `labels and suppressed matches of all decisions are counted`() throws {
    let labels = [Example.label(), Example.label(.disputed, claim: "sock-soup")]
    _ = try store.record([Example.record("i-1"), Example.record("i-2", labels: labels)])
    _ = try store.record([Example.record("i-1", labels: [], at: Example.time(60))])
    #expect(try store.counts == StoreCounts(items: 2, decisions: 3, labels: 3, suppressed: 3, revisions: 1))
  }

  @Test func `columns for other programs say what the JSON says`() throws {
    let labels = [Example.label(.disputed, claim: "a"), Example.label(.rumor, claim: "b"), Example.label(.rumor)]
    _ = try store.record([Example.record("i-1", labels: labels, weight: 0.125)])
    let row = try folder.outsider().read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT labels, weight, normalizer, json ->> 'weight', policy.version, revision.digest
          FROM decision JOIN policy ON policy.number = policy JOIN revision ON revision.number = revision
          """)
    }
    let found = try #require(row)
    #expect(found[0] == "rumor disputed")
    #expect(found[1] == 0.125)
    #expect(found[2] == "normal-1")
    #expect(found[3] == 0.125)
    #expect(found[4] == "policy-1")
    #expect(found[5] == "revision-1")
  }

  @Test(arguments: ["{\"id\":", "{\"id\":\"i-1\"}", "[]"]) func `a row that makes no sense is reported with its place`(
    json: String
  ) throws {
    _ = try store.record([Example.record("i-1")])
    try folder.outsider().write { db in
      try db.execute(sql: "DROP TRIGGER decision_update")
      try db.execute(sql: "UPDATE decision SET json = ?", arguments: [json])
    }
    let error = storeError { () throws(StoreError) in _ = try store.history("i-1") }
    #expect(error?.kind == .damaged)
    #expect(error?.operation == "read decision 1")
    #expect(error?.found.hasPrefix("row 1 of table decision can't be read: ") == true)
    #expect(error?.remedy == "Keep the file for analysis, and restore a copy")
    #expect(storeError { () throws(StoreError) in _ = try store.latest("i-1") } == error)
  }

  @Test(arguments: ["{", "{\"id\":\"sock-tea\"}"]) func `a claim that makes no sense is reported with its place`(
    json: String
  ) throws {
    try folder.outsider().write { db in
      try db.execute(sql: "DROP TRIGGER claim_change_update")
      try db.execute(sql: "UPDATE claim_change SET json = ?", arguments: [json])
    }
    let error = storeError { () throws(StoreError) in _ = try store.claim("sock-tea", revision: 1) }
    #expect(error?.kind == .damaged)
    #expect(
      error?.found.hasPrefix("claim \"sock-tea\" up to revision 1 in table claim_change can't be read: ") == true)
  }
}
