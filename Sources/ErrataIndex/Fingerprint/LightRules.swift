/// The light stemmers of Jacques Savoy as tables: they take number and gender off nouns and adjectives, and little
/// else.
///
/// French, Portuguese and German after Savoy 2006, "Light stemming approaches for the French, Portuguese, German and
/// Hungarian languages"; Spanish and Italian after Savoy 2002, "Report on CLEF-2001 experiments". Words come without
/// accents, so what the papers say of these falls away: rules that fold them have nothing to do, and those for `-ère`,
/// `-ète`, `-ième`, `-ões` or `-óis` hold for the same letters without accents, too.
enum LightRules {
  /// An ending, what stands in its place, and where the rule holds.
  struct Rule: Sendable {
    let suffix: StaticString
    let ending: StaticString
    /// The word has more letters than this.
    let longer: Int
    /// One of these letters stands before the ending; any when empty.
    var after: StaticString = ""
    /// No later stage follows, but for the closing of French words.
    var isLast = false
  }

  /// The stages for a language: of each, the first rule that holds is applied. None for English.
  static func stages(for language: TextLanguage) -> [[Rule]] {
    switch language {
    case .english: []
    case .spanish: spanish
    case .portuguese: portuguese
    case .french: french
    case .italian: italian
    case .german: german
    }
  }

  private static func rule(
    _ suffix: StaticString, _ ending: StaticString = "", longer: Int, after: StaticString = "", isLast: Bool = false
  ) -> Rule {
    Rule(suffix: suffix, ending: ending, longer: longer, after: after, isLast: isLast)
  }

  private static let spanish = [
    [
      rule("eses", "es", longer: 4), rule("ces", "z", longer: 4), rule("os", longer: 4), rule("as", longer: 4),
      rule("es", longer: 4), rule("o", longer: 4), rule("a", longer: 4), rule("e", longer: 4),
    ]
  ]

  private static let italian = [
    [
      rule("ie", longer: 5), rule("he", longer: 5), rule("hi", longer: 5), rule("ii", longer: 5),
      rule("ia", longer: 5), rule("io", longer: 5), rule("e", longer: 5), rule("i", longer: 5), rule("a", longer: 5),
      rule("o", longer: 5),
    ]
  ]

  private static let german = [
    [
      rule("ern", longer: 5), rule("em", longer: 4), rule("en", longer: 4), rule("er", longer: 4),
      rule("es", longer: 4), rule("e", longer: 3), rule("s", longer: 3, after: "bdfghklmnt"),
    ],
    [
      rule("est", longer: 5), rule("er", longer: 4), rule("en", longer: 4), rule("st", longer: 4, after: "bdfghklmnt"),
    ],
  ]

  private static let portuguese = [
    [
      rule("res", "r", longer: 4), rule("ses", "s", longer: 4), rule("les", "l", longer: 4),
      rule("zes", "z", longer: 4),
      rule("ns", "m", longer: 3), rule("eis", "el", longer: 4), rule("ais", "al", longer: 4),
      rule("ois", "ol", longer: 4), rule("is", "il", longer: 4), rule("oes", "ao", longer: 3),
      rule("aes", "ao", longer: 3), rule("mente", longer: 6), rule("s", longer: 3),
    ],
    [
      rule("inha", "inho", longer: 7), rule("iaca", "iaco", longer: 7), rule("eira", "eiro", longer: 7),
      rule("osa", "oso", longer: 6), rule("ica", "ico", longer: 6), rule("ida", "ido", longer: 6),
      rule("ada", "ado", longer: 6), rule("iva", "ivo", longer: 6), rule("ama", "amo", longer: 6),
      rule("ona", "ao", longer: 6), rule("ora", "or", longer: 6), rule("esa", "es", longer: 6),
      rule("na", "no", longer: 6),
    ],
    [rule("e", longer: 4), rule("a", longer: 4), rule("o", longer: 4)],
  ]

  private static let french = [
    [rule("eaux", "eau", longer: 5), rule("aux", "al", longer: 5), rule("x", longer: 3)],
    [rule("s", longer: 3)],
    [
      rule("issement", "ir", longer: 9, isLast: true), rule("issant", "ir", longer: 8, isLast: true),
      rule("ivement", "if", longer: 7, isLast: true), rule("ement", "e", longer: 6, isLast: true),
      rule("ficatrice", "fier", longer: 11, isLast: true), rule("ficateur", "fier", longer: 10, isLast: true),
      rule("catrice", "quer", longer: 9, isLast: true), rule("cateur", "quer", longer: 8, isLast: true),
      rule("atrice", "er", longer: 8, isLast: true), rule("ateur", "er", longer: 7, isLast: true),
      rule("trice", "teur", longer: 6),
    ],
    [
      rule("ieme", longer: 5, isLast: true), rule("teuse", "ter", longer: 7, isLast: true),
      rule("teur", "ter", longer: 6, isLast: true), rule("euse", "eu", longer: 5, isLast: true),
      rule("ere", "er", longer: 8, isLast: true), rule("ive", "if", longer: 7, isLast: true),
      rule("folle", "fou", longer: 4, isLast: true), rule("molle", "mou", longer: 4, isLast: true),
      rule("nnelle", "n", longer: 9, isLast: true), rule("nnel", "n", longer: 9, isLast: true),
      rule("ete", "et", longer: 4),
    ],
    [rule("ique", longer: 8)],
    [
      rule("esse", "e", longer: 8), rule("inage", "in", longer: 7), rule("ualisation", "uel", longer: 12),
      rule("isation", longer: 9), rule("ation", longer: 8), rule("ition", longer: 8),
    ],
  ]
}
