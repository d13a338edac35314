internal import ErrataExchange

/// Why the store refuses to record something, or can't read what it holds; becomes a `StoreError` with the path.
struct RecordFault: Error, Hashable {
  var kind: StoreError.Kind
  var found: String
  var remedy: String

  /// A value that could not be read back, or doesn't fit together.
  static func refused(_ subject: String, _ fault: FieldFault) -> RecordFault {
    let field = fault.field.isEmpty ? "" : "\(fault.field): "
    return RecordFault(
      kind: .refused, found: "\(subject): \(field)\(fault.message)",
      remedy: "Nothing of this was recorded: mend or leave out this one, then repeat")
  }

  /// A row whose JSON isn't what the store wrote.
  static func unreadable(_ row: String, _ reason: String) -> RecordFault {
    RecordFault(
      kind: .damaged, found: "\(row) can't be read: \(reason)", remedy: "Keep the file for analysis, and restore a copy"
    )
  }

  func error(path: String, operation: String) -> StoreError {
    StoreError(kind, path: path, operation: operation, found: found, remedy: remedy)
  }
}
