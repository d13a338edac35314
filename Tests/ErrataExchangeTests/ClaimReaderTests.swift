import ErrataJSON
import ErrataModel
import ErrataTestSupport
import Testing

@testable import ErrataExchange

@Suite struct ClaimReaderTests {
  private static let review = #"{"publisher":"P","url":"https://ponds.example/7","datePublished":"2024-05-01"}"#

  /// A claim with some members instead of, or beside, its own.
  private static func claim(_ members: String..., without: [String] = []) -> String {
    let own = [
      ("id", #""sock-tea""#), ("claim", #""Sock tea heals.""#), ("lang", #""en""#), ("verdict", #""false""#),
      ("reviews", "[\(review)]"),
    ]
    let kept = own.filter { name, _ in !without.contains(name) && !members.contains { $0.hasPrefix("\"\(name)\"") } }
    return "{" + (kept.map { "\"\($0)\":\($1)" } + members).joined(separator: ",") + "}"
  }

  private static func review(_ members: String) -> String { claim(#""reviews":[{\#(members)}]"#) }

  /// What the decoder over parsed values makes of a text.
  private func decoded(_ bytes: [UInt8]) -> Result<ClaimDecoder.Decoded, JSONError> {
    Result { () throws(JSONError) in ClaimDecoder.decode(try JSONParser.parse(bytes)) }
  }

  private func inPlace(_ bytes: [UInt8]) -> Claim? {
    var reader = ClaimReader()
    return reader.readInPlace(bytes.span)
  }

  private func expectSame(_ bytes: [UInt8], _ reader: inout ClaimReader, _ remark: String) {
    let read = bytes.withUnsafeBufferPointer { bytes in
      Result { () throws(JSONError) in try reader.read(bytes) }
    }
    switch (read, decoded(bytes)) {
    case (.success(let found), .success(let expected)):
      #expect(found.claim == expected.claim, "\(remark)")
      #expect(found.faults == expected.faults, "\(remark)")
    case (.failure(let error), .failure(let expected)): #expect(error == expected, "\(remark)")
    default: Issue.record("one way reads it and the other doesn't, \(remark)")
    }
  }

  @Test(arguments: [
    claim(), " \t\(claim())\r ", claim(#""reviews":[]"#), claim(#""reviews":null"#), claim(without: ["reviews"]),
    claim(#""variants":[ "a" , "" ],"topics":["health"],"queries":["q"],"negatives":["n"]"#),
    claim(#""variants":null,"topics":null,"queries":null,"negatives":null,"status":null,"note":null"#),
    claim(#""validFrom":"2024","expires":"2025-01-01T00:00:00Z","status":"paused","note":"""#),
    claim(#""validFrom":null,"expires":null"#), claim(#""claim":"喝酒不醉""#), claim(#""claim":"é""#),
    claim(#""claim":"\u0061\n\"\\ud83d""#), claim(#""reviews":[\#(review),\#(review)]"#),
    review(#""publisher":"P","url":"http://a.example","datePublished":"2024","lang":"de","rating":"x","title":"t""#),
    review(#""publisher":"P","url":"http://a.example","datePublished":"2024","lang":null,"summary":null"#),
  ])
  func `a regular claim is read in place, as the decoder has it`(_ text: String) throws {
    let claim = try #require(inPlace(Array(text.utf8)))
    let expected = try decoded(Array(text.utf8)).get()
    #expect(expected.faults.isEmpty && claim == expected.claim)
  }

  @Test(arguments: [
    "", "[]", "{}", "null", claim() + "x", claim(without: ["id"]), claim(without: ["claim"]), claim(without: ["lang"]),
    claim(without: ["verdict"]), claim(#""id":null"#), claim(#""id":"""#), claim(#""id":" ""#), claim(#""id":7"#),
    claim(#""id":"\#u{3000}""#), claim(#""id":"\#u{A0}""#), claim(#""claim":"\#u{2028}""#),
    claim(#""id":"a""#, #""id":"b""#),
    claim(#""verdict":"wrong""#), claim(#""verdikt":"false""#), claim(#""status":"gone""#), claim(#""status":7"#),
    claim(#""variants":"a""#), claim(#""variants":[1]"#), claim(#""variants":["a",]"#), claim(#""topics":[null]"#),
    claim(#""validFrom":"soon""#), claim(#""expires":7"#), claim(#""note":7"#), claim(#""publisher":"P""#),
    claim(#""reviews":[7]"#), claim(#""reviews":{}"#), claim(#""\u0069d":"a""#), claim(#""a rather long name":0"#),
    review(""), review(#""publisher":"P","url":"http://a.example""#),
    review(#""publisher":"P","datePublished":"2024""#),
    review(#""url":"http://a.example","datePublished":"2024""#),
    review(#""publisher":"P","url":"http://a","datePublished":"2024""#),
    review(#""publisher":"P","url":"ftp://a.example","datePublished":"2024""#),
    review(#""publisher":"P","url":"http://a.example/b c","datePublished":"2024""#),
    review(#""publisher":"P","url":"http://a.example/\#u{2003}","datePublished":"2024""#),
    review(#""publisher":"P","url":"http://a.example","datePublished":"May""#),
    review(#""publisher":"P","url":"http://a.example","datePublished":"2024","id":"x""#),
    review(#""publisher":"P","url":"http://a.example","datePublished":"2024","lang":7"#),
  ])
  func `an irregular text isn't read in place, and has the decoder's result`(_ text: String) {
    #expect(inPlace(Array(text.utf8)) == nil)
    var reader = ClaimReader()
    expectSame(Array(text.utf8), &reader, text)
  }

  @Test func `a right claim with what is rare is left to the decoder and read all the same`() throws {
    var reader = ClaimReader()
    let many = repeatElement(#""v""#, count: 1001).joined(separator: ",")
    let odd = #""reviews":[{"publisher":"P","url":"http://a.example/é","datePublished":"2024"}]"#
    for text in [Self.claim(#""variants":[\#(many)]"#), Self.claim(odd)] {
      #expect(inPlace(Array(text.utf8)) == nil)
      #expect(try decoded(Array(text.utf8)).get().faults.isEmpty)
      expectSame(Array(text.utf8), &reader, text)
    }
  }

  /// A text of a claim, mostly regular.
  private func text(_ seed: UInt64) -> [UInt8] {
    var parts = RandomParts(seed: seed)
    var bytes = Array(written { ClaimEncoder.encode(parts.claim(), into: &$0) }.utf8)
    let additions = [#","extra":1"#, #","id":"again""#, #" , "note" : null"#, #","variants":["\u00e9"]"#]
    if Int.random(in: 0..<4, using: &parts.random) == 0 {
      bytes.insert(contentsOf: (additions.randomElement(using: &parts.random) ?? "").utf8, at: bytes.count - 1)
    }
    if Int.random(in: 0..<3, using: &parts.random) == 0 {
      let place = Int.random(in: 0..<bytes.count, using: &parts.random)
      switch Int.random(in: 0..<4, using: &parts.random) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8.random(in: 0...255, using: &parts.random)
      case 2: bytes.insert(Array(#"{}[]":,\u0eE-. "#.utf8).randomElement(using: &parts.random) ?? 0, at: place)
      default: bytes.removeSubrange(place...)
      }
    }
    return bytes
  }

  @Test func `reading in place and by values give the same claims and faults`() {
    var reader = ClaimReader()
    var countInPlace = 0
    for seed in 0..<4000 as Range<UInt64> {
      let bytes = text(seed)
      if let claim = inPlace(bytes) {
        countInPlace += 1
        let expected = try? decoded(bytes).get()
        #expect(expected?.faults.isEmpty == true && expected?.claim == claim, "seed \(seed)")
      }
      expectSame(bytes, &reader, "seed \(seed)")
    }
    #expect(countInPlace > 1500)
  }
}
