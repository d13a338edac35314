/// Weighs the units of a text by how much they tell.
package enum UnitWeights {
  /// The weight of each unit in eighths of a bit: its information after its left neighbour, so that all parts of a name
  /// share one name's worth.
  package static func weigh(_ units: Units, background: BackgroundModel) -> [UInt8] {
    (0..<units.count).map { weigh(units, at: $0, background: background) }
  }

  private static func weigh(_ units: Units, at position: Int, background: BackgroundModel) -> UInt8 {
    let previous = position > 0 ? units.hashes[position - 1] : nil
    return WeightScale.byte(bits: background.bits(unit: units.hashes[position], after: previous))
  }
}
