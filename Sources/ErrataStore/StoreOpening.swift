internal import Foundation
internal import GRDB

/// Opens the connections: settings first, then the check whose file it is, and only then anything that writes.
struct StoreOpening {
  var path: String
  var mode: DecisionStore.Mode
  var busyTimeout: Double
  var maximumPages: Int?

  /// The connections, with the schema up to date.
  ///
  /// Where two connections turn a new file to write-ahead logging at once, SQLite refuses one of them without waiting,
  /// since they would wait for each other; that one tries again until the time to wait is over.
  func open() throws -> DatabasePool {
    let deadline = ContinuousClock.now + .seconds(busyTimeout)
    while true {
      do {
        return try openOnce()
      } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline {
        Thread.sleep(forTimeInterval: StoreOpening.pause)
      }
    }
  }

  /// Seconds between two tries.
  private static let pause = 0.01

  /// Makes a missing file readable for its owner only: it will hold texts, and hashes of keys. SQLite gives the files
  /// beside it the same rights.
  private func create() {
    guard mode == .readWrite else { return }
    let descriptor = Foundation.open(StorePath.plain(path), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 { close(descriptor) }
  }

  private func openOnce() throws -> DatabasePool {
    create()
    let pool = try DatabasePool(path: StorePath.plain(path), configuration: configuration)
    if mode == .readWrite {
      try pool.writeWithoutTransaction { db in
        try setUp(db)
        try Schema.migrate(db, path: path)
      }
    } else {
      // The pool's own connection was checked when it was made; this makes the first reader, which may fail too.
      try pool.read { _ in }
    }
    return pool
  }

  private var configuration: Configuration {
    var configuration = Configuration()
    configuration.readonly = mode == .readOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(busyTimeout)
    configuration.label = "errata.store"
    // Runs before the journal mode is set, so that a file that isn't ours stays as it is.
    configuration.prepareDatabase { [path, mode] db in
      try Schema.check(db, path: path, mode: mode)
    }
    return configuration
  }

  /// After the pool has set `synchronous` to what it likes. `fullfsync` is for macOS, where a plain sync stops at the
  /// drive's cache; elsewhere it means nothing. 64 MiB of cache hold the upper pages of the indexes, and a log of up to
  /// 32 MiB lets pages that many batches touch be moved to the file once. What is deleted on request
  /// is overwritten.
  private func setUp(_ db: Database) throws {
    try db.execute(
      sql: """
        PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
        PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8192; PRAGMA secure_delete = ON;
        """)
    if let maximumPages {
      // A pragma takes no bound values; this one is an integer.
      try db.execute(sql: "PRAGMA max_page_count = \(maximumPages)")
    }
  }
}
