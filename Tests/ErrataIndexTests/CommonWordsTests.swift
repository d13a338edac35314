import ErrataText
import Testing

@testable import ErrataIndex

@Suite struct CommonWordsTests {
  private func bits(_ text: String, _ background: BackgroundModel) -> [Double] {
    var units = Units()
    UnitReader.read(Normalizer().normalize(text), into: &units)
    return units.hashes.map { background.bits(term: Hashing.term($0)) }
  }

  @Test(arguments: [
    "Der Bürgermeister und die Stadt haben nicht über das Wasser gesprochen",
    "Les voisins disent que les chats sont dans une cave avec leurs petits",
    "Os vizinhos dizem que uma torre caiu e não foi por causa das obras",
    "Gli abitanti della torre sono nella piazza anche quando piove",
    "Мэр не сказал, что он это уже видел на мосту",
    "Burmistrz nie widział, jak przez most jest przejście tylko dla kotów",
    "Belediye bir köprü için daha çok para istedi ve olan oldu",
    "Wali kota tidak akan pergi ke jembatan yang runtuh dengan kereta itu",
    "Thị trưởng không được đi qua cầu trong một ngày của người khác",
  ])
  func `grammar of a language tells less than its nouns`(_ text: String) {
    let (before, after) = (bits(text, .counted), bits(text, .embedded))
    #expect(zip(before, after).count { $0 > 12 && $1 < 8 } >= 3, "\(after)")
    #expect(after.contains { $0 > 12 })
    #expect(zip(before, after).allSatisfy { $0 >= $1 })
  }

  @Test(arguments: [
    "The mayor said that nobody saw the bridge fall on Monday night",
    "Phones under the pillow cause brain tumors and doctors hide it",
    "从今天起全市停水三天，请大家转告家人",
  ])
  func `English and Chinese weigh what they weighed`(_ text: String) {
    #expect(bits(text, .counted) == bits(text, .embedded))
  }

  @Test func `a word that English posts have keeps its count`() {
    for word in ["die", "the", "come", "war", "no", "man"] {
      #expect(bits(word, .counted) == bits(word, .embedded), "\(word)")
    }
  }

  @Test func `words are folded and stand once in a list`() {
    let normalizer = Normalizer()
    for list in CommonWords.lists {
      let words = (list.most + " " + list.many).split { $0 == " " || $0 == "\n" }
      #expect(words.count == Set(words).count, "\(list.most.prefix(40))")
      #expect(words.allSatisfy { normalizer.normalize(String($0)).string == $0 }, "\(list.most.prefix(40))")
    }
  }

  @Test func `the checksum of the background covers the lists`() {
    #expect(BackgroundModel.embeddedChecksum != 0)
    #expect(CommonWords.checksum != 0)
    #expect(BackgroundModel.embeddedChecksum ^ CommonWords.checksum != BackgroundModel.embeddedChecksum)
  }
}
