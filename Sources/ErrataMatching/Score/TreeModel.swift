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
  private let roots: [Int32]
  private let steps: [Step]
  private let leaves: [Double]
  /// The mean of the leaves below each node.
  private let means: [Double]

  /// An inner node, or a leaf where `feature` is negative: then `value` is what the tree adds.
  private struct Node: Sendable {
    var value: Double
    var feature: Int32
    var left: Int32
    var right: Int32
  }

  /// A node as `sum` walks it: 12 bytes, so that all trees stay in the nearest caches.
  private struct Step: Sendable {
    /// A value up to it goes left.
    var threshold: Float
    /// Which value is asked; negative in a leaf.
    var feature: Int32
    /// Children, counted from the root.
    var left: UInt16
    var right: UInt16

    /// A leaf, by its number.
    init(leaf: Int) {
      threshold = 0
      feature = -1
      left = UInt16(truncatingIfNeeded: leaf)
      right = UInt16(truncatingIfNeeded: leaf >> 16)
    }

    /// A node of a tree whose root has a number.
    init(_ node: Node, root: Int32) {
      threshold = Float(node.value)
      feature = node.feature
      left = UInt16(truncatingIfNeeded: node.left - root)
      right = UInt16(truncatingIfNeeded: node.right - root)
    }

    /// The child that a value leads to, counted from the root.
    @inline(__always)
    func next(for value: Float) -> UInt16 { value <= threshold ? left : right }

    /// The number of a leaf.
    var leaf: Int { Int(left) | Int(right) << 16 }
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
    var table = table
    let result = table.withUTF8 { bytes in
      Result { () throws(TableError) in try TreeModel(bytes: bytes.span) }
    }
    self = try result.get()
  }

  private init(bytes: Span<UInt8>) throws(TableError) {
    var reader = TreeTableReader()
    var number = 0
    var start = 0
    while start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end &+= 1 }
      number += 1
      if let expected = reader.read(bytes.extracting(start..<end)) {
        throw TableError(line: number, expected: expected)
      }
      start = end + 1
    }
    if let expected = reader.finish() { throw TableError(line: number, expected: expected) }
    features = reader.features
    roots = reader.roots
    let nodes = reader.nodes.map { Node(value: $0.value, feature: $0.feature, left: $0.left, right: $0.right) }
    means = TreeModel.leafMeans(nodes)
    (steps, leaves) = TreeModel.compact(nodes, roots)
  }

  private static func compact(_ nodes: [Node], _ roots: [Int32]) -> ([Step], [Double]) {
    var steps: [Step] = []
    var leaves: [Double] = []
    for (number, root) in roots.enumerated() {
      let end = number + 1 < roots.count ? roots[number + 1] : Int32(nodes.count)
      for node in nodes[Int(root)..<Int(end)] {
        steps.append(node.feature < 0 ? Step(leaf: leaves.count) : Step(node, root: root))
        if node.feature < 0 { leaves.append(node.value) }
      }
    }
    return (steps, leaves)
  }

  /// Number of trees.
  package var treeCount: Int { roots.count }

  /// What the trees add up to for the values of the features.
  ///
  /// - Complexity: one comparison a level of each tree.
  package func sum(_ values: [Double]) -> Double {
    guard values.count == features.count else { return 0 }
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: values.count) { floats in
      for index in values.indices { floats.initializeElement(at: index, to: Float(values[index])) }
      return sum(UnsafeBufferPointer(floats))
    }
  }

  private func sum(_ values: UnsafeBufferPointer<Float>) -> Double {
    steps.withUnsafeBufferPointer { steps in
      leaves.withUnsafeBufferPointer { leaves in
        roots.withUnsafeBufferPointer { roots in
          var sum = 0.0
          for root in roots {
            let first = Int(root)
            var step = steps[first]
            while step.feature >= 0 {
              step = steps[first + Int(step.next(for: values[Int(step.feature)]))]
            }
            sum += leaves[step.leaf]
          }
          return sum
        }
      }
    }
  }

  /// What each feature adds to the sum: a step down a tree counts for the feature that it asks, by how much the mean of
  /// the leaves below changes (Saabas 2014). With the mean of all leaves they add up to `sum`.
  package func contributions(_ values: [Double]) -> [Double] {
    var parts = [Double](repeating: 0, count: features.count)
    guard values.count == features.count else { return parts }
    for root in roots {
      let first = Int(root)
      var place = first
      while steps[place].feature >= 0 {
        let step = steps[place]
        let next = first + Int(step.next(for: Float(values[Int(step.feature)])))
        parts[Int(step.feature)] += means[next] - means[place]
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
