/// Drops the commas that group the digits of a number in threes: `1,000`.
enum Grouping {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.digit) && buffer.seen.has(.punctuation) else { return 0 }
    let units = buffer.units
    var written = 0
    var position = 0
    while position < buffer.count {
      guard units[position].traits.isDigit else {
        units[written] = units[position]
        written += 1
        position += 1
        continue
      }
      let end = numberEnd(buffer, position, written)
      for inner in position..<end where units[inner].scalar != 0x2C {
        units[written] = units[inner]
        written += 1
      }
      position = end
    }
    let dropped = buffer.count - written
    buffer.count = written
    return dropped
  }

  /// One past the digits that begin at `start`, and past the groups after them if they are well formed.
  private static func numberEnd(_ buffer: UnitBuffer, _ start: Int, _ written: Int) -> Int {
    let first = digitsEnd(buffer, start)
    guard first - start <= 3, buffer.units[start].scalar != 0x30, !isInNumber(buffer, written) else {
      return first
    }
    var end = first
    while buffer.scalar(end) == 0x2C {
      let next = digitsEnd(buffer, end + 1)
      guard next - end == 4 else { break }
      end = next
    }
    let continues = buffer.scalar(end) == 0x2C && buffer.traits(end + 1).isDigit
    return continues ? first : end
  }

  /// True at the end of the `written` units after a point or comma that belongs to a number (`0.5,000`).
  private static func isInNumber(_ buffer: UnitBuffer, _ written: Int) -> Bool {
    let before = buffer.scalar(written - 1)
    return (before == 0x2C || before == 0x2E) && buffer.traits(written - 2).isDigit
  }

  private static func digitsEnd(_ buffer: UnitBuffer, _ start: Int) -> Int {
    var end = start
    while buffer.traits(end).isDigit { end += 1 }
    return end
  }
}
