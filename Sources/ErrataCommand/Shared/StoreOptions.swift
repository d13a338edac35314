internal import ArgumentParser
internal import ErrataStore
internal import Foundation

/// The store that a command works on.
struct StoreOptions: ParsableArguments {
  @Option(name: .customLong("store"), help: ArgumentHelp("The store's SQLite file.", valueName: "file"))
  var path = "errata.sqlite"

  /// Opens it.
  func open(_ mode: DecisionStore.Mode) throws -> DecisionStore {
    try DecisionStore(path: path, mode: mode)
  }
}

/// Who does something that the record keeps.
struct AuthorOptions: ParsableArguments {
  @Option(
    name: .customLong("by"),
    help: ArgumentHelp("Who does it, for the record (default: the user's name).", valueName: "name"))
  var name: String?

  /// The name that was given, or the user's.
  var author: String { name ?? NSUserName() }

  func validate() throws {
    if name == "" { throw ValidationError("--by takes a name.") }
  }
}
