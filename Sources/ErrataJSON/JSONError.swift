/// A text that isn't JSON, with the place and what was expected there.
package struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Byte offset of the fault.
  package var offset: Int
  /// What was found and expected.
  package var message: String

  /// Makes an error.
  package init(offset: Int, message: String) {
    self.offset = offset
    self.message = message
  }

  /// The message with its place: `not JSON at byte 12: expected ':' after the name`.
  package var description: String {
    "not JSON at byte \(offset + 1): \(message)"
  }
}
