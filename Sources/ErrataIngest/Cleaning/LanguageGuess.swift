/// The language of a text that doesn't say it, by its script, and by its function words where the script is Latin.
enum LanguageGuess {
  /// Scripts that one language nearly owns, by code points.
  private static let scripts: [(ClosedRange<UInt32>, String)] = [
    (0x3041...0x30FF, "ja"), (0xAC00...0xD7A3, "ko"), (0x0E00...0x0E7F, "th"), (0x0590...0x05FF, "he"),
    (0x0370...0x03FF, "el"), (0x0900...0x097F, "hi"), (0x0980...0x09FF, "bn"), (0x0B80...0x0BFF, "ta"),
    (0x0600...0x06FF, "ar"), (0x0400...0x04FF, "ru"),
  ]
  private static let english: Set<String> = [
    "the", "of", "and", "is", "are", "was", "were", "has", "have", "that", "this", "with", "for", "from", "by", "will",
    "can", "not", "to", "in", "on", "at", "be", "been", "who", "which",
  ]

  /// The language, or `nil` when too little speaks for one.
  ///
  /// Russian stands for all of Cyrillic and Arabic for all of its script only where no letter says otherwise.
  ///
  /// - Parameter latin: the language by function words of a text in Latin letters, where there is one.
  static func language(of text: String, latin: (String) -> String?) -> String? {
    var counts: [String: Int] = [:]
    var han = 0
    var letters = 0
    for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
      letters += 1
      let value = scalar.value
      if (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) { han += 1 }
      if let language = scripts.first(where: { $0.0.contains(value) })?.1 { counts[language, default: 0] += 1 }
    }
    guard letters > 0 else { return nil }
    if let kana = counts["ja"], kana * 5 >= letters { return "ja" }
    if han * 2 >= letters { return "zh" }
    if let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), best.value * 2 >= letters {
      return other(best.key, text) ?? best.key
    }
    if let found = latin(text) { return found }
    let words = text.lowercased().split { !$0.isLetter }
    return words.count { english.contains(String($0)) } * 6 >= words.count && words.count >= 4 ? "en" : nil
  }

  /// Letters that only another language of the script has.
  private static func other(_ language: String, _ text: String) -> String? {
    let marks: [(String, String, String)] = [
      ("ru", "іїєґІЇЄҐ", "uk"), ("ar", "پچژگ", "fa"), ("ar", "ٹڈڑے", "ur"),
    ]
    for (base, letters, found) in marks where base == language {
      if text.unicodeScalars.contains(where: { letters.unicodeScalars.contains($0) }) { return found }
    }
    return nil
  }
}
