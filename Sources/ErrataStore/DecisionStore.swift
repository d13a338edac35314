internal import Foundation
internal import GRDB

/// The append-only record of what was decided, on which item version, under which claims and policy.
///
/// One file holds it (`Schema` describes the tables). Nothing in it is ever changed or removed, but for content that
/// `erase` and `retain` take and tell of: triggers refuse that, also to other programs. A call that writes is one
/// transaction: it is recorded whole or not at all, and when it returns, it is on the disk (`synchronous = FULL`), so a
/// kill, a crash or a power cut loses nothing acknowledged.
///
/// Any number of processes may read while one writes; a second writer waits for the first, up to `busyTimeout`.
/// Calls block the calling thread. A store is safe to share between threads.
package final class DecisionStore: Sendable {
  /// What a store is opened for.
  package enum Mode: Hashable, Sendable {
    /// Create it if missing, read and append.
    case readWrite
    /// Only read; the file must be there.
    case readOnly
  }

  /// The file's path as the caller gave it.
  package let path: String
  /// What it was opened for.
  package let mode: Mode
  private let busyTimeout: Double
  private let pool: DatabasePool

  /// Opens the store, makes it if it is missing (in `readWrite`), and brings an older schema up to date.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist. Two files beside it, `-wal` and `-shm`, belong to it while it is open.
  ///   - mode: What to open it for.
  ///   - busyTimeout: Seconds to wait for another writer.
  ///   - maximumPages: The largest size of the file in pages of 4096 bytes; no limit when `nil`.
  /// - Throws: `StoreError` for a path that holds no store of a known version, or can't be opened.
  package init(
    path: String, mode: Mode, busyTimeout: Double = 10, maximumPages: Int? = nil
  ) throws(StoreError) {
    self.path = path
    self.mode = mode
    self.busyTimeout = busyTimeout
    try StorePath(path, mode: mode).check()
    pool = try StoreError.mapping("open the store", path: path, busyTimeout: busyTimeout) {
      try StoreOpening(path: path, mode: mode, busyTimeout: busyTimeout, maximumPages: maximumPages).open()
    }
  }

  /// Closes the file; later calls throw. A store that is released without it is closed as well.
  package func close() throws(StoreError) {
    try perform("close the store") {
      // The connection that ends last moves the log into the file and removes it; one that only reads can't.
      pool.invalidateReadOnlyConnections()
      try pool.close()
    }
  }

  /// Runs `body` in one transaction that writes.
  ///
  /// - Parameter keeps: take everything back at the end when false.
  func write<Value>(
    _ operation: String, keeps: Bool = true, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    guard mode == .readWrite else { throw StoreError.openedForReading(path: path, operation: operation) }
    return try perform(operation) {
      try pool.writeWithoutTransaction { db in
        var result: Value?
        try db.inTransaction(.immediate) {
          result = try body(db)
          return keeps ? .commit : .rollback
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return result
      }
    }
  }

  /// Runs `body` on one unchanging state of the record.
  func read<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try perform(operation) { try pool.read(body) }
  }

  /// Moves what the log beside the file holds into the file, and empties it, as far as readers let it.
  func flush() throws(StoreError) {
    try perform("flush the store") { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
  }

  /// Copies the store as it is at one moment into another database, whatever is written meanwhile. In one step: one of
  /// several would begin anew at each write, and might never end. Writers aren't kept waiting.
  func copy(to target: DatabaseQueue, _ operation: String) throws(StoreError) {
    try perform(operation) { try pool.backup(to: target) }
  }

  private func perform<Value>(_ operation: String, _ body: () throws -> Value) throws(StoreError) -> Value {
    try StoreError.mapping(operation, path: path, busyTimeout: busyTimeout, body)
  }
}
