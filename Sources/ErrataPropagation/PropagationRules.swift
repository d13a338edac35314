/// How far labels travel.
package struct PropagationRules: Hashable, Sendable {
  /// Most edges between an item and the root of its label, from 0 (nothing is inherited) to 250.
  package var hops: Int
  /// What is left of the label's effect on the weight after each hop, from 0 to 1.
  package var attenuation: Double
  /// Most items that inherit a label from one root; those beyond don't, and an alert says so.
  package var cascade: Int

  /// The greatest number of hops.
  package static let mostHops = 250

  /// Makes rules; values outside of their ranges are moved into them.
  package init(hops: Int = 8, attenuation: Double = 0.95, cascade: Int = 1_000_000) {
    self.hops = min(max(0, hops), PropagationRules.mostHops)
    self.attenuation = attenuation.isNaN ? 0 : min(max(0, attenuation), 1)
    self.cascade = max(0, cascade)
  }

  /// The weight of an item that inherits a limit.
  ///
  /// - Parameters:
  ///   - weight: the weight that the label gives its root, from 0 to 1.
  ///   - hops: edges to the root.
  /// - Returns: `1 - (1 - weight) * attenuation ^ hops`: never less than the root's, never more than 1.
  package func weight(_ weight: Double, after hops: Int) -> Double {
    var left = 1 - weight
    for _ in 0..<max(0, hops) { left *= attenuation }
    return 1 - left
  }
}
