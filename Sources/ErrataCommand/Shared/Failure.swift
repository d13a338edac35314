internal import ArgumentParser
internal import ErrataJobs

/// Exit codes of the tool. A usage error exits with 64, as the argument parser does.
enum ExitCodes {
  /// Everything asked for was done.
  static let success = ExitCode(0)
  /// Done, but some input was faulty, or lint found errors.
  static let findings = ExitCode(1)
  /// Not done: a file, an index, a policy or a store can't be used.
  static let failure = ExitCode(2)
}

/// Runs the body of a command and turns its errors into a message on standard error and exit code 2. A reader of the
/// output that has gone (`errata … | head -1`) ends the command quietly, and not as a failure.
func reportingFailures(_ body: () throws -> Void) throws {
  OutputWriter.ignoreBrokenPipes()
  do { try body() } catch { throw reported(error) }
}

/// Does the same for a command that waits.
func reportingFailures(_ body: () async throws -> Void) async throws {
  OutputWriter.ignoreBrokenPipes()
  do { try await body() } catch { throw reported(error) }
}

/// Tells an error, and gives the exit code for it.
private func reported(_ error: any Error) -> any Error {
  switch error {
  case is ExitCode, is ValidationError: return error
  case OutputError.closed: return ExitCodes.success
  default:
    Console.error("\(error)")
    return ExitCodes.failure
  }
}
