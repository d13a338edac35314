import ErrataModel
import ErrataStore
import Testing

/// How long labels took, from the record.
@Suite struct LabelTimeTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
    _ = try store.record([Example.record("a")])
  }

  private func publish(_ digest: String, at second: Double) throws {
    _ = try store.publish(
      RevisionChange(digest: digest, author: "Ann", reason: "More."), claims: [Example.claim("sock-tea", digest)],
      now: Example.time(second))
  }

  private func apply(_ cause: ReceiptCause, at second: Double, milliseconds: Int) throws {
    var reversal = Reversal(cause: cause, author: "Ann", reason: "Wrong.")
    let isLabelled = try store.labels(of: "a").isEmpty
    reversal.records = [
      Example.record("a", labels: isLabelled ? nil : [], weight: isLabelled ? 0.25 : 1, at: Example.time(second))
    ]
    _ = try store.apply(
      reversal, now: Example.time(second), overlay: { decision, _, _ in decision }, elapsed: { milliseconds })
  }

  @Test func `relabeling counts from the publication, what labels at once from the request`() throws {
    try publish("revision-2", at: 10)
    let mark = try store.labelTimeMark
    #expect(try store.labelTimes(since: mark).times == [])
    try apply(ReceiptCause(kind: .relabeling, from: "revision-1", to: "revision-2"), at: 70, milliseconds: 1500)
    try apply(ReceiptCause(kind: .retraction, claim: "sock-tea"), at: 80, milliseconds: 250)
    let (times, next) = try store.labelTimes(since: mark)
    #expect(
      times == [LabelTime(cause: .relabeling, seconds: 61.5), LabelTime(cause: .retraction, seconds: 0.25)])
    #expect(try store.labelTimes(since: next).times == [])
  }

  @Test func `edits, and revisions that never were live, don't count`() throws {
    let mark = try store.labelTimeMark
    try apply(ReceiptCause(kind: .edit, item: "a"), at: 5, milliseconds: 7)
    try apply(ReceiptCause(kind: .relabeling, from: "revision-0", to: "revision-1"), at: 6, milliseconds: 7)
    #expect(try store.labelTimes(since: mark).times == [])
  }
}
