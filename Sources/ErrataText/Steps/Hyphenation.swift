/// Joins words that are broken over two lines, as texts read from pictures have them: `alco-⏎hol`.
///
/// A hyphen or soft hyphen counts between a letter and the small letter that the next line begins with, both of
/// one script that divides words so: Latin, or Cyrillic, Greek and their kin. A digit on either side, a capital
/// letter, an empty line or a second hyphen keep the lines apart. A word that has a hyphen anyway (`well-⏎known`)
/// loses it: nothing tells the two apart.
enum Hyphenation {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.lineBreak), buffer.seen.has(dividing) else { return 0 }
    let (units, count) = (buffer.units, buffer.count)
    var written = 0
    var position = 0
    var changes = 0
    while position < count {
      if isHyphen(units[position].scalar), let next = continuation(buffer, after: position) {
        position = next
        changes += 1
        continue
      }
      units[written] = units[position]
      written += 1
      position += 1
    }
    buffer.count = written
    return changes
  }

  /// True if a line ends in a hyphen, or in one and blanks.
  static func mayApply(to buffer: UnitBuffer) -> Bool {
    let (units, count) = (buffer.units, buffer.count)
    var last: UInt32 = 0
    for position in 0..<count {
      let traits = units[position].traits
      if traits.isLineBreak, isHyphen(last) { return true }
      if !traits.isSpace { last = units[position].scalar }
    }
    return false
  }

  /// The scripts that divide words by hyphens.
  private static let dividing: Traits = [.latin, .foreign]

  /// A hyphen, which may be soft or not.
  private static func isHyphen(_ scalar: UInt32) -> Bool {
    scalar == 0x2D || scalar == 0xAD || scalar == 0x2010
  }

  /// Where the word goes on that the hyphen at a position divides; nil if it divides none.
  private static func continuation(_ buffer: UnitBuffer, after hyphen: Int) -> Int? {
    let before = letter(buffer, before: hyphen).intersection(dividing)
    guard !before.isEmpty, let next = nextLine(buffer, hyphen + 1) else { return nil }
    let after = buffer.traits(next)
    return after.isLetter && after.has(before) && !after.has(.letterCase) ? next : nil
  }

  /// The traits of the letter before a position, whose marks may stand between; none if there is no letter.
  private static func letter(_ buffer: UnitBuffer, before end: Int) -> Traits {
    var position = end - 1
    while position >= 0, isPassed(buffer.units[position]) { position -= 1 }
    let traits = buffer.traits(position)
    return traits.isLetter ? traits : []
  }

  /// Marks belong to the letter, and what isn't seen doesn't count; but a hyphen does.
  private static func isPassed(_ unit: Unit) -> Bool {
    unit.traits.has([.mark, .invisible]) && !isHyphen(unit.scalar)
  }

  /// Where the next line begins if nothing but blanks is before it; nil after an empty line.
  private static func nextLine(_ buffer: UnitBuffer, _ start: Int) -> Int? {
    var position = start
    var lineBreaks = 0
    while position < buffer.count {
      let unit = buffer.units[position]
      guard unit.traits.isBlank || (unit.traits.has(.invisible) && !isHyphen(unit.scalar)) else { break }
      let endsPair = unit.scalar == 0x0A && buffer.units[position - 1].scalar == 0x0D
      if unit.traits.isLineBreak && !endsPair { lineBreaks += 1 }
      position += 1
    }
    return lineBreaks == 1 ? position : nil
  }
}
