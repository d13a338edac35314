import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

/// Statements of reasons for the DSA Transparency Database.
@Suite struct StatementTests {
  private static func statement(_ change: (inout StatementOfReasons) -> Void = { _ in }) -> StatementOfReasons {
    var statement = StatementOfReasons(
      visibility: [.demoted, .labelled], incompatibleGround: "Terms, section 4", explanation: "It repeats a claim.",
      category: .civicDiscourse, contentDate: "2026-01-02", applicationDate: "2026-01-03", facts: "It was matched.",
      detection: .yes, automation: .fully, puid: "errata-7")
    statement.keywords = ["KEYWORD_MISINFORMATION_DISINFORMATION"]
    statement.territory = ["DE", "FR"]
    statement.language = "ZH"
    statement.endDate = "2026-02-03"
    statement.groundURL = "https://posts.example/terms"
    change(&statement)
    return statement
  }

  @Test func `a statement is written with the names of the API`() {
    #expect(
      written { StatementTests.statement().encode(into: &$0) } == """
        {"decision_visibility":["DECISION_VISIBILITY_CONTENT_DEMOTED","DECISION_VISIBILITY_CONTENT_LABELLED"],\
        "decision_ground":"DECISION_GROUND_INCOMPATIBLE_CONTENT",\
        "decision_ground_reference_url":"https://posts.example/terms",\
        "incompatible_content_ground":"Terms, section 4",\
        "incompatible_content_explanation":"It repeats a claim.","incompatible_content_illegal":"No",\
        "content_type":["CONTENT_TYPE_TEXT"],\
        "category":"STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",\
        "category_specification":["KEYWORD_MISINFORMATION_DISINFORMATION"],"territorial_scope":["DE","FR"],\
        "content_language":"ZH","content_date":"2026-01-02","application_date":"2026-01-03",\
        "end_date_visibility_restriction":"2026-02-03","decision_facts":"It was matched.",\
        "source_type":"SOURCE_VOLUNTARY","automated_detection":"Yes",\
        "automated_decision":"AUTOMATED_DECISION_FULLY","puid":"errata-7"}
        """)
  }

  @Test func `what was written is read back the same`() throws {
    let changes: [(inout StatementOfReasons) -> Void] = [
      { _ in }, { $0.endDate = nil }, { $0.language = nil }, { $0.keywords = [] }, { $0.groundURL = nil },
      { $0.visibility = [.labelled] }, { $0.isIllegal = nil }, { $0.territory = ReasonsPlaces.countries },
      { $0.facts = String(repeating: "谣", count: 5000) },
    ]
    for change in changes {
      let before = StatementTests.statement(change)
      #expect(before.faults == [])
      let (after, faults) = StatementOfReasons.decode(try json(written { before.encode(into: &$0) }))
      #expect(after == before && faults == [])
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    var field: String
    var code: String
    var change: @Sendable (inout StatementOfReasons) -> Void
    var testDescription: String { "\(field) \(code)" }
  }

  static let refusals = [
    Refusal(field: "decision_visibility", code: "missing-field") { $0.visibility = [] },
    Refusal(field: "decision_ground", code: "unsupported") { $0.ground = .illegal },
    Refusal(field: "incompatible_content_ground", code: "missing-field") { $0.incompatibleGround = " " },
    Refusal(field: "incompatible_content_ground", code: "too-long") {
      $0.incompatibleGround = String(repeating: "x", count: 501)
    },
    Refusal(field: "incompatible_content_explanation", code: "missing-field") { $0.explanation = "" },
    Refusal(field: "incompatible_content_explanation", code: "too-long") {
      $0.explanation = String(repeating: "x", count: 2001)
    },
    Refusal(field: "decision_ground_reference_url", code: "bad-url") { $0.groundURL = "terms.html" },
    Refusal(field: "content_type", code: "missing-field") { $0.content = [] },
    Refusal(field: "category_specification", code: "unknown-word") { $0.keywords = ["RUMOR"] },
    Refusal(field: "territorial_scope", code: "missing-field") { $0.territory = [] },
    Refusal(field: "territorial_scope", code: "unknown-word") { $0.territory = ["DE", "US"] },
    Refusal(field: "content_language", code: "unknown-word") { $0.language = "zh" },
    Refusal(field: "content_date", code: "bad-date") { $0.contentDate = "2026-02-30" },
    Refusal(field: "content_date", code: "bad-date") { $0.contentDate = "2026-02-03T00:00:00Z" },
    Refusal(field: "content_date", code: "out-of-range") { $0.contentDate = "1999-12-31" },
    Refusal(field: "application_date", code: "out-of-range") { $0.applicationDate = "2019-12-31" },
    Refusal(field: "end_date_visibility_restriction", code: "out-of-range") { $0.endDate = "2026-01-02" },
    Refusal(field: "end_date_visibility_restriction", code: "out-of-range") { $0.endDate = "2038-01-02" },
    Refusal(field: "decision_facts", code: "missing-field") { $0.facts = "" },
    Refusal(field: "decision_facts", code: "too-long") { $0.facts = String(repeating: "谣", count: 5001) },
    Refusal(field: "puid", code: "missing-field") { $0.puid = "" },
    Refusal(field: "puid", code: "bad-id") { $0.puid = "item 7" },
    Refusal(field: "puid", code: "too-long") { $0.puid = String(repeating: "x", count: 501) },
  ]

  @Test(arguments: refusals) func `what the API refuses is refused by its field`(_ row: Refusal) throws {
    let statement = StatementTests.statement(row.change)
    #expect(statement.faults.map { [$0.field, $0.code] } == [[row.field, row.code]], "\(statement.faults)")
    let read = StatementOfReasons.decode(try json(written { statement.encode(into: &$0) }))
    #expect(read.faults.map(\.field) == [row.field], "\(read.faults)")
  }

  @Test(arguments: [
    ("STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS", "STATEMENT_CATEGORY_RUMOR", "category"),
    ("AUTOMATED_DECISION_FULLY", "Yes", "automated_decision"),
    (#""automated_detection":"Yes""#, #""automated_detection":"AUTOMATED""#, "automated_detection"),
    ("CONTENT_TYPE_TEXT", "CONTENT_TYPE_POST", "content_type[0]"),
    ("DECISION_VISIBILITY_CONTENT_LABELLED", "CONTENT_LABELLED", "decision_visibility[1]"),
    ("SOURCE_VOLUNTARY", "VOLUNTARY", "source_type"),
  ]) func `a word that the API doesn't know is refused`(_ row: (from: String, to: String, field: String)) throws {
    let text = written { StatementTests.statement().encode(into: &$0) }
    let changed = String(text.split(separator: row.from, omittingEmptySubsequences: false).joined(separator: row.to))
    let faults = StatementOfReasons.decode(try json(changed)).faults
    #expect(faults.map { [$0.field, $0.code] } == [[row.field, "unknown-word"]], "\(faults)")
  }

  @Test func `an empty statement lacks every required field once`() throws {
    let faults = StatementOfReasons.decode(try json("{}")).faults
    #expect(Set(faults.map(\.field)).count == faults.count, "\(faults)")
    #expect(
      Set(faults.map(\.field)) == [
        "decision_visibility", "decision_ground", "incompatible_content_ground", "incompatible_content_explanation",
        "content_type", "category", "territorial_scope", "content_date", "application_date", "decision_facts",
        "source_type", "automated_detection", "automated_decision", "puid",
      ])
  }

  @Test(arguments: [(0, "bad-count"), (100, nil), (101, "bad-count")] as [(Int, String?)])
  func `a request has one to a hundred statements`(_ row: (count: Int, code: String?)) throws {
    let statements = (0..<row.count).map { number in StatementTests.statement { $0.puid = "errata-\(number)" } }
    let read = StatementOfReasons.decodeBatch(
      try json(written { StatementOfReasons.encode(statements, into: &$0) }))
    #expect(read.faults.map(\.code) == [row.code].compactMap(\.self))
    #expect(read.statements == statements)
  }

  @Test func `an id that stands twice in a request is refused`() throws {
    let twice = [StatementTests.statement(), StatementTests.statement()]
    let read = StatementOfReasons.decodeBatch(try json(written { StatementOfReasons.encode(twice, into: &$0) }))
    #expect(read.faults.map(\.field) == ["statements[1].puid"])
  }

  @Test func `countries and languages are codes of two capitals`() {
    #expect(ReasonsPlaces.countries.count == 30)
    #expect(ReasonsPlaces.languages.count == 183)
    for code in ReasonsPlaces.countries + ReasonsPlaces.languages.sorted() {
      #expect(code.utf8.count == 2 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) })
    }
    #expect(ReasonsCategory.allCases.count == 16)
  }
}
