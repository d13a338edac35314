/// A file of claims in memory.
package struct CorpusFile: Hashable, Sendable {
  /// What messages call it.
  package var name: String
  /// Its content: JSON Lines, one claim a line.
  package var bytes: [UInt8]

  /// Makes a file.
  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Makes a file from text.
  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }
}
