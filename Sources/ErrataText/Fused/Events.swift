/// The events of a text: positions where a step may have something to do.
///
/// Everything is an event but a quiet character (`CharacterKinds`), which counts only if it is the same as the one
/// before it, or a letter after something that is neither a letter nor an event. So a word begins at an event or right
/// after one.
extension UnitBuffer {
  /// Finds the events of a text that has changed since its decoding.
  ///
  /// - Complexity: O(n).
  func findEvents() {
    resetEvents(capacity: count + 1)
    let kinds = CharacterKinds.shared
    var found = 0
    var (last, lastClass) = (UInt32(0), UInt32(0))
    for position in 0..<count {
      let (scalar, kind) = (units[position].scalar, units[position].traits.classValue)
      let begins = kind != lastClass || scalar == last
      events[found] = UInt32(truncatingIfNeeded: position)
      found &+= kinds.event(scalar) | (begins ? 1 : 0)
      (last, lastClass) = (scalar, kind)
    }
    eventCount = found
  }

  /// Calls `body` with each position of a code point among the events; `body` may put blanks in place of what is from
  /// there on.
  @inline(__always)
  func forEachEvent(_ scalar: UInt32, _ body: (Int) -> Void) {
    for event in 0..<eventCount where units[Int(events[event])].scalar == scalar { body(Int(events[event])) }
  }
}
