// Version 5: what retention has taken away, and the triggers that let it.
extension Schema {
  /// The tables of version 5. What they mean stands at `Schema`. They are made before any step: steps read decisions as
  /// this program does, sealed ones among them.
  static let sealedTables = """
    CREATE TABLE IF NOT EXISTS sealed_decision (
      sequence INTEGER PRIMARY KEY REFERENCES decision (sequence),
      event INTEGER NOT NULL REFERENCES event (sequence) DEFERRABLE INITIALLY DEFERRED, digest BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sealed_decision_by_event ON sealed_decision (event, sequence);
    CREATE TABLE IF NOT EXISTS sealed_version (
      number INTEGER PRIMARY KEY,
      event INTEGER NOT NULL REFERENCES event (sequence) DEFERRABLE INITIALLY DEFERRED,
      version INTEGER NOT NULL REFERENCES item_version (number), UNIQUE (version, event)
    ) STRICT;
    CREATE INDEX IF NOT EXISTS sealed_version_by_event ON sealed_version (event, version);
    """

  /// The triggers of version 5.
  ///
  /// A decision may lose its JSON, and nothing else, once: when a row of `sealed_decision` has kept the digest, and the
  /// item has a later decision. An item version may lose its JSON, as before; what retention took, and no erasure, may
  /// come back with a new decision on the same text. SQL knows no SHA-256: whether it is the same text is told by
  /// checking the chain.
  static let retention = """
    CREATE TRIGGER sealed_decision_update BEFORE UPDATE ON sealed_decision
      BEGIN SELECT RAISE(ABORT, 'append-only: a sealed_decision is never changed'); END;
    CREATE TRIGGER sealed_decision_delete BEFORE DELETE ON sealed_decision
      BEGIN SELECT RAISE(ABORT, 'append-only: a sealed_decision is never removed'); END;
    CREATE TRIGGER sealed_decision_replace BEFORE INSERT ON sealed_decision
      WHEN EXISTS (SELECT 1 FROM sealed_decision WHERE sequence = NEW.sequence)
      BEGIN SELECT RAISE(ABORT, 'append-only: a sealed_decision is never replaced'); END;
    CREATE TRIGGER sealed_version_update BEFORE UPDATE ON sealed_version
      BEGIN SELECT RAISE(ABORT, 'append-only: a sealed_version is never changed'); END;
    CREATE TRIGGER sealed_version_delete BEFORE DELETE ON sealed_version
      BEGIN SELECT RAISE(ABORT, 'append-only: a sealed_version is never removed'); END;
    CREATE TRIGGER sealed_version_replace BEFORE INSERT ON sealed_version
      WHEN EXISTS (SELECT 1 FROM sealed_version WHERE number = NEW.number)
        OR EXISTS (SELECT 1 FROM sealed_version WHERE version = NEW.version AND event = NEW.event)
      BEGIN SELECT RAISE(ABORT, 'append-only: a sealed_version is never replaced'); END;
    DROP TRIGGER decision_update;
    CREATE TRIGGER decision_update BEFORE UPDATE ON decision
      WHEN NOT (
        NEW.json = '' AND OLD.json <> ''
        AND (NEW.sequence, NEW.item, NEW.item_version, NEW.decided_at, NEW.revision, NEW.policy, NEW.normalizer,
            NEW.weight, NEW.labels, NEW.outcome, NEW.labels_so_far, NEW.suppressed_so_far)
          IS (OLD.sequence, OLD.item, OLD.item_version, OLD.decided_at, OLD.revision, OLD.policy, OLD.normalizer,
            OLD.weight, OLD.labels, OLD.outcome, OLD.labels_so_far, OLD.suppressed_so_far)
        AND EXISTS (SELECT 1 FROM sealed_decision WHERE sequence = OLD.sequence)
        AND EXISTS (
          SELECT 1 FROM decision AS later WHERE later.item = OLD.item
            AND (later.decided_at, later.sequence) > (OLD.decided_at, OLD.sequence)))
      BEGIN SELECT RAISE(ABORT, 'append-only: a decision is never changed'); END;
    DROP TRIGGER item_version_update;
    CREATE TRIGGER item_version_update BEFORE UPDATE ON item_version
      WHEN NEW.number IS NOT OLD.number OR NEW.item IS NOT OLD.item OR NEW.digest IS NOT OLD.digest
        OR (NEW.json <> '' AND NOT (
          OLD.json = '' AND EXISTS (SELECT 1 FROM sealed_version WHERE version = OLD.number)
          AND NOT EXISTS (SELECT 1 FROM event WHERE kind = 9 AND kind NOT IN (3, 4) AND row = OLD.item)))
      BEGIN SELECT RAISE(ABORT, 'append-only: an item_version is never changed'); END;

    PRAGMA user_version = 5;
    """
}
