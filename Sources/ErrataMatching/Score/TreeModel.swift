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
  /// What each node adds that is a leaf; 0 for the others.
  private let leaves: [Double]
  /// Levels below the root of each tree.
  private let depths: [Int32]
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
    /// Which value is asked.
    var feature: Int32
    /// Children, counted from the root; in a leaf the leaf itself, so that a walk may go on.
    var left: UInt16
    var right: UInt16

    /// A node of a tree, by its place from the root.
    init(_ node: Node, place: Int, root: Int32) {
      let isLeaf = node.feature < 0
      threshold = isLeaf ? 0 : Float(node.value)
      feature = max(0, node.feature)
      left = UInt16(truncatingIfNeeded: isLeaf ? Int32(truncatingIfNeeded: place) : node.left - root)
      right = UInt16(truncatingIfNeeded: isLeaf ? Int32(truncatingIfNeeded: place) : node.right - root)
    }

    var isLeaf: Bool { left == right }

    /// The child that a value leads to, counted from the root.
    @inline(__always)
    func next(for value: Float) -> UInt16 { value <= threshold ? left : right }
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
    leaves = nodes.map { $0.feature < 0 ? $0.value : 0 }
    (steps, depths) = TreeModel.compact(nodes, roots)
  }

  private static func compact(_ nodes: [Node], _ roots: [Int32]) -> ([Step], depths: [Int32]) {
    var steps: [Step] = []
    var levels = [Int32](repeating: 0, count: nodes.count)
    var depths: [Int32] = []
    for (number, root) in roots.enumerated() {
      let tree = Int(root)..<(number + 1 < roots.count ? Int(roots[number + 1]) : nodes.count)
      for (place, index) in tree.enumerated() {
        let node = nodes[index]
        steps.append(Step(node, place: place, root: root))
        guard node.feature >= 0 else { continue }
        for child in [node.left, node.right] { levels[Int(child)] = levels[index] + 1 }
      }
      depths.append(tree.reduce(0) { max($0, levels[$1]) })
    }
    return (steps, depths)
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

  /// Trees that are walked side by side: a step waits for the one before, but not for those of other trees.
  private static let width = 4

  private func sum(_ values: UnsafeBufferPointer<Float>) -> Double {
    steps.withUnsafeBufferPointer { steps in
      leaves.withUnsafeBufferPointer { leaves in
        var sum = 0.0
        var tree = 0
        while tree < roots.count {
          let last = roots.count - 1
          let first = InlineArray<4, Int> { Int(roots[min(last, tree + $0)]) }
          var place = InlineArray<4, Int>(repeating: 0)
          var depth: Int32 = 0
          for lane in 0..<TreeModel.width { depth = max(depth, depths[min(last, tree + lane)]) }
          for _ in 0..<depth {
            for lane in 0..<TreeModel.width {
              let step = steps[first[lane] &+ place[lane]]
              place[lane] = Int(step.next(for: values[Int(step.feature)]))
            }
          }
          // In the order of the trees, so that the sum is the same on every machine.
          for lane in 0..<min(TreeModel.width, roots.count - tree) { sum += leaves[first[lane] &+ place[lane]] }
          tree += TreeModel.width
        }
        return sum
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
      while !steps[place].isLeaf {
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
