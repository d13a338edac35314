/// What a `style` attribute says about whether an element is shown. It knows the two properties that hide text
/// outright; sizes, colours and positions are not judged.
struct InlineStyle: Equatable {
  /// `display: none`.
  var isDisplayNone = false
  /// `visibility`, where it is set: `false` for `hidden` and `collapse`. Children can set it anew.
  var isVisible: Bool?

  /// Reads declarations. The last one wins, an `!important` one before all others.
  ///
  /// - Complexity: O(n).
  init(_ style: String) {
    var fixed: Set<UInt8> = []
    for declaration in Self.withoutComments(style).split(separator: UInt8(ascii: ";")) {
      guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = Self.word(declaration[..<colon])
      guard name == "display" || name == "visibility", let key = name.utf8.first else { continue }
      let parts = declaration[declaration.index(after: colon)...].split(separator: UInt8(ascii: "!"))
      let isImportant = parts.count > 1 && Self.word(parts[1]) == "important"
      guard isImportant || !fixed.contains(key) else { continue }
      if isImportant { fixed.insert(key) }
      set(name, to: parts.first.map(Self.word) ?? "")
    }
  }

  private mutating func set(_ name: String, to value: String) {
    if name == "display" {
      isDisplayNone = value == "none"
    } else {
      isVisible = value != "hidden" && value != "collapse"
    }
  }

  /// Lower case without white space; long values are cut, as no value of interest is long.
  private static func word(_ bytes: ArraySlice<UInt8>) -> String {
    let kept = bytes.lazy.filter { $0 > 0x20 && $0 != 0x7F }.prefix(16)
    return String(decoding: kept.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static func withoutComments(_ style: String) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = Array(style.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "/"), rest.first == UInt8(ascii: "*") else {
        kept.append(byte)
        continue
      }
      rest.removeFirst()
      var last: UInt8 = 0
      while let inside = rest.popFirst(), !(last == UInt8(ascii: "*") && inside == UInt8(ascii: "/")) {
        last = inside
      }
    }
    return kept
  }
}
