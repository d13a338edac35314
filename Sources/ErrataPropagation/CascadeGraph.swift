/// A graph of items in memory, with the labels that travel along it.
///
/// Each call looks only at what depends on the change. 10 million items with 30 million edges take about 1 GB; an item
/// that has a label takes about 100 bytes more.
package struct CascadeGraph: Sendable {
  /// One label of one claim, by a number of the caller's.
  package typealias Topic = UInt32

  /// An item whose label came, went or changed its support.
  package struct Change: Hashable, Sendable {
    /// The label.
    package var topic: Topic
    /// The item.
    package var node: UInt32
    /// What the item had before; `nil` for nothing.
    package var before: Support?
    /// What it has now.
    package var after: Support?
  }

  /// The rules.
  package let rules: PropagationRules
  private var edges = EdgeTable()
  private var topics: [Topic: TopicState] = [:]
  /// The labels that an item has, for those that have any.
  private var carried: [UInt32: [Topic]] = [:]
  private let propagator: Propagator

  /// An empty graph.
  package init(rules: PropagationRules = PropagationRules()) {
    self.rules = rules
    propagator = Propagator(rules: rules)
  }

  /// Makes room.
  package mutating func reserve(nodes: Int, edges count: Int) {
    edges.reserve(nodes: nodes, edges: count)
  }

  /// Edges that there are.
  package var edgeCount: Int { edges.count }

  /// The support by which an item has a label, if it has it and no cut takes it away.
  package func support(of node: UInt32, _ topic: Topic) -> Support? {
    guard let state = topics[topic], let support = state.supports[node], state.keeps(node, support) else { return nil }
    return support
  }

  /// Roots whose cascade is larger than the rules allow, in order.
  package func alerts(_ topic: Topic) -> [UInt32] { topics[topic].map { $0.cuts.keys.sorted() } ?? [] }

  /// Adds an edge along which labels pass; one that is there already changes nothing.
  @discardableResult package mutating func connect(parent: UInt32, child: UInt32) -> [Change] {
    edges.grow(to: max(parent, child))
    guard parent != child, edges.insert(parent: parent, child: child) else { return [] }
    return (carried[parent] ?? []).flatMap { repair($0, [child], roots: []) }
  }

  /// Takes an edge away; one that isn't there changes nothing.
  @discardableResult package mutating func disconnect(parent: UInt32, child: UInt32) -> [Change] {
    guard edges.remove(parent: parent, child: child) else { return [] }
    return (carried[child] ?? []).flatMap { repair($0, [child], roots: []) }
  }

  /// Says whether an item has a label for reasons of its own.
  @discardableResult package mutating func setSeed(_ isSeed: Bool, of node: UInt32, _ topic: Topic) -> [Change] {
    edges.grow(to: node)
    guard topics[topic, default: TopicState()].set(isSeed, node, \.seeds) else { return [] }
    return repair(topic, [node], roots: [node])
  }

  /// Says whether an item can't inherit a label.
  @discardableResult package mutating func setBlocked(_ isBlocked: Bool, of node: UInt32, _ topic: Topic) -> [Change] {
    edges.grow(to: node)
    guard topics[topic, default: TopicState()].set(isBlocked, node, \.blocks) else { return [] }
    return repair(topic, [node], roots: [])
  }

  /// Repairs a topic, and the cuts of the cascades that changed.
  private mutating func repair(_ topic: Topic, _ nodes: [UInt32], roots: Set<UInt32>) -> [Change] {
    guard let state = topics.removeValue(forKey: topic) else { return [] }
    var space = MemorySpace(edges: edges, state: state)
    let changed = propagator.repair(nodes, in: &space)
    let formerCuts = space.state.cuts
    let crossed = space.recut(changed, limit: rules.cascade)
    var changes: [Change] = []
    for (node, before) in changed {
      let after = space.state.supports[node]
      if (before == nil) != (after == nil) { note(topic, node, isCarried: after != nil) }
      let kept = before.flatMap { Cascade.keeps(node, $0, under: formerCuts[$0.root]) ? $0 : nil }
      let keeps = after.flatMap { space.state.keeps(node, $0) ? $0 : nil }
      if kept != keeps { changes.append(Change(topic: topic, node: node, before: kept, after: keeps)) }
    }
    for node in crossed where changed[node] == nil {
      guard let support = space.state.supports[node] else { continue }
      let keeps = space.state.keeps(node, support)
      changes.append(
        Change(topic: topic, node: node, before: keeps ? nil : support, after: keeps ? support : nil))
    }
    topics[topic] = space.state
    return changes.sorted { $0.node < $1.node }
  }

  private mutating func note(_ topic: Topic, _ node: UInt32, isCarried: Bool) {
    if isCarried {
      carried[node, default: []].append(topic)
    } else {
      carried[node]?.removeAll { $0 == topic }
      if carried[node]?.isEmpty ?? false { carried[node] = nil }
    }
  }
}

/// What is known of one topic.
struct TopicState: Sendable {
  var seeds: Set<UInt32> = []
  var blocks: Set<UInt32> = []
  var supports: [UInt32: Support] = [:]
  /// Items of each root's cascade, the root not counted.
  var sizes: [UInt32: Int] = [:]
  /// Where cascades are cut that are too large.
  var cuts: [UInt32: Cascade.Cut] = [:]

  func keeps(_ node: UInt32, _ support: Support) -> Bool {
    Cascade.keeps(node, support, under: cuts.isEmpty ? nil : cuts[support.root])
  }

  /// Adds or takes away a member of a set; whether that changed it.
  mutating func set(_ isMember: Bool, _ node: UInt32, _ path: WritableKeyPath<TopicState, Set<UInt32>>) -> Bool {
    isMember ? self[keyPath: path].insert(node).inserted : self[keyPath: path].remove(node) != nil
  }
}

/// One topic with the graph's edges.
struct MemorySpace: PropagationSpace {
  let edges: EdgeTable
  var state: TopicState

  func support(of node: UInt32) throws(Never) -> Support? { state.supports[node] }
  func isSeed(_ node: UInt32) throws(Never) -> Bool { state.seeds.contains(node) }
  func isBlocked(_ node: UInt32) throws(Never) -> Bool { state.blocks.contains(node) }
  func children(of node: UInt32, into list: inout [UInt32]) throws(Never) { edges.children(of: node, into: &list) }
  func parents(of node: UInt32, into list: inout [UInt32]) throws(Never) { edges.parents(of: node, into: &list) }

  mutating func setSupport(_ support: Support?, of node: UInt32) throws(Never) {
    if let former = state.supports[node], former.hops > 0 { count(former.root, -1) }
    state.supports[node] = support
    if let support, support.hops > 0 { count(support.root, 1) }
  }

  private mutating func count(_ root: UInt32, _ change: Int) {
    let size = (state.sizes[root] ?? 0) + change
    state.sizes[root] = size == 0 ? nil : size
  }

  /// Cuts anew the cascades of the roots that changes touch, and returns the items that a cut has passed.
  mutating func recut(_ changes: [UInt32: Support?], limit: Int) -> Set<UInt32> {
    var roots: Set<UInt32> = []
    for (node, before) in changes {
      if let root = before?.root { roots.insert(root) }
      if let root = state.supports[node]?.root { roots.insert(root) }
    }
    var crossed: Set<UInt32> = []
    for root in roots where state.cuts[root] != nil || (state.sizes[root] ?? 0) > limit {
      let members = Cascade.members(of: root, in: self)
      let (former, cut) = (state.cuts[root], Cascade.cut(members, limit: limit))
      guard former != cut else { continue }
      state.cuts[root] = cut
      for member in members {
        let kept = former.map { member <= $0 } ?? true
        let keeps = cut.map { member <= $0 } ?? true
        if kept != keeps { crossed.insert(member.node) }
      }
    }
    return crossed
  }
}
