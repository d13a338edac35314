internal import GRDB

// What SQLite's result codes mean here; see sqlite.org/rescode.html.
extension StoreError {
  /// Runs `body` and turns what it throws into a `StoreError`.
  static func mapping<Value>(
    _ operation: String, path: String, busyTimeout: Double, _ body: () throws -> Value
  ) throws(StoreError) -> Value {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let fault as RecordFault {
      throw fault.error(path: path, operation: operation)
    } catch let error as DatabaseError {
      throw StoreError(error, path: path, operation: operation, busyTimeout: busyTimeout)
    } catch {
      throw StoreError(
        .other, path: path, operation: operation, found: "\(error)", remedy: "Check the file and its folder")
    }
  }

  /// The meaning of an error of SQLite.
  init(_ error: DatabaseError, path: String, operation: String, busyTimeout: Double) {
    let (kind, found, remedy) = StoreError.meaning(of: error.resultCode, busyTimeout: busyTimeout)
    let code = error.extendedResultCode.rawValue
    let detail = error.message.map { "\($0), SQLite code \(code)" } ?? "SQLite code \(code)"
    self.init(kind, path: path, operation: operation, found: "\(found) (\(detail))", remedy: remedy)
  }

  private static func meaning(of code: ResultCode, busyTimeout: Double) -> (Kind, String, String) {
    switch code {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      (
        .locked, "another process held it for longer than \(busyTimeout) s",
        "Nothing of this was recorded: wait for the other process, then repeat"
      )
    case .SQLITE_FULL:
      (
        .full, "the disk is full or the size limit is reached",
        "Nothing of this was recorded, all before is kept: make room, then repeat"
      )
    case .SQLITE_IOERR:
      (
        .inputOutput, "the disk failed to read or write",
        "Check the disk and the system's log, then repeat; what is recorded already is kept once"
      )
    case .SQLITE_READONLY:
      (.readOnly, "it can't be written", "Give this user the right to write the file and its folder")
    case .SQLITE_CANTOPEN:
      (
        .denied, "SQLite can't open the file or the files beside it",
        "Give this user the right to write the folder, or copy the file to a folder where that is so"
      )
    case .SQLITE_PERM, .SQLITE_AUTH: (.denied, "access was denied", "Give this user the right to it")
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      (.damaged, "the file is damaged", "Keep it for analysis, and restore a copy")
    case .SQLITE_TOOBIG: (.tooLarge, "a value is too large", "Shorten the item, the claim or the policy")
    case .SQLITE_CONSTRAINT:
      (.refused, "the store's rules forbid it", "Nothing of this was recorded: report this as a fault of the program")
    case .SQLITE_MISUSE: (.closed, "the store is closed", "Open it again")
    default: (.other, "SQLite reports an error", "Check the file with `PRAGMA integrity_check`")
    }
  }
}
