import ErrataIndex
import ErrataText
import Testing

@testable import ErrataMatching

@Suite struct ConceptTableTests {
  private func hashes(_ text: String) -> [UInt32] {
    var scratch = MatchScratch()
    scratch.read(text)
    return scratch.units.hashes
  }

  @Test func `names on one line are one thing, remarks are skipped, the longest name wins`() {
    let table = ConceptTable([
      ("# a remark\n旧镇\tOldtown\n北港\tNorth Port\tNorth Port Harbour\n\n北港镇", "place")
    ])
    func numbers(_ text: String) -> [Int] { table.findings(in: hashes(text)).map(\.concept.number) }
    #expect(numbers("旧镇") == numbers("the Oldtown") && numbers("旧镇").count == 1)
    #expect(numbers("旧镇") != numbers("北港"))
    #expect(numbers("北港镇") != numbers("北港"))
    #expect(table.findings(in: hashes("in North Port Harbour today")).map(\.range) == [1..<4])
    #expect(numbers("a remark").isEmpty && numbers("").isEmpty)
  }

  @Test func `things of one section exclude each other, but not a part its whole`() throws {
    let table = ConceptTable([("oldtown\t<island\nharbour\t<oldtown\nisland\nvolcano\n[tool]\nhammer", "place")])
    func concept(_ name: String) throws -> ConceptTable.Concept {
      try #require(table.findings(in: hashes(name)).first).concept
    }
    #expect(try table.excludes(concept("oldtown"), concept("volcano")))
    #expect(try !table.excludes(concept("oldtown"), concept("island")))
    #expect(try !table.excludes(concept("island"), concept("harbour")))
    #expect(try !table.excludes(concept("volcano"), concept("volcano")))
    #expect(try !table.excludes(concept("volcano"), concept("hammer")))
    #expect(try table.name(ofSection: concept("hammer").section) == "tool")
  }

  @Test func `parts of each other are no endless search`() throws {
    let table = ConceptTable([("egg\t<hen\nhen\t<egg\nfox", "")])
    let found = table.findings(in: hashes("egg hen fox")).map(\.concept)
    #expect(found.count == 3 && table.excludes(found[0], found[2]) && !table.excludes(found[0], found[1]))
  }

  @Test func `the embedded tables are read`() {
    let places = ConceptTable.names.findings(in: hashes("从武汉到西安，from Texas to Florida"))
    #expect(Set(places.map(\.concept.number)).count == 4)
    let measures = ConceptTable.measures.findings(in: hashes("Monday, 3小时")).map {
      ConceptTable.measures.name(ofSection: $0.concept.section)
    }
    #expect(measures.starts(with: ["weekday", "duration"]))
  }

  @Test(arguments: [
    ("El incendio fue en Texas, y no en Argentina", TextLanguage.spanish),
    ("O incêndio não foi no Texas, mas na Argentina", .portuguese),
    ("L'incendie était au Texas et pas dans l'Argentina", .french),
    ("L'incendio non era nel Texas, ma nell'Argentina", .italian),
    ("Das Feuer war nicht in Texas, sondern in Argentina", .german),
  ]) func `names are found in texts whose language cuts them`(_ text: String, _ language: TextLanguage) {
    var scratch = MatchScratch()
    scratch.read(text)
    #expect(scratch.units.language == language)
    let found = ConceptTable.nameTable(of: language).findings(in: scratch.units.hashes).map(\.concept)
    #expect(found.count == 2)
    #expect(found.map(\.number) == ConceptTable.names.findings(in: hashes("Texas or Argentina")).map(\.concept.number))
  }
}

@Suite struct AntonymTableTests {
  @Test func `each word tells its pair and side`() {
    let table = AntonymTable("# a remark\nsoft,tender\thard\n[strict]\n甜\t苦\n")
    var scratch = MatchScratch()
    scratch.read("tender and hard, 甜苦 a remark")
    let found = table.findings(in: scratch.units.hashes, near: 0..<scratch.units.count)
    #expect(found.map(\.range.lowerBound) == [0, 2, 3, 4])
    #expect(found.map(\.meaning.side) == [0, 1, 0, 1])
    #expect(found[0].meaning.pair == found[1].meaning.pair && found[2].meaning.isStrict && !found[0].meaning.isStrict)
  }

  @Test func `no word of the embedded table is its own opposite`() {
    let table = AntonymTable.embedded
    for text in ["safe", "illegal", "增加", "禁止", "涨", "vaccinated", "阴性"] {
      var scratch = MatchScratch()
      scratch.read(text)
      let meanings = table.findings(in: scratch.units.hashes, near: 0..<scratch.units.count).map(\.meaning)
      #expect(!meanings.isEmpty, "\(text)")
      for meaning in meanings {
        #expect(!meanings.contains { $0.pair == meaning.pair && $0.side != meaning.side }, "\(text)")
      }
    }
  }
}

@Suite struct WordFormTests {
  private func scalars(_ word: String) -> ArraySlice<UInt32> { word.unicodeScalars.map(\.value)[...] }

  @Test(arguments: [
    ("1k", "1000"), ("1000", "1k"), ("2.5k", "2500"), ("1g", "1000mg"), ("1000mg", "1g"), ("0.5l", "500ml"),
    ("500ml", "0.5l"), ("2kg", "2000g"), ("20th", "20"), ("20", "20th"), ("1st", "1"), ("10km", "10000"), ("42", "42"),
  ]) func `other writings of a quantity are known`(_ row: (item: String, claim: String)) {
    #expect(QuantityWriting.isSame(scalars(row.item), as: GuardWords.hash(row.claim)))
  }

  @Test(arguments: [
    ("1k", "100"), ("1000", "1g"), ("3g", "3mg"), ("0.5l", "50ml"), ("20th", "2"), ("12", "21"), ("", "1"),
    ("k", "1000"),
    ("99999999999999999999", "9"), ("1.2.3", "12"),
  ]) func `other quantities are none`(_ row: (item: String, claim: String)) {
    #expect(!QuantityWriting.isSame(scalars(row.item), as: GuardWords.hash(row.claim)))
  }

  @Test func `forms and misspellings of a word are the word`() {
    for (word, name) in [
      ("trumps", "trump"), ("khrushchov", "khrushchev"), ("italian", "italy"), ("walked", "walking"),
      ("adelle", "adele"),
      ("adele", "adelle"),
    ] { #expect(WordVariant.isVariant(scalars(word), of: GuardWords.hash(name)), "\(word)") }
    let vacuna = GuardWords.hash(Array(scalars("vacunas")), in: .spanish)
    #expect(WordVariant.isVariant(scalars("vacuna"), of: vacuna, in: .spanish))
    #expect(!WordVariant.isVariant(scalars("antena"), of: vacuna, in: .spanish))
    for (word, name) in [("cruise", "hanks"), ("clara", "adele"), ("paris", "rome")] {
      #expect(!WordVariant.isVariant(scalars(word), of: GuardWords.hash(name)), "\(word)")
    }
  }

  @Test func `a negating prefix is told, another word isn't`() {
    for (word, other) in [("unsafe", "safe"), ("safe", "unsafe"), ("impossible", "possible"), ("legal", "illegal")] {
      #expect(NegatingPrefix.differs(scalars(word), from: GuardWords.hash(other)), "\(word)")
    }
    for (word, other) in [("unsafe", "sale"), ("under", "water"), ("safe", "safe"), ("un", "it")] {
      #expect(!NegatingPrefix.differs(scalars(word), from: GuardWords.hash(other)), "\(word)")
    }
  }
}

@Suite struct SerialNumberTests {
  private func differs(_ word: String, _ other: String) -> Bool {
    SerialNumber.differs(word.unicodeScalars.map(\.value), from: GuardWords.hash(other))
  }

  @Test func `words that differ by their first number are told`() {
    for (word, other) in [("b52", "b17"), ("h1n1", "h5n1"), ("q33ny", "q100ny")] {
      #expect(differs(word, other), "\(word)")
    }
    for (word, other) in [("b52", "c17"), ("tea", "b17"), ("", "b17"), ("b52x", "b52y")] {
      #expect(!differs(word, other), "\(word)")
    }
  }
}
