/// Keeps very many names from costing quadratic time. The parser compares each attribute of a tag with all before it,
/// and keeps all names of a document in a table that stops growing.
///
/// Behind the 256th attribute of a tag, and behind the 8,192nd different name of a document, the bytes of new names
/// are overwritten with one letter. The parser cuts names at 100 bytes, so few different ones can follow. What
/// delimits stays, so tags, comments and scripts end where they did. The text is not taken from these bytes.
///
/// Where a tag begins for the parser depends on all that stands before it (comments, scripts, quotes, errors), and
/// whoever writes the markup can make a second opinion differ. So this follows every possibility at once: each `<`
/// before a letter may begin a tag, and each `=` may be followed by a quoted value or not. For each of the four states
/// that a tag can be in, only the highest count matters. Overwriting too much does little harm, so none is missed.
struct NameLimit {
  /// Attributes of a tag that have an effect.
  static let attributes = 256
  /// Different names in a document that are read as they are.
  static let names = 8192

  /// The highest number of attributes so far with which the parser could be in a state now; `nil` when it can't.
  private var inTag: Int?
  private var behindEquals: Int?
  private var inDoubleQuotes: Int?
  private var inSingleQuotes: Int?
  private var isBehindSpace = false
  /// The name that is being passed ends here.
  private var nameEnd = 0
  private var isNameSurplus = false
  private var seen: Set<String> = []

  /// The bytes with surplus names overwritten.
  ///
  /// - Complexity: O(n).
  static func applied(to source: [UInt8]) -> [UInt8] {
    var limit = NameLimit()
    var bytes = source
    var place = 0
    while place < source.count {
      if !limit.isActive, let next = source[place...].firstIndex(where: Self.begins) {
        place = next
      } else if !limit.isActive {
        break
      }
      if limit.pass(source[place], at: place, of: source) { bytes[place] = UInt8(ascii: "a") }
      place += 1
    }
    return bytes
  }

  private var isActive: Bool {
    inTag != nil || inDoubleQuotes != nil || inSingleQuotes != nil || nameEnd > 0
  }

  private static func begins(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
  }

  /// Steps over a byte and tells whether to overwrite it.
  private mutating func pass(_ byte: UInt8, at place: Int, of source: [UInt8]) -> Bool {
    if place >= nameEnd { nameEnd = 0 }
    if Self.begins(byte) { beginName(behind: place, of: source) }
    if byte == UInt8(ascii: "<"), place + 1 < source.count, Self.isLetter(source[place + 1]) {
      inTag = inTag ?? 0
      isBehindSpace = false
      return false
    }
    let count = inTag ?? 0
    step(byte)
    if let inTag, inTag > count { beginName(at: place, of: source) }
    let isSurplus = (inTag ?? 0) > Self.attributes || (place < nameEnd && isNameSurplus)
    return isSurplus && !Self.delimits(byte) && !Self.isEnding(place, in: source)
  }

  private mutating func step(_ byte: UInt8) {
    let value = behindEquals
    behindEquals = SourceBytes.isWhitespace(byte) ? value : nil
    switch byte {
    case UInt8(ascii: "\""):
      let closed = inDoubleQuotes
      inDoubleQuotes = value
      close(closed)
    case UInt8(ascii: "'"):
      let closed = inSingleQuotes
      inSingleQuotes = value
      close(closed)
    case UInt8(ascii: "="): behindEquals = inTag
    case UInt8(ascii: ">"): inTag = nil
    case UInt8(ascii: "/"): isBehindSpace = true
    default: word(byte)
    }
  }

  /// A quoted value ends; what follows is another attribute, even without a space between.
  private mutating func close(_ count: Int?) {
    guard let count else { return }
    inTag = max(inTag ?? 0, count)
    isBehindSpace = true
  }

  private mutating func word(_ byte: UInt8) {
    let isSpace = SourceBytes.isWhitespace(byte)
    if isBehindSpace, !isSpace, let count = inTag { inTag = count + 1 }
    isBehindSpace = isSpace
  }

  /// A tag, an instruction or a reference may begin at `place`.
  private mutating func beginName(behind place: Int, of source: [UInt8]) {
    guard place + 1 < source.count else { return }
    let next = source[place + 1]
    beginName(at: next == UInt8(ascii: "/") || next == UInt8(ascii: "?") ? place + 2 : place + 1, of: source)
  }

  private mutating func beginName(at start: Int, of source: [UInt8]) {
    var end = start
    while end < source.count, !Self.delimits(source[end]) { end += 1 }
    guard end > start else { return }
    nameEnd = end
    let letters = source[start..<min(end, start + 100)].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let name = String(decoding: letters, as: UTF8.self)
    isNameSurplus = seen.count >= Self.names && !seen.contains(name) && !Self.isKept(name)
    if seen.count < Self.names { seen.insert(name) }
  }

  /// Whether a name means something to the text, and so is never overwritten for being new.
  private static func isKept(_ name: String) -> Bool {
    ElementTraits.isKnown(name) || keptNames.contains(name)
  }

  private static let keptNames: Set<String> = [
    "hidden", "style", "aria-hidden", "amp", "lt", "gt", "quot", "apos", "nbsp",
  ]

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func delimits(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/"),
      UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "#"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), 0...0x20:
      true
    default: false
    }
  }

  /// Whether a byte may belong to `-->`, to `--!>`, or to the name in an end tag that ends a script.
  private static func isEnding(_ place: Int, in source: [UInt8]) -> Bool {
    if source[place] == UInt8(ascii: "-") {
      return source[place..<min(place + 4, source.count)].contains(UInt8(ascii: ">"))
    }
    for ending in ["script", "style"] {
      let start = max(0, place - ending.utf8.count - 1)
      let near = source[start..<min(place + ending.utf8.count, source.count)]
      guard let slash = near.firstIndex(of: UInt8(ascii: "/")), slash < place else { continue }
      if source[(slash + 1)...].prefix(ending.utf8.count).lazy.map({ $0 | 0x20 }).elementsEqual(ending.utf8) {
        return true
      }
    }
    return false
  }
}
