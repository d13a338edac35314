/// The items that have one label of one claim from one root, apart from the root.
///
/// A cascade that is larger than the rules allow is cut: the items with fewest hops keep the label, among equals those
/// that were seen first. So a cut is a function of the graph too.
package struct Cascade: Hashable, Sendable {
  /// The place of the last item that keeps the label, when not all do.
  package struct Cut: Hashable, Sendable, Comparable {
    /// Its hops.
    package var hops: UInt8
    /// Its number.
    package var node: UInt32

    /// Makes a cut behind an item.
    package init(hops: UInt8, node: UInt32) {
      self.hops = hops
      self.node = node
    }

    package static func < (a: Cut, b: Cut) -> Bool { (a.hops, a.node) < (b.hops, b.node) }
  }

  /// Whether an item with a support keeps the label under a cut; `nil` cuts nothing.
  package static func keeps(_ node: UInt32, _ support: Support, under cut: Cut?) -> Bool {
    guard support.hops > 0, let cut else { return true }
    return Cut(hops: support.hops, node: node) <= cut
  }

  /// All items of a root's cascade with their hops, by hops, then by number. O(cascade and its edges).
  package static func members<Space: PropagationSpace>(
    of root: UInt32, in space: Space
  ) throws(Space.Failure) -> [Cut] {
    var members: [Cut] = []
    var level = [root]
    var list: [UInt32] = []
    var hops: UInt8 = 0
    while !level.isEmpty, hops < PropagationRules.mostHops {
      hops += 1
      var next: [UInt32] = []
      for node in level {
        list.removeAll(keepingCapacity: true)
        try space.children(of: node, into: &list)
        for child in list {
          guard let support = try space.support(of: child), support == Support(hops: hops, root: root, via: node)
          else { continue }
          next.append(child)
        }
      }
      next.sort()
      members += next.map { Cut(hops: hops, node: $0) }
      level = next
    }
    return members
  }

  /// Where a cascade is cut; `nil` when it is small enough. A cut before everything has 0 hops.
  package static func cut(_ members: [Cut], limit: Int) -> Cut? {
    guard members.count > limit else { return nil }
    return limit > 0 ? members[limit - 1] : Cut(hops: 0, node: 0)
  }
}
