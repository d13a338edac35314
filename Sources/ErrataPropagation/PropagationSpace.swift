/// What propagation sees of items, edges and labels, for one label of one claim. In memory or in a store.
///
/// An item is a number: the order of numbers decides between equal supports. Edges are those along which the label
/// passes: to reposts, to quotes that don't deny what they quote, between copies both ways. Replies are none.
package protocol PropagationSpace {
  /// What reading and writing may throw; `Never` in memory.
  associatedtype Failure: Error

  /// The support that an item has; `nil` when it hasn't the label.
  func support(of node: UInt32) throws(Failure) -> Support?
  /// Sets or takes away an item's support.
  mutating func setSupport(_ support: Support?, of node: UInt32) throws(Failure)
  /// Whether an item has the label for reasons of its own.
  func isSeed(_ node: UInt32) throws(Failure) -> Bool
  /// Whether an item can't inherit the label: it denies the claim itself, or somebody decided so.
  func isBlocked(_ node: UInt32) throws(Failure) -> Bool
  /// Adds the items to which a label passes from one.
  func children(of node: UInt32, into list: inout [UInt32]) throws(Failure)
  /// Adds the items from which a label passes to one.
  func parents(of node: UInt32, into list: inout [UInt32]) throws(Failure)
}
