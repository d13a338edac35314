internal import ErrataDigest
internal import Foundation
internal import GRDB

/// Handling of store files as files: copying, checksums, moving.
struct StoreCare {
  let path: String
  let operation: String

  func error(_ kind: StoreError.Kind, _ found: String, _ remedy: String) -> StoreError {
    StoreError(kind, path: path, operation: operation, found: found, remedy: remedy)
  }

  func occupied(_ target: String, _ remedy: String) -> StoreError {
    error(.refused, "there is a file at \(target) already", remedy)
  }

  func mapping<Value>(_ body: () throws -> Value) throws(StoreError) -> Value {
    try StoreError.mapping(operation, path: path, busyTimeout: 0, body)
  }

  /// Makes an empty file that its owner alone may read.
  func create(_ file: String) throws(StoreError) {
    let descriptor = open(StorePath.plain(file), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let cause = String(cString: strerror(errno))
      throw error(.denied, "\(file) can't be made: \(cause)", "Check the folder's permissions")
    }
    close(descriptor)
  }

  func exists(_ file: String) -> Bool { access(StorePath.plain(file), F_OK) == 0 }

  func remove(_ file: String) { unlink(StorePath.plain(file)) }

  /// Checks a file that nobody else knows: SQLite's own structure, then the chain.
  func checked(_ file: String) throws(StoreError) -> ChainReport {
    let store = try DecisionStore(path: file, mode: .readOnly)
    let faults = try store.fileFaults(isQuick: false)
    guard faults.isEmpty else {
      throw error(.damaged, "the copy is damaged: \(faults.joined(separator: "; "))", "Check the disk, and the store")
    }
    let chain = try store.verifyChain()
    try store.close()
    guard chain.isWhole else {
      throw error(
        .damaged, "the record isn't as it was written: \(chain.findings.first?.description ?? "")",
        "Look at all findings with `errata verify`")
    }
    return chain
  }

  /// The length and SHA-256 of a file.
  func digest(of file: String) throws(StoreError) -> (bytes: Int, digest: String) {
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw error(.denied, "\(file) can't be read", "Give this user the right to read it")
    }
    defer { try? handle.close() }
    var digest = ContentDigest()
    var count = 0
    do {
      while let data = try handle.read(upToCount: 1 << 20), !data.isEmpty {
        digest.update(Array(data))
        count += data.count
      }
    } catch {
      throw self.error(.inputOutput, "\(file) can't be read to its end", "Check the disk")
    }
    return (count, digest.hex)
  }

  /// The digest that the file beside a backup has; `nil` when there is none.
  func expectedDigest(of file: String) throws(StoreError) -> String? {
    guard let data = FileManager.default.contents(atPath: file + ".sha256") else { return nil }
    let text = String(decoding: data.prefix(64), as: UTF8.self)
    guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
      throw error(.damaged, "\(file).sha256 holds no SHA-256", "Take another backup, or remove that file")
    }
    return text
  }

  /// Writes the digest beside a backup.
  func write(digest: String, of file: String) throws(StoreError) {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    do {
      try Data("\(digest)  \(name)\n".utf8).write(to: URL(fileURLWithPath: file + ".sha256"), options: .atomic)
    } catch {
      throw self.error(.inputOutput, "\(file).sha256 can't be written", "Check the folder's permissions and the disk")
    }
  }

  func copy(_ source: String, to target: String) throws(StoreError) {
    do {
      try FileManager.default.copyItem(atPath: source, toPath: target)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
    } catch {
      throw self.error(
        .inputOutput, "\(source) can't be copied to \(target)",
        "Check the folder's permissions and the room on the disk")
    }
  }

  /// Brings a file to the disk.
  func flush(_ file: String) throws(StoreError) {
    let descriptor = open(file, O_RDWR | O_CLOEXEC)
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw error(.inputOutput, "\(file) can't be brought to the disk", "Check the disk")
    }
  }

  func move(_ source: String, to target: String) throws(StoreError) {
    guard rename(source, target) == 0 else {
      throw error(
        .inputOutput, "\(source) can't be moved to \(target): \(String(cString: strerror(errno)))",
        "Check the folder's permissions")
    }
  }

  /// Moves a store away that nobody has open, with all that its log holds. A damaged one is moved as it is, its log
  /// with it.
  func putAway(_ target: String) throws(StoreError) {
    do {
      try holdAlone(target)
    } catch  where error.kind == .damaged || error.kind == .notSQLite {
      // What can't be read can still be kept for analysis.
    }
    for end in ["-wal", "-shm"] where exists(target + end) { try move(target + end, to: target + ".replaced" + end) }
    try move(target, to: target + ".replaced")
  }

  /// Nobody else may have it open: only then can it be held alone, and its log be emptied.
  private func holdAlone(_ target: String) throws(StoreError) {
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    try mapping {
      let queue = try DatabaseQueue(path: StorePath.plain(target), configuration: configuration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = DELETE;")
      }
      try queue.close()
    }
  }
}
