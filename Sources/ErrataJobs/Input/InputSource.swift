/// Where a run reads its lines from.
package enum InputSource: Hashable, Sendable {
  /// The process's standard input.
  case standardInput
  /// A file, pipe or device at a path.
  case path(String)

  /// Reads a command-line argument: `-` stands for standard input.
  package init(argument: String) {
    self = argument == "-" ? .standardInput : .path(argument)
  }

  /// The name for messages: the path as given, or `<stdin>`.
  package var name: String {
    switch self {
    case .standardInput: "<stdin>"
    case .path(let path): path
    }
  }
}
