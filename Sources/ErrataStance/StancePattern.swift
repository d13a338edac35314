/// A pattern of a rule: the wordings of one literal, or of two with a gap between them.
struct StancePattern: Hashable, Sendable {
  /// The wordings of the first literal.
  var heads: [[UInt32]] = []
  /// Scalars between the literals at most; meaningless without `tails`.
  var gap = 0
  /// The wordings of the second literal; empty for none.
  var tails: [[UInt32]] = []
  /// The first literal stands at the start of a sentence (`^`).
  var atStart = false
  /// The last literal stands at the end of a clause (`$`).
  var atEnd = false
  /// A word of the first literal may go on behind it (`*`).
  var isHeadOpen = false
  /// The same for the second literal.
  var isTailOpen = false
}

/// Reads the pattern language of the tables:
///
/// | sign | meaning |
/// |---|---|
/// | `(a\|b\|)` | one of these, the last one empty |
/// | `{20}` | a gap of at most 20 scalars without a sentence end; one a pattern |
/// | `^`, `$` | start of a sentence, end of a clause |
/// | `*` | the Latin word may go on here |
/// | `'` | an apostrophe or none |
/// | `\` | the next sign is meant literally |
struct PatternReader {
  /// A literal may have at most this many wordings.
  static let mostVariants = 1600
  /// The widest gap.
  static let widestGap = 240

  private var input: ArraySlice<UInt32>
  private var pattern = StancePattern()
  /// The wordings of the literal being read.
  private var wordings: [[UInt32]] = [[]]
  private var hasGap = false

  /// The pattern that `source` writes, or what is wrong with it.
  static func read(_ source: Substring) -> Result<StancePattern, Problem> {
    var reader = PatternReader(input: source.unicodeScalars.map { $0.value }[...])
    do {
      return .success(try reader.readAll())
    } catch {
      return .failure(error)
    }
  }

  /// What is wrong with a pattern.
  struct Problem: Error, Hashable {
    var text: String
  }

  private init(input: ArraySlice<UInt32>) {
    self.input = input
  }

  private mutating func readAll() throws(Problem) -> StancePattern {
    while let sign = input.popFirst() { try take(sign) }
    try endPart()
    return pattern
  }

  private mutating func endPart() throws(Problem) {
    guard !wordings.contains(where: { $0.isEmpty }) else {
      throw Problem(text: "a pattern has an empty part; every part needs at least one sign")
    }
    if hasGap { pattern.tails = wordings } else { pattern.heads = wordings }
    wordings = [[]]
  }

  private mutating func take(_ sign: UInt32) throws(Problem) {
    switch sign {
    case "(": try multiply(by: group())
    case "'": try multiply(by: [[sign], []])
    case "{": try openGap()
    case "^": try anchorStart()
    case "$": try anchorEnd()
    case "*": markOpen()
    case ")", "}", "|":
      throw Problem(text: "“\(string(sign))” without its opening sign; write “\\\(string(sign))”")
    case "\\":
      guard let literal = input.popFirst() else { throw Problem(text: "“\\” at the end of a pattern") }
      try append(literal)
    default: try append(sign)
    }
  }

  private mutating func append(_ sign: UInt32) throws(Problem) {
    guard !isClosed else { throw Problem(text: "“$” must be the last sign") }
    try check(sign)
    extend(&wordings, by: sign)
    markClosed()
  }

  /// The wordings of a group up to its closing bracket; groups may hold groups.
  private mutating func group() throws(Problem) -> [[UInt32]] {
    var finished: [[UInt32]] = []
    var current: [[UInt32]] = [[]]
    while let sign = input.popFirst() {
      switch sign {
      case ")": return finished + current
      case "|":
        finished += current
        current = [[]]
      case "(": current = try product(current, group())
      case "'": current = try product(current, [[sign], []])
      case "{", "}", "^", "$", "*": throw Problem(text: "“\(string(sign))” can't stand in a group")
      case "\\":
        guard let literal = input.popFirst() else { throw Problem(text: "“\\” at the end of a pattern") }
        extend(&current, by: literal)
      default: extend(&current, by: sign)
      }
    }
    throw Problem(text: "“(” isn't closed")
  }

  /// In place, as most signs stand for themselves.
  private func extend(_ wordings: inout [[UInt32]], by sign: UInt32) {
    for index in wordings.indices { wordings[index].append(sign) }
  }

  private func product(_ heads: [[UInt32]], _ tails: [[UInt32]]) throws(Problem) -> [[UInt32]] {
    try checkCount(heads.count * tails.count)
    if heads.count == 1, heads[0].isEmpty { return tails }
    return heads.flatMap { head in tails.map { head + $0 } }
  }

  private func checkCount(_ count: Int) throws(Problem) {
    guard count <= Self.mostVariants else {
      throw Problem(text: "the pattern stands for more than \(Self.mostVariants) wordings; split the row")
    }
  }

  private mutating func multiply(by parts: [[UInt32]]) throws(Problem) {
    guard !isClosed else { throw Problem(text: "“$” must be the last sign") }
    for sign in parts.joined() { try check(sign) }
    wordings = try product(wordings, parts)
    markClosed()
  }

  /// True when the pattern's last sign has been read.
  private var isClosed: Bool { pattern.atEnd }

  /// A sign behind `*` takes it back.
  private mutating func markClosed() {
    if hasGap { pattern.isTailOpen = false } else { pattern.isHeadOpen = false }
  }

  private mutating func openGap() throws(Problem) {
    guard !hasGap else { throw Problem(text: "a second gap; a pattern may have one") }
    var width = 0
    while let sign = input.popFirst(), sign != "}" {
      guard (48...57).contains(sign), width <= Self.widestGap else {
        throw Problem(text: "a gap is written {1} to {\(Self.widestGap)}")
      }
      width = width * 10 + Int(sign - 48)
    }
    guard (1...Self.widestGap).contains(width) else {
      throw Problem(text: "a gap is written {1} to {\(Self.widestGap)}")
    }
    try endPart()
    hasGap = true
    pattern.gap = width
  }

  private mutating func anchorStart() throws(Problem) {
    guard !hasGap, wordings.allSatisfy(\.isEmpty) else {
      throw Problem(text: "“^” must be the first sign")
    }
    pattern.atStart = true
  }

  private mutating func anchorEnd() throws(Problem) {
    guard input.isEmpty else { throw Problem(text: "“$” must be the last sign") }
    pattern.atEnd = true
  }

  private mutating func markOpen() {
    if hasGap { pattern.isTailOpen = true } else { pattern.isHeadOpen = true }
  }

  /// Normalized texts hold no capitals and no full-width signs: such a pattern could never be found.
  private func check(_ sign: UInt32) throws(Problem) {
    let isCapital = (65...90).contains(sign)
    let isFullWidth = (0xFF01...0xFF5E).contains(sign) || sign == 0x3002 || sign == 0x3001 || sign == 0x2026
    if isCapital || isFullWidth || sign < 32 {
      throw Problem(text: "“\(string(sign))” never stands in a normalized text; write the folded form")
    }
  }

  private func string(_ sign: UInt32) -> String {
    Unicode.Scalar(sign).map { String($0) } ?? "?"
  }
}

/// Lets a scalar value be compared with a literal such as `"("`.
private func ~= (pattern: Unicode.Scalar, value: UInt32) -> Bool {
  pattern.value == value
}

private func != (value: UInt32, scalar: Unicode.Scalar) -> Bool {
  value != scalar.value
}
