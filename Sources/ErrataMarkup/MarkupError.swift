/// Why no text could be taken from a markup. No markup causes an error, however broken it is.
package enum MarkupError: Error, Hashable, Sendable {
  /// The HTML parser got no memory for a source of so many bytes.
  case outOfMemory(bytes: Int)
}

extension MarkupError: CustomStringConvertible {
  /// What failed and what to do.
  package var description: String {
    switch self {
    case .outOfMemory(let bytes):
      "reading HTML of \(bytes) bytes: the parser got no memory; lower MarkupLimits.bytes or run fewer at once"
    }
  }
}
