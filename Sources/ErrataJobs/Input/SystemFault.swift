internal import Foundation

/// An error number of a system call.
struct SystemFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The value of `errno`.
  let code: Int32

  /// The system's words for it.
  var description: String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
