/// Words that negate in languages other than English, folded, and words after them that take the negation away.
///
/// Only one of the words that make up a negation is listed, so that they don't lift each other: French pas, jamais and
/// aucun, not ne; Spanish no and nunca, not nada or ninguno, which go with them. A language's list stands in place of
/// the English one: Portuguese no (in the) and German Not (need) negate nothing.
struct NegationList: Sendable {
  /// The words that negate.
  let words: [StaticString]
  /// A negating word with one that may follow and takes the negation away: nicht nur, sin duda.
  let lifted: [(negating: StaticString, next: StaticString)]

  /// The list of a language; `nil` for English.
  static func list(of language: TextLanguage) -> NegationList? {
    switch language {
    case .english: nil
    case .spanish: spanish
    case .portuguese: portuguese
    case .french: french
    case .italian: italian
    case .german: german
    }
  }

  private static let spanish = NegationList(
    words: ["no", "nunca", "jamas", "tampoco", "sin"],
    lifted: [("no", "solo"), ("no", "solamente"), ("sin", "duda")])

  private static let portuguese = NegationList(
    words: ["nao", "nunca", "jamais", "tampouco", "sem"],
    lifted: [("nao", "so"), ("nao", "somente"), ("nao", "apenas"), ("sem", "duvida")])

  private static let french = NegationList(
    words: ["pas", "jamais", "aucun", "aucune", "rien", "sans", "non"],
    lifted: [("pas", "seulement"), ("pas", "uniquement"), ("non", "seulement"), ("sans", "doute")])

  private static let italian = NegationList(
    words: ["non", "senza"],
    lifted: [("non", "solo"), ("non", "soltanto"), ("non", "solamente"), ("senza", "dubbio")])

  private static let german = NegationList(
    words: [
      "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand", "nichts", "ohne",
      "weder",
    ],
    lifted: [("nicht", "nur"), ("nicht", "allein"), ("ohne", "zweifel")])
}
