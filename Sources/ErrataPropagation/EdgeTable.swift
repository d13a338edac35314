/// The edges of a graph in memory: 24 bytes an edge and 8 an item, in four lists that are linked both ways, so that
/// an edge of an item with a million reposts is taken away as fast as any other.
struct EdgeTable: Sendable {
  /// No edge, at the end of a list.
  private static let none = UInt32.max

  private struct Edge {
    var parent: UInt32
    var child: UInt32
    var nextOut: UInt32
    var previousOut: UInt32
    var nextIn: UInt32
    var previousIn: UInt32
  }

  private var edges: [Edge] = []
  private var firstOut: [UInt32] = []
  private var firstIn: [UInt32] = []
  private var free = EdgeTable.none
  /// How many there are.
  private(set) var count = 0

  /// Items that there is room for.
  var nodes: Int { firstOut.count }

  mutating func reserve(nodes: Int, edges count: Int) {
    firstOut.reserveCapacity(nodes)
    firstIn.reserveCapacity(nodes)
    edges.reserveCapacity(count)
  }

  /// Makes room for items up to one.
  mutating func grow(to node: UInt32) {
    let missing = Int(node) + 1 - firstOut.count
    guard missing > 0 else { return }
    firstOut.append(contentsOf: repeatElement(EdgeTable.none, count: missing))
    firstIn.append(contentsOf: repeatElement(EdgeTable.none, count: missing))
  }

  /// Adds an edge; false when it is there already. O(edges towards the child).
  mutating func insert(parent: UInt32, child: UInt32) -> Bool {
    guard find(parent: parent, child: child) == nil else { return false }
    let (out, into) = (firstOut[Int(parent)], firstIn[Int(child)])
    let edge = Edge(
      parent: parent, child: child, nextOut: out, previousOut: EdgeTable.none, nextIn: into,
      previousIn: EdgeTable.none)
    let index: UInt32
    if free == EdgeTable.none {
      index = UInt32(edges.count)
      edges.append(edge)
    } else {
      index = free
      free = edges[Int(index)].nextOut
      edges[Int(index)] = edge
    }
    if out != EdgeTable.none { edges[Int(out)].previousOut = index }
    if into != EdgeTable.none { edges[Int(into)].previousIn = index }
    firstOut[Int(parent)] = index
    firstIn[Int(child)] = index
    count += 1
    return true
  }

  /// Takes an edge away; false when there is none. O(edges towards the child).
  mutating func remove(parent: UInt32, child: UInt32) -> Bool {
    guard let index = find(parent: parent, child: child) else { return false }
    let edge = edges[Int(index)]
    if edge.previousOut == EdgeTable.none {
      firstOut[Int(parent)] = edge.nextOut
    } else {
      edges[Int(edge.previousOut)].nextOut = edge.nextOut
    }
    if edge.nextOut != EdgeTable.none { edges[Int(edge.nextOut)].previousOut = edge.previousOut }
    if edge.previousIn == EdgeTable.none {
      firstIn[Int(child)] = edge.nextIn
    } else {
      edges[Int(edge.previousIn)].nextIn = edge.nextIn
    }
    if edge.nextIn != EdgeTable.none { edges[Int(edge.nextIn)].previousIn = edge.previousIn }
    edges[Int(index)].nextOut = free
    free = index
    count -= 1
    return true
  }

  private func find(parent: UInt32, child: UInt32) -> UInt32? {
    guard Int(child) < firstIn.count else { return nil }
    var index = firstIn[Int(child)]
    while index != EdgeTable.none {
      if edges[Int(index)].parent == parent { return index }
      index = edges[Int(index)].nextIn
    }
    return nil
  }

  func children(of node: UInt32, into list: inout [UInt32]) {
    guard Int(node) < firstOut.count else { return }
    var index = firstOut[Int(node)]
    while index != EdgeTable.none {
      list.append(edges[Int(index)].child)
      index = edges[Int(index)].nextOut
    }
  }

  func parents(of node: UInt32, into list: inout [UInt32]) {
    guard Int(node) < firstIn.count else { return }
    var index = firstIn[Int(node)]
    while index != EdgeTable.none {
      list.append(edges[Int(index)].parent)
      index = edges[Int(index)].nextIn
    }
  }
}
