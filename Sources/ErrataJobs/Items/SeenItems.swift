internal import ErrataExchange
internal import ErrataModel

/// Remembers what a run has said already: ids that came before, and names of unknown fields. Its memory is bounded.
struct SeenItems {
  private var ids = HashTable()
  private var fields = Set<Int>()
  private var repeats = 0

  /// Ids that are remembered; later ones are not checked for repeats.
  static let idLimit = 2_000_000
  /// Repeated ids that are said.
  static let repeatLimit = 10

  /// Notes an id by its hash; true when it came before and that is to be said. Ids, as field names, are compared by
  /// hashes of 64 bits, so that long ones take no more memory than short ones.
  mutating func isRepeat(_ hash: UInt64) -> Bool {
    guard ids.count < SeenItems.idLimit, !ids.insert(hash) else { return false }
    repeats += 1
    return repeats <= SeenItems.repeatLimit
  }

  /// The warning for the repeat that was noted last; its line is read anew for the id.
  func warning(repeatedIn line: Line, of batch: LineBatch, file: String) -> Diagnostic {
    var (reader, item) = (ItemLine(), ItemBuffer())
    _ = try? reader.read(line, of: batch, file: file, into: &item)
    let rest = repeats == SeenItems.repeatLimit ? "; further repeats are not said" : ""
    return Diagnostic(
      severity: .warning, file: file, line: line.number, field: "id", code: "duplicate-id",
      message: "\"\(item.head.id.shortened)\" came before in this run; the item is judged all the same\(rest)")
  }

  /// A warning for each field name that wasn't seen before.
  mutating func note(unknownFields names: [String], file: String, line: Int) -> [Diagnostic] {
    names.compactMap { name in
      guard fields.count < ItemReader.nameLimit, fields.insert(name.hashValue).inserted else { return nil }
      return Diagnostic(
        severity: .warning, file: file, line: line, field: name.shortened, code: "unknown-field",
        message: "isn't a field of an item and is ignored; said once")
    }
  }
}
