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
  private(set) var useStarts: [Int32] = [0]

  private var edgeStarts: [Int32] = []
  private var edgeScalars: [UInt32] = []
  private var edgeTargets: [Int32] = []
  private var failures: [Int32] = []
  /// The literal that ends in a state, or -1.
  private var literals: [Int32] = []
  /// The nearest shorter suffix state in which a literal ends, or 0.
  private var outputs: [Int32] = []
  /// Steps out of the root for the basic plane.
  private var roots = [Int32](repeating: 0, count: 0x10000)

  /// Compiles patterns.
  init(_ patterns: [StancePattern]) {
    var trie = LiteralTrie()
    var usesOf: [[Use]] = []
    for (index, pattern) in patterns.enumerated() {
      for (part, isTail) in [(pattern.head, false), (pattern.tail, true)] where !part.isEmpty {
        let literal = trie.insert(part)
        if literal == usesOf.count { usesOf.append([]) }
        usesOf[literal].append(Use(pattern: Int32(index), isTail: isTail))
      }
    }
    lengths = trie.lengths
    for list in usesOf {
      uses += list
      useStarts.append(Int32(uses.count))
    }
    flatten(trie)
    linkFailures()
  }

  private mutating func flatten(_ trie: LiteralTrie) {
    literals = trie.literals
    for node in trie.children {
      edgeStarts.append(Int32(edgeScalars.count))
      for (scalar, target) in node.sorted(by: { $0.key < $1.key }) {
        edgeScalars.append(scalar)
        edgeTargets.append(target)
      }
    }
    edgeStarts.append(Int32(edgeScalars.count))
    for edge in 0..<Int(edgeStarts[1]) where edgeScalars[edge] < 0x10000 {
      roots[Int(edgeScalars[edge])] = edgeTargets[edge]
    }
  }

  /// Breadth first, so that a state's failure state is ready before the state's children need it.
  private mutating func linkFailures() {
    failures = [Int32](repeating: 0, count: literals.count)
    outputs = failures
    var queue = [Int32](edgeTargets[0..<Int(edgeStarts[1])])
    var next = 0
    while next < queue.count {
      let state = queue[next]
      next += 1
      for edge in Int(edgeStarts[Int(state)])..<Int(edgeStarts[Int(state) + 1]) {
        let target = edgeTargets[edge]
        let failure = step(from: failures[Int(state)], over: edgeScalars[edge])
        failures[Int(target)] = failure
        outputs[Int(target)] = literals[Int(failure)] >= 0 ? failure : outputs[Int(failure)]
        queue.append(target)
      }
    }
  }

  /// The state after reading `scalar` in `state`.
  func step(from state: Int32, over scalar: UInt32) -> Int32 {
    var state = state
    while state != 0 {
      if let target = child(of: state, over: scalar) { return target }
      state = failures[Int(state)]
    }
    return scalar < 0x10000 ? roots[Int(scalar)] : child(of: 0, over: scalar) ?? 0
  }

  private func child(of state: Int32, over scalar: UInt32) -> Int32? {
    var low = Int(edgeStarts[Int(state)])
    var high = Int(edgeStarts[Int(state) + 1])
    while low < high {
      let middle = (low + high) / 2
      if edgeScalars[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    let isFound = low < Int(edgeStarts[Int(state) + 1]) && edgeScalars[low] == scalar
    return isFound ? edgeTargets[low] : nil
  }

  /// The longest literal that ends in `state`, and the state to ask for the next shorter one; nil when
  /// there is none.
  func output(of state: Int32) -> (literal: Int, next: Int32)? {
    if state == 0 { return nil }
    let literal = literals[Int(state)]
    if literal >= 0 { return (Int(literal), outputs[Int(state)]) }
    let shorter = outputs[Int(state)]
    return shorter == 0 ? nil : (Int(literals[Int(shorter)]), outputs[Int(shorter)])
  }
}

/// The literals as a tree, while the automaton is being built.
private struct LiteralTrie {
  var children: [[UInt32: Int32]] = [[:]]
  var literals: [Int32] = [-1]
  var lengths: [Int32] = []

  /// The number of a literal; the next free number for a new one.
  mutating func insert(_ literal: [UInt32]) -> Int {
    var state = 0
    for scalar in literal {
      if let target = children[state][scalar] {
        state = Int(target)
      } else {
        children[state][scalar] = Int32(children.count)
        state = children.count
        children.append([:])
        literals.append(-1)
      }
    }
    if literals[state] < 0 {
      literals[state] = Int32(lengths.count)
      lengths.append(Int32(literal.count))
    }
    return Int(literals[state])
  }
}
