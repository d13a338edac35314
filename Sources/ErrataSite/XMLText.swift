/// XML 1.0 as it is written: what comes from outside is escaped, always.
struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

  /// Writes markup of the program itself.
  mutating func markup(_ markup: StaticString) { text += markup.description }

  /// Writes an element with a text; nothing when the text is empty.
  mutating func element(_ name: StaticString, _ value: String) {
    guard !value.isEmpty else { return }
    text += "<\(name)>"
    text += HTMLText.escape(value)
    text += "</\(name)>\n"
  }

  /// Writes an attribute.
  mutating func attribute(_ name: StaticString, _ value: String) {
    text += " \(name)=\"\(HTMLText.escape(value))\""
  }
}
