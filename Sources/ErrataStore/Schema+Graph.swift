internal import ErrataModel
internal import GRDB

// Version 4: the graph of items, labels that travel along it, receipts and appeals.
extension Schema {
  /// The tables of version 4. What they mean stands at `Schema`.
  static let graph = """
    CREATE TABLE edge (
      child INTEGER NOT NULL REFERENCES item (number), parent INTEGER NOT NULL REFERENCES item (number),
      kind INTEGER NOT NULL, passes INTEGER NOT NULL, PRIMARY KEY (child, parent)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX edge_by_parent ON edge (parent, child) WHERE passes = 1;
    CREATE TABLE topic (
      number INTEGER PRIMARY KEY, claim TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (claim, value)
    ) STRICT;
    CREATE TABLE seed (
      item INTEGER NOT NULL REFERENCES item (number), topic INTEGER NOT NULL REFERENCES topic (number),
      cap REAL, review TEXT, expires INTEGER, PRIMARY KEY (item, topic)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE carried (
      item INTEGER NOT NULL REFERENCES item (number), topic INTEGER NOT NULL REFERENCES topic (number),
      hops INTEGER NOT NULL, root INTEGER NOT NULL REFERENCES item (number),
      via INTEGER NOT NULL REFERENCES item (number), PRIMARY KEY (item, topic)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cascade (
      topic INTEGER NOT NULL REFERENCES topic (number), root INTEGER NOT NULL REFERENCES item (number),
      size INTEGER NOT NULL, cut_hops INTEGER, cut_item INTEGER, PRIMARY KEY (topic, root)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mention (
      item INTEGER NOT NULL REFERENCES item (number), claim TEXT NOT NULL, role INTEGER NOT NULL,
      PRIMARY KEY (item, claim)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX mention_by_claim ON mention (claim, item);
    CREATE TABLE awaited (item INTEGER PRIMARY KEY REFERENCES item (number)) STRICT;
    CREATE TABLE receipt (
      number INTEGER PRIMARY KEY, cause TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL,
      items INTEGER NOT NULL, digest BLOB NOT NULL, milliseconds INTEGER NOT NULL,
      undoes INTEGER REFERENCES receipt (number)
    ) STRICT;
    CREATE UNIQUE INDEX receipt_undone ON receipt (undoes) WHERE undoes IS NOT NULL;
    CREATE TABLE receipt_item (
      number INTEGER PRIMARY KEY, receipt INTEGER NOT NULL REFERENCES receipt (number),
      item INTEGER NOT NULL REFERENCES item (number), json TEXT NOT NULL, UNIQUE (receipt, item)
    ) STRICT;
    CREATE INDEX receipt_by_item ON receipt_item (item, receipt);
    CREATE TABLE appeal (
      number INTEGER PRIMARY KEY, item INTEGER NOT NULL REFERENCES item (number), claim TEXT NOT NULL,
      state TEXT NOT NULL, author TEXT NOT NULL, reason TEXT NOT NULL, opened_at INTEGER NOT NULL,
      deadline INTEGER NOT NULL, decided_by TEXT, answer TEXT, closed_at INTEGER, receipt INTEGER
    ) STRICT;
    CREATE INDEX appeal_by_state ON appeal (state, deadline, number);
    CREATE INDEX appeal_by_item ON appeal (item, claim);

    CREATE TRIGGER receipt_update BEFORE UPDATE ON receipt
      BEGIN SELECT RAISE(ABORT, 'append-only: a receipt is never changed'); END;
    CREATE TRIGGER receipt_delete BEFORE DELETE ON receipt
      BEGIN SELECT RAISE(ABORT, 'append-only: a receipt is never removed'); END;
    CREATE TRIGGER receipt_replace BEFORE INSERT ON receipt
      WHEN EXISTS (SELECT 1 FROM receipt WHERE number = NEW.number OR undoes = NEW.undoes)
      BEGIN SELECT RAISE(ABORT, 'append-only: a receipt is never replaced'); END;
    CREATE TRIGGER receipt_item_update BEFORE UPDATE ON receipt_item
      BEGIN SELECT RAISE(ABORT, 'append-only: a receipt_item is never changed'); END;
    CREATE TRIGGER receipt_item_delete BEFORE DELETE ON receipt_item
      BEGIN SELECT RAISE(ABORT, 'append-only: a receipt_item is never removed'); END;
    CREATE TRIGGER receipt_item_replace BEFORE INSERT ON receipt_item
      WHEN EXISTS (SELECT 1 FROM receipt_item WHERE number = NEW.number)
        OR EXISTS (SELECT 1 FROM receipt_item WHERE receipt = NEW.receipt AND item = NEW.item)
      BEGIN SELECT RAISE(ABORT, 'append-only: a receipt_item is never replaced'); END;

    CREATE TABLE propagation (
      number INTEGER PRIMARY KEY CHECK (number = 1), hops INTEGER NOT NULL, attenuation REAL NOT NULL,
      cascade INTEGER NOT NULL
    ) STRICT;
    INSERT INTO propagation VALUES (1, 8, 0.95, 1000000);

    PRAGMA user_version = 4;
    """

  /// Gives what a store of version 3 holds its graph.
  static func graphFirst(_ db: Database) throws {
    let milliseconds = try Int64.fetchOne(db, sql: "SELECT at FROM event ORDER BY sequence DESC LIMIT 1")
    guard let milliseconds else { return }
    let now = Timestamp(milliseconds: milliseconds)
    var settler = try LabelSettler(db)
    var last: Int64 = 0
    while true {
      let page = try StoredDecision.standing(afterItem: last, in: db, limit: 1000)
      guard let end = page.last else { return }
      for stored in page {
        let recorded = try stored.decoded()
        try settler.adopt(recorded.decision, recorded.item, number: stored.item)
        _ = try settler.settle(stored.item, cause: .propagation, at: now)
      }
      last = end.item
    }
  }
}
