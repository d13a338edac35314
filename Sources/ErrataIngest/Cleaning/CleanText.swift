internal import ErrataMarkup

/// Makes plain text of what feeds hold: markup, entities (twice escaped too), text read in a wrong charset, controls.
struct TextCleaner {
  /// Times that markup and entities are undone, since feeds escape them several times.
  private static let layers = 3
  private let extractor = HTMLExtractor(
    limits: MarkupLimits(bytes: 256 << 10, depth: 128, outputBytes: 256 << 10))

  /// The text on one line, without markup, scripts, controls and marks of direction.
  ///
  /// - Complexity: O(n).
  func clean(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") }) {
      return text
    }
    var text = Mojibake.mended(text)
    for _ in 0..<TextCleaner.layers where TextCleaner.hasMarkup(text) {
      guard let plain = try? extractor.extract(text) else { break }
      let next = String(decoding: plain.text, as: UTF8.self)
      if next == text { break }
      text = next
    }
    return TextCleaner.singleSpaced(text)
  }

  /// The text cut to a number of code points, at a blank where one is near, with an ellipsis.
  static func clipped(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var scalars = Array(text.unicodeScalars.prefix(limit + 1))
    guard scalars.count > limit else { return text }
    scalars.removeLast()
    if let blank = scalars.lastIndex(of: " "), blank > limit * 3 / 4 { scalars.removeSubrange(blank...) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view) + "…"
  }

  /// A tag, a comment or an entity; a lone `<` or `&` is text.
  private static func hasMarkup(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    for place in bytes.indices.dropLast() {
      let next = bytes[place + 1]
      let isLetter = (0x61...0x7A).contains(next | 0x20)
      if bytes[place] == UInt8(ascii: "<"), isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!") {
        return true
      }
      if bytes[place] == UInt8(ascii: "&"), isLetter || next == UInt8(ascii: "#"),
        bytes[(place + 1)...].prefix(12).contains(UInt8(ascii: ";"))
      {
        return true
      }
    }
    return false
  }

  private static func singleSpaced(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isBehindSpace = true
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x2028, 0x2029:
        if !isBehindSpace { result.append(" ") }
        isBehindSpace = true
      case 0x00...0x1F, 0x7F...0x9F, 0x200B, 0x200E...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: break
      default:
        result.append(scalar)
        isBehindSpace = false
      }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }
}
