internal import GRDB

/// The tables of a store, and the steps from one version to the next.
///
/// An SQLite file in WAL mode, UTF-8, `application_id` 0x45525254 ("ERRT"), `user_version` the schema's version.
/// All tables are STRICT; those of the record are append-only by triggers. Times are milliseconds since
/// 1970-01-01T00:00:00Z, digests SHA-256; `json` columns hold the canonical forms of `ItemEncoder`, `ClaimEncoder` and
/// `DecisionEncoder`.
/// ```
/// store        = record* working*
/// record       = revision claim_change policy item item_version decision event label_event manual publication
///                receipt receipt_item sealed_decision sealed_version
/// working      = due review api_key answer job budget edge topic seed carried cascade mention awaited appeal
///                propagation reach_sketch reach_delay copy_key copy_bucket      (these may change)
/// revision     = number digest(hex, unique) claims(how many) recorded_at
/// claim_change = number revision→revision claim(its id) (digest json | NULL NULL when gone)
///                a claim at a revision: its row with the greatest revision not after it
/// policy       = number version(unique) yaml recorded_at
/// item         = number id(unique)
/// item_version = number item→item digest(of json, unique for the item) json(empty when deleted on request, or sealed)
/// decision     = sequence(1, 2, 3… without gaps) item→item item_version→item_version decided_at
///                revision→revision policy→policy normalizer weight labels(values, by blanks)
///                outcome(digest of json without the values of decidedAt, issuedAt)
///                labels_so_far suppressed_so_far(totals of all rows up to this one) json(empty when sealed)
///                an item's decision at a time: its row with the greatest (decided_at, sequence) not after it
/// event        = sequence(without gaps) kind(`EventKind`) at row→row of the kind's table
///                payload(NULL where it is made again from that row) digest(`EventChain`)
/// label_event  = sequence(without gaps) item→item value negated json(`LabelEvent`)
/// manual       = number item→item claim(empty: all) action label cap review score author reason at expires
/// publication  = number revision→revision author reason at     the last one is live
/// due          = at item→item                                  when the item's labels must be looked at again
/// review       = number item→item claim score priority reason state decision opened_at author note closed_at
/// api_key      = id name role salt hash(SHA-256 of salt and secret) created_at expires revoked_at
/// answer       = owner key route request(digest) status body expires
/// job          = number kind parameters state author done base(done when it was taken last) total checkpoint owner
///                lease_until attempts(takes without progress) error
///                created_at started_at(when it was taken last) finished_at
/// budget       = claim(its id) window_seconds window(the last one counted) hits(in it) mean(before it)
///                quarantined_at quarantine_hits quarantine_allowed
/// edge         = child→item parent→item kind(`StoredEdge`) passes(labels go from parent to child)
/// topic        = number claim(empty: declared by the author) value
/// seed         = item→item topic→topic cap(weight) review expires       an item's labels for reasons of its own
/// carried      = item→item topic→topic hops root→item via→item          seeds with 0 hops, and what is inherited
/// cascade      = topic→topic root→item size cut_hops cut_item           items after the cut inherit nothing
/// mention      = item→item claim role(0 label, 1 queued, 2 suppressed, 3 denied)    by the standing decision
/// awaited      = item→item                                               known as a parent only
/// receipt      = number cause(`ReceiptCause`) author reason at items digest(of the items' rows) milliseconds
///                undoes→receipt
/// receipt_item = number receipt→receipt item→item json(`ReceiptItem`)
/// appeal       = number item→item claim state author reason opened_at deadline decided_by answer closed_at receipt
/// sealed_decision = sequence→decision event→event(of kind retention) digest(of the JSON that the decision had)
/// sealed_version  = number event→event version→item_version
/// propagation  = number(1) hops attenuation cascade                     `PropagationRules`
/// reach_sketch = claim period(of the salt) day(since 1970-01-01) surface holdout series sketch(`HyperLogLog`)
/// reach_delay  = claim bucket(`DelayHistogram`) count
/// copy_key     = item→item keys(`CopySketch`)                           of items that name a claim with role 0 or 1
/// copy_bucket  = bucket(of a key and a claim) role(0 label, 1 queued) item→item
/// ```
enum Schema {
  /// "ERRT" in ASCII.
  static let applicationID = 0x4552_5254

  /// The version that this program writes.
  static let version = 7

  /// The tables of version 1. A released step is never edited.
  static let first = """
    CREATE TABLE revision (
      number INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, claims INTEGER NOT NULL, recorded_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE claim_change (
      number INTEGER PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision (number), claim TEXT NOT NULL,
      digest BLOB, json TEXT, UNIQUE (claim, revision), CHECK ((digest IS NULL) = (json IS NULL))
    ) STRICT;
    CREATE TABLE policy (
      number INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE, yaml TEXT NOT NULL, recorded_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE item (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE item_version (
      number INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number), digest BLOB NOT NULL,
      json TEXT NOT NULL, UNIQUE (item, digest)
    ) STRICT;
    CREATE TABLE decision (
      sequence INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number),
      item_version INTEGER NOT NULL REFERENCES item_version (number), decided_at INTEGER NOT NULL,
      revision INTEGER NOT NULL REFERENCES revision (number), policy INTEGER NOT NULL REFERENCES policy (number),
      normalizer TEXT NOT NULL, weight REAL NOT NULL, labels TEXT NOT NULL, outcome BLOB NOT NULL,
      labels_so_far INTEGER NOT NULL, suppressed_so_far INTEGER NOT NULL, json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX decision_by_item ON decision (item, decided_at, sequence);

    CREATE TRIGGER revision_update BEFORE UPDATE ON revision
      BEGIN SELECT RAISE(ABORT, 'append-only: a revision is never changed'); END;
    CREATE TRIGGER revision_delete BEFORE DELETE ON revision
      BEGIN SELECT RAISE(ABORT, 'append-only: a revision is never removed'); END;
    CREATE TRIGGER revision_replace BEFORE INSERT ON revision
      WHEN EXISTS (SELECT 1 FROM revision WHERE number = NEW.number OR digest = NEW.digest)
      BEGIN SELECT RAISE(ABORT, 'append-only: a revision is never replaced'); END;
    CREATE TRIGGER claim_change_update BEFORE UPDATE ON claim_change
      BEGIN SELECT RAISE(ABORT, 'append-only: a claim_change is never changed'); END;
    CREATE TRIGGER claim_change_delete BEFORE DELETE ON claim_change
      BEGIN SELECT RAISE(ABORT, 'append-only: a claim_change is never removed'); END;
    CREATE TRIGGER claim_change_replace BEFORE INSERT ON claim_change
      WHEN EXISTS (SELECT 1 FROM claim_change WHERE number = NEW.number)
        OR EXISTS (SELECT 1 FROM claim_change WHERE claim = NEW.claim AND revision = NEW.revision)
      BEGIN SELECT RAISE(ABORT, 'append-only: a claim_change is never replaced'); END;
    CREATE TRIGGER policy_update BEFORE UPDATE ON policy
      BEGIN SELECT RAISE(ABORT, 'append-only: a policy is never changed'); END;
    CREATE TRIGGER policy_delete BEFORE DELETE ON policy
      BEGIN SELECT RAISE(ABORT, 'append-only: a policy is never removed'); END;
    CREATE TRIGGER policy_replace BEFORE INSERT ON policy
      WHEN EXISTS (SELECT 1 FROM policy WHERE number = NEW.number OR version = NEW.version)
      BEGIN SELECT RAISE(ABORT, 'append-only: a policy is never replaced'); END;
    CREATE TRIGGER item_update BEFORE UPDATE ON item
      BEGIN SELECT RAISE(ABORT, 'append-only: an item is never changed'); END;
    CREATE TRIGGER item_delete BEFORE DELETE ON item
      BEGIN SELECT RAISE(ABORT, 'append-only: an item is never removed'); END;
    CREATE TRIGGER item_replace BEFORE INSERT ON item
      WHEN EXISTS (SELECT 1 FROM item WHERE number = NEW.number OR id = NEW.id)
      BEGIN SELECT RAISE(ABORT, 'append-only: an item is never replaced'); END;
    CREATE TRIGGER item_version_update BEFORE UPDATE ON item_version
      BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never changed'); END;
    CREATE TRIGGER item_version_delete BEFORE DELETE ON item_version
      BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never removed'); END;
    CREATE TRIGGER item_version_replace BEFORE INSERT ON item_version
      WHEN EXISTS (SELECT 1 FROM item_version WHERE number = NEW.number)
        OR EXISTS (SELECT 1 FROM item_version WHERE item = NEW.item AND digest = NEW.digest)
      BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never replaced'); END;
    CREATE TRIGGER decision_update BEFORE UPDATE ON decision
      BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never changed'); END;
    CREATE TRIGGER decision_delete BEFORE DELETE ON decision
      BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never removed'); END;
    CREATE TRIGGER decision_replace BEFORE INSERT ON decision
      WHEN EXISTS (SELECT 1 FROM decision WHERE sequence = NEW.sequence)
      BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never replaced'); END;

    PRAGMA application_id = 0x45525254;
    PRAGMA user_version = 1;
    """

  /// Leads from a version to the next.
  private static func step(from version: Int, _ db: Database) throws {
    switch version {
    case 0: try db.execute(sql: first)
    case 1:
      try db.execute(sql: second)
      try chainFirst(db)
    case 2: try db.execute(sql: budgets)
    case 3:
      try db.execute(sql: graph)
      try graphFirst(db)
    case 4: try db.execute(sql: retention)
    case 5: try db.execute(sql: reach)
    default: try copiesFirst(db)
    }
  }

  /// Whether a connection stands on a store that this program can use, or on an empty file that may become one.
  ///
  /// - Throws: `StoreError` when not. Changes nothing.
  static func check(_ db: Database, path: String, mode: DecisionStore.Mode) throws {
    let found = try State(db)
    func error(_ kind: StoreError.Kind, _ what: String, _ remedy: String) -> StoreError {
      StoreError(kind, path: path, operation: "open the store", found: what, remedy: remedy)
    }
    guard found.isEmpty || found.applicationID == applicationID else {
      throw error(
        .foreign, "it is an SQLite file of another program (application id \(found.applicationID))",
        "Give another path; nothing was changed in this file")
    }
    guard found.version <= version else {
      throw error(
        .newer, "its schema has version \(found.version), this program knows versions up to \(version)",
        "Use the newer program that wrote it; nothing was changed in this file")
    }
    guard mode == .readWrite || !found.isEmpty else {
      throw error(.empty, "the file is empty", "Check the path; a store is made by the first run that records into it")
    }
    guard mode == .readWrite || found.version == version else {
      throw error(
        .older, "its schema has version \(found.version), this program reads version \(version)",
        "Open it once for writing, which brings it up to date")
    }
  }

  /// Runs the steps that are missing, in one transaction; nothing when there are none.
  static func migrate(_ db: Database, path: String) throws {
    guard try State(db).version < version else { return }
    try db.inTransaction(.immediate) {
      // Another process may have been faster.
      try check(db, path: path, mode: .readWrite)
      let first = try State(db).version
      try db.execute(sql: sealedTables)
      try db.execute(sql: copyTables)
      for version in first..<version { try step(from: version, db) }
      return .commit
    }
  }

  /// What a file says of itself.
  private struct State {
    var applicationID: Int
    var version: Int
    var hasTables: Bool

    /// One statement, so that it sees one state: another process may be making the store meanwhile.
    init(_ db: Database) throws {
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT application_id, user_version, EXISTS (SELECT 1 FROM sqlite_schema) AS has_tables
          FROM pragma_application_id, pragma_user_version
          """)
      applicationID = row?["application_id"] ?? 0
      version = max(0, row?["user_version"] ?? 0)
      hasTables = row?["has_tables"] ?? false
    }

    var isEmpty: Bool { applicationID == 0 && !hasTables && version == 0 }
  }
}
