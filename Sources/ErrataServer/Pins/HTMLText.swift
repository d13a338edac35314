/// HTML as it is written: what comes from outside is escaped, always.
struct HTMLText {
  /// What was written.
  private(set) var text = ""

  /// Writes markup of the program itself.
  mutating func markup(_ markup: StaticString) { text += markup.description }

  /// Writes a text, for the content of an element or for an attribute in double quotes.
  mutating func escaped(_ value: String) { text += HTMLText.escape(value) }

  /// Writes an attribute.
  mutating func attribute(_ name: StaticString, _ value: String) {
    text += " \(name)=\""
    escaped(value)
    text += "\""
  }

  /// A text in which no character means anything in HTML; controls that HTML doesn't allow become U+FFFD.
  static func escape(_ value: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n", "\r": result.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        result.append(isControl ? "\u{FFFD}" : scalar)
      }
    }
    return String(result)
  }
}
