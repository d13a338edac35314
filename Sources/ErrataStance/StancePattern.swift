/// A pattern of a rule, written out: one literal, or two with a gap between them.
struct StancePattern: Hashable, Sendable {
  /// The first literal.
  var head: [UInt32] = []
  /// Scalars between the literals at most; meaningless without `tail`.
  var gap = 0
  /// The second literal; empty for none.
  var tail: [UInt32] = []
  /// The first literal stands at the start of a sentence (`^`).
  var atStart = false
  /// The last literal stands at the end of a clause (`$`).
  var atEnd = false
  /// A word of the literal may go on behind it (`*`).
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
  /// A row may stand for at most this many written-out patterns.
  static let mostVariants = 1600
  /// The widest gap.
  static let widestGap = 240

  private var input: ArraySlice<UInt32>
  private var variants = [StancePattern()]
  private var hasGap = false

  /// The written-out patterns of `source`, or what is wrong with it.
  static func read(_ source: String) -> Result<[StancePattern], Problem> {
    var reader = PatternReader(input: source.unicodeScalars.map(\.value)[...])
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

  private mutating func readAll() throws(Problem) -> [StancePattern] {
    while let sign = input.popFirst() { try take(sign) }
    for variant in variants {
      guard !variant.head.isEmpty, !hasGap || !variant.tail.isEmpty else {
        throw Problem(text: "a pattern has an empty part; every part needs at least one sign")
      }
    }
    return variants
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
    try multiply(by: [[sign]])
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
        current = try product(current, [[literal]])
      default: current = try product(current, [[sign]])
      }
    }
    throw Problem(text: "“(” isn't closed")
  }

  private func product(_ heads: [[UInt32]], _ tails: [[UInt32]]) throws(Problem) -> [[UInt32]] {
    try checkCount(heads.count * tails.count)
    return heads.flatMap { head in tails.map { head + $0 } }
  }

  private func checkCount(_ count: Int) throws(Problem) {
    guard count <= Self.mostVariants else {
      throw Problem(text: "the pattern stands for more than \(Self.mostVariants) wordings; split the row")
    }
  }

  private mutating func multiply(by parts: [[UInt32]]) throws(Problem) {
    try checkCount(variants.count * parts.count)
    for sign in parts.joined() { try check(sign) }
    guard !variants.contains(where: \.atEnd) else { throw Problem(text: "“$” must be the last sign") }
    variants = variants.flatMap { variant in parts.map { extended(variant, by: $0) } }
  }

  private func extended(_ variant: StancePattern, by part: [UInt32]) -> StancePattern {
    var result = variant
    if hasGap {
      result.tail += part
      if !part.isEmpty { result.isTailOpen = false }
    } else {
      result.head += part
      if !part.isEmpty { result.isHeadOpen = false }
    }
    return result
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
    hasGap = true
    for index in variants.indices { variants[index].gap = width }
  }

  private mutating func anchorStart() throws(Problem) {
    guard !hasGap, variants.allSatisfy(\.head.isEmpty) else {
      throw Problem(text: "“^” must be the first sign")
    }
    for index in variants.indices { variants[index].atStart = true }
  }

  private mutating func anchorEnd() throws(Problem) {
    guard input.isEmpty else { throw Problem(text: "“$” must be the last sign") }
    for index in variants.indices { variants[index].atEnd = true }
  }

  private mutating func markOpen() {
    for index in variants.indices {
      if hasGap { variants[index].isTailOpen = true } else { variants[index].isHeadOpen = true }
    }
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
