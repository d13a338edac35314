internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

// Version 2: the chain of events, label events, manual decisions, review queue, keys, answers and jobs.
extension Schema {
  /// The tables of version 2. What they mean stands at `Schema`.
  static let second = """
    CREATE TABLE event (
      sequence INTEGER PRIMARY KEY, kind INTEGER NOT NULL, at INTEGER NOT NULL, row INTEGER, payload TEXT,
      digest BLOB NOT NULL, CHECK (row IS NOT NULL OR payload IS NOT NULL)
    ) STRICT;
    CREATE INDEX event_by_kind ON event (kind, sequence) WHERE kind NOT IN (3, 4);
    CREATE TABLE label_event (
      sequence INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number), value TEXT NOT NULL,
      negated INTEGER NOT NULL, json TEXT NOT NULL
    ) STRICT;
    CREATE INDEX label_event_by_item ON label_event (item, value, sequence);
    CREATE TABLE manual (
      number INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number), claim TEXT NOT NULL,
      action TEXT NOT NULL, label TEXT, cap REAL, review TEXT, score REAL, author TEXT NOT NULL, reason TEXT NOT NULL,
      at INTEGER NOT NULL, expires INTEGER
    ) STRICT;
    CREATE INDEX manual_by_item ON manual (item, claim, number);
    CREATE TABLE publication (
      number INTEGER PRIMARY KEY, revision INTEGER NOT NULL REFERENCES revision (number), author TEXT NOT NULL,
      reason TEXT NOT NULL, at INTEGER NOT NULL
    ) STRICT;

    CREATE TRIGGER event_update BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'append-only: an event is never changed'); END;
    CREATE TRIGGER event_delete BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'append-only: an event is never removed'); END;
    CREATE TRIGGER event_replace BEFORE INSERT ON event
      WHEN EXISTS (SELECT 1 FROM event WHERE sequence = NEW.sequence)
      BEGIN SELECT RAISE(ABORT, 'append-only: an event is never replaced'); END;
    CREATE TRIGGER label_event_update BEFORE UPDATE ON label_event
      BEGIN SELECT RAISE(ABORT, 'append-only: a label_event is never changed'); END;
    CREATE TRIGGER label_event_delete BEFORE DELETE ON label_event
      BEGIN SELECT RAISE(ABORT, 'append-only: a label_event is never removed'); END;
    CREATE TRIGGER label_event_replace BEFORE INSERT ON label_event
      WHEN EXISTS (SELECT 1 FROM label_event WHERE sequence = NEW.sequence)
      BEGIN SELECT RAISE(ABORT, 'append-only: a label_event is never replaced'); END;
    CREATE TRIGGER manual_update BEFORE UPDATE ON manual
      BEGIN SELECT RAISE(ABORT, 'append-only: a manual decision is never changed'); END;
    CREATE TRIGGER manual_delete BEFORE DELETE ON manual
      BEGIN SELECT RAISE(ABORT, 'append-only: a manual decision is never removed'); END;
    CREATE TRIGGER manual_replace BEFORE INSERT ON manual
      WHEN EXISTS (SELECT 1 FROM manual WHERE number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'append-only: a manual decision is never replaced'); END;
    CREATE TRIGGER publication_update BEFORE UPDATE ON publication
      BEGIN SELECT RAISE(ABORT, 'append-only: a publication is never changed'); END;
    CREATE TRIGGER publication_delete BEFORE DELETE ON publication
      BEGIN SELECT RAISE(ABORT, 'append-only: a publication is never removed'); END;
    CREATE TRIGGER publication_replace BEFORE INSERT ON publication
      WHEN EXISTS (SELECT 1 FROM publication WHERE number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'append-only: a publication is never replaced'); END;
    DROP TRIGGER item_version_update;
    CREATE TRIGGER item_version_update BEFORE UPDATE ON item_version
      WHEN NEW.number IS NOT OLD.number OR NEW.item IS NOT OLD.item OR NEW.digest IS NOT OLD.digest OR NEW.json <> ''
      BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never changed'); END;

    CREATE TABLE due (
      at INTEGER NOT NULL, item INTEGER NOT NULL REFERENCES item (number), PRIMARY KEY (at, item)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE review (
      number INTEGER PRIMARY KEY, item INTEGER REFERENCES item (number), claim TEXT NOT NULL, score REAL NOT NULL,
      priority REAL NOT NULL, reason TEXT NOT NULL, state TEXT NOT NULL, decision INTEGER, opened_at INTEGER NOT NULL,
      author TEXT, note TEXT, closed_at INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX review_subject ON review (coalesce(item, 0), claim);
    CREATE INDEX review_queue ON review (state, priority DESC, number);
    CREATE TABLE api_key (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
      created_at INTEGER NOT NULL, expires INTEGER, revoked_at INTEGER
    ) STRICT;
    CREATE TABLE answer (
      owner TEXT NOT NULL, key TEXT NOT NULL, route TEXT NOT NULL, request BLOB NOT NULL, status INTEGER NOT NULL,
      body BLOB NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (owner, key, route)
    ) STRICT;
    CREATE INDEX answer_expiry ON answer (expires);
    CREATE TABLE job (
      number INTEGER PRIMARY KEY, kind TEXT NOT NULL, parameters TEXT NOT NULL, state TEXT NOT NULL,
      author TEXT NOT NULL,
      done INTEGER NOT NULL DEFAULT 0, base INTEGER NOT NULL DEFAULT 0, total INTEGER, checkpoint TEXT, owner TEXT,
      lease_until INTEGER,
      attempts INTEGER NOT NULL DEFAULT 0, error TEXT, created_at INTEGER NOT NULL, started_at INTEGER,
      finished_at INTEGER
    ) STRICT;
    CREATE INDEX job_by_state ON job (state, number);
    PRAGMA user_version = 2;
    """

  /// Gives what a store of version 1 holds its events, in the order: policies, revisions, decisions.
  static func chainFirst(_ db: Database) throws {
    var log = try EventAppender(db)
    for row in try Row.fetchAll(db, sql: "SELECT number FROM policy ORDER BY number") {
      let (payload, at) = try PolicyEvent.payload(of: row[0], in: db)
      try log.append(.policy, at: at, row: row[0], payload: payload)
    }
    for row in try Row.fetchAll(db, sql: "SELECT number FROM revision ORDER BY number") {
      let (payload, at) = try RevisionEvent.payload(of: row[0], in: db)
      try log.append(.revision, at: at, row: row[0], payload: payload)
    }
    var follower = try DecisionFollower(db)
    var last: Int64 = 0
    while let page = try StoredDecision.page(after: last, in: db), let end = page.last {
      for decision in page { try follower.follow(decision, log: &log) }
      last = Int64(end.sequence)
    }
  }
}

/// Derives from decisions, in the order in which they were recorded, what version 2 keeps beside them.
private struct DecisionFollower {
  private let db: Database
  private var labels: LabelLedger
  private let reviews: ReviewFeed
  private let findLater: Statement

  init(_ db: Database) throws {
    self.db = db
    labels = try LabelLedger(db)
    reviews = try ReviewFeed(db)
    findLater = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM decision WHERE item = ? AND decided_at > ? AND sequence < ?)")
  }

  mutating func follow(_ stored: StoredDecision, log: inout EventAppender) throws {
    let decision = try stored.decodedDecision()
    try log.append(
      .decision, at: decision.decidedAt, row: Int64(stored.sequence), payload: stored.eventPayload(id: decision.id))
    let arguments: StatementArguments = [stored.item, decision.decidedAt.milliseconds, stored.sequence]
    if try Bool.fetchOne(findLater, arguments: arguments) == true { return }
    let subject = LabelLedger.Subject(item: stored.item, id: decision.id, decision: stored.sequence, isNew: false)
    let wanted = StandingLabels.reasons(of: decision.labels, manual: [], at: decision.decidedAt)
    try labels.settle(subject, wanted, cause: .decision, at: decision.decidedAt, log: &log)
    try reviews.feed(decision, item: stored.item, sequence: stored.sequence, isNew: false)
  }
}
