import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

@Suite struct FieldReaderTests {
  @Test(arguments: ["null", "7", "[]", "\"x\""]) func `what isn't an object is one fault, not one a field`(
    _ text: String
  ) throws {
    let faults = ClaimDecoder.decode(try json(text)).faults
    #expect(faults.map(\.code) == ["wrong-type"])
  }

  @Test func `a review that isn't an object is one fault`() throws {
    let text = #"{"id":"c","claim":"A","lang":"en","verdict":"false","reviews":["x"]}"#
    #expect(ClaimDecoder.decode(try json(text)).faults.map(\.field) == ["reviews[0]"])
  }

  @Test func `of a field that stands twice the first is read`() throws {
    let text = #"{"id":"c","claim":"A","lang":"en","verdict":"false","note":"a","note":"b"}"#
    let decoded = ClaimDecoder.decode(try json(text))
    #expect(decoded.claim.note == "a")
    #expect(decoded.faults.map(\.code) == ["duplicate-field"])
  }
}
