/// One line of a report: what was taken, left out, mended or should be looked at, and where.
package struct ImportNote: Hashable, Sendable {
  /// What kind of line it is.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The review or claim was taken.
    case taken
    /// It wasn't; `code` tells why.
    case leftOut
    /// It was taken after something was mended.
    case mended
    /// It was taken, but makes no label until a curator has looked at it.
    case draft
    /// Its reviews disagree.
    case disputed
    /// Two claims are nearly the same; a curator may merge them.
    case near
    /// Something about a source as a whole.
    case source
  }

  /// The kind.
  package var kind: Kind
  /// Where.
  package var place: ImportPlace
  /// A stable word for the reason, in kebab-case.
  package var code: String
  /// What was found, and what to do.
  package var message: String

  /// Makes a note.
  package init(_ kind: Kind, _ place: ImportPlace, code: String, _ message: String) {
    self.kind = kind
    self.place = place
    self.code = code
    self.message = message
  }
}

/// What an import did, bounded in size whatever the sources hold: all is counted, the first lines of each kind are
/// kept.
package struct ImportReport: Hashable, Sendable {
  /// Most lines of a kind that are kept.
  package static let linesKept = 1000
  /// Most code points of a line's message.
  static let messageLength = 300

  /// Sources read.
  package var sources = 0
  /// Bytes read.
  package var bytes = 0
  /// Reviews and claims found.
  package var found = 0
  /// Those that were taken.
  package var taken = 0
  /// Those that were left out.
  package var leftOut = 0
  /// Claims that are new.
  package var added = 0
  /// Claims that are changed.
  package var updated = 0
  /// Claims that are as they were.
  package var unchanged = 0
  /// Claims that wait for a curator.
  package var drafts = 0
  /// Claims whose reviews disagree.
  package var disputed = 0
  /// Reviews that joined the claim of another one.
  package var merged = 0
  /// Counts by kind and code.
  package private(set) var counts: [ImportNote.Kind: [String: Int]] = [:]
  /// The first lines of each kind, in the order of the sources.
  package private(set) var notes: [ImportNote] = []
  private var kept: [ImportNote.Kind: Int] = [:]

  /// An empty report.
  package init() {}

  /// Adds a line.
  mutating func add(_ kind: ImportNote.Kind, _ place: ImportPlace, _ code: String, _ message: @autoclosure () -> String)
  {
    counts[kind, default: [:]][code, default: 0] += 1
    if kind == .leftOut { leftOut += 1 }
    guard kept[kind, default: 0] < ImportReport.linesKept else { return }
    kept[kind, default: 0] += 1
    notes.append(
      ImportNote(kind, place, code: code, TextCleaner.clipped(message(), to: ImportReport.messageLength)))
  }

  /// Lines of a kind that aren't kept.
  package func notKept(_ kind: ImportNote.Kind) -> Int {
    (counts[kind]?.values.reduce(0, +) ?? 0) - (kept[kind] ?? 0)
  }

  /// Something in the sources was left out.
  package var hasFaults: Bool { leftOut > 0 || counts[.source] != nil }
}
