internal import ArgumentParser
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore

/// `errata keys`.
struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Make, list and revoke API keys.",
    subcommands: [KeysCreateCommand.self, KeysListCommand.self, KeysRevokeCommand.self])
}

extension KeyRole: ExpressibleByArgument {}

/// `errata keys create`.
struct KeysCreateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create",
    abstract: "Make an API key; its token is printed once and can't be read again.",
    discussion: """
      reader reads decisions, claims and labels; labeler sends items too; curator changes claims and decides on \
      items too; admin may do everything. The store keeps a salted hash of the token only.

      Example:
        errata keys create --name feed --role labeler --expires 2099-01-01
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "Whose key it is, for people and for the audit.")
  var name: String

  @Option(help: "reader, labeler, curator or admin.")
  var role: KeyRole

  @Option(
    help: ArgumentHelp("From when on it counts no more (RFC 3339).", valueName: "time"), transform: ClockOptions.time)
  var expires: Timestamp?

  func run() throws {
    try reportingFailures {
      let opened = try store.open(.readWrite)
      let made = try opened.createKey(
        name: name, role: role, expires: expires, author: author.author, now: clock.now())
      Console.note("key \(made.key.id) for \(name.singleLine), role \(role.rawValue); keep the token, it isn't stored:")
      try Console.print(made.token)
    }
  }
}

/// `errata keys list`.
struct KeysListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List API keys, without their secrets.",
    discussion: """
      Example:
        errata keys create --name feed --role labeler
        errata keys list
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl
    case table
  }

  @OptionGroup var store: StoreOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: "jsonl or table.")
  var format: Format = .table

  private static let table = TextTable(columns: [
    .init(title: "key", width: 12), .init(title: "role", width: 8), .init(title: "state", width: 8),
    .init(title: "expires", width: 20), .init(title: "name", width: nil),
  ])

  func run() throws {
    try reportingFailures {
      let now = clock.now()
      if format == .table { try Console.print(KeysListCommand.table.header) }
      for key in try store.open(.readOnly).keys() {
        try Console.print(format == .table ? row(key, now) : line(key, now))
      }
    }
  }

  private func state(_ key: APIKey, _ now: Timestamp) -> String {
    if key.revokedAt != nil { return "revoked" }
    return key.expires.map { now >= $0 } == true ? "expired" : "live"
  }

  private func row(_ key: APIKey, _ now: Timestamp) -> String {
    KeysListCommand.table.line([
      key.id, key.role.rawValue, state(key, now), key.expires?.description ?? "never", key.name,
    ])
  }

  private func line(_ key: APIKey, _ now: Timestamp) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("id", key.id)
      writer.member("name", key.name)
      writer.member("role", key.role.rawValue)
      writer.member("state", state(key, now))
      writer.member("createdAt", key.createdAt.description)
      writer.member("expires", key.expires?.description)
      writer.member("revokedAt", key.revokedAt?.description)
    }
    return writer.string
  }
}

/// `errata keys revoke`.
struct KeysRevokeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Let an API key count no more, at once.",
    discussion: """
      Example:
        errata keys create --name feed --role labeler > token
        errata keys revoke "$(cut -d_ -f2 token)"
      """)

  @Argument(help: "The key's id, from `errata keys list`.")
  var id: String

  @OptionGroup var store: StoreOptions
  @OptionGroup var author: AuthorOptions
  @OptionGroup var clock: ClockOptions

  func run() throws {
    try reportingFailures {
      let key = try store.open(.readWrite).revokeKey(id, author: author.author, now: clock.now())
      Console.note("key \(key.id) for \(key.name.singleLine) is revoked")
    }
  }
}
