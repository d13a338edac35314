import ErrataJSON
import Testing

@Suite struct JSONValueCountTests {
  private static let refusal = "more than 100000 values"

  private func list(_ element: String, count: Int) -> [UInt8] {
    Array(("[" + Array(repeating: element, count: count).joined(separator: ",") + "]").utf8)
  }

  @Test func `a text of as many values as allowed is read`() {
    #expect(JSONParser.maximumValues == 100_000)
    #expect(jsonError(list("0", count: 99_999)) == nil)
  }

  @Test func `one value more is refused where it stands`() {
    #expect(jsonError(list("0", count: 100_000)) == JSONError(offset: 199_999, message: Self.refusal))
  }

  @Test func `values inside arrays and objects count like others`() {
    #expect(jsonError(list("[0]", count: 50_000))?.message == Self.refusal)
    #expect(jsonError(list("{\"a\":0}", count: 50_000))?.message == Self.refusal)
    #expect(jsonError(list("[0]", count: 49_999)) == nil)
  }
}
