import Yams

/// Parses YAML text with Yams into nodes. The only file that touches it.
///
/// Call it only with text that ``YAMLScan`` let pass: Yams descends by recursion and resolves aliases as it
/// goes.
enum YAMLDocument {
  /// Why a text is no YAML that we read.
  struct Failure: Error {
    var position: SourcePosition
    var code: String
    var message: String
  }

  /// The root of the only document; `nil` when there is none.
  static func root(of yaml: String) throws(Failure) -> YAMLNode? {
    do {
      // Without the encoding Yams would look at the environment, which is no business of a pure function.
      // Without rules for what a word may mean: all words stay text, and the usual rules are slow to load.
      let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
      return try parser.singleRoot().map(converted)
    } catch let failure as Failure {
      throw failure
    } catch let error as YamlError {
      throw Failure(error)
    } catch {
      throw Failure(
        position: .wholeFile, code: "syntax", message: "This is no YAML. Check the file's indentation.")
    }
  }

  private static func converted(_ node: Node) throws(Failure) -> YAMLNode {
    let position = SourcePosition(node.mark)
    switch node {
    case .scalar(let scalar):
      return YAMLNode(content: .text(scalar.string, isPlain: scalar.style == .plain), position: position)
    case .sequence(let sequence):
      var list: [YAMLNode] = []
      for element in sequence { list.append(try converted(element)) }
      return YAMLNode(content: .list(list), position: position)
    case .mapping(let mapping):
      var entries: [YAMLEntry] = []
      for (key, value) in mapping { entries.append(try entry(key, value)) }
      return YAMLNode(content: .mapping(entries), position: position)
    case .alias:
      throw Failure(position: position, code: "alias", message: YAMLScan.aliasMessage)
    }
  }

  private static func entry(_ key: Node, _ value: Node) throws(Failure) -> YAMLEntry {
    guard case .scalar(let word) = key else {
      throw Failure(
        position: SourcePosition(key.mark), code: "syntax",
        message: "A key is a list or a mapping. Expected a word.")
    }
    return YAMLEntry(key: word.string, position: SourcePosition(word.mark), value: try converted(value))
  }
}

extension SourcePosition {
  fileprivate init(_ mark: Mark?) {
    self = mark.map { SourcePosition(line: $0.line, column: $0.column) } ?? .wholeFile
  }
}

extension YAMLDocument.Failure {
  fileprivate init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(
        position: SourcePosition(mark), code: "syntax",
        message: "This is no YAML: \(problem). Check the indentation and quotes here and in the line before.")
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.map { "`\($0.shortened)`" }.joined(separator: ", ")
      self.init(
        position: SourcePosition(context.mark), code: "duplicate-key",
        message: "\(names) stands more than once in the same mapping. Keep one of them.")
    case .reader(let problem, _, let value, _):
      let which = value >= 0 ? " (character code \(value))" : ""
      self.init(
        position: .wholeFile, code: "syntax", message: "A character can't stand in YAML: \(problem)\(which).")
    default:
      self.init(
        position: .wholeFile, code: "syntax", message: "This is no YAML. Check the file's indentation.")
    }
  }
}
