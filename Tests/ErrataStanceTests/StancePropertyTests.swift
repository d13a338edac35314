import ErrataModel
import ErrataTestSupport
import ErrataText
import Testing

@testable import ErrataStance

@Suite struct `Properties of the stance classifier` {
  static let words = [
    "谣言", "网传", "“", "”", ",", ".", "!", "?", "\n", "不是", "真的", "吗", "大桥塌了", "hoax ", "not ", "no, ", "is ",
    "false",
    "(",
    ")", "did you know ", "辟谣", "a", "Ω", "𠀀", " ", "并非", "而是", "'", "100%",
  ]

  private func randomText(_ random: inout SeededRandom) -> FoldedText {
    var text = FoldedText()
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      for scalar in (Self.words.randomElement(using: &random) ?? "").unicodeScalars {
        let end = (text.ends.last ?? 0)
        text.append(scalar.value, start: end, end: end + UInt32(String(scalar).utf8.count))
      }
    }
    return text
  }

  private func randomSpans(_ count: Int, _ random: inout SeededRandom) -> [Range<Int>] {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in
      let start = Int.random(in: 0...(count + 3), using: &random)
      return start..<(start + Int.random(in: 0...12, using: &random))
    }.sorted { $0.lowerBound < $1.lowerBound }
  }

  @Test(arguments: 0..<300)
  func `any text and spans give the same finding twice, with cues in the text`(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    let classifier = try Shared.classifier.get()
    var scratch = StanceScratch()
    for _ in 0..<5 {
      let text = randomText(&random)
      let spans = randomSpans(text.count, &random)
      let claim = Bool.random(using: &random) ? randomText(&random) : nil
      let context = StanceContext(isRepostComment: Bool.random(using: &random), claim: claim)
      let first = classifier.classify(text, spans: spans, context: context)
      let second = classifier.classify(text, spans: spans, context: context, scratch: &scratch)
      #expect(first == second, "seed \(seed)")
      let bytes = Int(text.ends.last ?? 0)
      #expect(first.cues.allSatisfy { $0.span.start < $0.span.end && $0.span.end <= bytes }, "seed \(seed)")
    }
  }

  @Test func `an empty text asserts`() throws {
    let finding = try Shared.classifier.get().classify(FoldedText(), spans: [0..<9])
    #expect(finding == StanceFinding(stance: .asserts))
  }

  @Test(arguments: 0..<60)
  func `the automaton finds what a plain search finds`(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    func letters(_ most: Int) -> [UInt32] {
      (0..<Int.random(in: 1...most, using: &random)).map { _ in
        UInt32.random(in: 0x4E00...0x4E02, using: &random)
      }
    }
    let patterns = (0..<12).map { _ in StancePattern(heads: [letters(4)]) }
    let text = letters(60)
    let automaton = CueAutomaton(patterns)
    var found: Set<[Int]> = []
    var state: Int32 = 0
    for index in text.indices {
      state = automaton.step(from: state, over: text[index])
      var from = state
      while let (literal, next) = automaton.output(of: from) {
        let uses = Int(automaton.useStarts[literal])..<Int(automaton.useStarts[literal + 1])
        for use in automaton.uses[uses] { found.insert([Int(use.pattern), index + 1]) }
        from = next
      }
    }
    var expected: Set<[Int]> = []
    for (number, pattern) in patterns.enumerated() {
      let head = pattern.heads[0]
      for end in head.count...max(head.count, text.count) where end <= text.count {
        if Array(text[(end - head.count)..<end]) == head { expected.insert([number, end]) }
      }
    }
    #expect(found == expected, "seed \(seed)")
  }
}
