// Version 3: what each claim labelled, by which a sudden rise is told.
extension Schema {
  /// The table of match budgets. What it means stands at `Schema`.
  static let budgets = """
    CREATE TABLE budget (
      claim TEXT PRIMARY KEY, window_seconds INTEGER NOT NULL, window INTEGER NOT NULL, hits INTEGER NOT NULL,
      mean REAL NOT NULL, quarantined_at INTEGER, quarantine_hits INTEGER, quarantine_allowed INTEGER,
      CHECK ((quarantined_at IS NULL) = (quarantine_hits IS NULL)),
      CHECK ((quarantined_at IS NULL) = (quarantine_allowed IS NULL))
    ) STRICT, WITHOUT ROWID;

    PRAGMA user_version = 3;
    """
}
