/// Where a text's sentences, clauses, quotations and title lie. Reused from text to text.
struct TextLayout: Sendable {
  /// Sentence ends in front of each scalar, and in front of the text's end.
  private(set) var sentenceEnds: [Int32] = []
  /// The same without those inside quotations.
  private(set) var outerSentenceEnds: [Int32] = []
  /// Commas, semicolons and sentence ends in front of each scalar.
  private(set) var clauseEnds: [Int32] = []
  /// Innermost quotation that each scalar lies in, or -1.
  private(set) var quotationOf: [Int32] = []
  /// The quotations, with their marks.
  private(set) var quotations: [Range<Int>] = []
  /// End of the title-like first line.
  private(set) var titleEnd = 0
  /// End of what the author wrote in front of a repost (`//@`), or 0.
  private(set) var commentEnd = 0
  /// Most of the text's beginning is written in letters.
  private(set) var isSpelled = false

  /// Scalars that count as the beginning.
  private static let beginning = 160

  private var open: [Int] = []

  /// A longer stretch between quotation marks is taken for stray marks.
  static let longestQuotation = 600

  /// Lays out a text. Time linear in its length.
  mutating func lay(_ scalars: [UInt32]) {
    findQuotations(scalars)
    countEnds(scalars)
    let letters = scalars.prefix(Self.beginning).reduce(0) { $0 + (Self.isWordScalar($1) ? 1 : 0) }
    isSpelled = letters * 2 > min(scalars.count, Self.beginning)
    commentEnd = Self.commentEnd(scalars)
    titleEnd = Self.titleEnd(scalars, most: isSpelled ? 140 : 50)
  }

  private mutating func findQuotations(_ scalars: [UInt32]) {
    quotations.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    quotationOf.removeAll(keepingCapacity: true)
    quotationOf.append(contentsOf: repeatElement(-1, count: scalars.count))
    for (index, scalar) in scalars.enumerated() {
      if scalar == 0x201C { open.append(index) }
      guard scalar == 0x201D, let start = open.popLast() else { continue }
      if index - start <= Self.longestQuotation { mark(start..<(index + 1)) }
    }
  }

  /// Inner quotations close first, so they are marked first and stay.
  private mutating func mark(_ quotation: Range<Int>) {
    let number = Int32(quotations.count)
    quotations.append(quotation)
    var index = quotation.lowerBound
    while index < quotation.upperBound {
      if quotationOf[index] < 0 {
        quotationOf[index] = number
        index += 1
      } else {
        index = quotations[Int(quotationOf[index])].upperBound
      }
    }
  }

  private mutating func countEnds(_ scalars: [UInt32]) {
    for keep in [\TextLayout.sentenceEnds, \.outerSentenceEnds, \.clauseEnds] {
      self[keyPath: keep].removeAll(keepingCapacity: true)
    }
    var all: Int32 = 0, outer: Int32 = 0, clauses: Int32 = 0
    for index in scalars.indices {
      sentenceEnds.append(all)
      outerSentenceEnds.append(outer)
      clauseEnds.append(clauses)
      if Self.isSentenceEnd(scalars, at: index) {
        all += 1
        outer += quotationOf[index] < 0 ? 1 : 0
        clauses += 1
      } else if scalars[index] == 0x2C || scalars[index] == 0x3B {
        clauses += 1
      }
    }
    sentenceEnds.append(all)
    outerSentenceEnds.append(outer)
    clauseEnds.append(clauses)
  }

  /// `!`, `?` and a line feed end a sentence; a dot does so before a blank, a quotation mark, Han or the end.
  static func isSentenceEnd(_ scalars: [UInt32], at index: Int) -> Bool {
    switch scalars[index] {
    case 0x21, 0x3F, 0x0A: return true
    case 0x2E:
      guard index + 1 < scalars.count else { return true }
      let next = scalars[index + 1]
      return !(Self.isWordScalar(next) && (index == 0 || Self.isWordScalar(scalars[index - 1])))
    default: return false
    }
  }

  /// Letters and digits of scripts that set words apart.
  static func isWordScalar(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A: true
    case 0xC0...0x24F, 0x370...0x52F: true
    case 0x620...0x64A, 0x66E...0x6D3: true
    default: false
    }
  }

  /// A comment in front of a repost is short; `//@` further on is part of the text.
  private static let longestComment = 280

  private static func commentEnd(_ scalars: [UInt32]) -> Int {
    let last = min(scalars.count - 3, longestComment)
    var index = 1
    while index <= last {
      if scalars[index] == 0x2F, scalars[index + 1] == 0x2F, scalars[index + 2] == 0x40 { return index }
      index += 1
    }
    return 0
  }

  private static func titleEnd(_ scalars: [UInt32], most: Int) -> Int {
    var firstSentence: Int?
    for index in 0..<min(scalars.count, most) {
      if scalars[index] == 0x0A { return index }
      if firstSentence == nil, index > 0, isSentenceEnd(scalars, at: index) { firstSentence = index + 1 }
    }
    return firstSentence ?? (scalars.count <= most ? scalars.count : 0)
  }

  /// True when no sentence has begun in front of `index`, or the last one has ended.
  func isSentenceStart(_ scalars: [UInt32], _ index: Int) -> Bool {
    var index = index
    while index > 0 {
      let scalar = scalars[index - 1]
      if scalar == 0x20 || scalar == 0x201C || scalar == 0x201D || scalar == 0x28 || scalar == 0x29 {
        index -= 1
      } else {
        return scalar == 0x3A || Self.isSentenceEnd(scalars, at: index - 1)
      }
    }
    return true
  }

  /// True when the clause ends at `index`.
  func isClauseEnd(_ scalars: [UInt32], _ index: Int) -> Bool {
    var index = index
    while index < scalars.count {
      let scalar = scalars[index]
      guard scalar == 0x20 || scalar == 0x201D || scalar == 0x29 else {
        let isMark = scalar == 0x2C || scalar == 0x3B || scalar == 0x3A || scalar == 0x28
        return isMark || Self.isSentenceEnd(scalars, at: index)
      }
      index += 1
    }
    return true
  }
}
