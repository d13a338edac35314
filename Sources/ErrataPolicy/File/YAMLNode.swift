/// A place in a file.
struct SourcePosition: Hashable, Comparable, Sendable {
  /// From 1; 0 for the whole file.
  var line: Int
  /// In Unicode scalars, from 1; 0 for the whole file.
  var column: Int

  static let wholeFile = SourcePosition(line: 0, column: 0)

  static func < (a: SourcePosition, b: SourcePosition) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A value of a YAML file with its place. Words stay text: what `no`, `false` or `1.0` mean is up to who
/// reads them.
struct YAMLNode: Sendable {
  enum Content: Sendable {
    /// A word or text; `isPlain` when it has no quotes.
    case text(String, isPlain: Bool)
    case list([YAMLNode])
    case mapping([YAMLEntry])
  }

  var content: Content
  var position: SourcePosition

  /// What it is, for messages.
  var kind: String {
    switch content {
    case .text("", isPlain: true): "nothing"
    case .text(let text, isPlain: true): "`\(text.shortened)`"
    case .text(let text, isPlain: false): "the quoted text \"\(text.shortened)\""
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// A key of a mapping with its value.
struct YAMLEntry: Sendable {
  var key: String
  var position: SourcePosition
  var value: YAMLNode
}

extension String {
  /// At most forty characters, so that a message stays a line.
  var shortened: String { count > 40 ? prefix(39) + "…" : self }
}
