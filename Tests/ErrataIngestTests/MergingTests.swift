import ErrataIngest
import ErrataModel
import Testing

/// Reviews of the same claim, and claims that are there already.
@Suite struct MergingTests {
  private static func review(
    _ rating: String, at url: String, on date: String = "2024-03-01",
    of claim: String = "Swans obey the traffic lights.",
    lang: String = "en"
  ) -> String {
    LinkedDataTests.review([
      "url": "\"\(url)\"", "datePublished": "\"\(date)\"", "claimReviewed": "\"\(claim)\"", "inLanguage": "\"\(lang)\"",
      "reviewRating": "\"\(rating)\"", "author": "",
    ])
  }

  private static func all(_ reviews: [String]) -> String { "[" + reviews.joined(separator: ",") + "]" }

  @Test func `the same claim of several publishers is one claim with several reviews`() throws {
    let text = Self.all([
      Self.review("False", at: "https://b.example/1", on: "2024-05-01", of: "SWANS obey the traffic-lights!"),
      Self.review("False", at: "https://a.example/1"), Self.review("Falso", at: "https://c.example/1", lang: "es"),
    ])
    let result = try Importing.run(text)
    #expect(result.claims.map(\.lang).sorted() == ["en", "es"])
    let claim = try #require(result.claims.first { $0.lang == "en" })
    #expect(claim.reviews.map(\.publisher) == ["b.example", "a.example"])
    #expect(claim.id.hasPrefix("a-example-") && claim.text == "Swans obey the traffic lights.")
    #expect(result.report.merged == 1)
  }

  @Test(arguments: [
    (["False", "Fake"], Verdict.false), (["False", "Misleading"], .misleading), (["False", "Satire"], .satire),
    (["False", "True"], .disputed), (["False", "Unproven"], .disputed), (["False", "Outdated"], .outdated),
    (["Misleading", "Satire"], .disputed), (["True", "Mostly true"], .true), (["False", "Disputed"], .disputed),
    (["False", "Three feathers"], .false), (["Misleading", "False", "True"], .disputed),
  ])
  func `the verdict of several reviews follows the rule`(_ row: (ratings: [String], verdict: Verdict)) throws {
    for ratings in [row.ratings, row.ratings.reversed()] {
      let reviews = ratings.enumerated().map { Self.review($1, at: "https://p\($0).example/1") }
      let claim = try Importing.run(Self.all(reviews)).only
      #expect(claim.verdict == row.verdict && claim.status == .published)
      #expect(
        claim.note?.hasPrefix("Reviews disagree: ") == (row.verdict == .disputed && ratings.count > 1 ? true : nil))
    }
  }

  @Test func `of one publisher's reviews the newest counts`() throws {
    let text = Self.all([
      Self.review("True", at: "https://a.example/2", on: "2024-06-01"), Self.review("False", at: "https://a.example/1"),
    ])
    #expect(try Importing.run(text).only.verdict == .true)
  }

  @Test(arguments: [
    #""Three feathers""#, #"{"alternateName":"Three feathers","ratingValue":1,"bestRating":5,"worstRating":1}"#, "",
    #"{"ratingValue":1}"#, #"{"ratingValue":1,"bestRating":1,"worstRating":1}"#,
    #"{"ratingValue":9,"bestRating":5,"worstRating":1}"#, #""Not false""#,
  ])
  func `a rating that isn't known makes a draft, never a label`(_ rating: String) throws {
    let result = try Importing.run(LinkedDataTests.review(["reviewRating": rating]))
    let claim = try result.only
    #expect(claim.verdict == .unproven && claim.status == .draft)
    #expect(result.codes(.draft) == ["unknown-rating"] && result.report.drafts == 1)
    #expect(claim.note?.hasPrefix("Imported as a draft: ") == true)
  }

  @Test(arguments: [
    ("1", "1", "5", Verdict.false), ("2", "1", "5", .misleading), ("3", "1", "5", .misleading), ("4", "1", "5", .true),
    ("5", "1", "5", .true), ("0", "0", "10", .false), ("1,5", "1", "5", .misleading), ("5", "5", "1", .false),
    ("1", "5", "1", .true), ("100", "0", "100", .true),
  ])
  func `numbers count by their share of the scale`(
    _ row: (value: String, worst: String, best: String, verdict: Verdict)
  ) throws {
    let rating = "{\"ratingValue\":\"\(row.value)\",\"worstRating\":\(row.worst),\"bestRating\":\(row.best)}"
    let text = LinkedDataTests.review(["reviewRating": rating])
    let first = try Importing.run(text)
    #expect(try first.only.verdict == row.verdict)
    #expect(try Importing.run(text, base: first.claims).report.unchanged == 1)
  }

  @Test func `several claims at one address keep apart, and their ids stay`() throws {
    let reviews = [
      Self.review("False", at: "https://a.example/1", of: "Swans obey the traffic lights."),
      Self.review("False", at: "https://a.example/1", of: "Owls deliver the mail."),
    ]
    let first = try Importing.run(Self.all(reviews))
    #expect(first.claims.count == 2)
    let second = try Importing.run(Self.all(reviews.reversed()), base: first.claims)
    #expect(second.claims == first.claims)
  }

  @Test func `a claim worded anew at its address is updated, and keeps its id`() throws {
    let first = try Importing.run(Self.review("False", at: "https://a.example/1"))
    let newer = Self.review("Mostly false", at: "https://a.example/1", of: "The swans of Oldtown obey lights.")
    let second = try Importing.run(newer, base: first.claims)
    #expect(try second.only.id == first.only.id && second.only.verdict == .misleading)
    #expect(second.report.updated == 1 && second.report.added == 0)
  }

  @Test func `what curators set stays`() throws {
    var base = try Importing.run(Self.review("False", at: "https://a.example/1")).only
    base.variants = ["Swans wait at red"]
    base.topics = [Topic(rawValue: "nature")]
    base.verdict = .satire
    base.note = "Looked at"
    let text = Self.review("False", at: "https://b.example/1", on: "2024-06-01")
    let curated = try Importing.run(text, base: [base]).only
    #expect(curated.verdict == .satire && curated.note == "Looked at" && curated.variants == base.variants)
    #expect(curated.reviews.count == 2)
    base.verdict = .false
    base.status = .retracted
    #expect(try Importing.run(text, base: [base]).only.status == .retracted)
  }

  @Test func `a draft is published once a rating is known`() throws {
    let draft = try Importing.run(Self.review("Three feathers", at: "https://a.example/1")).only
    let result = try Importing.run(Self.review("False", at: "https://b.example/1"), base: [draft])
    #expect(try result.only.status == .published && result.only.verdict == .false && result.only.note == nil)
  }

  @Test func `claims that are nearly the same are proposed, not merged`() throws {
    let text = Self.all([
      Self.review(
        "False", at: "https://a.example/1", of: "The swans of Oldtown obey the traffic lights on the bridge."),
      Self.review(
        "False", at: "https://b.example/1", of: "The swans of Oldtown always obey the traffic lights on the bridge."),
      Self.review("False", at: "https://c.example/1", of: "Owls deliver tax letters by night in the harbour."),
    ])
    let result = try Importing.run(text)
    #expect(result.claims.count == 3 && result.codes(.near) == ["near-duplicate"])
    #expect(try Importing.run(text, base: result.claims).codes(.near).isEmpty)
  }

  @Test func `sources in any order give the same`() throws {
    let reviews = [
      Self.review("False", at: "https://a.example/1"), Self.review("True", at: "https://b.example/1", on: "2024-03-01"),
      Self.review("Misleading", at: "https://c.example/1", on: "2023-01-01"),
    ]
    let first = try Importing.run(reviews.map { Array($0.utf8) })
    let second = try Importing.run(reviews.reversed().map { Array($0.utf8) })
    #expect(try first.only.reviews == second.only.reviews && first.only.id == second.only.id)
  }
}
