import ErrataIndex
import ErrataText
import Testing

/// Words with a capital, in texts where that tells something.
@Suite struct CapitalsTests {
  private func capitals(_ text: String) -> [Bool] {
    let folded = Normalizer().normalize(text)
    var units = Units()
    UnitReader.read(folded, into: &units)
    let bytes = Array(text.utf8)
    units.markCapitals(folded, source: bytes.span)
    return units.flags.map { $0.contains(.capital) }
  }

  @Test func `names inside a sentence are marked`() {
    #expect(capitals("yesterday Ann met bob 3 times") == [false, true, false, false, false, false])
    #expect(capitals("城里的Ann说了Hi and no more") == [false, false, false, true, false, false, true, false, false, false])
  }

  @Test(arguments: ["Man Bites Dog In The Park", "ALL IS LOST", "nothing at all", "", "12 34", "你好"])
  func `where most words have one, or none has, nothing is marked`(_ text: String) {
    #expect(!capitals(text).contains(true))
  }
}
