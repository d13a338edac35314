/// Finds all literals of the rules in one pass over a text: the automaton of Aho and Corasick, "Efficient
/// string matching" (1975). Time is linear in the text's length and the number of places where a literal
/// ends.
struct CueAutomaton: Sendable {
  /// What a literal is to a pattern.
  struct Use: Sendable {
    /// The pattern.
    var pattern: Int32
    /// It is the pattern's second literal.
    var isTail: Bool
  }

  /// For each literal its length, then the range of its uses.
  private(set) var lengths: [Int32] = []
  private(set) var uses: [Use] = []
  private(set) var useStarts: [Int32] = []

  private var trie = LiteralTrie()
  private var failures: [Int32] = []
  /// The nearest shorter suffix state in which a literal ends, or 0.
  private var outputs: [Int32] = []

  /// Compiles patterns. Time linear in the length of their literals.
  init(_ patterns: [StancePattern]) {
    var found: [(literal: Int, use: Use)] = []
    for (index, pattern) in patterns.enumerated() {
      for part in pattern.heads {
        found.append((trie.insert(part), Use(pattern: Int32(index), isTail: false)))
      }
      for part in pattern.tails {
        found.append((trie.insert(part), Use(pattern: Int32(index), isTail: true)))
      }
    }
    lengths = trie.lengths
    sort(found)
    linkFailures()
  }

  /// Counting sort by literal, which keeps the order of the patterns.
  private mutating func sort(_ found: [(literal: Int, use: Use)]) {
    useStarts = [Int32](repeating: 0, count: lengths.count + 1)
    for (literal, _) in found { useStarts[literal + 1] += 1 }
    for literal in lengths.indices { useStarts[literal + 1] += useStarts[literal] }
    var next = useStarts
    uses = [Use](repeating: Use(pattern: 0, isTail: false), count: found.count)
    for (literal, use) in found {
      uses[Int(next[literal])] = use
      next[literal] += 1
    }
  }

  /// Breadth first, so that a state's failure state is ready before the state's children need it.
  private mutating func linkFailures() {
    failures = [Int32](repeating: 0, count: trie.count)
    outputs = failures
    var queue: [Int32] = [0]
    queue.reserveCapacity(trie.count)
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      var child = trie.firstChildren[Int(state)]
      while child != 0 {
        if state != 0 { link(child, under: state) }
        queue.append(child)
        child = trie.nextSiblings[Int(child)]
      }
    }
  }

  private mutating func link(_ child: Int32, under state: Int32) {
    let failure = step(from: failures[Int(state)], over: trie.scalars[Int(child)])
    failures[Int(child)] = failure
    outputs[Int(child)] = trie.literals[Int(failure)] >= 0 ? failure : outputs[Int(failure)]
  }

  /// The state after reading `scalar` in `state`.
  func step(from state: Int32, over scalar: UInt32) -> Int32 {
    var state = state
    while true {
      let target = trie.child(of: state, over: scalar)
      if target != 0 || state == 0 { return target }
      state = failures[Int(state)]
    }
  }

  /// The longest literal that ends in `state`, and the state to ask for the next shorter one; nil when
  /// there is none.
  func output(of state: Int32) -> (literal: Int, next: Int32)? {
    if state == 0 { return nil }
    let literal = trie.literals[Int(state)]
    if literal >= 0 { return (Int(literal), outputs[Int(state)]) }
    let shorter = outputs[Int(state)]
    return shorter == 0 ? nil : (Int(trie.literals[Int(shorter)]), outputs[Int(shorter)])
  }
}
