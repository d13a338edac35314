import ErrataPropagation
import ErrataTestSupport
import Testing

/// Scores from few known nodes, in a graph.
@Suite struct SeededScoresTests {
  private func settings(pull: Double, tolerance: Double = 1e-12) -> SeededScores.Settings {
    var settings = SeededScores.Settings()
    (settings.pull, settings.tolerance, settings.mostRounds) = (pull, tolerance, 10_000)
    return settings
  }

  @Test func `on a chain between two known ends, scores fall evenly`() {
    let chain = SeededScores(nodes: 5, edges: (0..<4).map { SeededScores.Edge($0, $0 + 1) })
    let result = chain.scores(known: [0: 1, 4: 0], settings: settings(pull: 1e-9))
    for (score, expected) in zip(result.scores, [1, 0.75, 0.5, 0.25, 0]) { #expect(abs(score - expected) < 1e-6) }
    #expect(result.change <= 1e-12)
  }

  @Test func `a heavier edge says more`() {
    let graph = SeededScores(nodes: 3, edges: [.init(0, 1, weight: 3), .init(1, 2, weight: 1)])
    let result = graph.scores(known: [0: 1, 2: 0], settings: settings(pull: 1e-9))
    #expect(abs(result.scores[1] - 0.75) < 1e-6)
  }

  @Test func `known values stay, and what hangs together with none of them has what all have in common`() {
    let graph = SeededScores(nodes: 6, edges: [.init(0, 1), .init(1, 2), .init(3, 4)])
    let result = graph.scores(known: [0: 1, 2: 1, 1: 0])
    #expect(result.scores[0...2] == [1, 0, 1])
    #expect(result.scores[3...5].allSatisfy { abs($0 - 2.0 / 3) < 1e-9 })
  }

  @Test func `without anything known all are equal, after no round`() {
    let result = SeededScores(nodes: 3, edges: [.init(0, 1)]).scores(known: [:])
    #expect(result == .init(scores: [0, 0, 0], rounds: 0, change: 0))
    #expect(SeededScores(nodes: 0, edges: []).scores(known: [4: 1]).scores.isEmpty)
  }

  @Test func `edges that make no sense are left out`() {
    let edges: [SeededScores.Edge] = [
      .init(0, 0), .init(0, 7), .init(1, 2, weight: 0), .init(1, 2, weight: -1), .init(1, 2, weight: .nan),
      .init(1, 2, weight: .infinity), .init(0, 1),
    ]
    let result = SeededScores(nodes: 3, edges: edges).scores(known: [0: 1, 9: 0, 2: .nan])
    #expect(result.scores[1] > 0.9)
    #expect(result.scores.allSatisfy { $0.isFinite })
  }

  @Test func `it ends after the most rounds, and says how far it got`() {
    let chain = SeededScores(nodes: 400, edges: (0..<399).map { SeededScores.Edge($0, $0 + 1) })
    var few = settings(pull: 1e-6)
    few.mostRounds = 3
    let result = chain.scores(known: [399: 1, 0: 0], settings: few)
    #expect(result.rounds == 3)
    #expect(result.change > few.tolerance)
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the solution is that of the equations, within the known values, and the same each time`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let nodes = 60
    let edges = (0..<150).map { _ in
      SeededScores.Edge(
        UInt32.random(in: 0..<60, using: &random), UInt32.random(in: 0..<60, using: &random),
        weight: Float.random(in: 0.1...2, using: &random))
    }
    let known = Dictionary(
      (0..<8).map { _ in (UInt32.random(in: 0..<60, using: &random), Double(Int.random(in: 0...1, using: &random))) },
      uniquingKeysWith: { first, _ in first })
    let graph = SeededScores(nodes: nodes, edges: edges)
    let result = graph.scores(known: known, settings: settings(pull: 0.1))
    #expect(result == graph.scores(known: known, settings: settings(pull: 0.1)), "seed \(seed)")
    let prior = known.values.reduce(0, +) / Double(known.count)
    for node in 0..<UInt32(nodes) {
      let score = result.scores[Int(node)]
      #expect((0...1).contains(score), "seed \(seed), node \(node)")
      var (total, mass) = (0.1 * prior, 0.1)
      for edge in edges where edge.a != edge.b && (edge.a == node || edge.b == node) {
        total += Double(edge.weight) * result.scores[Int(edge.a == node ? edge.b : edge.a)]
        mass += Double(edge.weight)
      }
      #expect(abs(score - (known[node] ?? total / mass)) < 1e-9, "seed \(seed), node \(node)")
    }
  }
}
