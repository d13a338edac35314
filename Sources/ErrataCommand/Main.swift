internal import ArgumentParser
internal import Dispatch

/// Where the tool starts.
///
/// Not the entry point of an asynchronous program, which takes up file descriptors before any code of ours runs, so
/// that a closed standard input looks like an open one, and which runs commands on another thread than the one that
/// signals come to. Only a command that needs it is run that way.
@main
enum Main {
  static func main() {
    do {
      var command = try ErrataCommand.parseAsRoot()
      if let asynchronous = command as? any AsyncParsableCommand { run(asynchronous) }
      try command.run()
    } catch {
      ErrataCommand.exit(withError: error)
    }
  }

  /// Runs a command on the threads of tasks, and never comes back.
  private static func run(_ command: sending any AsyncParsableCommand) -> Never {
    var command = command
    Task {
      do {
        try await command.run()
        ErrataCommand.exit()
      } catch {
        ErrataCommand.exit(withError: error)
      }
    }
    dispatchMain()
  }
}
