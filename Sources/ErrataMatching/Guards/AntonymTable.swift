internal import CErrataLexicon

/// Pairs of opposites from a resource file: the two sides of a line apart by a tab, the words of a side by commas.
///
/// Lines after `[strict]` hold single characters that are opposites only where one stands in the other's very place.
struct AntonymTable: Sendable {
  /// What is known of a word.
  struct Meaning: Hashable, Sendable {
    /// The pair's number.
    var pair: Int
    /// The side of the pair, 0 or 1.
    var side: Int
    /// Whether it counts only in the very place of its opposite.
    var isStrict: Bool
  }

  /// A word found in a text.
  struct Finding {
    var meaning: Meaning
    /// Its units.
    var range: Range<Int>
  }

  private let words: PhraseIndex<Meaning>

  /// The table that is compiled in.
  static let embedded = AntonymTable(ConceptTable.text(errata_antonyms(), errata_antonyms_length()))

  /// Reads a table; lines that begin with `#` are remarks.
  init(_ table: String) {
    words = PhraseIndex { add in
      var isStrict = false
      for (pair, line) in table.split(separator: "\n").enumerated() where !line.hasPrefix("#") {
        if line.hasPrefix("[") {
          isStrict = line == "[strict]"
          continue
        }
        for (side, list) in line.split(separator: "\t").prefix(2).enumerated() {
          for word in list.split(separator: ",") { add(word, Meaning(pair: pair, side: side, isStrict: isStrict)) }
        }
      }
    }
  }

  /// The words in a stretch of a sequence of unit hashes, the longest at each position with all its meanings; words may
  /// begin and end outside.
  func findings(in hashes: [UInt32], near range: Range<Int>) -> [Finding] {
    var found: [Finding] = []
    words.forEach(in: hashes, near: range) { found.append(Finding(meaning: $0, range: $1)) }
    return found
  }
}
