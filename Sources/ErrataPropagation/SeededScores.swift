/// Scores of nodes from the few whose value is known: each node's is the weighted mean of its neighbours', known ones
/// stay as they are (label propagation with clamped seeds; Zhu and Ghahramani 2002, Learning from labeled and unlabeled
/// data with label propagation).
///
/// Each node is also drawn a little towards what all have in common, so that a node far from any known one is nobody's
/// copy, and the equations have one solution. It is found in place, node by node in their order (Gauss and Seidel), so
/// the result is the same on every machine. It orders what people look at; no label ever comes of it.
package struct SeededScores: Sendable {
  /// A weighted edge, good in both directions.
  package struct Edge: Hashable, Sendable {
    /// One end.
    package var a: UInt32
    /// The other.
    package var b: UInt32
    /// How much each end says of the other; more than 0.
    package var weight: Float

    /// Makes an edge.
    package init(_ a: UInt32, _ b: UInt32, weight: Float = 1) {
      self.a = a
      self.b = b
      self.weight = weight
    }
  }

  /// How it is solved.
  package struct Settings: Hashable, Sendable {
    /// What all nodes have in common; `nil` for the mean of the known ones.
    package var prior: Double?
    /// How much that weighs in each node, against its edges.
    package var pull = 0.1
    /// The largest change of a node in a round with which it ends.
    package var tolerance = 1e-6
    /// Most rounds.
    package var mostRounds = 200

    /// The defaults.
    package init() {}
  }

  /// What came of it.
  package struct Result: Hashable, Sendable {
    /// The score of each node, from the least to the greatest known value.
    package var scores: [Double]
    /// Rounds that it took.
    package var rounds: Int
    /// The largest change in the last round.
    package var change: Double

    /// Makes a result.
    package init(scores: [Double], rounds: Int, change: Double) {
      self.scores = scores
      self.rounds = rounds
      self.change = change
    }
  }

  /// Where the neighbours of each node begin, and behind the last one.
  private let starts: [UInt32]
  private let neighbours: [UInt32]
  private let weights: [Float]

  /// Nodes.
  package var count: Int { starts.count - 1 }

  /// A graph; edges from a node to itself, to nodes that aren't there and without weight are left out.
  ///
  /// - Complexity: O(nodes + edges); 16 bytes an edge and 4 a node are kept.
  package init(nodes: Int, edges: [Edge]) {
    let bound = UInt32(clamping: nodes)
    func counts(_ edge: Edge) -> Bool {
      edge.a < bound && edge.b < bound && edge.a != edge.b && edge.weight > 0 && edge.weight.isFinite
    }
    var places = [UInt32](repeating: 0, count: nodes + 1)
    for edge in edges where counts(edge) {
      places[Int(edge.a) + 1] += 1
      places[Int(edge.b) + 1] += 1
    }
    for node in 0..<nodes { places[node + 1] += places[node] }
    starts = places
    var neighbours = [UInt32](repeating: 0, count: Int(places[nodes]))
    var weights = [Float](repeating: 0, count: neighbours.count)
    for edge in edges where counts(edge) {
      for (from, to) in [(edge.a, edge.b), (edge.b, edge.a)] {
        let place = Int(places[Int(from)])
        places[Int(from)] += 1
        neighbours[place] = to
        weights[place] = edge.weight
      }
    }
    self.neighbours = neighbours
    self.weights = weights
  }

  /// Computes the scores.
  ///
  /// - Parameter known: values of nodes that stay as they are.
  /// - Complexity: O(nodes + edges) for each round.
  package func scores(known: [UInt32: Double], settings: Settings = Settings()) -> Result {
    let seeds = known.filter { $0.key < UInt32(clamping: count) && $0.value.isFinite }
    // In the order of nodes: a sum of floating-point numbers depends on it.
    let sum = seeds.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value }
    let prior = settings.prior ?? (seeds.isEmpty ? 0 : sum / Double(seeds.count))
    let pull = max(settings.pull, 1e-9)
    var scores = [Double](repeating: prior, count: count)
    var isKnown = [Bool](repeating: false, count: count)
    for (node, value) in seeds {
      scores[Int(node)] = value
      isKnown[Int(node)] = true
    }
    var (rounds, change) = (0, seeds.isEmpty ? 0 : Double.infinity)
    while change > settings.tolerance, rounds < settings.mostRounds {
      change = 0
      rounds += 1
      for node in 0..<count where !isKnown[node] {
        var (total, mass) = (pull * prior, pull)
        for place in Int(starts[node])..<Int(starts[node + 1]) {
          let weight = Double(weights[place])
          total += weight * scores[Int(neighbours[place])]
          mass += weight
        }
        let value = total / mass
        change = max(change, abs(value - scores[node]))
        scores[node] = value
      }
    }
    return Result(scores: scores, rounds: rounds, change: change)
  }
}
