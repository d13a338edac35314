internal import ArgumentParser
internal import ErrataModel
internal import ErrataStore

/// A publication as people name it: by its number, by the first digits of its revision's digest, or `live`.
struct RevisionReference: ExpressibleByArgument {
  let text: String

  /// What is live.
  static let live = RevisionReference("live")

  private init(_ text: String) { self.text = text }

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    text = argument
  }

  /// Least digits of a digest.
  private static let digits = 8

  /// The publication in a store.
  func publication(in store: DecisionStore) throws -> Publication {
    if text == "live" {
      guard let live = try store.published else { throw ReferenceError(reference: text, store: store.path) }
      return live
    }
    var (after, found) = (0, Publication?.none)
    while true {
      let page = try store.publications(after: after, limit: 1000)
      guard let last = page.last else { break }
      if let number = Int(text), let publication = page.first(where: { $0.number == number }) { return publication }
      if text.utf8.count >= RevisionReference.digits {
        // Of a revision that went live several times the last one.
        found = page.last { $0.digest.hasPrefix(text.lowercased()) } ?? found
      }
      after = last.number
    }
    guard let found else { throw ReferenceError(reference: text, store: store.path) }
    return found
  }
}

/// A reference to nothing.
private struct ReferenceError: Error, CustomStringConvertible {
  var reference: String
  var store: String

  var description: String {
    "\(store): has no publication \"\(reference.singleLine)\". Give a number or at least eight digits of a digest "
      + "from `errata corpus log`, or live."
  }
}
