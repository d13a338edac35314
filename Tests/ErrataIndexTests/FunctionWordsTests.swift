import Testing

@testable import ErrataIndex

@Suite struct FunctionWordsTests {
  private func words(_ list: String) -> [Substring] { list.split(whereSeparator: \.isWhitespace) }

  @Test func `all votes of a list fit into the bits of its voter`() {
    for list in FunctionWords.lists {
      let votes = 3 * words(list.own).count + 2 * words(list.shared).count
      let bits = list.voter == FunctionWords.other ? 64 - FunctionWords.bits * list.voter : FunctionWords.bits
      #expect(votes < 1 << bits, "voter \(list.voter): \(votes)")
    }
    #expect(FunctionWords.other == TextLanguage.allCases.count)
    #expect(FunctionWords.lists.map(\.voter) == Array(0...FunctionWords.other))
  }

  @Test func `a word stands once in a list, in letters and an apostrophe at its end, eight at most`() {
    for list in FunctionWords.lists {
      let all = words(list.own) + words(list.shared)
      #expect(Set(all).count == all.count, "voter \(list.voter)")
      for word in all {
        let letters = word.utf8.prefix { (0x61...0x7A).contains($0) }.count
        #expect(word.utf8.count <= 8 && (letters == word.utf8.count || word.dropFirst(letters) == "'"), "\(word)")
      }
    }
  }

  @Test func `a word is found with the votes of all its lists, another isn't`() throws {
    func key(_ word: String) -> UInt64 { word.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    let table = FunctionWords([(voter: 0, own: "the a", shared: "on"), (voter: 2, own: "on\nnos", shared: "a l'")])
    func votes(_ word: String) -> UInt64? { table.slot(of: key(word)).map { table.votes(ofSlot: $0) } }
    #expect(votes("the") == 3 && votes("a") == 3 + 2 << 18 && votes("on") == 2 + 3 << 18 && votes("l'") == 2 << 18)
    #expect(votes("nos") == 3 << 18 && votes("no") == nil && votes("then") == nil)
  }
}
