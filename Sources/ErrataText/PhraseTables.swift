/// The phrases that the steps know.
final class PhraseTables: Sendable {
  /// The tables, made once.
  static let shared = PhraseTables()

  /// Evasive spellings and the words that they stand for.
  let homophones = PhraseTable(Homophones.phrases, followsDigits: true)
  /// Words that make the numeral before them a number.
  let measures = PhraseTable(Measures.words.map { ($0, $0) })
  /// English number words; the result is one code point, the place of the word's value in `SpelledNumbers`.
  let numberWords = PhraseTable(SpelledNumbers.phrases)
  /// Units of measure and their one spelling.
  let units = PhraseTable(Units.phrases, followsDigits: true)
}
