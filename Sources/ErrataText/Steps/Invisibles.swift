/// Drops what isn't seen: zero-width characters, bidirectional controls, variation selectors, soft hyphens,
/// controls.
enum Invisibles {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.invisible) else { return 0 }
    let units = buffer.units
    var written = 0
    for position in 0..<buffer.count where !units[position].traits.has(.invisible) {
      units[written] = units[position]
      written += 1
    }
    let dropped = buffer.count - written
    buffer.count = written
    return dropped
  }
}
