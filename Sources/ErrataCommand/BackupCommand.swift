internal import ArgumentParser
internal import ErrataStore

/// `errata backup`.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a store while it is in use, and check the copy.",
    discussion: """
      The copy is of one moment, whatever is written meanwhile. SQLite's own check and the chain of the record are run \
      on it before it stands at its place; its SHA-256 is written beside it, for `errata restore` and `sha256sum -c`.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata backup backup.sqlite
        sha256sum -c backup.sqlite.sha256
      """)

  @Argument(help: ArgumentHelp("The file to make.", valueName: "file"))
  var file: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Put it in the place of an older one.")
  var replace = false

  func run() throws {
    try reportingFailures {
      // Opened for writing, so that a store of an older version is brought up to date first.
      let report = try store.open(.readWrite).backUp(to: file, replaces: replace)
      try Console.print(
        "\(file): \(report.bytes) bytes, \(report.chain.events) events, sha256 \(report.digest.prefix(12))…; whole")
    }
  }
}

/// `errata restore`.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the place of a store.",
    discussion: """
      The backup is compared with the SHA-256 beside it and checked as `errata backup` does, before anything is \
      touched. With --replace the store that is there is kept beside it, with .replaced at its end; nobody may have \
      it open.

      Example:
        errata label --store errata.sqlite corpora/samples/items.jsonl > out.jsonl
        errata backup backup.sqlite
        errata restore backup.sqlite --store errata.sqlite --replace
      """)

  @Argument(help: ArgumentHelp("The backup.", valueName: "file"))
  var file: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Move away the store that is there.")
  var replace = false

  func run() throws {
    try reportingFailures {
      let (report, hadChecksum) = try DecisionStore.restore(file, to: store.path, replaces: replace)
      if !hadChecksum { Console.warning("\(file).sha256 isn't there, so only the content was checked") }
      try Console.print("\(store.path): \(report.chain.events) events restored from \(file); whole")
    }
  }
}
