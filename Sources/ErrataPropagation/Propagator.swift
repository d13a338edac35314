/// Brings the supports of one label to what the graph says, after some items changed: only what depends on them is
/// looked at.
///
/// Supports are least paths of equal edges, so this is the repair of a shortest-path forest (Ramalingam and Reps 1996,
/// An incremental algorithm for a generalization of the shortest-path problem): supports that no longer hold are taken
/// away with all that rest on them, then the gaps are filled from their borders, level by level. Cycles, which copies
/// make all the time, can't support themselves, since a support is always one hop nearer to its root.
package struct Propagator: Sendable {
  /// Most hops; what lies farther inherits nothing.
  private let hops: Int

  /// A propagator under rules.
  package init(rules: PropagationRules) {
    hops = rules.hops
  }

  /// Repairs the supports of a label.
  ///
  /// - Parameters:
  ///   - nodes: the items of which an edge towards them, a reason of their own, or a block has changed.
  ///   - space: the label's space, already changed.
  /// - Returns: items whose support differs from before, with what it was.
  /// - Complexity: linear in the items whose support changes and their edges.
  package func repair<Space: PropagationSpace>(
    _ nodes: [UInt32], in space: inout Space
  ) throws(Space.Failure) -> [UInt32: Support?] {
    var repair = Repair(hops: hops)
    try repair.withdraw(nodes, in: &space)
    try repair.collect(nodes, in: space)
    try repair.spread(in: &space)
    return try repair.changes(in: space)
  }
}

/// One repair under way.
private struct Repair {
  private let hops: Int
  /// What was there before, of all that was touched.
  private var former: [UInt32: Support?] = [:]
  /// Supports to try, by their hops.
  private var levels: [[(node: UInt32, support: Support)]]
  private var list: [UInt32] = []

  init(hops: Int) {
    self.hops = hops
    levels = Array(repeating: [], count: hops + 1)
  }

  /// Takes away supports that no longer hold, and all that rest on them.
  mutating func withdraw<Space: PropagationSpace>(_ nodes: [UInt32], in space: inout Space) throws(Space.Failure) {
    var stack: [UInt32] = []
    for node in nodes where try !holds(node, in: space) { stack.append(node) }
    while let node = stack.popLast() {
      guard let support = try space.support(of: node) else { continue }
      remember(node, support)
      try space.setSupport(nil, of: node)
      list.removeAll(keepingCapacity: true)
      try space.children(of: node, into: &list)
      for child in list where child != node {
        if let resting = try space.support(of: child), resting.hops > 0, resting.via == node { stack.append(child) }
      }
    }
  }

  /// Whether an item's support is still one, as far as its own edges and neighbour tell; true when it has none.
  private mutating func holds<Space: PropagationSpace>(
    _ node: UInt32, in space: Space
  ) throws(Space.Failure) -> Bool {
    guard let support = try space.support(of: node) else { return true }
    if support.hops == 0 { return try space.isSeed(node) }
    if Int(support.hops) > hops { return false }
    if try space.isBlocked(node) { return false }
    guard let above = try space.support(of: support.via), above.hops + 1 == support.hops, above.root == support.root
    else { return false }
    list.removeAll(keepingCapacity: true)
    try space.parents(of: node, into: &list)
    return list.contains(support.via)
  }

  /// Puts down what each changed item, and each that lost its support, can have now.
  mutating func collect<Space: PropagationSpace>(_ nodes: [UInt32], in space: Space) throws(Space.Failure) {
    var asked = Set(nodes)
    asked.formUnion(former.keys)
    for node in asked {
      guard let best = try best(of: node, in: space) else { continue }
      if let current = try space.support(of: node), current <= best { continue }
      levels[Int(best.hops)].append((node, best))
    }
  }

  private mutating func best<Space: PropagationSpace>(
    of node: UInt32, in space: Space
  ) throws(Space.Failure) -> Support? {
    if try space.isSeed(node) { return Support(root: node) }
    if try space.isBlocked(node) { return nil }
    list.removeAll(keepingCapacity: true)
    try space.parents(of: node, into: &list)
    var best: Support?
    for parent in list {
      guard let support = try space.support(of: parent), Int(support.hops) < hops else { continue }
      let next = support.next(via: parent)
      if best.map({ next < $0 }) ?? true { best = next }
    }
    return best
  }

  /// Sets supports level by level, each level's before any of the next is looked at.
  mutating func spread<Space: PropagationSpace>(in space: inout Space) throws(Space.Failure) {
    var level = 0
    while level <= hops {
      let tries = levels[level]
      levels[level] = []
      for (node, support) in tries {
        let current = try space.support(of: node)
        if let current, current <= support { continue }
        remember(node, current)
        try space.setSupport(support, of: node)
      }
      if level < hops {
        for (node, support) in tries where try space.support(of: node) == support {
          try offer(support.next(via: node), from: node, in: space)
        }
      }
      level += 1
    }
  }

  private mutating func offer<Space: PropagationSpace>(
    _ support: Support, from node: UInt32, in space: Space
  ) throws(Space.Failure) {
    list.removeAll(keepingCapacity: true)
    try space.children(of: node, into: &list)
    for child in list {
      if let current = try space.support(of: child), current <= support { continue }
      if try space.isBlocked(child) { continue }
      levels[Int(support.hops)].append((child, support))
    }
  }

  private mutating func remember(_ node: UInt32, _ support: Support?) {
    if former[node] == nil { former.updateValue(support, forKey: node) }
  }

  func changes<Space: PropagationSpace>(in space: Space) throws(Space.Failure) -> [UInt32: Support?] {
    var changes: [UInt32: Support?] = [:]
    for (node, before) in former where try space.support(of: node) != before {
      changes.updateValue(before, forKey: node)
    }
    return changes
  }
}
