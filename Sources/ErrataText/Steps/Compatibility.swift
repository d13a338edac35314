import CErrataTables

/// Folds compatibility forms (full and half width, ligatures, circled, squared and styled letters and
/// digits), composes letters with their marks and drops accents, from the decompositions of the Unicode
/// Character Database.
///
/// A number that stands for itself (`½`, `⁶`, `①`, keycaps) never grows together with digits beside it: a
/// blank comes between, so that `10⁶` isn't 106 and `5½` isn't 51/2.
enum Compatibility {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has([.fold, .mark]) else { return 0 }
    var changes = 0
    var position = 0
    while position < buffer.count, foldInPlace(&buffer.units[position], &changes) { position += 1 }
    if position < buffer.count { rewrite(buffer, from: position, &changes) }
    noteTraits(buffer)
    return changes
  }

  /// Folds one code point into one; false if it takes more than that.
  @inline(__always)
  private static func foldInPlace(_ unit: inout Unit, _ changes: inout Int) -> Bool {
    guard unit.traits.has([.fold, .mark]) else { return true }
    guard !unit.traits.has(.mark) else { return false }
    let fold = errata_fold(unit.scalar)
    guard fold < ERRATA_FOLD_APART else { return false }
    let folded = Unit(fold, start: unit.start, end: unit.end)
    guard !folded.traits.has(.mark) else { return false }
    unit = folded
    changes += 1
    return true
  }

  private static func noteTraits(_ buffer: UnitBuffer) {
    for position in 0..<buffer.count { buffer.seen.insert(buffer.units[position].traits) }
  }

  private static func rewrite(_ buffer: UnitBuffer, from start: Int, _ changes: inout Int) {
    var writer = UnitWriter(buffer, keeping: start)
    var standsApart = false
    for position in start..<buffer.count {
      var unit = buffer.units[position]
      if unit.traits.has(.mark) && !unit.traits.has(.fold) {
        append(mark: unit, to: &writer)
        changes += 1
        continue
      }
      if unit.traits.has(.fold) {
        let fold = errata_fold(unit.scalar)
        changes += 1
        if fold >= ERRATA_FOLD_APART {
          standsApart = expand(unit, fold, standsApart, to: &writer)
          continue
        }
        unit.become(fold)
        if unit.traits.has(.mark) {
          append(mark: unit, to: &writer)
          continue
        }
      }
      if standsApart && unit.traits.isDigit {
        writer.append(Unit(Unit.blank, start: unit.start, end: unit.end))
      }
      standsApart = false
      writer.append(unit)
    }
    writer.finish()
  }

  /// Writes the code points of a fold; true if they end in a number that stands apart.
  private static func expand(
    _ unit: Unit, _ fold: UInt32, _ wasApart: Bool, to writer: inout UnitWriter
  ) -> Bool {
    let isApart = fold & ERRATA_FOLD_APART != 0
    let isPooled = fold & ERRATA_FOLD_POOLED != 0
    let length = isPooled ? fold & 0xFF : 1
    for index in 0..<length {
      let scalar = isPooled ? errata_fold_point(fold, index) : fold & 0x1F_FFFF
      let folded = Unit(scalar, start: unit.start, end: unit.end)
      if index == 0, isApart || wasApart, folded.traits.isDigit, writer.last?.traits.isDigit == true {
        writer.append(Unit(Unit.blank, start: unit.start, end: unit.end))
      }
      if folded.traits.has(.mark) { append(mark: folded, to: &writer) } else { writer.append(folded) }
    }
    guard isApart, let last = writer.last else { return false }
    return last.traits.isDigit || last.scalar == 0x2E
  }

  /// Joins a mark with the letter before it, or drops it if it is an accent without a letter of its own.
  private static func append(mark: Unit, to writer: inout UnitWriter) {
    if mark.scalar == 0x20E3 { return separate(keycap: mark, in: &writer) }
    if var letter = writer.last, let whole = composition(letter.scalar, mark.scalar) {
      letter.become(whole)
      letter.end = mark.end
      writer.replaceLast(letter)
    } else if mark.traits.scalarClass != .other {
      writer.append(mark)
    }
  }

  /// A keycap makes a number of the digit before it: `1️⃣2️⃣` isn't 12.
  private static func separate(keycap: Unit, in writer: inout UnitWriter) {
    guard let digit = writer.last, digit.traits.isDigit else { return }
    if let before = writer.beforeLast(1), before.traits.isDigit {
      writer.replaceLast(Unit(Unit.blank, start: digit.start, end: digit.end))
      writer.append(digit)
    }
    writer.append(Unit(Unit.blank, start: keycap.start, end: keycap.end))
  }

  private static func composition(_ letter: UInt32, _ mark: UInt32) -> UInt32? {
    if let syllable = hangul(letter, mark) { return syllable }
    let whole = errata_composition(letter, mark)
    return whole == 0 ? nil : whole
  }

  /// Hangul composition (The Unicode Standard, section 3.12).
  private static func hangul(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let lead = first &- 0x1100
    let vowel = second &- 0x1161
    if lead < 19 && vowel < 21 { return 0xAC00 + (lead * 21 + vowel) * 28 }
    let syllable = first &- 0xAC00
    let tail = second &- 0x11A7
    return syllable < 11172 && syllable % 28 == 0 && tail > 0 && tail < 28 ? first + tail : nil
  }
}
