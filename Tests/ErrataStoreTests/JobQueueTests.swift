import ErrataJSON
import ErrataModel
import ErrataStore
import Testing

@Suite struct JobQueueTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  private func add(_ kind: JobKind = .export) throws -> Job {
    let parameters = JSONValue.object([JSONMember(key: "output", value: .string("x.jsonl"))])
    return try store.enqueue(kind, parameters: parameters, author: "Ann", now: Example.noon)
  }

  private func take(_ owner: String, at second: Double = 0) throws -> (job: Job, lease: JobLease)? {
    try store.takeJob(owner: owner, now: Example.time(second), until: Example.time(second + 30))
  }

  private func progress(_ done: Int, of total: Int = 100) -> JobProgress {
    JobProgress(done: done, total: total, checkpoint: .number("\(done)"))
  }

  private func lost(_ body: () throws(StoreError) -> Void) {
    #expect(storeError(body)?.kind == .conflict)
  }

  @Test func `a job waits, runs and ends`() throws {
    let job = try add(.relabel)
    #expect(job.number == 1 && job.state == .queued && job.kind == .relabel && job.author == "Ann")
    #expect(job.parameters["output"] == .string("x.jsonl"))
    let taken = try #require(try take("w-1"))
    #expect(taken.job.state == .running && taken.job.owner == "w-1" && taken.job.attempts == 1)
    _ = try store.advance(taken.lease, to: progress(25), until: Example.time(60))
    let running = try #require(try store.job(1))
    #expect(running.done == 25 && running.total == 100 && running.checkpoint == .number("25"))
    #expect(running.secondsLeft(now: Example.time(10)) == 30)
    try store.finish(taken.lease, now: Example.time(20))
    let done = try #require(try store.job(1))
    #expect(done.state == .done && done.finishedAt == Example.time(20) && done.owner == nil)
    #expect(done.secondsLeft(now: Example.time(21)) == nil)
    #expect(try take("w-1") == nil)
  }

  @Test func `jobs are taken in order, and each by one worker`() throws {
    for _ in 0..<3 { _ = try add() }
    #expect(try take("w-1")?.job.number == 1)
    #expect(try take("w-2")?.job.number == 2)
    #expect(try store.takeJob(owner: "w-3", now: Example.noon, until: Example.time(30), only: 2) == nil)
    #expect(try store.takeJob(owner: "w-3", now: Example.noon, until: Example.time(30), only: 3)?.job.number == 3)
    #expect(try take("w-4") == nil)
    #expect(try store.jobs().map(\.number) == [3, 2, 1])
    #expect(try store.jobs(.running, offset: 1, limit: 1).map(\.number) == [2])
    #expect(try store.jobs(.done) == [])
  }

  @Test func `a lease that isn't renewed is taken over, and its worker can write no more`() throws {
    _ = try add()
    let first = try #require(try take("w-1"))
    _ = try store.advance(first.lease, to: progress(10), until: Example.time(30))
    #expect(try take("w-2", at: 29) == nil)
    try store.renew(first.lease, until: Example.time(40))
    #expect(try take("w-2", at: 39) == nil)
    let second = try #require(try take("w-2", at: 40))
    #expect(second.job.checkpoint == .number("10") && second.job.base == 10)
    lost { () throws(StoreError) in try store.renew(first.lease, until: Example.time(99)) }
    lost { () throws(StoreError) in
      _ = try store.advance(
        first.lease, to: progress(20), recording: [Example.record("i-1")], until: Example.time(99))
    }
    lost { () throws(StoreError) in try store.finish(first.lease, now: Example.time(41)) }
    lost { () throws(StoreError) in try store.release(first.lease) }
    #expect(try store.latest("i-1") == nil, "what goes with lost progress isn't recorded")
    #expect(try store.job(1)?.done == 10)
  }

  @Test func `decisions are recorded together with the progress`() throws {
    _ = try add()
    let lease = try #require(try take("w-1")).lease
    let records = [Example.record("i-1"), Example.record("i-2")]
    #expect(try store.advance(lease, to: progress(2), recording: records, until: Example.time(60)) == 2)
    #expect(try store.advance(lease, to: progress(2), recording: records, until: Example.time(60)) == 0)
    #expect(try store.counts.decisions == 2)
    var bad = Example.record("i-3")
    bad.decision.policyVersion = "unknown"
    let error = storeError { () throws(StoreError) in
      _ = try store.advance(lease, to: progress(3), recording: [bad], until: Example.time(60))
    }
    #expect(error?.kind == .refused)
    #expect(try store.job(1)?.done == 2)
  }

  @Test func `a cancelled job stops its worker, and goes on where it was when it is resumed`() throws {
    _ = try add()
    let lease = try #require(try take("w-1")).lease
    _ = try store.advance(lease, to: progress(7), until: Example.time(30))
    #expect(try store.cancelJob(1, now: Example.time(1)).state == .cancelled)
    lost { () throws(StoreError) in _ = try store.advance(lease, to: progress(8), until: Example.time(60)) }
    #expect(try take("w-2", at: 100) == nil)
    #expect(try store.resumeJob(1, now: Example.time(2)).state == .queued)
    let again = try #require(try take("w-2", at: 100))
    #expect(again.job.done == 7 && again.job.checkpoint == .number("7") && again.job.finishedAt == nil)
  }

  @Test func `a failed job tells why, and may be resumed`() throws {
    _ = try add()
    let lease = try #require(try take("w-1")).lease
    try store.fail(lease, error: "x.jsonl: no such file", now: Example.time(3))
    #expect(try store.job(1)?.error == "x.jsonl: no such file")
    #expect(try store.job(1)?.state == .failed)
    #expect(try store.resumeJob(1, now: Example.time(4)).error == nil)
  }

  @Test func `a job that is given back can be taken at once`() throws {
    _ = try add()
    try store.release(try #require(try take("w-1")).lease)
    #expect(try take("w-2")?.job.attempts == 1)
  }

  @Test func `a job that ends its workers again and again fails`() throws {
    _ = try add()
    for attempt in 0..<DecisionStore.jobAttempts { #expect(try take("w", at: Double(attempt) * 31) != nil) }
    #expect(try take("w", at: 1000) == nil)
    #expect(try store.job(1)?.state == .failed)
    #expect(
      try store.job(1)?.error == "taken 10 times without progress: its workers ended, or lost their leases")
  }

  @Test func `a job that gets on between kills isn't given up`() throws {
    _ = try add()
    for attempt in 0..<(DecisionStore.jobAttempts * 2) {
      let lease = try #require(try take("w-\(attempt)", at: Double(attempt) * 100)).lease
      _ = try store.advance(lease, to: progress(attempt + 1), until: Example.time(Double(attempt) * 100 + 1))
    }
    #expect(try store.job(1)?.done == 20)
  }

  @Test func `what can't be cancelled or resumed is said`() throws {
    let missing = storeError { () throws(StoreError) in _ = try store.cancelJob(9, now: Example.noon) }
    #expect(missing?.kind == .missing)
    #expect(missing?.found == "there is no such job")
    _ = try add()
    let queued = storeError { () throws(StoreError) in _ = try store.resumeJob(1, now: Example.noon) }
    #expect(queued?.found == "it is queued")
    try store.finish(try #require(try take("w")).lease, now: Example.noon)
    let done = storeError { () throws(StoreError) in _ = try store.cancelJob(1, now: Example.noon) }
    #expect(done?.kind == .refused)
    #expect(done?.found == "it is done")
    #expect(try store.job(9) == nil)
  }

  @Test func `a job is shown as JSON`() throws {
    _ = try add()
    _ = try store.advance(try #require(try take("w")).lease, to: progress(50), until: Example.time(60))
    var writer = JSONWriter()
    try #require(try store.job(1)).encode(now: Example.time(10), into: &writer)
    #expect(
      writer.string == #"{"id":1,"kind":"export","parameters":{"output":"x.jsonl"},"state":"running","author":"Ann","#
        + #""done":50,"total":100,"secondsLeft":10,"createdAt":"2024-05-01T12:00:00Z","#
        + #""startedAt":"2024-05-01T12:00:00Z"}"#)
  }
}
