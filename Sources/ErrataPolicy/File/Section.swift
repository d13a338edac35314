/// A mapping of the file with its path, whose keys were checked.
struct Section {
  let path: String
  let position: SourcePosition
  private let entries: [YAMLEntry]
  /// Known keys that unknown ones were taken to mean: that they are missing has been said.
  private let misspelt: Set<String>

  /// Takes a node as a mapping; reports what is no mapping, and every key that isn't known.
  init?(_ node: YAMLNode, path: String, keys: [String], _ findings: inout Findings) {
    guard case .mapping(let entries) = node.content else {
      findings.error(
        "wrong-type", node.position, path,
        "Expected a mapping with the keys \(keys.listed), found \(node.kind).")
      return nil
    }
    self.path = path
    self.position = node.position
    self.entries = entries
    let unknown = entries.filter { !keys.contains($0.key) }
    misspelt = Set(unknown.compactMap { NearestWord.to($0.key, among: keys) })
    for entry in unknown {
      findings.error("unknown-key", entry.position, self.path(of: entry.key), Section.hint(entry.key, keys))
    }
  }

  /// The value of a key, or `nil` where the key is missing.
  subscript(key: String) -> YAMLNode? {
    entries.first { $0.key == key }?.value
  }

  /// The value of a key that must be there.
  func required(_ key: String, _ findings: inout Findings) -> YAMLNode? {
    if let node = self[key] { return node }
    guard !misspelt.contains(key) else { return nil }
    findings.error("missing-key", position, path(of: key), "The key `\(key)` is missing here. Add it.")
    return nil
  }

  /// Where a key itself stands.
  func keyPosition(_ key: String) -> SourcePosition {
    entries.first { $0.key == key }?.position ?? position
  }

  /// The full path of a key.
  func path(of key: String) -> String {
    path.isEmpty ? key : "\(path).\(key)"
  }

  private static func hint(_ key: String, _ known: [String]) -> String {
    if let nearest = NearestWord.to(key, among: known) {
      return "Unknown key `\(key.shortened)`. Did you mean `\(nearest)`?"
    }
    return "Unknown key `\(key.shortened)`. Known here: \(known.listed)."
  }
}

extension [String] {
  /// Words for a message: `a`, `b`, `c`.
  var listed: String { map { "`\($0)`" }.joined(separator: ", ") }
}
