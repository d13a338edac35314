package import ErrataModel

/// A setting as it stands in a file.
package struct FlatEntry: Hashable, Sendable {
  /// Its dotted name, such as `limits.items` for `items` below `limits`.
  package let key: String
  /// The line, from 1.
  package let line: Int
  /// Its value, or the values of a list.
  package let values: [String]
  /// Whether it is a list.
  package let isList: Bool
}

/// Reads settings from YAML: words, and mappings and lists of them. What the words may mean is up to the caller.
package enum FlatFile {
  /// Largest file that is read, in bytes.
  package static let maximumBytes = 1 << 16

  /// The entries of a file in their order, with what is wrong with it.
  package static func read(_ bytes: [UInt8], file: String) -> (entries: [FlatEntry], faults: [Diagnostic]) {
    var reader = Reader(file: file)
    guard bytes.count <= maximumBytes else {
      reader.fault(.wholeFile, "", "too-large", "has \(bytes.count) bytes, expected at most \(maximumBytes)")
      return ([], reader.faults)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      reader.fault(.wholeFile, "", "not-utf8", "isn't valid UTF-8; save it as UTF-8")
      return ([], reader.faults)
    }
    if let refusal = YAMLScan.refusal(of: bytes) {
      reader.fault(refusal.position, "", refusal.code, refusal.message)
      return ([], reader.faults)
    }
    do {
      if let root = try YAMLDocument.root(of: text) { reader.read(root, path: "") }
    } catch {
      reader.fault(error.position, "", error.code, error.message)
    }
    return (reader.entries, reader.faults)
  }

  private struct Reader {
    let file: String
    var entries: [FlatEntry] = []
    var faults: [Diagnostic] = []

    mutating func fault(_ position: SourcePosition, _ path: String, _ code: String, _ message: String) {
      faults.append(Diagnostic(file: file, line: position.line, field: path, code: code, message: message))
    }

    mutating func read(_ node: YAMLNode, path: String) {
      switch node.content {
      case .text(let text, _):
        if path.isEmpty { return fault(node.position, "", "wrong-type", "expected `name: value` lines") }
        entries.append(FlatEntry(key: path, line: node.position.line, values: [text], isList: false))
      case .list(let nodes):
        if path.isEmpty { return fault(node.position, "", "wrong-type", "expected `name: value` lines, found a list") }
        let texts = nodes.compactMap { node -> String? in
          if case .text(let text, _) = node.content { return text }
          fault(node.position, path, "wrong-type", "expected a text in the list, found \(node.kind)")
          return nil
        }
        entries.append(FlatEntry(key: path, line: node.position.line, values: texts, isList: true))
      case .mapping(let members):
        for member in members { read(member.value, path: path.isEmpty ? member.key : "\(path).\(member.key)") }
      }
    }
  }
}
