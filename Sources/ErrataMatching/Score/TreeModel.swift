#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A sum of regression trees, fitted by gradient boosting (Friedman 2001, "Greedy function approximation") with the
/// program under `Benchmarks/fit`.
///
/// Comparing and adding in a fixed order gives the same sum on every machine.
package struct TreeModel: Sendable {
  /// Names of the features, in the order in which `sum` takes their values.
  package let features: [String]
  private let nodes: [Node]
  private let roots: [Int32]
  /// The mean of the leaves below each node.
  private let means: [Double]

  /// An inner node, or a leaf where `feature` is negative: then `value` is what the tree adds.
  private struct Node: Sendable {
    var value: Double
    var feature: Int32
    var left: Int32
    var right: Int32
  }

  /// Why a table is no model.
  package struct TableError: Error, Sendable, CustomStringConvertible {
    /// The line, from 1.
    package let line: Int
    /// What was expected there.
    package let expected: String

    /// What is wrong.
    package var description: String { "line \(line): expected \(expected)" }
  }

  /// Reads a table of lines with fields apart by tabs:
  ///
  ///     # remark
  ///     features NAME…
  ///     tree                               begins a tree; its first node is the root
  ///     node FEATURE THRESHOLD LEFT RIGHT  a value up to the threshold goes left; nodes count from 0 in their tree
  ///     leaf VALUE
  ///
  /// - Throws: `TableError`: unknown features, children that don't follow their parent, numbers that aren't finite.
  package init(table: String) throws(TableError) {
    var reader = TreeTableReader()
    var number = 0
    for line in table.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      if let expected = reader.read(line) { throw TableError(line: number, expected: expected) }
    }
    if let expected = reader.finish() { throw TableError(line: number, expected: expected) }
    features = reader.features
    roots = reader.roots
    nodes = reader.nodes.map { Node(value: $0.value, feature: $0.feature, left: $0.left, right: $0.right) }
    means = TreeModel.leafMeans(nodes)
  }

  /// Number of trees.
  package var treeCount: Int { roots.count }

  /// What the trees add up to for the values of the features.
  ///
  /// - Complexity: one comparison a level of each tree.
  package func sum(_ values: [Double]) -> Double {
    guard values.count == features.count else { return 0 }
    var sum = 0.0
    nodes.withUnsafeBufferPointer { nodes in
      values.withUnsafeBufferPointer { values in
        for root in roots {
          var node = nodes[Int(root)]
          while node.feature >= 0 {
            node = nodes[Int(values[Int(node.feature)] <= node.value ? node.left : node.right)]
          }
          sum += node.value
        }
      }
    }
    return sum
  }

  /// What each feature adds to the sum: a step down a tree counts for the feature that it asks, by how much the mean of
  /// the leaves below changes (Saabas 2014). With the mean of all leaves they add up to `sum`.
  package func contributions(_ values: [Double]) -> [Double] {
    var parts = [Double](repeating: 0, count: features.count)
    guard values.count == features.count else { return parts }
    for root in roots {
      var place = Int(root)
      while nodes[place].feature >= 0 {
        let feature = Int(nodes[place].feature)
        let next = Int(values[feature] <= nodes[place].value ? nodes[place].left : nodes[place].right)
        parts[feature] += means[next] - means[place]
        place = next
      }
    }
    return parts
  }

  /// The mean of the leaves below each node; children stand after their parents.
  private static func leafMeans(_ nodes: [Node]) -> [Double] {
    var sums = [(total: Double, leaves: Double)](repeating: (0, 0), count: nodes.count)
    for place in nodes.indices.reversed() {
      let node = nodes[place]
      if node.feature < 0 {
        sums[place] = (node.value, 1)
      } else {
        let (left, right) = (sums[Int(node.left)], sums[Int(node.right)])
        sums[place] = (left.total + right.total, left.leaves + right.leaves)
      }
    }
    return sums.map { $0.total / max(1, $0.leaves) }
  }
}

/// Probability of log odds.
func logistic(_ logOdds: Double) -> Double {
  1 / (1 + exp(-logOdds))
}
