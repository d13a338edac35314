import ErrataPropagation

/// Scores the nodes of a graph from those that are known, as the review queue is ordered.
///
/// Reads lines of three or four fields, parted by tabs: `edge A B [WEIGHT]` and `known A VALUE`, where A and B are any
/// names; `pull WEIGHT` and `prior VALUE` set how. A line `end` ends a graph, and another may follow. Writes `A SCORE`
/// for each name in the order in which it was seen first, then `rounds N change X`.
enum GraphScores {
  static func run() {
    var graph = Graph()
    while let line = readLine() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      switch (fields.first, fields.count) {
      case ("edge", 3...4):
        let weight = fields.count == 4 ? Float(fields[3]) ?? 1 : 1
        graph.edges.append(
          SeededScores.Edge(graph.node(String(fields[1])), graph.node(String(fields[2])), weight: weight))
      case ("known", 3): graph.known[graph.node(String(fields[1]))] = Double(fields[2]) ?? 0
      case ("pull", 2): graph.settings.pull = Double(fields[1]) ?? graph.settings.pull
      case ("prior", 2): graph.settings.prior = Double(fields[1])
      case ("end", 1):
        graph.solve()
        graph = Graph()
      default: preconditionFailure("no such line: \(line)")
      }
    }
  }

  private struct Graph {
    var edges: [SeededScores.Edge] = []
    var known: [UInt32: Double] = [:]
    var settings = SeededScores.Settings()
    private var numbers: [String: UInt32] = [:]
    private var names: [String] = []

    mutating func node(_ name: String) -> UInt32 {
      if let number = numbers[name] { return number }
      let number = UInt32(names.count)
      numbers[name] = number
      names.append(name)
      return number
    }

    func solve() {
      let start = ContinuousClock.now
      let result = SeededScores(nodes: names.count, edges: edges).scores(known: known, settings: settings)
      let time = ContinuousClock.now - start
      for (name, score) in zip(names, result.scores) { print("\(name)\t\(score)") }
      print("rounds\t\(result.rounds)\tchange\t\(result.change)\ttime\t\(time)")
    }
  }
}
