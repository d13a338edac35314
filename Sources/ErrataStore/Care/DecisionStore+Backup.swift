internal import ErrataDigest
package import ErrataModel
internal import Foundation
internal import GRDB

/// A copy of a store that was checked.
package struct BackupReport: Hashable, Sendable {
  /// The file's bytes.
  package var bytes: Int
  /// The SHA-256 of the file, in hexadecimal digits.
  package var digest: String
  /// What checking its chain has found.
  package var chain: ChainReport
}

// Copies that are whole, and known to be.
extension DecisionStore {
  /// Copies the store while it is in use, checks the copy, and puts it in its place with its checksum beside it, in the
  /// form of `sha256sum`.
  ///
  /// - Parameters:
  ///   - target: the file to make; nothing may be there unless `replaces`.
  ///   - replaces: put it in the place of an older one.
  /// - Throws: `StoreError`: `refused` when something is there; `damaged` when the copy isn't whole; nothing is left at
  ///   the path then.
  package func backUp(to target: String, replaces: Bool = false) throws(StoreError) -> BackupReport {
    let care = StoreCare(path: target, operation: "make the backup")
    guard replaces || !care.exists(target) else { throw care.occupied(target, "Give another path, or replace it") }
    let draft = target + ".partial"
    care.remove(draft)
    try care.create(draft)
    do {
      let queue = try care.mapping { try DatabaseQueue(path: StorePath.plain(draft)) }
      try copy(to: queue, "back up to \(target)")
      // One file, without the log beside it that belongs to a store in use.
      try care.mapping {
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try queue.close()
      }
      let chain = try care.checked(draft)
      let (bytes, digest) = try care.digest(of: draft)
      try care.flush(draft)
      try care.write(digest: digest, of: target)
      try care.move(draft, to: target)
      return BackupReport(bytes: bytes, digest: digest, chain: chain)
    } catch {
      care.remove(draft)
      throw error
    }
  }

  /// Puts a backup in the place of a store.
  ///
  /// The backup is compared with its checksum, where that is beside it, copied, checked, and brought up to date before
  /// anything is touched. What was in the place is kept beside it, as `target.replaced`.
  ///
  /// - Parameters:
  ///   - backup: the file.
  ///   - target: where the store is to be; nothing may be there unless `replaces`.
  ///   - replaces: move away what is there, which nobody may have open.
  /// - Throws: `StoreError`: `damaged` for a backup that isn't what it was; `refused` when something is there; `locked`
  ///   when it is in use.
  package static func restore(
    _ backup: String, to target: String, replaces: Bool = false
  ) throws(StoreError) -> (report: BackupReport, hadChecksum: Bool) {
    let care = StoreCare(path: backup, operation: "restore")
    try StorePath(backup, mode: .readOnly).check()
    guard replaces || !care.exists(target) else { throw care.occupied(target, "Give another path, or replace it") }
    let (bytes, digest) = try care.digest(of: backup)
    let expected = try care.expectedDigest(of: backup)
    if let expected, expected != digest {
      throw care.error(
        .damaged, "its SHA-256 is \(digest.prefix(12))…, the file beside it says \(expected.prefix(12))…",
        "Take another backup")
    }
    let draft = target + ".partial"
    for end in ["", "-wal", "-shm"] { care.remove(draft + end) }
    do {
      try care.copy(backup, to: draft)
      let store = try DecisionStore(path: draft, mode: .readWrite)
      try store.close()
      let chain = try care.checked(draft)
      try care.flush(draft)
      if care.exists(target) { try care.putAway(target) }
      try care.move(draft, to: target)
      return (BackupReport(bytes: bytes, digest: digest, chain: chain), expected != nil)
    } catch {
      for end in ["", "-wal", "-shm"] { care.remove(draft + end) }
      throw error
    }
  }

  /// What SQLite finds wrong with the file itself.
  ///
  /// - Parameter isQuick: leave out comparing indexes with tables.
  package func fileFaults(isQuick: Bool) throws(StoreError) -> [String] {
    try read("check the file") { db in
      try String.fetchAll(db, sql: isQuick ? "PRAGMA quick_check(20)" : "PRAGMA integrity_check(20)")
        .filter { $0 != "ok" }
    }
  }

  /// The time of the last event; `nil` in an empty record.
  package var lastEventTime: Timestamp? {
    get throws(StoreError) {
      try read("read the last event") { db in
        try Int64.fetchOne(db, sql: "SELECT at FROM event ORDER BY sequence DESC LIMIT 1")
          .map(Timestamp.init(milliseconds:))
      }
    }
  }

  /// The schema's version that this program writes.
  package static var schemaVersion: Int { Schema.version }
}
