/// An element whose end has not been seen, with what its content inherits.
struct OpenElement {
  var name: String
  var traits: ElementTraits
  /// Not shown, and nothing inside can be.
  var isDropped = false
  /// `visibility: hidden`; an element inside can be visible again.
  var isInvisible = false
  /// White space counts.
  var isPreformatted = false
  /// It has been given an opening quotation mark.
  var isQuoted = false

  /// Whether text directly inside is shown.
  var isShown: Bool { !isDropped && !isInvisible }

  /// What stands outside of all elements.
  static let root = OpenElement(name: "", traits: [])

  /// Opens an element inside `parent`. The attributes come from the parser: pairs of name and value, either of which
  /// can be `nil`, ended by a name that is `nil`.
  init(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, in parent: OpenElement) {
    self.init(name: name, traits: .of(name))
    isDropped = parent.isDropped || traits.contains(.dropped)
    isInvisible = parent.isInvisible
    isPreformatted = parent.isPreformatted || traits.contains(.preformatted)
    if let attributes, !isDropped { hide(by: attributes) }
  }

  private init(name: String, traits: ElementTraits) {
    self.name = name
    self.traits = traits
  }

  private mutating func hide(by attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>) {
    var next = attributes
    while let name = next[0] {
      // Most attributes say nothing, and their values can be long.
      if Self.isTelling(name) { apply(String(cString: name), next[1].map { String(cString: $0) } ?? "") }
      next += 2
    }
  }

  private static func isTelling(_ name: UnsafePointer<UInt8>) -> Bool {
    name[0] == UInt8(ascii: "h") || name[0] == UInt8(ascii: "s") && name[1] == UInt8(ascii: "t")
      || name[0] == UInt8(ascii: "a") && name[1] == UInt8(ascii: "r")
  }

  private mutating func apply(_ attribute: String, _ value: String) {
    switch attribute {
    case "hidden": isDropped = true
    case "aria-hidden": isDropped = isDropped || value.lowercased() == "true"
    case "style":
      let style = InlineStyle(value)
      isDropped = isDropped || style.isDisplayNone
      isInvisible = style.isVisible.map { !$0 } ?? isInvisible
    default: break
    }
  }
}
