/// Literals as a tree of states. State 0 is the root; steps stand in one open-addressed table, as most states
/// have one child.
struct LiteralTrie: Sendable {
  /// Room from the beginning, a power of two; the tables of the program need less.
  private static let usualStates = 1 << 16

  /// The scalar that leads into each state.
  private(set) var scalars: [UInt32] = [0]
  /// The latest child of each state, or 0.
  private(set) var firstChildren: [Int32] = [0]
  /// The next child of the same parent, or 0.
  private(set) var nextSiblings: [Int32] = [0]
  /// The literal that ends in a state, or -1.
  private(set) var literals: [Int32] = [-1]
  /// Scalars of each literal.
  private(set) var lengths: [Int32] = []

  /// Parent and scalar of each step, and where it leads; the target 0 marks a free place.
  private var keys = [UInt64](repeating: 0, count: 2 * usualStates)
  private var targets = [Int32](repeating: 0, count: 2 * usualStates)
  /// For each state a bit for each of its children, by the lowest six bits of the scalar: most scalars lead nowhere.
  private var masks: [UInt64] = [0]
  /// Steps out of the root for the basic plane: most scalars of a text begin no literal.
  private var roots = [Int32](repeating: 0, count: 0x10000)

  /// An empty tree.
  init() {
    scalars.reserveCapacity(Self.usualStates)
    firstChildren.reserveCapacity(Self.usualStates)
    nextSiblings.reserveCapacity(Self.usualStates)
    literals.reserveCapacity(Self.usualStates)
    masks.reserveCapacity(Self.usualStates)
  }

  /// States, the root among them.
  var count: Int { literals.count }

  /// The number of a literal; the next free number for a new one.
  mutating func insert(_ literal: [UInt32]) -> Int {
    var state: Int32 = 0
    for scalar in literal {
      let known = state == 0 ? child(of: 0, over: scalar) : sibling(firstChildren[Int(state)], scalar)
      state = known == 0 ? add(scalar, under: state) : known
    }
    if literals[Int(state)] < 0 {
      literals[Int(state)] = Int32(lengths.count)
      lengths.append(Int32(literal.count))
    }
    return Int(literals[Int(state)])
  }

  /// The state behind `scalar`, or 0.
  func child(of state: Int32, over scalar: UInt32) -> Int32 {
    if state == 0, scalar < 0x10000 { return roots[Int(scalar)] }
    guard masks[Int(state)] >> UInt64(scalar & 63) & 1 == 1 else { return 0 }
    return targets[place(of: Self.key(state, scalar))]
  }

  /// The state behind `scalar` among `first` and its siblings, or 0. While building, neighbours lie closer in
  /// memory than places of the table, and most states have few children.
  private func sibling(_ first: Int32, _ scalar: UInt32) -> Int32 {
    var state = first
    while state != 0, scalars[Int(state)] != scalar { state = nextSiblings[Int(state)] }
    return state
  }

  private mutating func add(_ scalar: UInt32, under state: Int32) -> Int32 {
    if count * 2 > keys.count { grow() }
    let new = Int32(count)
    scalars.append(scalar)
    literals.append(-1)
    masks.append(0)
    masks[Int(state)] |= 1 << UInt64(scalar & 63)
    firstChildren.append(0)
    nextSiblings.append(firstChildren[Int(state)])
    firstChildren[Int(state)] = new
    put(Self.key(state, scalar), new)
    if state == 0, scalar < 0x10000 { roots[Int(scalar)] = new }
    return new
  }

  private static func key(_ state: Int32, _ scalar: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: state)) << 32 | UInt64(scalar)
  }

  /// The key's place, or the free place where it belongs. The table is at most half full.
  private func place(of key: UInt64) -> Int {
    let mask = keys.count - 1
    // Fibonacci hashing (Knuth, The Art of Computer Programming, volume 3, section 6.4).
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while targets[place] != 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func put(_ key: UInt64, _ target: Int32) {
    let place = place(of: key)
    keys[place] = key
    targets[place] = target
  }

  private mutating func grow() {
    let old = zip(keys, targets).filter { $0.1 != 0 }
    keys = [UInt64](repeating: 0, count: keys.count * 2)
    targets = [Int32](repeating: 0, count: keys.count)
    for (key, target) in old { put(key, target) }
  }
}
