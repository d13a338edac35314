/// Languages as feeds name them, as BCP 47 tags.
enum LanguageTag {
  private static let names: [String: String] = [
    "english": "en", "chinese": "zh", "中文": "zh", "简体中文": "zh-Hans", "繁體中文": "zh-Hant", "spanish": "es",
    "español": "es", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "portuguese": "pt",
    "português": "pt", "italian": "it", "italiano": "it", "japanese": "ja", "日本語": "ja", "korean": "ko", "한국어": "ko",
    "russian": "ru", "русский": "ru", "arabic": "ar", "العربية": "ar", "hindi": "hi", "हिन्दी": "hi",
    "indonesian": "id",
    "bahasa indonesia": "id", "turkish": "tr", "türkçe": "tr", "polish": "pl", "polski": "pl", "vietnamese": "vi",
    "tiếng việt": "vi", "ukrainian": "uk", "dutch": "nl", "thai": "th", "persian": "fa", "farsi": "fa", "hebrew": "he",
    "greek": "el", "bengali": "bn", "urdu": "ur", "swedish": "sv", "norwegian": "no", "danish": "da", "finnish": "fi",
  ]

  /// The tag that a text means: a tag in any writing (`pt_BR`, `EN-us`) or a language's name; `nil` for anything else.
  static func read(_ text: String) -> String? {
    let word = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let tag = names[word] { return tag }
    let parts = word.split { $0 == "-" || $0 == "_" }.map(String.init)
    guard let first = parts.first, (2...3).contains(first.count), parts.count <= 3,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) } }),
      first.utf8.allSatisfy({ $0 >= 0x61 }), first != "und", first != "mul"
    else { return nil }
    let rest = parts.dropFirst().map { part in
      part.count == 4 ? part.prefix(1).uppercased() + part.dropFirst() : part.count == 2 ? part.uppercased() : part
    }
    return ([first] + rest).joined(separator: "-")
  }

  /// The language without script and region.
  static func primary(_ tag: String) -> String {
    String(tag.prefix { $0 != "-" })
  }
}
