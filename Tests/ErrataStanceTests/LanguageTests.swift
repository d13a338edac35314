import ErrataModel
import ErrataText
import Testing

@testable import ErrataStance

@Suite struct `Stance in languages other than English and Chinese` {
  private func check(_ example: StanceCase) throws {
    let marked = MarkedText(example.text)
    #expect(marked.spans.allSatisfy { !$0.isEmpty })
    let finding = try Shared.classifier.get().classify(marked.text, spans: marked.spans)
    #expect(finding.stance == example.stance, "\(finding.cues.map(\.rule))")
  }

  @Test(arguments: RomanceCases.spanish)
  func `Spanish debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: RomanceCases.french)
  func `French debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: RomanceCases.portuguese)
  func `Portuguese debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: RomanceCases.italian)
  func `Italian debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreEuropeanCases.german)
  func `German debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreEuropeanCases.russian)
  func `Russian debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreEuropeanCases.polish)
  func `Polish debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreEuropeanCases.turkish)
  func `Turkish debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreAsianCases.indonesian)
  func `Indonesian debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreAsianCases.vietnamese)
  func `Vietnamese debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreAsianCases.japanese)
  func `Japanese debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreAsianCases.korean)
  func `Korean debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  @Test(arguments: MoreAsianCases.arabic)
  func `Arabic debunks, questions, reports and rumors are told apart`(_ example: StanceCase) throws {
    try check(example)
  }

  /// All tables read every text, whatever its language.
  @Test(arguments: [
    "[[The bridge collapsed last night]] near Flint, MI",
    "[[The bridge collapsed last night]], he walked 5 mi.",
    "I was told that [[honey with onions is deadly]], come to the war room, son",
    "[[Honey with onions is deadly]] for man and dog, so die hard fans say",
    "A post-viral cough: [[honey with onions is deadly]]",
    "[[Drinking vinegar dissolves fish bones]] en route to the chang mai grill",
    "关于[[蜂蜜加葱会毒死人]]，他的博士论文写得很清楚，自称亲历",
    "[[Jugo de limón cura la gripe]], come con tu hijo y no solo hoy",
    "[[Die Brücke ist eingestürzt]], kommst du mit",
    "[[Dữ liệu bị mất hết]] khi sử dụng và chia sẻ máy tính",
    "[[الأطعمة الحارة]] وجبة شائعة في كل بيت",
    "[[橋が崩落した]]、オンデマンドで配信中",
  ])
  func `words that mean something else in another language say nothing`(_ text: String) throws {
    try check(StanceCase(stance: .asserts, text: text))
  }

  @Test func `Arabic words match as whole words`() throws {
    let row = "xx.refute.a\trefute\taround\tsentence\t5\tكذب\n"
    let classifier = try StanceClassifier(tables: [("t.tsv", row)])
    let cues = { classifier.cues(in: Normalizer().normalize($0)).count }
    #expect(cues("هذا كذب واضح") == 1)
    #expect(cues("يكذب الكذبة كذبهم") == 0)
  }
}

@Suite struct `The tables of the languages` {
  @Test func `every table's rules carry its language, and each language has the kinds that it needs`() throws {
    for (file, text) in EmbeddedTables.all() {
      var table = StanceTable()
      try table.read(file: file, text: text)
      let language = file.dropFirst("stance.".count).prefix { $0 != "." }
      #expect(table.names.allSatisfy { $0.hasPrefix("\(language).") || $0.hasPrefix("mark.") }, "\(file)")
      let kinds = Set(table.rules.map(\.kind))
      #expect(kinds.isSuperset(of: [.refute, .question, .report, .frame, .assert, .sarcasm, .weigh, .void]), "\(file)")
    }
    #expect(EmbeddedTables.all().count == 15)
  }

  @Test func `normalizing changes no literal of a language`() throws {
    let normalizer = Normalizer()
    var wrong: Set<String> = []
    for (file, text) in EmbeddedTables.all() where file != "stance.en.tsv" && file != "stance.zh.tsv" {
      var table = StanceTable()
      try table.read(file: file, text: text)
      for (pattern, _) in table.patterns {
        for literal in pattern.heads + pattern.tails where literal.count > 1 {
          let word = String(String.UnicodeScalarView(literal.compactMap(Unicode.Scalar.init)))
          // A blank or an apostrophe at the end stands before another word.
          let shown = word.hasSuffix(" ") || word.hasSuffix("'") ? word + "a" : word
          if normalizer.normalize(shown).string != shown { wrong.insert("\(file): \(word)") }
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.sorted())")
  }
}
