import ErrataIngest
import ErrataModel
import Testing

/// Rating words of publishers.
@Suite struct RatingTableTests {
  @Test(arguments: [
    ("False", "en", Verdict.false), ("Pants on Fire!", "en", .false), ("MOSTLY FALSE", "en", .misleading),
    ("Faux", "fr", .false), ("Plutôt faux.", "fr", .misleading), ("Falsch", "de", .false), ("谣言", "zh", .false),
    ("不实", "zh", .false), ("假", "zh", .false), ("错误", "zh", .false), ("部分错误", "zh", .misleading),
    ("有争议", "zh", .disputed), ("尚无定论", "zh", .unproven), ("Satire", "en", .satire), ("讽刺", "zh", .satire),
    ("事實釐清", "zh", .misleading), ("誤り", "ja", .false), ("거짓", "ko", .false), ("Ложь", "ru", .false),
    ("زائف", "ar", .false), ("Bulo", "es", .false), ("HOAKS", "id", .false), ("Yanlış", "tr", .false),
    ("Fałsz", "pl", .false), ("Sai sự thật", "vi", .false), ("Bufala", "it", .false), ("É falso", "pt", .false),
    ("Ｆａｌｓｅ", "en", .false), ("“False”", "en", .false), ("Half-True", "en", .misleading),
    ("False. The photo is of 2015.", "en", .false), ("Rating: False", "en", .false),
    ("This claim is false", "en", .false), ("False: true story told wrongly", "en", .false), ("Falsch", "en", .false),
    ("True", "en", .true), ("Outdated", "en", .outdated), ("No evidence", "en", .unproven),
  ])
  func `words are known in their language, in any writing`(
    _ row: (words: String, lang: String, verdict: Verdict)
  ) {
    #expect(
      RatingTable.shipped.verdict(of: row.words, publisher: "ponds.example", languages: [row.lang]) == row.verdict)
  }

  @Test(arguments: ["Not false", "True. False.", "Three feathers", "", "!!!", "falsehood detector", "1"])
  func `words that aren't known, or speak both ways, are nothing`(_ words: String) {
    #expect(RatingTable.shipped.verdict(of: words, publisher: "ponds.example", languages: ["en"]) == nil)
  }

  @Test func `a publisher's own words go first`() {
    let table = RatingTable.shipped
    #expect(table.verdict(of: "Legend", publisher: "snopes.com", languages: ["en"]) == .unproven)
    #expect(table.verdict(of: "Three Pinocchios", publisher: "washingtonpost.com", languages: ["en"]) == .false)
    #expect(table.verdict(of: "Three Pinocchios", publisher: "ponds.example", languages: ["en"]) == .misleading)
  }

  @Test func `the table is read line by line, and faults are numbered`() {
    let text = """
      # remark
      publisher\tlang\tverdict\twords
      *\ten\tfalse\tnope|never
      ponds.example\ten\tperhaps\tmaybe
      ponds.example\ten\ttrue
      """
    let (table, faults) = RatingTable.parse(text)
    #expect(faults == [4, 5])
    #expect(table.verdict(of: "Never", publisher: "x", languages: ["en"]) == .false)
    #expect(RatingTable.parse("a\tb").faults == [1])
  }

  @Test func `words that languages use differently need their language`() {
    let table = RatingTable.parse(
      "publisher\tlang\tverdict\twords\n*\tda\tfalse\tgift\n*\tde\ttrue\tgift\n*\tfr\tfalse\tfaux"
    ).table
    #expect(table.verdict(of: "gift", publisher: "x", languages: ["en"]) == nil)
    #expect(table.verdict(of: "gift", publisher: "x", languages: ["da"]) == .false)
    #expect(table.verdict(of: "faux", publisher: "x", languages: ["en"]) == .false)
  }
}
