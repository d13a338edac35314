internal import ErrataIndex
internal import ErrataModel

/// A name in the place of another, all around it alike, that no table has: "Ann Smith has died" against "Eve Jones has
/// died".
///
/// A name is a rare word with a capital inside a sentence. Words of one stem or that differ by a letter are the same
/// name. Only in short claims; titles are no names.
enum SubstitutionGuard {
  private static let longEntry = 48
  private static let longestName = 3
  /// Bits of a rare word: fewer than one text in a hundred has it.
  private static let rareBits = 6.5

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    let isReplaced = context.replacements().contains { replacement in
      replacement.entry.count <= longestName && replacement.entry.count == replacement.item.count
        && stands(replacement, context)
        && zip(replacement.entry, replacement.item).contains { unit, position in
          isOtherName(unit, position, context)
        }
    }
    return isReplaced ? .name : nil
  }

  /// Whether the replacement has alike units on both sides, or begins or ends a sentence and has them on the other.
  private static func stands(_ replacement: Replacement, _ context: GuardContext) -> Bool {
    if replacement.isInside { return true }
    let (start, end) = (replacement.entry.lowerBound, replacement.entry.upperBound)
    if start == 0 {
      return end + 1 < context.entryCount && context.pairs[end + 1] == context.pairs[end] + 1
        && context.units.flags[replacement.item.lowerBound].contains(.afterBreak)
    }
    return end == context.entryCount && start >= 2 && context.pairs[start - 2] == context.pairs[start - 1] - 1
      && (replacement.item.upperBound == context.units.count
        || context.units.flags[replacement.item.upperBound].contains(.afterBreak))
  }

  private static func isOtherName(_ unit: Int, _ position: Int, _ context: GuardContext) -> Bool {
    let (ours, theirs) = (context.flags(ofEntryUnit: unit), context.units.flags[position])
    guard ours.contains(.capital), theirs.contains(.capital) else { return false }
    guard !ours.contains(.afterBreak) || !theirs.contains(.afterBreak) else { return false }
    let (name, other) = (context.entryHashes[unit], context.units.hashes[position])
    guard isRare(name, context), isRare(other, context) else { return false }
    return !titles.contains(name) && !titles.contains(other) && !context.units.hashes.contains(name)
      && !context.entryHashes.contains(other)
      && !WordVariant.isVariant(context.scalars(ofItemUnit: position), of: name, in: context.units.language)
  }

  private static func isRare(_ hash: UInt32, _ context: GuardContext) -> Bool {
    context.background.bits(term: Hashing.term(hash)) >= rareBits
  }

  private static let titles = GuardWords.hashes(
    """
    president vice former mr mrs ms miss dr doctor prof professor sen senator rep representative congressman \
    congresswoman gov governor mayor minister prime secretary attorney general judge justice chief sheriff officer \
    king queen prince princess duke pope cardinal bishop sir lord lady actor actress singer star rapper player coach \
    ceo founder director chairman chairwoman spokesman spokeswoman democrat democratic republican gop house white \
    senate congress administration government us uk eu un i
    """)
}
