import CErrataTables

/// Turns traditional characters and variant forms into simplified ones, character by character.
///
/// Where one simplified character stands for several traditional ones, all become it; a fold has only to be
/// the same for claim and post. So the well-known exceptions fold too: 乾 is 干 in 乾坤, 著 is 着 in 著名, 瞭 is 了 in
/// 瞭望.
enum Simplified {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.traditional) else { return 0 }
    let units = buffer.units
    var changes = 0
    for position in 0..<buffer.count where units[position].traits.has(.traditional) {
      units[position].become(errata_simplified(units[position].scalar))
      buffer.seen.insert(units[position].traits)
      changes += 1
    }
    return changes
  }
}
