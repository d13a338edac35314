package import ErrataModel

/// Why a corpus can't be used: every error that was found, with its place.
package struct CorpusError: Error, Hashable, Sendable {
  /// All errors, in the order they were found; never empty.
  package let diagnostics: [Diagnostic]

  /// How many errors the text shows.
  package static let shown = 20

  /// Makes an error from diagnostics.
  package init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }
}

extension CorpusError: CustomStringConvertible {
  /// The first errors, one a line, and the number of the rest.
  package var description: String {
    let count = diagnostics.count
    var lines = ["the corpus can't be used, it has \(count) \(count == 1 ? "error" : "errors"):"]
    lines += diagnostics.prefix(CorpusError.shown).map(\.description)
    if count > CorpusError.shown { lines.append("and \(count - CorpusError.shown) more") }
    return lines.joined(separator: "\n")
  }
}
