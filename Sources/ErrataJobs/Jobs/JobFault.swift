/// Why a job can't be done: it fails with this, and may be resumed when that is mended.
package struct JobFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was found, and what to do.
  package let description: String

  /// Makes a fault.
  package init(_ description: String) {
    self.description = description
  }
}

/// A job was ended before its end, by a signal, a cancellation or a lost lease.
struct JobStopped: Error {}
