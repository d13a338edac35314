/// The terms of a unit sequence: pairs of neighbouring units, and single units.
package enum TermReader {
  /// Whether a unit is a term by itself.
  @inline(__always)
  package static func isTerm(_ flags: UnitFlags) -> Bool {
    !flags.isDisjoint(with: [.word, .number])
  }

  /// Which single units are wanted beside the pairs.
  package enum Singles: Sendable {
    /// Words and numbers; a character of a script without spaces says too little by itself.
    case words
    /// All units.
    case all
  }

  /// Calls `body` with each term's key and the position of its first unit, in order, repeats included.
  @inline(__always)
  package static func forEach(
    _ units: Units, singles: Singles, _ body: (_ key: UInt32, _ position: Int, _ isPair: Bool) -> Void
  ) {
    for position in 0..<units.count {
      if singles == .all || isTerm(units.flags[position]) {
        body(Hashing.term(units.hashes[position]), position, false)
      }
      if position + 1 < units.count {
        body(Hashing.term(units.hashes[position], units.hashes[position + 1]), position, true)
      }
    }
  }
}
