import ErrataModel
import ErrataStore
import Foundation
import GRDB
import Testing

@Suite struct OpeningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func opening(_ name: String, _ mode: DecisionStore.Mode = .readWrite) -> StoreError? {
    let path = folder.file(name)
    return storeError { () throws(StoreError) in
      _ = try DecisionStore(path: path, mode: mode, busyTimeout: 0.05)
    }
  }

  @Test func `a missing file becomes a store that says whose it is`() throws {
    try DecisionStore(path: folder.file(), mode: .readWrite).close()
    let outsider = try folder.outsider()
    let (id, version, journal) = try outsider.read { db in
      (
        try Int.fetchOne(db, sql: "PRAGMA application_id"), try Int.fetchOne(db, sql: "PRAGMA user_version"),
        try String.fetchOne(db, sql: "PRAGMA journal_mode")
      )
    }
    #expect(id == 0x4552_5254)
    #expect(version == DecisionStore.schemaVersion)
    #expect(journal == "wal")
  }

  @Test func `a store that is closed is one file, also after it was read`() throws {
    let store = try DecisionStore.example(in: folder)
    _ = try store.record([Example.record("i-1")])
    #expect(try store.counts.items == 1)
    try store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["record.sqlite"])
  }

  @Test func `an empty file becomes a store`() throws {
    try folder.write([])
    let store = try DecisionStore.example(in: folder)
    #expect(try store.record([Example.record("i-1")]) == 1)
  }

  @Test func `a store without its tables yet is brought up to date`() throws {
    try folder.outsider().write { try $0.execute(sql: "PRAGMA application_id = 0x45525254") }
    let older = opening("record.sqlite", .readOnly)
    #expect(older?.kind == .older)
    #expect(
      older?.description.hasSuffix(
        "could not open the store: its schema has version 0, this program reads version "
          + "\(DecisionStore.schemaVersion). Open it once for writing, which brings it up to date.") == true)
    let store = try DecisionStore.example(in: folder)
    #expect(try store.counts.revisions == 1)
  }

  @Test func `what was recorded is there when the store is opened again`() throws {
    let store = try DecisionStore.example(in: folder)
    _ = try store.record([Example.record("i-1")])
    try store.close()
    for mode in [DecisionStore.Mode.readOnly, .readWrite] {
      let again = try DecisionStore(path: folder.file(), mode: mode)
      #expect(try again.latest("i-1")?.decision == Example.decision("i-1"))
      try again.close()
    }
  }

  @Test func `readers in other connections see what is recorded while they are open`() throws {
    let store = try DecisionStore.example(in: folder)
    let reader = try DecisionStore(path: folder.file(), mode: .readOnly)
    #expect(try reader.latest("i-1") == nil)
    _ = try store.record([Example.record("i-1")])
    #expect(try reader.latest("i-1")?.sequence == 1)
  }

  @Test func `stores opened at once on a missing file all work`() async throws {
    let path = folder.file()
    let total = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<6 {
        group.addTask {
          let store = try DecisionStore(path: path, mode: .readWrite, busyTimeout: 60)
          _ = try store.recordRevision(digest: "revision-1", claims: [Example.claim("sock-tea")], now: Example.noon)
          try store.recordPolicy(version: "policy-1", yaml: "rules: []\n", now: Example.noon)
          // Each sees what the others have recorded meanwhile.
          return try (0..<10).map { try store.record([Example.record("i-\(number)-\($0)")]) }.reduce(0, +)
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(total == 60)
    let counts = try DecisionStore(path: path, mode: .readOnly).counts
    #expect(counts == StoreCounts(items: 60, decisions: 60, labels: 60, suppressed: 60, revisions: 1))
  }

  @Test func `a path without a meaning of its own is a file`() throws {
    let error = storeError { () throws(StoreError) in _ = try DecisionStore(path: ":memory:", mode: .readOnly) }
    #expect(error?.kind == .missing)
  }

  @Test(arguments: ["", "a\0b"]) func `a path that can't be one is refused`(path: String) {
    let error = storeError { () throws(StoreError) in _ = try DecisionStore(path: path, mode: .readWrite) }
    #expect(error?.kind == .missing)
    #expect(error?.found == "the path is empty or holds a NUL")
    #expect(error?.remedy == "Give the path of a file")
  }

  @Test func `reading a missing file is refused and makes none`() {
    let error = opening("record.sqlite", .readOnly)
    #expect(error?.kind == .missing)
    #expect(
      error?.description == "\(folder.file()): could not open the store: there is no such file. "
        + "Check the path; a store is made by the first run that records into it.")
    #expect(!FileManager.default.fileExists(atPath: folder.file()))
  }

  @Test func `reading an empty file is refused`() throws {
    try folder.write([])
    let error = opening("record.sqlite", .readOnly)
    #expect(error?.kind == .empty)
    #expect(error?.found == "the file is empty")
  }

  @Test func `a missing folder is named`() {
    let error = opening("none/record.sqlite")
    #expect(error?.kind == .missingFolder)
    #expect(error?.found == "the folder \(folder.path)/none does not exist or is none")
    #expect(error?.remedy == "Make the folder, or give another path")
  }

  @Test func `a file in place of the folder is named`() throws {
    try folder.write([1], to: "none")
    #expect(opening("none/record.sqlite")?.kind == .missingFolder)
  }

  @Test func `a folder is no store`() throws {
    let error = storeError { () throws(StoreError) in _ = try DecisionStore(path: folder.path, mode: .readWrite) }
    #expect(error?.kind == .notAFile)
    #expect(error?.found == "it is a folder")
    #expect(error?.remedy == "Give the path of a file in it, such as \(folder.path)/record.sqlite")
  }

  @Test(arguments: [DecisionStore.Mode.readOnly, .readWrite])
  func `a pipe is refused and not waited for`(mode: DecisionStore.Mode) {
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    let error = opening("pipe", mode)
    #expect(error?.kind == .notAFile)
    #expect(error?.found == "it is no regular file")
  }

  @Test(arguments: [DecisionStore.Mode.readOnly, .readWrite])
  func `a file of another kind is refused and stays as it is`(mode: DecisionStore.Mode) throws {
    let bytes = Array("{\"id\":\"i-1\",\"text\":\"no store\"}\n".utf8)
    try folder.write(bytes)
    let error = opening("record.sqlite", mode)
    #expect(error?.kind == .notSQLite)
    #expect(error?.found == "it is no SQLite file: its first 16 bytes are not SQLite's")
    #expect(try Array(Data(contentsOf: URL(fileURLWithPath: folder.file()))) == bytes)
  }

  @Test func `a file that has only the beginning of a store is damaged`() throws {
    try folder.write(Array("SQLite format 3\0".utf8) + Array(repeating: 7, count: 600))
    let error = opening("record.sqlite")
    #expect(error?.kind == .damaged)
    #expect(error?.found.hasPrefix("the file is damaged (") == true)
  }

  @Test(arguments: [DecisionStore.Mode.readOnly, .readWrite])
  func `an SQLite file of another program is refused and stays as it is`(mode: DecisionStore.Mode) throws {
    let outsider = try folder.outsider()
    try outsider.writeWithoutTransaction {
      try $0.execute(sql: "CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('mine')")
    }
    try outsider.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file()))
    let error = opening("record.sqlite", mode)
    #expect(error?.kind == .foreign)
    #expect(error?.found == "it is an SQLite file of another program (application id 0)")
    #expect(error?.remedy == "Give another path; nothing was changed in this file")
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file())) == before)
  }

  @Test func `an application id of another program is refused without tables too`() throws {
    try folder.outsider().write { try $0.execute(sql: "PRAGMA application_id = 77") }
    #expect(opening("record.sqlite")?.found == "it is an SQLite file of another program (application id 77)")
  }

  @Test(arguments: [DecisionStore.Mode.readOnly, .readWrite])
  func `a store of a newer program is refused`(mode: DecisionStore.Mode) throws {
    try DecisionStore(path: folder.file(), mode: .readWrite).close()
    try folder.outsider().write { try $0.execute(sql: "PRAGMA user_version = 99") }
    let error = opening("record.sqlite", mode)
    #expect(error?.kind == .newer)
    let known = DecisionStore.schemaVersion
    #expect(error?.found == "its schema has version 99, this program knows versions up to \(known)")
    #expect(error?.remedy == "Use the newer program that wrote it; nothing was changed in this file")
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everything"))
  func `a file that can't be written is refused for writing and can be read`() throws {
    let store = try DecisionStore.example(in: folder)
    try store.close()
    #expect(chmod(folder.file(), 0o400) == 0)
    let error = opening("record.sqlite")
    #expect(error?.kind == .denied)
    #expect(error?.found.hasPrefix("the file can't be read and written: ") == true)
    let reader = try DecisionStore(path: folder.file(), mode: .readOnly)
    #expect(try reader.counts.revisions == 1)
    #expect(chmod(folder.file(), 0o000) == 0)
    #expect(opening("record.sqlite", .readOnly)?.kind == .denied)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write everything"))
  func `a folder that can't be written is refused`() throws {
    try DecisionStore.example(in: folder).close()
    #expect(chmod(folder.path, 0o500) == 0)
    defer { chmod(folder.path, 0o700) }
    for name in ["record.sqlite", "other.sqlite"] {
      let error = opening(name)
      #expect(error?.kind == .denied)
      #expect(error?.found.hasPrefix("the folder \(folder.path) can't be written: ") == true)
    }
  }
}
