/// Reads the table of a tree model, line by line, in place: the tables are read at each start of the program.
struct TreeTableReader {
  private(set) var features: [String] = []
  private(set) var roots: [Int32] = []
  private(set) var nodes: [Node] = []

  /// A node; of a leaf `feature` is -1 and `value` what it adds, else `value` is the threshold.
  struct Node {
    var value: Double
    var feature: Int32
    var left: Int32 = 0
    var right: Int32 = 0
  }

  /// Takes a line in; returns what was expected where it is wrong.
  mutating func read(_ line: Span<UInt8>) -> String? {
    guard line.count > 0, line[0] != UInt8(ascii: "#") else { return nil }
    var fields = TableFields(line)
    switch line[0] {
    case UInt8(ascii: "l") where fields.begin("leaf", line): return readLeaf(&fields, line)
    case UInt8(ascii: "n") where fields.begin("node", line): return readNode(&fields, line)
    case UInt8(ascii: "t") where fields.begin("tree", line) && fields.isAtEnd: return beginTree()
    case UInt8(ascii: "f") where fields.begin("features", line): return readFeatures(&fields, line)
    default: return TreeTableReader.forms
    }
  }

  private static let forms = "features, tree, node with four fields or leaf with one"

  /// Checks the last tree.
  func finish() -> String? {
    roots.isEmpty ? "at least one tree" : unfinished()
  }

  private mutating func readFeatures(_ fields: inout TableFields, _ line: Span<UInt8>) -> String? {
    var names: [String] = []
    while let field = fields.next(line) { names.append(TableFields.text(line, field)) }
    guard features.isEmpty, !names.isEmpty, names.allSatisfy({ !$0.isEmpty }) else {
      return "one line of feature names"
    }
    features = names
    return nil
  }

  private mutating func beginTree() -> String? {
    if let problem = unfinished() { return problem }
    guard !features.isEmpty else { return "the features before the first tree" }
    roots.append(Int32(nodes.count))
    return nil
  }

  /// Every child that a node names must be there.
  private func unfinished() -> String? {
    guard let root = roots.last else { return nil }
    let count = Int32(nodes.count)
    guard root < count else { return "a node or leaf after `tree`" }
    let isWhole = nodes[Int(root)...].allSatisfy { $0.feature < 0 || ($0.left < count && $0.right < count) }
    return isWhole ? nil : "all children of the tree before"
  }

  private mutating func readNode(_ fields: inout TableFields, _ line: Span<UInt8>) -> String? {
    guard let first = fields.next(line), let second = fields.next(line), let third = fields.next(line),
      let fourth = fields.next(line), fields.isAtEnd
    else { return TreeTableReader.forms }
    guard let root = roots.last else { return "`tree` before its nodes" }
    guard let feature = TableFields.integer(line, first), features.indices.contains(Int(feature)) else {
      return "the number of a feature, 0 to \(features.count - 1)"
    }
    guard let threshold = TableFields.number(line, second), threshold.isFinite else { return "a finite threshold" }
    let own = Int32(nodes.count) - root
    guard let left = TableFields.integer(line, third), let right = TableFields.integer(line, fourth), left > own,
      right > own, left != right, left < 1 << 16, right < 1 << 16
    else { return "two children that follow their parent" }
    nodes.append(Node(value: threshold, feature: feature, left: root + left, right: root + right))
    return nil
  }

  private mutating func readLeaf(_ fields: inout TableFields, _ line: Span<UInt8>) -> String? {
    guard let field = fields.next(line), fields.isAtEnd else { return TreeTableReader.forms }
    guard !roots.isEmpty else { return "`tree` before its leaves" }
    guard let value = TableFields.number(line, field), value.isFinite else { return "a finite value" }
    nodes.append(Node(value: value, feature: -1))
    return nil
  }
}
