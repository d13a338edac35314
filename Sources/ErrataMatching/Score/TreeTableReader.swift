/// Reads the table of a tree model, line by line.
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
  mutating func read(_ line: Substring) -> String? {
    guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    switch fields[0] {
    case "features": return readFeatures(fields.dropFirst())
    case "tree" where fields.count == 1: return beginTree()
    case "node" where fields.count == 5: return readNode(fields)
    case "leaf" where fields.count == 2: return readLeaf(fields[1])
    default: return "features, tree, node with four fields or leaf with one"
    }
  }

  /// Checks the last tree.
  func finish() -> String? {
    roots.isEmpty ? "at least one tree" : unfinished()
  }

  private mutating func readFeatures(_ names: ArraySlice<Substring>) -> String? {
    guard features.isEmpty, !names.isEmpty, names.allSatisfy({ !$0.isEmpty }) else {
      return "one line of feature names"
    }
    features = names.map(String.init)
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

  private mutating func readNode(_ fields: [Substring]) -> String? {
    guard let root = roots.last else { return "`tree` before its nodes" }
    guard let feature = Int32(fields[1]), features.indices.contains(Int(feature)) else {
      return "the number of a feature, 0 to \(features.count - 1)"
    }
    guard let threshold = Double(fields[2]), threshold.isFinite else { return "a finite threshold" }
    let own = Int32(nodes.count) - root
    guard let left = Int32(fields[3]), let right = Int32(fields[4]), left > own, right > own, left != right,
      left < 1 << 16, right < 1 << 16
    else { return "two children that follow their parent" }
    nodes.append(Node(value: threshold, feature: feature, left: root + left, right: root + right))
    return nil
  }

  private mutating func readLeaf(_ field: Substring) -> String? {
    guard !roots.isEmpty else { return "`tree` before its leaves" }
    guard let value = Double(field), value.isFinite else { return "a finite value" }
    nodes.append(Node(value: value, feature: -1))
    return nil
  }
}
