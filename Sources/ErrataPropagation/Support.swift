/// Why an item inherits a label: how far it stands from an item that has the label for reasons of its own, which one
/// that is, and which neighbour it has the label from.
///
/// Of several supports the least one counts: fewest hops, then the root that was seen first, then the neighbour that
/// was. So the support of each item is a function of the graph alone, whatever the order in which it came to be.
package struct Support: Hashable, Sendable, Comparable {
  /// Edges between the root and the item; 0 for the root itself.
  package var hops: UInt8
  /// The item that has the label for reasons of its own.
  package var root: UInt32
  /// The neighbour from which the item has the label; the item itself for a root.
  package var via: UInt32

  /// Makes a support.
  package init(hops: UInt8, root: UInt32, via: UInt32) {
    self.hops = hops
    self.root = root
    self.via = via
  }

  /// The support of a root.
  package init(root: UInt32) {
    self.init(hops: 0, root: root, via: root)
  }

  package static func < (a: Support, b: Support) -> Bool {
    (a.hops, a.root, a.via) < (b.hops, b.root, b.via)
  }

  /// What a neighbour gets from an item with this support.
  func next(via node: UInt32) -> Support { Support(hops: hops + 1, root: root, via: node) }
}
