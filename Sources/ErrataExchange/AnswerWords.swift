internal import CErrataLexicon
package import ErrataModel

/// Words of answers for people, in their language, from a resource file.
package struct AnswerWords: Sendable {
  /// A label of the card.
  package enum Label: String, CaseIterable, Sendable {
    /// What the card is.
    case heading
    /// Before the date of a review.
    case published
    /// Before the words of the query that match.
    case because
    /// Said where reviews contradict one another.
    case conflict
    /// Before the list of all reviews.
    case more
  }

  /// The language of the words, a BCP 47 tag.
  package let lang: String
  private let words: [String: String]

  /// Whether the language is written from right to left.
  package var isRightToLeft: Bool { AnswerWords.rightToLeft.contains(lang) }

  private static let rightToLeft: Set<String> = ["ar", "fa", "he"]

  /// The words of a language, or those of English where there are none for it.
  package init(lang: String?) {
    let column = AnswerWords.column(lang)
    self.lang = AnswerWords.table.langs[column]
    words = AnswerWords.table.rows.mapValues { $0.indices.contains(column) ? $0[column] : $0.first ?? "" }
  }

  /// The languages that there are words for.
  package static var languages: [String] { table.langs }

  /// A verdict's word.
  package func word(_ verdict: Verdict) -> String { words[verdict.rawValue] ?? verdict.rawValue }

  /// A label.
  package func word(_ label: Label) -> String { words[label.rawValue] ?? label.rawValue }

  private struct Table: Sendable {
    var langs: [String] = []
    var rows: [String: [String]] = [:]
  }

  private static let table: Table = {
    let text = String(
      decoding: UnsafeBufferPointer(start: errata_words(), count: Int(errata_words_length())), as: UTF8.self)
    var table = Table()
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t").map(String.init)
      guard let key = fields.first else { continue }
      if key == "key" { table.langs = Array(fields.dropFirst()) } else { table.rows[key] = Array(fields.dropFirst()) }
    }
    return table
  }()

  /// The column of a tag: the tag itself, traditional characters for Taiwan, Hong Kong and Macau, else the language.
  private static func column(_ lang: String?) -> Int {
    let parts = (lang ?? "en").lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
    guard let first = parts.first else { return 0 }
    let isTraditional = parts.dropFirst().contains { ["hant", "tw", "hk", "mo"].contains($0) }
    let wanted = first == "zh" && isTraditional ? "zh-hant" : String(first)
    return table.langs.firstIndex(of: wanted) ?? 0
  }
}
