/// What publishers' rating words come to, as far as they are known.
public enum Rating {
  /// Which way a rating points.
  enum Direction: Hashable {
    case wrong
    case right
    case between
  }

  private static let words: [(Direction, [String])] = [
    (
      .between,
      [
        "half true", "half-true", "mixture", "mixed", "partly", "partially", "misleading", "missing context",
        "unproven", "disputed", "outdated", "半真半假", "部分", "误导", "存疑", "有待", "尚无定论", "缺少背景", "片面",
        "誤導", "事實釐清", "部分錯誤",
      ]
    ),
    (
      .wrong,
      [
        "not true", "false", "fake", "wrong", "incorrect", "hoax", "pants on fire", "fabricated", "debunked",
        "不实", "不實", "虚假", "假", "错误", "錯誤", "谣言", "謠言", "伪科学",
      ]
    ),
    (.right, ["true", "correct", "accurate", "属实", "真实", "屬實", "正确", "正確", "真"]),
  ]

  /// Whether ratings in publishers' own words contradict one another; words that aren't known contradict nothing.
  public static func conflict(_ ratings: [String]) -> Bool {
    Set(ratings.compactMap(direction)).count > 1
  }

  /// Which way a rating points; `nil` when its words aren't known.
  static func direction(_ rating: String) -> Direction? {
    let rating = rating.lowercased()
    return words.first { $0.1.contains { holds(rating, $0) } }?.0
  }

  private static func holds(_ rating: String, _ word: String) -> Bool {
    let (rating, word) = (Array(rating.unicodeScalars), Array(word.unicodeScalars))
    guard rating.count >= word.count else { return false }
    return (0...rating.count - word.count).contains { rating[$0..<$0 + word.count].elementsEqual(word) }
  }
}
