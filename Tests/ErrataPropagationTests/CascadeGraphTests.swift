import ErrataPropagation
import ErrataTestSupport
import Testing

/// Labels that travel in memory.
@Suite struct CascadeGraphTests {
  /// 1 → 2 → 3, 1 → 4.
  private func tree(_ rules: PropagationRules = PropagationRules()) -> CascadeGraph {
    var graph = CascadeGraph(rules: rules)
    graph.connect(parent: 1, child: 2)
    graph.connect(parent: 2, child: 3)
    graph.connect(parent: 1, child: 4)
    return graph
  }

  @Test func `a label reaches all that pass it on, and names its root and its neighbour`() {
    var graph = tree()
    let changes = graph.setSeed(true, of: 1, 0)
    #expect(changes.map(\.node) == [1, 2, 3, 4])
    #expect(graph.support(of: 3, 0) == Support(hops: 2, root: 1, via: 2))
    #expect(graph.support(of: 4, 0) == Support(hops: 1, root: 1, via: 1))
    #expect(graph.support(of: 3, 1) == nil)
  }

  @Test func `withdrawing the root takes every label that has no other support`() {
    var graph = tree()
    graph.setSeed(true, of: 1, 0)
    graph.setSeed(true, of: 2, 0)
    let changes = graph.setSeed(false, of: 1, 0)
    #expect(changes.map(\.node) == [1, 4])
    #expect(graph.support(of: 3, 0) == Support(hops: 1, root: 2, via: 2))
  }

  @Test func `a repost that was seen before its origin gets the label with the edge`() {
    var graph = CascadeGraph()
    graph.connect(parent: 9, child: 1)
    #expect(graph.setSeed(true, of: 9, 0).map(\.node) == [1, 9])
    #expect(graph.connect(parent: 1, child: 2).map(\.node) == [2])
    #expect(graph.connect(parent: 1, child: 2).isEmpty)
  }

  @Test func `copies of one another don't support themselves`() {
    var graph = tree()
    graph.connect(parent: 3, child: 5)
    graph.connect(parent: 5, child: 3)
    graph.connect(parent: 3, child: 1)
    graph.setSeed(true, of: 1, 0)
    #expect(graph.support(of: 5, 0)?.hops == 3)
    #expect(graph.setSeed(false, of: 1, 0).count == 5)
    #expect(graph.support(of: 5, 0) == nil)
  }

  @Test func `a block stops the label and what would have come through it`() {
    var graph = tree()
    graph.setSeed(true, of: 1, 0)
    #expect(graph.setBlocked(true, of: 2, 0).map(\.node) == [2, 3])
    #expect(graph.setBlocked(false, of: 2, 0).map(\.node) == [2, 3])
  }

  @Test(arguments: [(0, [1]), (1, [1, 2, 4]), (2, [1, 2, 3, 4])] as [(Int, [UInt32])])
  func `no label goes farther than the rules let it`(hops: Int, nodes: [UInt32]) {
    var graph = tree(PropagationRules(hops: hops))
    #expect(graph.setSeed(true, of: 1, 0).map(\.node) == nodes)
  }

  @Test func `a cascade that is too large keeps the nearest items, and alerts`() {
    var graph = tree(PropagationRules(cascade: 2))
    #expect(graph.setSeed(true, of: 1, 7).map(\.node) == [1, 2, 4])
    #expect(graph.alerts(7) == [1])
    #expect(graph.support(of: 3, 7) == nil)
    #expect(graph.disconnect(parent: 1, child: 4).map(\.node) == [3, 4])
    #expect(graph.alerts(7).isEmpty)
    #expect(graph.connect(parent: 1, child: 4).map(\.node) == [3, 4])
  }

  @Test(arguments: [(0, 0.4), (1, 0.52), (2, 0.616)])
  func `a limit fades with each hop`(hops: Int, weight: Double) {
    let rules = PropagationRules(attenuation: 0.8)
    #expect(abs(rules.weight(0.4, after: hops) - weight) < 1e-12)
  }

  @Test(arguments: [(-1, 0), (300, 250), (5, 5)])
  func `rules outside of their ranges are moved into them`(given: Int, taken: Int) {
    let rules = PropagationRules(hops: given, attenuation: .nan, cascade: -3)
    #expect(rules == PropagationRules(hops: taken, attenuation: 0, cascade: 0))
  }

  /// The graph as plain sets, from which everything is computed anew.
  private struct Naive {
    var edges: Set<[UInt32]> = []
    var seeds: Set<[UInt32]> = []
    var blocks: Set<[UInt32]> = []

    func supports(_ topic: UInt32, _ rules: PropagationRules) -> [UInt32: Support] {
      var found: [UInt32: Support] = [:]
      for seed in seeds where seed[1] == topic { found[seed[0]] = Support(root: seed[0]) }
      for hops in 0..<rules.hops {
        var next: [UInt32: Support] = [:]
        for edge in edges {
          guard let above = found[edge[0]], Int(above.hops) == hops, found[edge[1]] == nil else { continue }
          if blocks.contains([edge[1], topic]) { continue }
          let support = Support(hops: above.hops + 1, root: above.root, via: edge[0])
          next[edge[1]] = next[edge[1]].map { min($0, support) } ?? support
        }
        found.merge(next) { old, _ in old }
      }
      for root in Set(found.values.map(\.root)) {
        let members = found.filter { $0.value.root == root && $0.value.hops > 0 }
          .map { Cascade.Cut(hops: $0.value.hops, node: $0.key) }.sorted()
        for member in members.dropFirst(rules.cascade) { found[member.node] = nil }
      }
      return found
    }
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `any sequence of changes ends where a computation from nothing does`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let rules = PropagationRules(hops: Int.random(in: 1...6, using: &random), cascade: seed % 2 == 0 ? 6 : 1000)
    let nodes = UInt32.random(in: 8...60, using: &random)
    var (graph, naive) = (CascadeGraph(rules: rules), Naive())
    var kept: [[UInt32]: Support] = [:]
    for step in 0..<10_000 {
      let (a, b) = (UInt32.random(in: 0..<nodes, using: &random), UInt32.random(in: 0..<nodes, using: &random))
      let topic = UInt32.random(in: 0..<3, using: &random)
      let changes: [CascadeGraph.Change]
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<4:
        changes = graph.connect(parent: a, child: b)
        if a != b { naive.edges.insert([a, b]) }
      case 4..<7:
        changes = graph.disconnect(parent: a, child: b)
        naive.edges.remove([a, b])
      case 7:
        changes = graph.setSeed(true, of: a, topic)
        naive.seeds.insert([a, topic])
      case 8:
        changes = graph.setSeed(false, of: a, topic)
        naive.seeds.remove([a, topic])
      default:
        let isBlocked = Bool.random(using: &random)
        changes = graph.setBlocked(isBlocked, of: a, topic)
        if isBlocked { naive.blocks.insert([a, topic]) } else { naive.blocks.remove([a, topic]) }
      }
      for change in changes {
        #expect(kept[[change.node, change.topic]] == change.before, "seed \(seed), step \(step)")
        kept[[change.node, change.topic]] = change.after
      }
      guard step % 20 == 0 || step > 9_990 else { continue }
      for topic in 0..<3 as Range<UInt32> {
        let wanted = naive.supports(topic, rules)
        for node in 0..<nodes {
          #expect(graph.support(of: node, topic) == wanted[node], "seed \(seed), step \(step), item \(node)")
          #expect(kept[[node, topic]] == wanted[node], "seed \(seed), step \(step), item \(node)")
        }
      }
    }
  }
}
