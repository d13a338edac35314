internal import ErrataModel

/// Remembers what a run has said already: ids that came before, and names of unknown fields. Its memory is bounded.
struct SeenItems {
  private var ids = Set<Int>()
  private var fields = Set<Int>()
  private var repeats = 0

  /// Ids that are remembered; later ones are not checked for repeats.
  static let idLimit = 2_000_000
  private static let fieldLimit = 100
  /// Repeated ids that are said.
  static let repeatLimit = 10

  /// A warning when an id came before. Ids, as field names, are compared by hashes of 64 bits, so that long ones take
  /// no more memory than short ones.
  mutating func note(id: String, file: String, line: Int) -> Diagnostic? {
    guard ids.count < SeenItems.idLimit, !ids.insert(id.hashValue).inserted else { return nil }
    repeats += 1
    guard repeats <= SeenItems.repeatLimit else { return nil }
    let rest = repeats == SeenItems.repeatLimit ? "; further repeats are not said" : ""
    return Diagnostic(
      severity: .warning, file: file, line: line, field: "id", code: "duplicate-id",
      message: "\"\(id.shortened)\" came before in this run; the item is judged all the same\(rest)")
  }

  /// A warning for each field name that wasn't seen before.
  mutating func note(unknownFields names: [String], file: String, line: Int) -> [Diagnostic] {
    names.compactMap { name in
      guard fields.count < SeenItems.fieldLimit, fields.insert(name.hashValue).inserted else { return nil }
      return Diagnostic(
        severity: .warning, file: file, line: line, field: name.shortened, code: "unknown-field",
        message: "isn't a field of an item and is ignored; said once")
    }
  }
}
