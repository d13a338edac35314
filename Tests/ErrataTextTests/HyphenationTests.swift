import ErrataText
import Testing

@Suite struct HyphenationTests {
  static let joined = [
    Fold("alco-\nhol", "alcohol"), Fold("Alco- \r\n  hol kills", "alcohol kills"), Fold("alco\u{AD}\nhol", "alcohol"),
    Fold("alco\u{2010}\nhol", "alcohol"), Fold("alco\u{AD}\u{200B} \nhol", "alcohol"), Fold("ALCO-\nhol", "alcohol"),
    Fold("café-\nine", "cafeine"), Fold("cafe\u{301}-\nine", "cafeine"), Fold("вак-\nцина", "вакцина"),
    Fold("εμβό-\nλιο", "εμβολιο"), Fold("vac-\ncina-\ntion", "vaccination"), Fold("喝 alco-\nhol 防病毒", "喝alcohol防病毒"),
    Fold("al-\u{2028}cohol", "alcohol"),
  ]

  @Test(arguments: joined) func `a word that a hyphen divides at the end of a line is joined`(_ fold: Fold) {
    fold.check()
  }

  static let apart = [
    Fold("covid-\n19", "covid-\n19"), Fold("19-\nfold", "19-\nfold"), Fold("anti-\nCovid", "anti-\ncovid"),
    Fold("- milk\n- bread", "- milk\n- bread"), Fold("milk -\nbread", "milk -\nbread"),
    Fold("milk--\nbread", "milk-\nbread"), Fold("alco-\n\nhol", "alco-\nhol"), Fold("alco-\n- hol", "alco- hol"),
    Fold("well-known", "well-known"), Fold("alco- hol", "alco- hol"), Fold("喝-\n酒", "喝-\n酒"),
    Fold("喝-\nalcohol", "喝-\nalcohol"), Fold("alcohol-\n喝", "alcohol-\n喝"), Fold("한-\n국", "한-\n국"),
    Fold("מים-\nיין", "מים-\nיין"), Fold("вода-\nwater", "вода-\nwater"), Fold("end-", "end-"), Fold("end-\n", "end-"),
    Fold("-\nend", "-\nend"),
  ]

  @Test(arguments: apart) func `other hyphens at the end of a line stay`(_ fold: Fold) { fold.check() }

  @Test func `the letters of a joined word keep their bytes`() {
    let text = Normalizer().normalize("no alco-\nhol!")
    #expect(text.string == "no alcohol!")
    #expect(text.starts == [0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12])
    #expect(text.ends == [1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13])
    #expect(text.sourceRange(of: 3..<10) == 3..<12)
  }

  @Test func `switched off it leaves lines as they are`() {
    let normalizer = Normalizer(steps: NormalizationStep.all.subtracting([.hyphenation]))
    #expect(normalizer.normalize("alco-\nhol").string == "alco-\nhol")
  }

  @Test func `the trace counts the words joined`() {
    let trace = Normalizer().trace("alco-\nhol vac-\ncine -\nx")
    #expect(trace.first { $0.step == .hyphenation }?.changes == 2)
    #expect(trace.first { $0.step == .hyphenation }?.text == "alcohol vaccine -\nx")
  }
}
