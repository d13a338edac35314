import ErrataTestSupport
import ErrataText
import Testing

/// What the normalizer must never join: texts that differ in a number, a negation or a name.
@Suite struct DistinctionTests {
  /// A number in Chinese numerals, written by a simple rule.
  private static func chinese(_ value: Int) -> String {
    if value >= 10_000 {
      let rest = value % 10_000
      let gap = rest > 0 && rest < 1000 ? "零" : ""
      return chinese(value / 10_000) + "万" + gap + (rest > 0 ? chinese(rest) : "")
    }
    var text = ""
    var rest = value
    var needsZero = false
    for (size, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = rest / size
      rest %= size
      if digit == 0 {
        needsZero = !text.isEmpty
        continue
      }
      if needsZero { text += "零" }
      needsZero = false
      text += String(Array("零一二三四五六七八九")[digit]) + name
    }
    return text
  }

  private static func english(_ value: Int) -> String {
    let small = [
      "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve", "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    switch value {
    case ..<20: return small[value]
    case ..<100: return tens[value / 10] + (value % 10 > 0 ? "-" + small[value % 10] : "")
    case ..<1000: return small[value / 100] + " hundred" + (value % 100 > 0 ? " " + english(value % 100) : "")
    case ..<1_000_000:
      return english(value / 1000) + " thousand" + (value % 1000 > 0 ? " " + english(value % 1000) : "")
    default:
      return english(value / 1_000_000) + " million"
        + (value % 1_000_000 > 0 ? " " + english(value % 1_000_000) : "")
    }
  }

  private static func grouped(_ value: Int) -> String {
    value < 1000
      ? String(value) : grouped(value / 1000) + "," + String(String(value % 1000 + 1000).dropFirst())
  }

  private static func wide(_ value: Int) -> String {
    String(
      String.UnicodeScalarView(String(value).unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }

  @Test(arguments: [7, 8, 9] as [UInt64]) func `a number reads the same in every spelling`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let size = [30, 200, 3000, 99_999, 99_999_999].randomElement(using: &random) ?? 30
      let value = Int.random(in: 2...size, using: &random)
      let expected = "有\(value)人"
      #expect(folded("有\(Self.chinese(value))人") == expected, "seed \(seed)")
      #expect(folded("有\(Self.wide(value))人") == expected, "seed \(seed)")
      #expect(folded("有\(Self.grouped(value))人") == expected, "seed \(seed)")
      #expect(folded("\(Self.english(value)) people") == "\(value) people", "seed \(seed)")
    }
  }

  @Test(arguments: [7, 8, 9] as [UInt64]) func `texts with different numbers stay different`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let spellings: [(Int) -> String] = [
      Self.chinese, { Self.english($0) }, { String($0) }, Self.grouped, Self.wide,
    ]
    for _ in 0..<1000 {
      let one = Int.random(in: 2...99_999, using: &random)
      let other =
        [one + 1, one * 10, one / 10 + 2, one + 10, Int.random(in: 2...99_999, using: &random)]
        .randomElement(using: &random) ?? one + 1
      guard one != other, let first = spellings.randomElement(using: &random) else { continue }
      guard let second = spellings.randomElement(using: &random) else { continue }
      #expect(folded("约 \(first(one)) 人") != folded("约 \(second(other)) 人"), "seed \(seed): \(one), \(other)")
    }
  }

  @Test(arguments: [7, 8] as [UInt64]) func `two numbers side by side never become one`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let between = ["，", "。", "、", " ", "…", "...", "🔥", "★", "①", "\n", "。 ", "—", "/", "\u{3000}", " , "]
    for _ in 0..<1000 {
      let (one, other) = (Int.random(in: 2...9999, using: &random), Int.random(in: 2...9999, using: &random))
      guard let mark = between.randomElement(using: &random) else { continue }
      for write in [{ String($0) }, Self.chinese] as [(Int) -> String] {
        let text = write(one) + mark + String(other) + "个"
        #expect(!folded(text).contains("\(one)\(other)"), "seed \(seed): \(text)")
        #expect(!folded(text).contains("\(one).\(other)"), "seed \(seed): \(text)")
      }
    }
  }

  static let pairs = [
    ("能防新冠", "不能防新冠"), ("是真的", "不是真的"), ("已经发生", "没有发生"), ("有毒", "无毒"), ("do", "don't"), ("can", "can't"),
    ("safe", "unsafe"),
    ("is true", "is not true"), ("x = y", "x ≠ y"), ("可以", "不可以"), ("勿转发", "转发"), ("非典型", "典型"),
    ("no5", "№5"),
    ("张三死亡", "张四死亡"), ("covid19", "covid18"), ("h1n1", "h5n1"), ("5g", "4g"),
    ("World War II", "World War III"), ("pm2.5", "pm25"),
    ("3.14", "314"), ("2020.1.5", "2020.15"), ("10⁶", "106"), ("5½", "51/2"), ("①3天", "13天"), ("-5度", "5度"),
    ("一个月", "一月"),
    ("3个月", "3月"), ("百分之五", "五百分"), ("三分之一", "一分之三"), ("1.5亿", "15亿"), ("三点一四", "三点十四"), ("1,5", "15"),
    ("3-5天", "35天"),
    ("vitamin b1", "vitamin b12"), ("no", "know"), ("John", "Jon"), ("Мир", "Mup"), ("5km", "5m"),
    ("5kg", "5g"), ("50%", "50"), ("＋5", "－5"),
  ]

  @Test(arguments: pairs) func `texts that differ in what they say stay different`(
    _ one: String, _ other: String
  ) {
    #expect(folded(one) != folded(other))
  }
}
