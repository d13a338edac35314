import ErrataIngest
import ErrataModel
import Testing

/// JSON that isn't quite JSON.
@Suite struct BrokenJSONTests {
  private static let review = LinkedDataTests.review()

  @Test(arguments: [
    (String(review.dropLast()) + ",}", "trailing-comma"), ("[" + review + ",]", ""),
    (review.replacing("swans of", with: "swans\tof"), "raw-control"),
    (review.replacing("Oldtown", with: #"Oldto\wn"#), "unknown-escape"),
    ("<!-- " + review + " -->", "wrapped"),
    (review.replacing("{\"@type\":\"Claim", with: "{/* it */\"@type\":\"Claim"), "comment"),
    (review.replacing("\"", with: "&quot;"), "escaped-quotes"),
    ("\"" + review.replacing("\"", with: "\\\"") + "\"", "double-encoded"),
    (review.replacing("Bureau", with: "Bur\u{FFFD}eau"), ""),
  ])
  func `common faults are mended, and told`(_ row: (text: String, repair: String)) throws {
    let settings = Importing.settings { $0.format = .json }
    let result = try Importing.run(row.text, settings: settings)
    #expect(try result.only.text == "The swans of Oldtown obey the traffic lights.")
    #expect(Set(result.codes(.mended)) == (row.repair.isEmpty ? [] : [row.repair]), "\(result.report)")
  }

  @Test func `a fault stays in its element`() throws {
    let other = LinkedDataTests.review([
      "url": #""https://ponds.example/2""#, "claimReviewed": #""Owls deliver the mail.""#,
    ])
    let text = "[\n\(Self.review),\n{'@type': 'ClaimReview', 'url': 'x'},\n{\"@type\":},\n\"text\",\n\(other)\n]"
    let result = try Importing.run(text)
    #expect(result.claims.count == 2)
    #expect(result.codes(.leftOut) == ["not-json", "not-json", "no-review"])
    let lines = result.report.notes.filter { $0.kind == .leftOut }
    #expect(lines.map(\.place.line) == [3, 4, 5] && lines.map(\.place.item) == [2, 3, 4])
    #expect(lines[0].message.hasSuffix("; names and texts stand in double quotes, not in single ones"))
  }

  @Test func `text that ends early gives what was whole, and says so`() throws {
    let result = try Importing.run("{\"dataFeedElement\":[\(Self.review),{\"@type\":\"Cla")
    #expect(result.claims.count == 1 && result.codes(.leftOut) == ["cut"])
  }

  @Test func `elements that are too large are left out, and the next is read`() throws {
    let large = LinkedDataTests.review(["articleBody": "\"\(String(repeating: "[{", count: 5000))\""])
    let settings = Importing.settings { $0.elementBytes = 4096 }
    let result = try Importing.run("[\(large),\(Self.review)]", settings: settings)
    #expect(result.claims.count == 1 && result.codes(.leftOut) == ["too-large"])
  }

  @Test func `pieces of any size give the same`() throws {
    let text = Array(
      "{\"@type\":\"DataFeed\",\"dataFeedElement\":[\(Self.review),{\"item\":\(Self.review)}],\"x\":[1]}".utf8)
    let whole = try Importing.run([text])
    for size in [1, 2, 3, 7, 64, 200] {
      var rest = text[...]
      var importer = Importer()
      try importer.read(
        ByteSource(name: "source") { buffer in
          let count = min(size, rest.count)
          buffer.replaceSubrange(0..<count, with: rest.prefix(count))
          rest = rest.dropFirst(count)
          return count
        })
      let (claims, report) = importer.finish()
      #expect(claims == whole.claims && report == whole.report, "pieces of \(size) bytes")
    }
  }

  @Test func `lines of JSON are read one by one`() throws {
    let own = Importing.line(
      Claim(id: "owls", text: "The owls of Oldtown deliver letters.", lang: "en", verdict: .unproven, reviews: []))
    let bad = #"{"id":"x","claim":"A claim","lang":"en","verdict":"perhaps"}"#
    let result = try Importing.run([own, Self.review, "", "{\"a\":", bad].joined(separator: "\n"))
    #expect(result.claims.map(\.id) == ["owls", "ponds-example-d7795df4c22e"])
    #expect(result.codes(.leftOut) == ["not-json", "unknown-word"])
    #expect(result.report.notes.filter { $0.kind == .leftOut }.map(\.place.line) == [4, 5])
  }
}
