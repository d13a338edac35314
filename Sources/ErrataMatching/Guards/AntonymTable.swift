internal import CErrataLexicon
internal import ErrataIndex
internal import ErrataText

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

  private struct Word: Sendable {
    var hashes: [UInt32]
    var meaning: Meaning
  }

  private var words: [UInt32: [Word]] = [:]
  private(set) var longestWord = 0

  /// The table that is compiled in.
  static let embedded = AntonymTable(ConceptTable.text(errata_antonyms(), errata_antonyms_length()))

  /// Reads a table; lines that begin with `#` are remarks.
  init(_ table: String) {
    let normalizer = Normalizer()
    var units = Units()
    var isStrict = false
    for (pair, line) in table.split(separator: "\n").enumerated() where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        isStrict = line == "[strict]"
        continue
      }
      for (side, list) in line.split(separator: "\t").prefix(2).enumerated() {
        for word in list.split(separator: ",") {
          UnitReader.read(normalizer.normalize(String(word)), into: &units)
          guard let first = units.hashes.first else { continue }
          let meaning = Meaning(pair: pair, side: side, isStrict: isStrict)
          words[first, default: []].append(Word(hashes: units.hashes, meaning: meaning))
          longestWord = max(longestWord, units.count)
        }
      }
    }
    for key in words.keys { words[key]?.sort { $0.hashes.count > $1.hashes.count } }
  }

  /// The words in a stretch of a sequence of unit hashes, the longest at each position with all its meanings; words may
  /// begin and end outside.
  func findings(in hashes: [UInt32], near range: Range<Int>) -> [Finding] {
    var found: [Finding] = []
    var position = max(0, range.lowerBound - longestWord + 1)
    while position < min(range.upperBound, hashes.count) {
      var length = 0
      for word in words[hashes[position]] ?? []
      where word.hashes.count >= length && stands(word, in: hashes, at: position) {
        length = word.hashes.count
        found.append(Finding(meaning: word.meaning, range: position..<position + length))
      }
      position += max(1, length)
    }
    return found.filter { $0.range.overlaps(range) }
  }

  private func stands(_ word: Word, in hashes: [UInt32], at position: Int) -> Bool {
    position + word.hashes.count <= hashes.count
      && word.hashes.indices.allSatisfy { hashes[position + $0] == word.hashes[$0] }
  }
}
