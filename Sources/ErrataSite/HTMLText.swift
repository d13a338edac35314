/// HTML as it is written: what comes from outside is escaped, always.
package struct HTMLText {
  /// What was written.
  package private(set) var text = ""

  /// Nothing yet.
  package init() {}

  /// Writes markup of the program itself.
  package mutating func markup(_ markup: StaticString) { text += markup.description }

  /// Writes a text, for the content of an element or for an attribute in double quotes.
  package mutating func escaped(_ value: String) { text += HTMLText.escape(value) }

  /// Writes an attribute.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    text += " \(name)=\""
    escaped(value)
    text += "\""
  }

  /// Writes JSON as the content of a `script` element that is data: nothing in it can end the element or begin
  /// a remark.
  package mutating func data(_ json: String) {
    for scalar in json.unicodeScalars {
      switch scalar {
      case "<": text += "\\u003c"
      case ">": text += "\\u003e"
      case "&": text += "\\u0026"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// A web address as it may stand in a link; anything else leads nowhere.
  package static func address(_ url: String) -> String {
    url.hasPrefix("https://") || url.hasPrefix("http://") ? url : "#"
  }

  /// A text in which no character means anything in HTML; controls that HTML doesn't allow become U+FFFD.
  package static func escape(_ value: String) -> String {
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
