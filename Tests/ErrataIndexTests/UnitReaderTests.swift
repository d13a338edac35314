import ErrataIndex
import ErrataText
import Testing

@Suite struct UnitReaderTests {
  @Test(arguments: [
    ("", ""), ("  ", ""), ("...!?", ""), ("%", ""), ("'", ""),
    ("喝白酒", "喝/ib 白/i 酒/i"), ("カナ", "カ/ib ナ/i"), ("喝tea", "喝/ib tea/w"), ("tea喝", "tea/wb 喝/i"),
    ("drink tea", "drink/wb tea/w"), ("drink  tea ", "drink/wb tea/w"), ("café", "café/wb"),
    ("вода", "вода/wb"),
    ("12", "12/nb"), ("12点", "12/nb 点/i"), ("喝3杯", "喝/ib 3/n 杯/i"), ("3.14", "3.14/nb"),
    ("1.2.3", "1.2.3/nb"),
    ("50%", "50%/nb"), ("50% off", "50%/nb off/w"), ("50%的人", "50%/nb 的/i 人/i"), ("3.5%", "3.5%/nb"),
    ("50%%", "50%/nb"), ("100%a", "100%/nb a/w"), ("5g", "5g/nb"), ("3mg", "3mg/nb"),
    ("2.5km", "2.5km/nb"), ("20th", "20th/nb"), ("4wheels", "4wheels/wb"), ("3d打印", "3d/nb 打/i 印/i"),
    ("1a2", "1a2/wb"),
    ("covid19", "covid19/wb"),
    ("covid-19", "covid/wb 19/n"), ("10-20", "10/nb 20/n"), ("1,2", "1/nb 2/n"), ("12:30", "12/nb 30/n"),
    ("don't", "don't/wxb"), ("o'clock", "o'clock/wb"), ("rock'n'roll", "rock'n'roll/wb"), ("'tea'", "tea/wb"),
    ("it' s", "it/wb s/w"), ("5'6", "5/nb 6/n"), ("cats", "cats/wb"), ("不能", "不/ixb 能/i"),
    ("not true", "not/wxb true/w"), ("a_b", "a/wb b/w"), ("@a #b", "a/wb b/w"),
  ]) func `a text is cut into units`(_ text: String, _ units: String) {
    #expect(described(text) == units)
  }

  @Test(arguments: [
    ("end. next", "end/wb next/wb"), ("a.b", "a/wb b/wb"), ("a!b", "a/wb b/wb"), ("a?b", "a/wb b/wb"),
    ("a;b", "a/wb b/wb"), ("a\nb", "a/wb b/wb"), ("喝.酒", "喝/ib 酒/ib"), ("3.喝", "3/nb 喝/ib"),
    ("喝.3", "喝/ib 3/nb"),
    ("a. “b", "a/wb b/wb"), ("a.\n! b c", "a/wb b/wb c/w"), (".5", "5/nb"),
    ("a,b", "a/wb b/w"), ("a:b", "a/wb b/w"), ("a-b", "a/wb b/w"), ("a (b", "a/wb b/w"), ("a “b", "a/wb b/w"),
  ]) func `sentence marks and line ends are breaks, other marks are not`(_ text: String, _ units: String) {
    #expect(described(text) == units)
  }

  @Test func `units know their folded scalars`() {
    let units = units("喝 50% don't!")
    #expect(units.starts == [0, 2, 6])
    #expect(units.ends == [1, 5, 11])
    #expect(units.scalarRange(of: 0..<2) == 0..<5)
    #expect(units.scalarRange(of: 1..<3) == 2..<11)
    #expect(units.scalarRange(of: 1..<1).isEmpty)
  }

  @Test(arguments: [(0, true, 0), (1, true, 1), (2, true, 2), (3, false, 3), (4, false, 3)])
  func `reading stops at the limit and says so`(_ limit: Int, _ hadMore: Bool, _ count: Int) {
    var units = Units()
    #expect(UnitReader.read(foldedAsIs("one two three !"), limit: limit, into: &units) == hadMore)
    #expect(units.count == count)
    #expect(Set([units.hashes.count, units.starts.count, units.ends.count, units.flags.count]) == [count])
  }

  @Test func `an empty text has no more than its limit of zero`() {
    var units = Units()
    #expect(!UnitReader.read(foldedAsIs(" ."), limit: 0, into: &units))
  }

  @Test func `reading forgets the text before`() {
    var units = Units()
    UnitReader.read(foldedAsIs("one two three"), into: &units)
    UnitReader.read(foldedAsIs("four"), into: &units)
    #expect(units.hashes == ErrataIndexTests.units("four").hashes)
    units.removeAll()
    #expect(units.count == 0 && units.flags.isEmpty && units.starts.isEmpty && units.ends.isEmpty)
  }

  @Test(arguments: [
    ("cats", "cat"), ("vaccines", "vaccine"), ("masks", "mask"), ("doctors", "doctor"),
    ("diseases", "disease"), ("shoes", "shoe"), ("glasses", "glass"),
    ("china's", "china"), ("doctors'", "doctor"), ("men's", "men"), ("vaccine's", "vaccines"),
  ]) func `a plural or possessive has the form of its singular`(_ word: String, _ stem: String) throws {
    let hash = try #require(unitHash(word))
    #expect(hash == unitHash(stem))
  }

  @Test(arguments: [
    ("studies", "study"), ("cities", "city"), ("movies", "movie"), ("calories", "calorie"),
  ]) func `a plural in ies has the form of its singular`(_ word: String, _ stem: String) throws {
    let hash = try #require(unitHash(word))
    #expect(hash == unitHash(stem))
  }

  @Test(arguments: [
    ("drinks", "drinking"), ("vaccinated", "vaccination"), ("vaccinate", "vaccines"), ("infection", "infected"),
    ("hopping", "hopped"), ("filing", "files"), ("government", "governments"),
  ]) func `a verb, and a noun made of it, have one form in all tenses`(_ word: String, _ other: String) throws {
    let hash = try #require(unitHash(word))
    #expect(hash == unitHash(other))
  }

  @Test(arguments: [
    ("glass", "glas"), ("is", "i"), ("as", "a"), ("hopping", "hoping"), ("rates", "rats"), ("sing", "song"),
    ("study", "stud"), ("city", "cit"), ("cat", "cut"), ("12", "120"), ("3.14", "314"), ("50", "50%"),
    ("5g", "5gs"), ("covid19", "covid19s"), ("不", "下"), ("can", "can't"), ("drink", "drunkard"),
  ]) func `different words have different forms`(_ a: String, _ b: String) throws {
    let hash = try #require(unitHash(a))
    #expect(hash != unitHash(b))
  }

  @Test(arguments: [
    "不", "没", "无", "非", "未", "勿", "莫", "别", "否", "no", "not", "never", "none", "nor", "neither", "nobody",
    "nothing",
    "without", "cannot", "cant", "wont", "can't", "don't", "won't", "isn't", "wouldn't", "shouldn't",
  ]) func `a negating word is marked`(_ word: String) {
    #expect(units(word).flags.first?.contains(.negation) == true)
  }

  @Test(arguments: [
    "有", "是", "下", "note", "nothings", "now", "n", "want", "can", "ant", "can'", "o'neil", "nota", "know",
    "not2",
    "withou",
  ]) func `other words are not`(_ word: String) {
    #expect(!units(word).flags.contains { $0.contains(.negation) })
  }

  @Test func `flags keep their bits in the file format`() {
    let flags: [UnitFlags] = [.ideograph, .word, .number, .negation, .afterBreak, .capital, .link]
    #expect(flags.map(\.rawValue) == [1, 2, 4, 8, 16, 32, 64])
  }

  @Test(arguments: [
    ("https:/a.org/b-c", "LLLLL"), ("see https:/a.org/b now", "-LLLL-"), ("https:/a.org/b\nnow", "LLLL-"),
    ("https:/a.org/b http:/c.org", "LLLLLLL"), ("a.org/b", "LLL"), ("one: two", "--"), ("one :/ two", "--"),
    ("12:/30", "LL"), ("so:/喝 a", "L--"), ("https:/a.org/喝酒b", "LLL---"), ("and/or", "--"), ("a:b/c", "---"),
    ("a:", "-"), (":/a", "-"),
  ]) func `words of a web address are marked up to the next blank`(_ text: String, _ marks: String) {
    #expect(units(text).flags.map { $0.contains(.link) ? "L" : "-" }.joined() == marks)
  }
}

@Suite struct TermReaderTests {
  private func terms(_ text: String, _ singles: TermReader.Singles) -> [(key: UInt32, position: Int)] {
    var terms: [(key: UInt32, position: Int)] = []
    TermReader.forEach(units(text), singles: singles) { key, position, _ in terms.append((key, position)) }
    return terms
  }

  @Test func `terms are single units and pairs, in order`() {
    let hashes = units("喝 tea 3").hashes
    let all = terms("喝 tea 3", .all)
    #expect(
      all.map(\.key) == [
        Hashing.term(hashes[0]), Hashing.term(hashes[0], hashes[1]), Hashing.term(hashes[1]),
        Hashing.term(hashes[1], hashes[2]), Hashing.term(hashes[2]),
      ])
    #expect(all.map(\.position) == [0, 0, 1, 1, 2])
  }

  @Test func `a single character can be left out, a word or number never`() {
    let hashes = units("喝 tea 3").hashes
    #expect(
      terms("喝 tea 3", .words).map(\.key) == [
        Hashing.term(hashes[0], hashes[1]), Hashing.term(hashes[1]), Hashing.term(hashes[1], hashes[2]),
        Hashing.term(hashes[2]),
      ])
    #expect(terms("喝白酒", .words).map(\.position) == [0, 1])
  }

  @Test func `a term tells whether it is a pair`() {
    var pairs: [Bool] = []
    TermReader.forEach(units("喝 tea 3"), singles: .words) { _, _, isPair in pairs.append(isPair) }
    #expect(pairs == [true, false, true, false])
  }

  @Test func `repeats are told each time`() {
    #expect(terms("no no no", .all).count == 5)
    #expect(Set(terms("no no no", .all).map(\.key)).count == 2)
  }

  @Test func `few units have few terms`() {
    #expect(terms("", .all).isEmpty)
    #expect(terms("喝", .words).isEmpty)
    #expect(terms("喝", .all).map(\.position) == [0])
  }

  @Test func `a pair has a direction`() {
    #expect(Hashing.term(1, 2) != Hashing.term(2, 1))
    #expect(Hashing.term(1, 1) != Hashing.term(1))
  }

  @Test func `words and numbers are terms by themselves`() {
    #expect(TermReader.isTerm(.word) && TermReader.isTerm(.number) && TermReader.isTerm([.word, .negation]))
    #expect(!TermReader.isTerm(.ideograph) && !TermReader.isTerm([.ideograph, .negation, .afterBreak]))
  }
}
