extension CorpusStatistics: CustomStringConvertible {
  /// A text table: the sums, then one block a group.
  package var description: String {
    let sums = [
      Count(name: "claims", count: revision.claimCount), Count(name: "wordings", count: wordingCount),
      Count(name: "negatives", count: negativeCount), Count(name: "queries", count: queryCount),
      Count(name: "reviews", count: reviewCount),
    ]
    let blocks = [("revision \(revision.shortDigest)", sums)] + groups.map { ($0.title, $0.counts) }
    return blocks.map(CorpusStatistics.block).joined(separator: "\n\n")
  }

  private static func block(_ title: String, _ counts: [Count]) -> String {
    let nameWidth = counts.map { TextWidth.of($0.name) }.max() ?? 0
    let countWidth = counts.map { String($0.count).count }.max() ?? 0
    let rows = counts.map { count in
      let digits = String(count.count)
      return "  " + count.name + blanks(nameWidth - TextWidth.of(count.name) + 2)
        + blanks(countWidth - digits.count) + digits
    }
    return ([title] + rows).joined(separator: "\n")
  }

  private static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: count)
  }
}

/// How wide a text is on a terminal.
enum TextWidth {
  /// Columns: two for East Asian wide characters (Unicode Standard Annex 11), one for others.
  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? 2 : 1) }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
