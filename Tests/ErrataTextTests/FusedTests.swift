import ErrataTestSupport
import ErrataText
import Testing

/// What `normalize` does at once must be what its steps do one after the other.
@Suite struct FusedTests {
  private static let seeds: [UInt64] = [1, 2, 3, 20_261_124]
  private static let rounds = 2000

  /// Folds texts both ways, in memory of its own.
  private struct Comparison {
    private var fused = FoldedText()
    private var stepwise = FoldedText()
    private var scratch = NormalizerScratch()

    /// True if both ways give the same code points and the same map.
    mutating func agrees(on bytes: [UInt8]) -> Bool {
      Fold.normalizer.normalize(bytes.span, into: &fused, scratch: &scratch)
      Fold.normalizer.normalizeStepwise(bytes.span, into: &stepwise, scratch: &scratch)
      return fused.scalars == stepwise.scalars && fused.starts == stepwise.starts && fused.ends == stepwise.ends
    }
  }

  private static let alphabets = [
    "喝白酒防新冠病毒疫苗传播发現網萬", "一二三四五六七八九十百千万亿两零〇第年月日个分之点", "abcdeivxsotw", "ABCXÉßW", "0123456789",
    "，。！？、：；…—·「」《》“”‘’", ".,!?:;-/'\"()[]#@%$&*_~^+=", "  \n\t\r\u{3000}\u{2028}", "🔥😀1️⃣🇨🇳👨‍👩‍👧★●→①⑫½²㎏℃",
    "\u{200B}\u{FE0F}\u{AD}\u{202E}\u{0}", "авсеорхйШβαο", "한국カなｶﾞ", "\u{301}\u{3099}\u{338}\u{20E3}",
    "＃＠：／．－＿ｗａ１２％～（）", ".-", "~·*`", "-\u{2010}\u{AD}\n a", "啊a哈",
  ].map { Array($0.unicodeScalars) }

  private static let words = [
    "http://t.cn/a1", "WWW.a.com", "t.co/x", "@user ", "@张三 ", "@張萬", "#话题#", "#FlattenTheCurve", "#RoséTwo", "twenty",
    "five", "million", "one", "hundred", "公里", "千米", "kg", "百分之", "分之", "1,000", "yi苗", "疫miao", "v信", "v.a.c.c",
    "v a c c i n e", "喝.白.酒", "喝★白★酒★", "一。二。三", "统一", "几十", "三点一四", "°C", "percent", "c0vid", "k@te",
    "薇信", "疫 苗", "疫 miao", "yi 苗", "million3", "5million", "十二 million", "①five", "：", "//@user：", "5 千克", "2。5",
    "sooooo", "World War III", "point", "...", "!! !", "alco-\nhol", " ", " ",
  ]

  private static func text(_ random: inout SeededRandom) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      if Int.random(in: 0..<4, using: &random) == 0, let word = words.randomElement(using: &random) {
        text += word
        continue
      }
      guard let alphabet = alphabets.randomElement(using: &random) else { continue }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        if let scalar = alphabet.randomElement(using: &random) { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }

  @Test(arguments: seeds) func `random mixes of everything come out the same both ways`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var comparison = Comparison()
    for round in 0..<Self.rounds {
      let text = Self.text(&random)
      let agrees = comparison.agrees(on: Array(text.utf8))
      #expect(agrees, "seed \(seed), round \(round): \(text.debugDescription)")
    }
  }

  @Test(arguments: seeds) func `random bytes come out the same both ways`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var comparison = Comparison()
    for _ in 0..<Self.rounds {
      var bytes = Array(Self.text(&random).utf8)
      for _ in 0..<3 {
        guard let position = bytes.indices.randomElement(using: &random) else { continue }
        bytes[position] = UInt8.random(in: 0...255, using: &random)
      }
      let agrees = comparison.agrees(on: bytes)
      #expect(agrees, "seed \(seed): \(bytes)")
    }
  }

  /// Marks, blanks and single characters in long gaps between words, where most of what waits for its neighbours is.
  @Test(arguments: seeds) func `gaps between words come out the same both ways`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var comparison = Comparison()
    let pieces = [
      "喝", "一", "a", "5", " ", "\n", ".", "。", "，", ",", "!", "-", "—", "\"", "“", "(", ")", "@", "😀", "疫", "miao",
    ]
    for round in 0..<Self.rounds {
      let length = Int.random(in: 1...24, using: &random)
      let text = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let agrees = comparison.agrees(on: Array(text.utf8))
      #expect(agrees, "seed \(seed), round \(round): \(text.debugDescription)")
    }
  }

  /// Every code point of the blocks that fold or are told apart, and one in 64 of the others.
  private static let swept: [UInt32] = {
    let dense: [Range<UInt32>] = [
      0..<0x3400, 0x4E00..<0xAC00, 0xD7B0..<0xD800, 0xF900..<0x1_0000, 0x1_D400..<0x1_D800, 0x1_F000..<0x1_FB00,
      0x2_F800..<0x2_FA20, 0xE_0000..<0xE_0200,
    ]
    return dense.flatMap { Array($0) } + stride(from: 0x3400, to: 0x11_0000, by: 64)
  }()

  /// Alone, and where what stands beside it decides: between Han, Latin letters, digits, and in a text with a
  /// look-alike, a name and an address.
  @Test(arguments: [("", ""), ("喝", "酒"), ("ab", "cd"), ("12", "34"), ("а", "b @n http://x.y/z #Tag")])
  func `every code point comes out the same both ways`(_ before: String, _ after: String) {
    let differing = Self.differing(Self.swept, before, after)
    #expect(differing.isEmpty, "between “\(before)” and “\(after)”: \(differing.prefix(20))")
  }

  /// Marks of all scripts, compatibility forms and letters with accents.
  private static let forms: [UInt32] = {
    let blocks: [Range<UInt32>] = [
      0..<0x250, 0x2000..<0x2600, 0x3000..<0x3400, 0xFE10..<0x1_0000, 0x1_D400..<0x1_D500, 0x1_F100..<0x1_F270,
    ]
    return blocks.flatMap { Array($0) }
  }()

  /// What folds into a mark or letter of an address, name or hashtag was none when these were looked for.
  @Test(arguments: [
    ("看http:", "//x.y/z 啊"), ("看x.cn", "/ab 啊"), ("@张三", "李四 #Ab"), ("@ab", "cd 喝"), ("#话题", "Two# 三5"),
    ("疫", "miao 十二 million"),
  ])
  func `forms inside addresses and names come out the same both ways`(_ before: String, _ after: String) {
    let differing = Self.differing(Self.forms, before, after)
    #expect(differing.isEmpty, "between “\(before)” and “\(after)”: \(differing.prefix(20))")
  }

  /// The code points that come out otherwise between two texts.
  private static func differing(_ values: [UInt32], _ before: String, _ after: String) -> [String] {
    var comparison = Comparison()
    return values.filter { value in
      guard let scalar = Unicode.Scalar(value) else { return false }
      return !comparison.agrees(on: Array(before.utf8) + Array(String(scalar).utf8) + Array(after.utf8))
    }.map { "U+" + String($0, radix: 16) }
  }
}
