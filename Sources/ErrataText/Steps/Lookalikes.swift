import CErrataTables

/// Turns letters of other scripts that look Latin into Latin ones.
///
/// It does so in words that mix Latin letters with look-alikes, and in words of nothing but look-alikes
/// beside a Latin word, unless the text has a word that is really written in another script. A Russian or
/// Greek text stays as it is.
enum Lookalikes {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.lookalike) && buffer.seen.has(.latin) else { return 0 }
    let hasForeignWord = hasForeignWord(buffer)
    var changes = 0
    var isBesideLatin = false
    // Where the words of look-alikes begin that fold if a Latin word follows.
    var waiting: Int?
    var position = 0
    while position < buffer.count {
      guard buffer.units[position].traits.isLetter else {
        if buffer.units[position].traits.isLineBreak { (isBesideLatin, waiting) = (false, nil) }
        position += 1
        continue
      }
      let word = Word(buffer, position)
      position = word.end
      if word.passes && !hasForeignWord && !isBesideLatin {
        waiting = waiting ?? word.start
      } else {
        let folds = word.isMixed || (word.passes && !hasForeignWord)
        isBesideLatin = folds || (word.hasLatin && !isUnit(buffer, word))
        let start = isBesideLatin ? waiting ?? word.start : word.start
        if folds || (isBesideLatin && waiting != nil) { changes += fold(buffer, start..<word.end) }
        waiting = nil
      }
    }
    return changes
  }

  /// What scripts a word is made of.
  private struct Word {
    let start: Int
    var end: Int
    var hasLatin = false
    var isForeign = false
    var isLookalike = true
    var isStrict = true

    init(_ buffer: UnitBuffer, _ start: Int) {
      self.start = start
      end = start
      while end < buffer.count, buffer.units[end].traits.isLetter {
        let traits = buffer.units[end].traits
        if traits.has(.latin) {
          hasLatin = true
        } else {
          isForeign = true
          isLookalike = isLookalike && traits.has(.lookalike)
          isStrict = isStrict && errata_lookalike(buffer.units[end].scalar) & ERRATA_LOOKALIKE_LOOSE == 0
        }
        end += 1
      }
    }

    /// Latin letters and look-alikes.
    var isMixed: Bool { hasLatin && isForeign && isLookalike }
    /// Nothing but look-alikes, and more than one: `α` alone is a name of its own.
    var passes: Bool { isForeign && isLookalike && isStrict && !hasLatin && end - start > 1 }
    /// A word really written in another script.
    var isReal: Bool { isForeign && !hasLatin && !(isLookalike && isStrict) }
  }

  /// True right after a number: a unit, which may be spelled otherwise.
  private static func isUnit(_ buffer: UnitBuffer, _ word: Word) -> Bool {
    buffer.traits(word.start - 1).isDigit && !buffer.traits(word.start - 2).isLetter
  }

  private static func hasForeignWord(_ buffer: UnitBuffer) -> Bool {
    var position = 0
    while position < buffer.count {
      guard buffer.units[position].traits.isLetter else {
        position += 1
        continue
      }
      let word = Word(buffer, position)
      if word.isReal { return true }
      position = word.end
    }
    return false
  }

  private static func fold(_ buffer: UnitBuffer, _ range: Range<Int>) -> Int {
    var changes = 0
    for position in range where buffer.units[position].traits.has(.lookalike) {
      buffer.units[position].become(errata_lookalike(buffer.units[position].scalar) & 0x7F)
      buffer.seen.insert(buffer.units[position].traits)
      changes += 1
    }
    return changes
  }
}
