// Version 6: exposures and reach, as sketches and counts: no key of a user stands in it, and no list of who saw what.
extension Schema {
  /// The tables of reach. What they mean stands at `Schema`.
  static let reach = """
    CREATE TABLE reach_sketch (
      claim TEXT NOT NULL, period INTEGER NOT NULL, day INTEGER NOT NULL, surface TEXT NOT NULL,
      holdout INTEGER NOT NULL, series TEXT NOT NULL, sketch BLOB NOT NULL,
      PRIMARY KEY (claim, period, day, surface, holdout, series)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reach_delay (
      claim TEXT NOT NULL, bucket INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (claim, bucket)
    ) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 6;
    """
}
