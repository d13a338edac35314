import CErrataTables

/// Turns capital letters into small ones (simple case folding of the Unicode Character Database).
enum LetterCase {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.letterCase) else { return 0 }
    let units = buffer.units
    var changes = 0
    for position in 0..<buffer.count where units[position].traits.has(.letterCase) {
      let scalar = units[position].scalar
      units[position].become(scalar < 0x80 ? scalar | 0x20 : errata_case(scalar))
      changes += 1
    }
    return changes
  }
}
