/// A step of the normalizer. The order of the cases is the order in which the steps run.
package enum NormalizationStep: String, CaseIterable, Sendable, Hashable {
  case hyphenation
  case invisibles
  case links
  case mentions
  case hashtags
  case compatibility
  case lookalikes
  case letterCase
  case simplified
  case decoration
  case punctuation
  case blanks
  case homophones
  case leetspeak
  case repeats
  case separators
  case grouping
  case spelledNumbers
  case numerals
  case units

  /// Every step.
  package static let all = Set(allCases)

  /// What the step does, in one sentence.
  package var summary: String {
    switch self {
    case .hyphenation: "Joins words that a hyphen divides at the end of a line."
    case .invisibles:
      "Drops zero-width characters, directional and other controls, variation selectors, soft hyphens."
    case .links: "Puts a blank in place of a web address, where the text has more than addresses."
    case .mentions: "Puts a blank in place of the @name of a user."
    case .hashtags: "Drops the marks of a hashtag, keeps its text and sets words that capital letters join apart."
    case .compatibility:
      "Folds full and half width, ligatures, circled, squared and styled characters, and drops accents."
    case .lookalikes: "Turns letters that look Latin into Latin ones in words that pass for Latin."
    case .letterCase: "Turns capital letters into small ones."
    case .simplified: "Turns traditional Chinese characters and variant forms into simplified ones."
    case .decoration: "Puts a blank in place of emoji, symbols and ornaments."
    case .punctuation:
      "Folds sentence marks, dashes, quotation marks and brackets, and writes repeated marks once."
    case .blanks: "Joins runs of blanks and drops those at the ends and beside Han and kana."
    case .leetspeak: "Reads digits inside words as the letters that they stand for (v4ccine)."
    case .repeats: "Writes a letter that is repeated three times or more once (sooooo)."
    case .separators: "Joins words whose characters were set apart by marks or blanks (v.a.c.c.i.n.e)."
    case .homophones:
      "Undoes well-known replacements of Han characters by pinyin or by characters of the same sound."
    case .grouping: "Drops the commas that group the digits of a number (1,000)."
    case .numerals: "Writes Chinese numerals as digits where they are numbers (十二点)."
    case .spelledNumbers: "Writes English number words as digits (twenty-five)."
    case .units: "Writes the units of measure after a number in one way (5 kilometers, 5公里)."
    }
  }
}
