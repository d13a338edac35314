import ErrataModel
import ErrataStore
import ErrataTestSupport
import Foundation
import GRDB
import Testing

@Suite struct FailureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func batch(_ number: Int, of count: Int = 20) -> [DecisionRecord] {
    (0..<count).map { Example.record("i-\(number)-\($0)", String(repeating: "Sock tea. ", count: 40)) }
  }

  @Test func `a full disk loses nothing that was recorded`() throws {
    let store = try DecisionStore.example(in: folder, maximumPages: 120)
    var recorded = 0
    var error: StoreError?
    while error == nil, recorded < 1000 {
      error = storeError { () throws(StoreError) in _ = try store.record(batch(recorded)) }
      if error == nil { recorded += 1 }
    }
    #expect(error?.kind == .full)
    #expect(
      error?.description == "\(folder.file()): could not record 20 decisions: "
        + "the disk is full or the size limit is reached (database or disk is full, SQLite code 13). "
        + "Nothing of this was recorded, all before is kept: make room, then repeat.")
    #expect(recorded > 0)
    #expect(try store.counts.decisions == recorded * 20)
    #expect(try store.latest("i-0-19")?.decision == Example.decision("i-0-19"))
    #expect(try store.latest("i-\(recorded)-0") == nil)
    try store.close()

    let roomy = try DecisionStore(path: folder.file(), mode: .readWrite)
    #expect(try roomy.record(batch(recorded)) == 20)
    #expect(try roomy.counts.decisions == (recorded + 1) * 20)
  }

  @Test func `a store that another process writes is reported as locked`() throws {
    let store = try DecisionStore.example(in: folder, busyTimeout: 0.05)
    _ = try store.record([Example.record("i-1")])
    let outsider = try folder.outsider()
    try outsider.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      let error = storeError { () throws(StoreError) in _ = try store.record([Example.record("i-2")]) }
      #expect(error?.kind == .locked)
      #expect(
        error?.description == "\(folder.file()): could not record 1 decision: "
          + "another process held it for longer than 0.05 s (database is locked, SQLite code 5). "
          + "Nothing of this was recorded: wait for the other process, then repeat.")
      #expect(try store.latest("i-1")?.sequence == 1)
      let reader = try DecisionStore(path: folder.file(), mode: .readOnly, busyTimeout: 0.05)
      #expect(try reader.latest("i-1")?.sequence == 1)
      try db.execute(sql: "ROLLBACK")
    }
    #expect(try store.record([Example.record("i-2")]) == 1)
  }

  @Test func `opening a store that another process holds for itself is reported as locked`() throws {
    try DecisionStore.example(in: folder).close()
    let outsider = try folder.outsider()
    try outsider.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;")
      for mode in [DecisionStore.Mode.readOnly, .readWrite] {
        let error = storeError { () throws(StoreError) in
          _ = try DecisionStore(path: folder.file(), mode: mode, busyTimeout: 0.05)
        }
        #expect(error?.kind == .locked)
        #expect(error?.operation == "open the store")
      }
    }
  }

  @Test func `a store opened for reading refuses to record`() throws {
    try DecisionStore.example(in: folder).close()
    let store = try DecisionStore(path: folder.file(), mode: .readOnly)
    let errors = [
      storeError { () throws(StoreError) in _ = try store.record([Example.record("i-1")]) },
      storeError { () throws(StoreError) in
        _ = try store.recordRevision(digest: "r", claims: [], now: Example.noon)
      },
      storeError { () throws(StoreError) in
        try store.recordPolicy(version: "p", yaml: "", now: Example.noon)
      },
    ]
    #expect(errors.map { $0?.kind } == [.readOnly, .readOnly, .readOnly])
    #expect(
      errors[1]?.description == "\(folder.file()): could not record a corpus revision of 0 claims: "
        + "the store was opened for reading only. Open it for writing.")
  }

  @Test func `a closed store says so`() throws {
    let store = try DecisionStore.example(in: folder)
    try store.close()
    let writing = storeError { () throws(StoreError) in _ = try store.record([Example.record("i-1")]) }
    let reading = storeError { () throws(StoreError) in _ = try store.counts }
    #expect(writing?.kind == .closed)
    #expect(reading?.kind == .closed)
    #expect(writing?.remedy == "Open it again")
  }

  @Test func `a damaged page is reported`() throws {
    let store = try DecisionStore.example(in: folder)
    for number in 0..<20 { _ = try store.record(batch(number)) }
    try store.close()
    var bytes = try Array(Data(contentsOf: URL(fileURLWithPath: folder.file())))
    for index in 8192..<bytes.count { bytes[index] = 0xAA }
    try folder.write(bytes)
    let error = storeError { () throws(StoreError) in
      let damaged = try DecisionStore(path: folder.file(), mode: .readOnly)
      _ = try damaged.history("i-0-0")
      _ = try damaged.counts
    }
    #expect(error?.kind == .damaged)
    #expect(error?.remedy == "Keep it for analysis, and restore a copy")
  }

  /// What a kill or a power cut leaves: the file and a beginning of its log, cut anywhere, also within a frame.
  @Test(arguments: 1...12 as ClosedRange<UInt64>) func `a log that breaks off gives whole batches`(
    seed: UInt64
  ) throws {
    var random = SeededRandom(seed: seed)
    let store = try DecisionStore.example(in: folder)
    for number in 0..<6 { _ = try store.record(batch(number)) }
    let main = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
    let log = try Data(contentsOf: URL(fileURLWithPath: folder.file() + "-wal"))
    let cut = seed == 1 ? log.count : Int.random(in: 0...log.count, using: &random)
    try main.write(to: URL(fileURLWithPath: folder.file("copy.sqlite")))
    try log.prefix(cut).write(to: URL(fileURLWithPath: folder.file("copy.sqlite-wal")))

    let copy = try DecisionStore.example(in: folder, name: "copy.sqlite")
    let kept = try copy.counts.decisions
    #expect(kept % 20 == 0, "seed \(seed)")
    #expect(seed != 1 || kept == 120)
    for number in 0..<6 {
      let last = try copy.latest("i-\(number)-19")
      #expect((last != nil) == (number < kept / 20), "seed \(seed)")
    }
    #expect(try (0..<6).map { try copy.record(batch($0)) }.reduce(0, +) == 120 - kept, "seed \(seed)")
    #expect(try copy.counts == store.counts, "seed \(seed)")
  }

  @Test func `an error of one batch leaves the store usable from many threads`() async throws {
    let store = try DecisionStore.example(in: folder)
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<8 {
        group.addTask {
          var bad = batch(number)
          bad[19].decision.policyVersion = "none"
          #expect(storeError { () throws(StoreError) in _ = try store.record(bad) }?.kind == .refused)
          return try store.record(batch(number))
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(total == 160)
    #expect(try store.counts.decisions == 160)
  }
}
