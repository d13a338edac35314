import ErrataText
import Testing

@Suite struct NormalizerTests {
  @Test func `without steps a text keeps its code points and their bytes`() {
    let text = Normalizer(steps: []).normalize("aé喝🔥")
    #expect(text.string == "aé喝🔥")
    #expect(text.starts == [0, 1, 3, 6])
    #expect(text.ends == [1, 3, 6, 10])
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a b"), ([0xC3], ""), ([0xE5, 0x96], ""), ([0xC0, 0xAF, 0x61], "a"),
      ([0xED, 0xA0, 0x80, 0x61], "a"),
      ([0x61, 0xF5, 0x80, 0x80, 0x80, 0x62], "a b"), ([0xF0, 0x9F, 0x94], ""),
      ([0xE5, 0x96, 0x9D, 0x00, 0x80], "喝"),
      ([0xF4, 0x90, 0x80, 0x80, 0x62], "b"), ([0xE0, 0x80, 0x80, 0x62], "b"),
    ] as [([UInt8], String)])
  func `broken bytes become blanks`(_ bytes: [UInt8], _ expected: String) {
    var text = FoldedText()
    var scratch = NormalizerScratch()
    Normalizer().normalize(bytes.span, into: &text, scratch: &scratch)
    #expect(text.string == expected)
  }

  @Test func `a scalar made from several characters covers them all`() {
    let source = "共三万人"
    let text = Normalizer().normalize(source)
    #expect(text.string == "共30000人")
    #expect(text.sourceRange(of: 1..<6) == 3..<9)
    #expect(text.sourceRange(of: 2..<3) == 3..<9)
    #expect(text.sourceRange(of: 6..<7) == 9..<12)
  }

  @Test func `a switched off step does nothing`() {
    for step in NormalizationStep.allCases {
      let normalizer = Normalizer(steps: NormalizationStep.all.subtracting([step]))
      #expect(!normalizer.trace("喝酒").map(\.step).contains(step))
    }
    let kept = Normalizer(steps: NormalizationStep.all.subtracting([.numerals]))
    #expect(kept.normalize("十二点").string == "十二点")
  }

  @Test func `the trace ends in the folded text and counts changes`() {
    let trace = Normalizer().trace("喝③瓶 ＡＢＣ！！")
    #expect(trace.map(\.step) == NormalizationStep.allCases)
    #expect(trace.last?.text == folded("喝③瓶 ＡＢＣ！！"))
    #expect(trace.first { $0.step == .letterCase }?.changes == 3)
    #expect(trace.first { $0.step == .numerals }?.changes == 0)
  }

  @Test func `every step has a summary of one sentence`() {
    for step in NormalizationStep.allCases {
      #expect(step.summary.hasSuffix("."))
      #expect(step.summary.count > 20)
    }
    #expect(Set(NormalizationStep.allCases.map(\.summary)).count == NormalizationStep.allCases.count)
  }

  /// Texts built to make a step look far ahead from every place; quadratic work would take minutes.
  @Test(arguments: [
    "v ", "啊.", "a.", "@_", "#", "#喝", "一", "一点", "二到", "百分之", "1,000,", "1.", "http:", "a/", "\u{301}", "\"",
    "(", "сα ", "one ",
    "hundred ", "c0", "i", "1 ", "yi", "\u{200B}", ".co/", "😀鲸", "鲸.", "二.", "二.鲸.", "😀二",
  ])
  func `a long text of one pattern is read in linear time`(_ pattern: String) {
    let text = String(repeating: pattern, count: 8_000)
    #expect(Fold.normalizer.normalize(text).count <= text.unicodeScalars.count * 2)
  }

  @Test func `scratch memory may be used again`() {
    var text = FoldedText()
    var scratch = NormalizerScratch()
    for source in ["三万人在五公里外", "a", String(repeating: "喝白酒①½", count: 5000), "", "好"] {
      let bytes = Array(source.utf8)
      Normalizer().normalize(bytes.span, into: &text, scratch: &scratch)
      #expect(text.string == folded(source))
    }
  }

  @Test(
    arguments: [
      (0x559D, .ideographic), (0x3042, .ideographic), (0xAC00, .ideographic), (0x0E01, .ideographic),
      (0x61, .letter),
      (0x434, .letter), (0x627, .letter), (0x905, .letter), (0x35, .digit), (0x665, .digit), (0x20, .space),
      (0x3000, .space),
      (0x0A, .lineBreak), (0x2028, .lineBreak), (0x3002, .punctuation), (0x2E, .punctuation),
      (0x1F525, .other), (0x2B, .other),
      (0x10FFFF, .other), (0xFFFF_FFFF, .other), (0x20000, .ideographic),
    ] as [(UInt32, ScalarClass)])
  func `code points have the class of their script`(_ scalar: UInt32, _ expected: ScalarClass) {
    #expect(scalarClass(of: scalar) == expected)
  }
}
