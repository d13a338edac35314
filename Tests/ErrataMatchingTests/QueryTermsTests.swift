import ErrataIndex
import Testing

@testable import ErrataMatching

@Suite struct QueryTermsTests {
  private func terms(_ text: String, in index: SegmentedIndex) -> [QueryTerms.Term] {
    var scratch = MatchScratch()
    scratch.read(text)
    var terms = QueryTerms()
    terms.read(scratch.units, in: index)
    return terms.terms
  }

  @Test func `the terms of a text are told once each, rarest first`() throws {
    let index = try SmallIndex.make(texts: ["风雨雪", "风雨云", "风雨雷", "雪中送炭"])
    let terms = terms("风雨雪，风雨雪，风雨雪", in: index)
    #expect(Set(terms.map(\.term.key)).count == terms.count)
    #expect(terms.map(\.term.bytes) == terms.map(\.term.bytes).sorted())
    #expect(terms.count == 5)  // 风, 雨, 雪, 风雨, 雨雪
    #expect(terms.count { $0.isPair } == 2)
    for term in terms { #expect(index.term(term.term.key) == term.term) }
  }

  @Test func `the terms of the text before are forgotten, and those that no claim has are none`() throws {
    let index = try SmallIndex.make(texts: ["风雨雪", "风雨云"])
    var scratch = MatchScratch()
    var terms = QueryTerms()
    for text in ["风雨雪", "云", "sea", "", "雪"] {
      scratch.read(text)
      terms.read(scratch.units, in: index)
      #expect(terms.terms.map(\.term) == self.terms(text, in: index).map(\.term), "\(text)")
    }
    #expect(self.terms("sea", in: index).isEmpty && self.terms("", in: index).isEmpty)
  }
}
