/// A claim as the index sees it: an id, opaque bytes for whoever opens the index, and its texts.
package struct IndexedClaim: Sendable {
  /// The claim's id, unique in the index.
  package var id: String
  /// Opaque bytes; the corpus puts the claim's canonical JSON here.
  package var payload: [UInt8]
  /// The claim's texts.
  package var entries: [Entry]

  /// One text of a claim.
  package struct Entry: Sendable {
    /// What it is.
    package var field: EntryField
    /// Its number among the entries of its field, from 0.
    package var number: Int
    /// The text, not normalized.
    package var text: String

    /// Makes an entry.
    package init(field: EntryField, number: Int, text: String) {
      self.field = field
      self.number = number
      self.text = text
    }
  }

  /// Makes a claim.
  package init(id: String, payload: [UInt8], entries: [Entry]) {
    self.id = id
    self.payload = payload
    self.entries = entries
  }
}
