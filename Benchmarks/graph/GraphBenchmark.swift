import ErrataPropagation
import Foundation

/// Times labels that travel along a large generated graph, and checks what comes out against what is known of it.
///
/// usage: ErrataGraph [NODES [EDGES [CASCADE]]]
///        ErrataGraph scores < GRAPH        see `GraphScores`
@main
struct GraphBenchmark {
  static func main() {
    if CommandLine.arguments.dropFirst().first == "scores" { return GraphScores.run() }
    let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    let nodes = arguments.first ?? 10_000_000
    let edges = arguments.count > 1 ? arguments[1] : 30_000_000
    let cascade = arguments.count > 2 ? arguments[2] : 100_000
    precondition(nodes > cascade + 1 && nodes < Int(UInt32.max), "more items than the cascade has")
    var random = Generator(state: 1)
    var graph = CascadeGraph()
    // The first items are a root with a cascade of three hops, whose size is known; the others are anything.
    let first = max(1, cascade / 2)
    timed("load \(nodes) items, \(edges) edges") {
      graph.reserve(nodes: nodes, edges: edges)
      for child in 1...cascade {
        graph.connect(parent: child <= first ? 0 : UInt32(1 + (child - first - 1) % first), child: UInt32(child))
      }
      let others = UInt32(nodes - cascade - 1)
      while graph.edgeCount < edges {
        let parent = UInt32(cascade + 1) + random.next(below: others)
        let child = UInt32(cascade + 1) + random.next(below: others)
        graph.connect(parent: parent, child: child)
      }
    }
    print("memory \(resident() / 1_000_000) MB")
    for round in 1...5 {
      var count = 0
      timed("round \(round): label a root with \(cascade) reposts") { count = graph.setSeed(true, of: 0, 0).count }
      precondition(count == cascade + 1, "\(count) items got the label")
      timed("round \(round): a new repost") { count = graph.connect(parent: 1, child: UInt32(nodes - round)).count }
      precondition(count >= 1, "the repost got the label")
      timed("round \(round): take it back") { count = graph.setSeed(false, of: 0, 0).count }
      precondition(count >= cascade + 2, "\(count) items lost the label")
      graph.disconnect(parent: 1, child: UInt32(nodes - round))
    }
  }

  private static func timed(_ name: String, _ body: () -> Void) {
    let start = ContinuousClock.now
    body()
    print("\(name): \(ContinuousClock.now - start)")
  }

  /// Bytes of memory in use, where the system tells.
  private static func resident() -> Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let words = text.split(separator: " ")
    return words.count > 1 ? (Int(words[1]) ?? 0) * 4096 : 0
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct Generator {
  var state: UInt64

  mutating func next(below bound: UInt32) -> UInt32 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    let high = (z ^ (z >> 31)) >> 32
    return UInt32((high * UInt64(bound)) >> 32)
  }
}
