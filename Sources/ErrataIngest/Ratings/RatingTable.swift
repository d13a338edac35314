internal import CErrataRatings
package import ErrataModel

/// What publishers' rating words mean, by language and publisher.
package struct RatingTable: Sendable {
  /// A row of the table.
  private struct Key: Hashable {
    var publisher: String
    var language: String
    var words: String
  }

  private var verdicts: [Key: Verdict] = [:]
  /// Words of any language; `nil` where two languages mean different things by them.
  private var anyLanguage: [String: Verdict?] = [:]

  private init() {}

  /// The table that is compiled in.
  package static let shipped: RatingTable = {
    let bytes = UnsafeBufferPointer(start: errata_ratings(), count: Int(errata_ratings_length()))
    return parse(String(decoding: bytes, as: UTF8.self)).table
  }()

  /// Reads a table: publisher's domain, language, verdict and words set apart by `|`, tabs between them, below a row of
  /// names. Lines that begin with `#` are remarks.
  ///
  /// - Returns: the table, and the numbers of lines that are none of its rows.
  package static func parse(_ text: String) -> (table: RatingTable, faults: [Int]) {
    var table = RatingTable()
    var faults: [Int] = []
    var isHeader = true
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.isEmpty || line.hasPrefix("#") { continue }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if isHeader {
        isHeader = false
        if cells != ["publisher", "lang", "verdict", "words"] { faults.append(index + 1) }
      } else if cells.count == 4, let verdict = Verdict(rawValue: cells[2]), !cells[3].isEmpty {
        for word in cells[3].split(separator: "|") { table.add(cells[0], cells[1], verdict, String(word)) }
      } else {
        faults.append(index + 1)
      }
    }
    return (table, faults)
  }

  private mutating func add(_ publisher: String, _ language: String, _ verdict: Verdict, _ words: String) {
    let words = RatingTable.folded(words)
    verdicts[Key(publisher: publisher, language: language, words: words)] = verdict
    guard publisher == "*" else { return }
    if let known = anyLanguage[words], known != verdict {
      anyLanguage[words] = .some(nil)
    } else {
      anyLanguage[words] = verdict
    }
  }

  /// What words mean, from the most to the least particular row; `nil` when they aren't known.
  ///
  /// When the whole isn't known, its clauses are looked up (`False. The photo is of 2015`), of which those that are
  /// known must agree.
  package func verdict(of words: String, publisher domain: String, languages: [String]) -> Verdict? {
    let whole = RatingTable.folded(words)
    if let verdict = lookUp(whole, domain, languages) { return verdict }
    let found = Set(RatingTable.clauses(of: words).compactMap { lookUp($0, domain, languages) })
    return found.count == 1 ? found.first : nil
  }

  private func lookUp(_ words: String, _ domain: String, _ languages: [String]) -> Verdict? {
    guard !words.isEmpty else { return nil }
    let tongues = languages + ["*"]
    for publisher in [domain, "*"] {
      for language in tongues {
        if let verdict = verdicts[Key(publisher: publisher, language: language, words: words)] { return verdict }
      }
    }
    return anyLanguage[words] ?? nil
  }

  /// Parts of a sentence, without what only introduces a rating.
  private static func clauses(of words: String) -> [String] {
    let marks = Set<Character>(".:;,!?()[]—–|/。：；，！？（）「」“”\"、\n")
    return words.prefix(400).split { marks.contains($0) }.flatMap { $0.split(separator: " - ") }.map { part in
      let clause = folded(String(part))
      let opening = openings.first { clause.hasPrefix($0) }
      return opening.map { String(clause.dropFirst($0.count)) } ?? clause
    }
  }

  private static let openings: [String] = [
    "this claim is ", "the claim is ", "this post is ", "the post is ", "this is ", "it is ", "claim is ", "it's ",
    "rated ", "we rate this ", "we rate this claim ", "c'est ", "es ", "é ", "è ", "this image is ", "this video is ",
  ]

  /// Lower case, half width, one blank between words, no marks at the ends.
  static func folded(_ words: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in words.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case 0x2018, 0x2019: scalars.append("'")
      case 0x5F: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    let spaced = String(scalars).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let isMark: (Character) -> Bool = { !($0.isLetter || $0.isNumber) }
    guard let first = spaced.firstIndex(where: { !isMark($0) }), let last = spaced.lastIndex(where: { !isMark($0) })
    else { return "" }
    return String(spaced[first...last])
  }
}
