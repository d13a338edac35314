/// Looks over YAML text before it is parsed and refuses what a small, hand-written file has no need of and a
/// hostile one could use against the parser: aliases and anchors, block text, quoted text of several lines,
/// deep nesting.
///
/// It knows just enough of YAML: comments, quotes and where a value may begin. Where it isn't sure whether a
/// quote opens a text it takes it for plain text, so that it may refuse a harmless file but never lets an
/// alias pass.
struct YAMLScan {
  /// What was refused, and where.
  struct Refusal {
    var position: SourcePosition
    var code: String
    var message: String
  }

  static let aliasMessage =
    "Anchors (&) and aliases (*) aren't read in a policy. Write the value out, or put the text in quotes."
  static let maximumDepth = 16
  /// Nesting without brackets costs at least a column for two levels.
  static let maximumIndentation = 40

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  /// Open brackets.
  private var depth = 0
  /// A value or key may begin here.
  private var mayBegin = true
  /// Nothing but indentation and list dashes so far in this line.
  private var isIndentation = true
  private var refusal: Refusal?

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The first thing to refuse, or `nil`. O(n).
  static func refusal(of bytes: [UInt8]) -> Refusal? {
    if let refusal = foreignLineBreak(in: bytes) { return refusal }
    var scan = YAMLScan(bytes)
    while scan.position < bytes.count, scan.refusal == nil { scan.step() }
    return scan.refusal
  }

  /// YAML 1.1 ends a line at U+0085, U+2028 and U+2029 too, which no editor shows as an end.
  private static func foreignLineBreak(in bytes: [UInt8]) -> Refusal? {
    var line = 1
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") { line += 1 }
      let rest = bytes[index...]
      guard
        rest.starts(with: [0xC2, 0x85]) || rest.starts(with: [0xE2, 0x80, 0xA8])
          || rest.starts(with: [0xE2, 0x80, 0xA9])
      else { continue }
      return Refusal(
        position: SourcePosition(line: line, column: 1), code: "syntax",
        message: "An unusual line separator (U+0085, U+2028 or U+2029) stands in this line. Remove it.")
    }
    return nil
  }

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine()
    case UInt8(ascii: " "), UInt8(ascii: "\t"): position += 1
    case UInt8(ascii: "#") where isAfterBlank: skipComment()
    case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): indicator(byte)
    default:
      checkIndentation()
      token(byte)
    }
  }

  private mutating func token(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      if mayBegin { skipQuoted(byte) } else { plain() }
    case UInt8(ascii: "&"), UInt8(ascii: "*"):
      if isWordStart { refuse("alias", Self.aliasMessage) } else { plain() }
    case UInt8(ascii: "["), UInt8(ascii: "{"): open()
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      depth = max(0, depth - 1)
      plain()
    case UInt8(ascii: ","):
      position += 1
      mayBegin = depth > 0
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      if mayBegin {
        refuse("block-text", "Block text (| or >) isn't read in a policy. Write it on one line.")
      }
      plain()
    default: plain()
    }
  }
}

// MARK: - Parts of a line

extension YAMLScan {
  private mutating func endLine() {
    if bytes[position] == UInt8(ascii: "\r"), next == UInt8(ascii: "\n") { position += 1 }
    position += 1
    line += 1
    lineStart = position
    isIndentation = true
    if depth == 0 { mayBegin = true }
  }

  private mutating func skipComment() {
    while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
  }

  private mutating func plain() {
    position += 1
    mayBegin = false
  }

  /// `- `, `? ` and `: ` lead to a value; without the blank they are plain text.
  private mutating func indicator(_ byte: UInt8) {
    let leads = next.map { isBlank($0) || isLineEnd($0) } ?? true
    checkIndentation(ends: byte == UInt8(ascii: ":") || !leads)
    position += 1
    mayBegin = leads && (mayBegin || byte == UInt8(ascii: ":"))
  }

  private mutating func open() {
    if depth > 0 || mayBegin {
      depth += 1
      mayBegin = true
      if depth > Self.maximumDepth { refuse("nesting", "Brackets lie more than \(Self.maximumDepth) deep.") }
    }
    position += 1
  }

  private mutating func skipQuoted(_ quote: UInt8) {
    let start = position
    position += 1
    while let length = quotedLength(quote) { position += length }
    mayBegin = false
    if position < bytes.count, bytes[position] == quote {
      position += 1
    } else {
      position = start
      refuse("open-quote", "A quoted text begins here and doesn't end in this line. Close the quote.")
    }
  }

  /// Bytes of the next sign within quotes; `nil` at the closing quote and at the line's end.
  private func quotedLength(_ quote: UInt8) -> Int? {
    guard position < bytes.count, !isLineEnd(bytes[position]) else { return nil }
    if quote == UInt8(ascii: "'") {
      guard bytes[position] == quote else { return 1 }
      return next == quote ? 2 : nil
    }
    if bytes[position] == UInt8(ascii: "\\") { return next.map(isLineEnd) == false ? 2 : 1 }
    return bytes[position] == quote ? nil : 1
  }

  private mutating func checkIndentation(ends: Bool = true) {
    if isIndentation, depth == 0, position - lineStart > Self.maximumIndentation {
      refuse("nesting", "This line is indented by more than \(Self.maximumIndentation) columns.")
    }
    if ends { isIndentation = false }
  }

  private mutating func refuse(_ code: String, _ message: String) {
    guard refusal == nil else { return }
    let scalars = bytes[lineStart..<min(position, bytes.count)].count { $0 & 0xC0 != 0x80 }
    refusal = Refusal(position: SourcePosition(line: line, column: scalars + 1), code: code, message: message)
  }

  private var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }

  private var isAfterBlank: Bool { position == lineStart || isBlank(bytes[position - 1]) }

  /// Whether a sign stands where a word could begin and has something after it.
  private var isWordStart: Bool {
    let before = position == lineStart || !isWordByte(bytes[position - 1])
    return before && next.map { !isBlank($0) && !isLineEnd($0) } == true
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  private func isWordByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte >= 0x80
  }
}
