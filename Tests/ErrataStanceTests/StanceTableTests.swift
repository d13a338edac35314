import ErrataModel
import ErrataText
import Testing

@testable import ErrataStance

@Suite struct `Tables of stance rules` {
  static let row = "xx.refute.a\trefute\taround\tsentence\t5\t"

  private func classify(_ pattern: String, _ text: String) throws -> [FoundCue] {
    let classifier = try StanceClassifier(tables: [("t.tsv", "# head\n\n" + Self.row + pattern)])
    return classifier.cues(in: Normalizer().normalize(text))
  }

  @Test(
    arguments: [
      ("xx.a\trefute\taround", "3 columns"),
      ("Xx.a\trefute\taround\tsentence\t5\ta", "id “Xx.a”"),
      ("xx.a\trefutes\taround\tsentence\t5\ta", "unknown kind “refutes”; expected one of refute, question"),
      ("xx.a\trefute\tbeside\tsentence\t5\ta", "unknown place “beside”; expected one of before"),
      ("xx.a\trefute\taround\tpage\t5\ta", "unknown reach “page”; expected one of touch"),
      ("xx.a\trefute\taround\tnext:x\t5\ta", "reach “next:x”"),
      ("xx.a\trefute\taround\tsentence\t12\ta", "strength “12”; expected a number from 1 to 9"),
      (row + "(a|b", "“(” isn't closed"),
      (row + "a|b", "“|” without its opening sign"),
      (row + "a{0}b", "a gap is written {1}"),
      (row + "a{5}b{5}c", "a second gap"),
      (row + "a{5}", "a pattern has an empty part"),
      (row + "(a|)", "a pattern has an empty part"),
      (row + "a^b", "“^” must be the first sign"),
      (row + "a$b", "“$” must be the last sign"),
      (row + "(a|b*)", "“*” can't stand in a group"),
      (row + "Fake", "“F” never stands in a normalized text"),
      (row + "假！", "“！” never stands in a normalized text"),
      (row + "a\\", "“\\” at the end of a pattern"),
      (row + String(repeating: "(a|b|c|d|e|f)", count: 6), "the pattern stands for more than"),
      (row + "a\nxx.refute.a\treport\taround\tsentence\t5\tb", "is refute above and report here"),
    ])
  func `a fault is thrown with file and line`(_ text: String, _ problem: String) {
    #expect {
      try StanceClassifier(tables: [("t.tsv", "# head\n" + text)])
    } throws: { error in
      let line = text.contains("\n") ? 3 : 2
      let shown = "\(error)"
      return shown.hasPrefix("t.tsv:\(line): ") && shown.contains(problem) && shown.hasSuffix("the format.")
    }
  }

  @Test func `a language more is a file more`() throws {
    let dutch = "# Nederlands\r\nnl.refute.noun\trefute\taround\tsentence\t5\tonwaar\tverzinsel*\r\n"
    let tables = EmbeddedTables.all() + [("stance.nl.tsv", dutch)]
    let classifier = try StanceClassifier(tables: tables)
    let found = classifier.cues(in: Normalizer().normalize("Dat is onwaar, louter verzinsels"))
    #expect(found.filter { $0.rule == "nl.refute.noun" }.count == 2)
    #expect(throws: StanceRuleError.self) {
      try StanceClassifier(tables: EmbeddedTables.all() + [("stance.nl.tsv", "nl.a\trefute\r\n")])
    }
  }

  @Test func `many wordings of two literals stay few`() throws {
    var table = StanceTable()
    try table.read(file: "t.tsv", text: Self.row + "(a|b|c)(d|e){9}(f|g|h)")
    #expect(table.patterns.count == 1)
    #expect(table.patterns[0].pattern.heads.count == 6)
    #expect(table.patterns[0].pattern.tails.count == 3)
  }

  @Test func `weighing words take no shorter cue along`() throws {
    let rows = Self.row + "not\nxx.weigh.a\tweigh\taround\ttext\t2\tnot be\n"
    let classifier = try StanceClassifier(tables: [("t.tsv", rows)])
    let kinds = classifier.cues(in: Normalizer().normalize("it will not be")).map(\.kind)
    #expect(kinds.sorted { $0.rawValue < $1.rawValue } == [.refute, .weigh])
  }

  @Test func `no rules at all is a fault`() {
    #expect(throws: StanceRuleError(file: "t.tsv", line: 0, problem: "no rule found")) {
      try StanceClassifier(tables: [("t.tsv", "# nothing\n")])
    }
    let shown = "\(StanceRuleError(file: "t.tsv", line: 0, problem: "no rule found"))"
    #expect(shown == "t.tsv: no rule found; expected a table with at least one rule.")
  }

  @Test func `Latin words match as whole words, Han anywhere`() throws {
    #expect(try classify("fake", "a fake photo").count == 1)
    #expect(try classify("fake", "faked, fakery, unfake").isEmpty)
    #expect(try classify("fak*", "faked fakery").count == 2)
    #expect(try classify("谣言", "那是谣言吧").count == 1)
  }

  @Test func `alternatives, gaps, anchors and apostrophes`() throws {
    #expect(try classify("网(传|路流传)", "網路流傳").count == 1)
    #expect(try classify("经{12}核实", "经警方多次核实").count == 1)
    #expect(try classify("经{3}核实", "经警方多次核实").isEmpty)
    #expect(try classify("经{12}核实", "经过。警方核实").isEmpty)
    #expect(try classify("^no,", "well, no, it is").isEmpty)
    #expect(try classify("^no,", "it fell. no, it did not").count == 1)
    #expect(try classify("false$", "that is false.").count == 1)
    #expect(try classify("false$", "that is false teeth").isEmpty)
    #expect(try classify("isn't", "it isnt so, it isn't").count == 2)
    #expect(try classify("\\(假\\)", "【假】大桥").count == 1)
  }

  @Test func `the second literal takes the nearest first one that leaves it free`() throws {
    let cues = try classify("甲乙{9}乙甲", "甲乙甲乙甲")
    #expect(cues.map(\.range) == [0..<5])
  }

  @Test func `the tables of the program load and normalizing changes no literal`() throws {
    var table = StanceTable()
    for (file, text) in EmbeddedTables.all() { try table.read(file: file, text: text) }
    #expect(table.names.count > 60)
    let normalizer = Normalizer()
    var wrong: Set<String> = []
    for (pattern, _) in table.patterns {
      for literal in pattern.heads + pattern.tails where literal.contains(where: { $0 > 0x2E7F }) {
        let text = String(String.UnicodeScalarView(literal.compactMap(Unicode.Scalar.init)))
        if normalizer.normalize(text).string != text { wrong.insert(text) }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.sorted())")
  }
}
