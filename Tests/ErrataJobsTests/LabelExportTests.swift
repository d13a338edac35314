import Errata
import ErrataExchange
import ErrataJSON
import ErrataJobs
import ErrataModel
import ErrataPolicy
import ErrataStore
import Foundation
import Testing

/// Labels of a store in the forms of others.
@Suite struct LabelExportTests {
  private static let noon = Timestamp(milliseconds: 1_767_268_800_000)

  /// A store in a folder that goes away with it.
  private final class Setup {
    let folder: URL
    let store: DecisionStore
    let policy: String

    init() throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-export-\(UUID())")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      store = try DecisionStore(path: folder.appendingPathComponent("s.sqlite").path, mode: .readWrite)
      let source = try PolicySource.load(nil)
      policy = source.policy.version
      try store.recordPolicy(version: policy, yaml: source.text, now: LabelExportTests.noon)
      _ = try store.publish(
        RevisionChange(digest: "revision-1", author: "Ann", reason: "First."),
        claims: [LabelExportTests.claim("socks"), LabelExportTests.claim("swans")], now: LabelExportTests.noon)
    }

    deinit {
      try? store.close()
      try? FileManager.default.removeItem(at: folder)
    }

    /// Records a decision on an item.
    func record(
      _ id: String, _ labels: [(claim: String, value: LabelValue)] = [("socks", .rumor)], weight: Double = 0.25,
      lang: String? = "zh-Hans", published: Timestamp? = LabelExportTests.noon.advanced(bySeconds: -86_400),
      expires: Double? = nil, declares: Bool = false, parent: String? = nil, at second: Double = 0
    ) throws {
      let now = LabelExportTests.noon.advanced(bySeconds: second)
      var labels = labels.map { label in
        Label(
          value: label.value,
          reason: .match(
            Evidence(
              claim: label.claim, corpusRevision: "revision-1", review: "https://checks.example/\(label.claim)",
              spans: [ByteSpan(start: 0, end: 4)], score: 0.9375, stance: .asserts, normalizerVersion: "n",
              rule: "health")), issuedAt: now, expires: expires.map { LabelExportTests.noon.advanced(bySeconds: $0) })
      }
      let terms = labels.map {
        WeightTerm(
          label: $0.value, claim: $0.reason.claim, rule: "health", limit: weight, strength: 1, decay: 1, weight: weight)
      }
      if declares {
        labels.append(Label(value: .fictional, reason: .declaration(.fictional, rule: "declared"), issuedAt: now))
      }
      let decision = Decision(
        id: id, labels: labels, suppressed: [],
        queued: [
          QueuedMatch(
            claim: "swans", score: 0.5, stance: .asserts, spans: [], review: "https://checks.example/swans")
        ], weight: Weight(value: weight, terms: weight < 1 ? terms : []), corpusRevision: "revision-1",
        policyVersion: policy, normalizerVersion: "n", decidedAt: now)
      let item = Item(
        id: id, content: .text("Private words of \(id)."), lang: lang, author: "author-7", publishedAt: published,
        parent: parent.map { Parent(id: $0, kind: .repost) })
      _ = try store.record([DecisionRecord(item: item, decision: decision)])
    }

    /// What an export writes.
    func export(
      _ format: ExportFormat, pageSize: Int = 2, _ change: (inout ExportSettings) -> Void = { _ in }
    ) throws -> (lines: [String], report: LabelExport.Report, said: [String]) {
      var settings = ExportSettings(format: format, now: LabelExportTests.noon.advanced(bySeconds: 60))
      settings.source = "did:web:labels.example"
      settings.uriPrefix = "https://posts.example/"
      settings.ground = "Terms, section 4"
      change(&settings)
      var (bytes, said) = ([UInt8](), [String]())
      var export = LabelExport(store, settings, pageSize: pageSize) { said.append($0) }
      let report = try export.run { bytes += $0 }
      let text = String(decoding: bytes, as: UTF8.self)
      return (text.split(whereSeparator: \.isNewline).map(String.init), report, said)
    }

    func statements(_ change: (inout ExportSettings) -> Void = { _ in }) throws -> [StatementOfReasons] {
      try export(.dsa, change).lines.flatMap { line in
        let read = StatementOfReasons.decodeBatch(try JSONParser.parse(Array(line.utf8)))
        #expect(read.faults == [])
        return read.statements
      }
    }
  }

  private static func claim(_ id: String) -> Claim {
    Claim(
      id: id, text: "The \(id) obey.", lang: "en", verdict: .false,
      reviews: [
        Review(
          publisher: "Example Checks", url: "https://checks.example/\(id)", datePublished: "2025", lang: "en",
          rating: "False", title: "They don't", summary: "")
      ])
  }

  @Test func `labels of the AT protocol come and go with events, in order, and page by page`() throws {
    let setup = try Setup()
    try setup.record("at://did:plc:abc/app.bsky.feed.post/3k2a", expires: 500)
    try setup.record("微 1", [("socks", .rumor), ("swans", .disputed)])
    try setup.record("微 1", [], weight: 1, at: 5)
    for pageSize in [1, 2, 100] {
      let (lines, report, said) = try setup.export(.atproto, pageSize: pageSize)
      let labels = try lines.map { line in
        let read = NetworkLabel.decode(try JSONParser.parse(Array(line.utf8)))
        #expect(read.faults == [])
        return read.label
      }
      let escaped = "https://posts.example/%E5%BE%AE%201"
      #expect(labels.map(\.uri) == ["at://did:plc:abc/app.bsky.feed.post/3k2a"] + Array(repeating: escaped, count: 4))
      #expect(labels.map(\.value) == ["rumor", "rumor", "disputed", "rumor", "disputed"])
      #expect(labels.map(\.isNegated) == [false, false, false, true, true])
      #expect(labels.map(\.expires) == [LabelExportTests.noon.advanced(bySeconds: 500), nil, nil, nil, nil])
      #expect(labels.allSatisfy { $0.source == "did:web:labels.example" })
      #expect(report == LabelExport.Report(written: 5, leftOut: 0, last: 5) && said == [])
      #expect(!lines.joined().contains("score") && !lines.joined().contains("0.9375"))
    }
    #expect(try setup.export(.atproto) { $0.after = 3 }.lines.count == 2)
    #expect(try setup.export(.atproto) { $0.after = 5 }.report.last == 5)
  }

  @Test func `an item that can have no URI is left out and said`() throws {
    let setup = try Setup()
    try setup.record("7")
    let (lines, report, said) = try setup.export(.atproto) { $0.uriPrefix = nil }
    #expect(lines == [] && report == LabelExport.Report(written: 0, leftOut: 1, last: 1))
    #expect(
      said == [
        "label event 1 on item \"7\" is left out: uri: \"7\" isn't a URI with a scheme, expected at://… or https://…"
      ])
  }

  @Test func `a statement says what was done and why, and nothing of the person`() throws {
    let setup = try Setup()
    try setup.record("post-7", expires: 864_000)
    let statement = try #require(try setup.statements().first)
    #expect(statement.visibility == [.demoted, .labelled])
    #expect(statement.incompatibleGround == "Terms, section 4")
    #expect(statement.category == .civicDiscourse && statement.keywords == ["KEYWORD_MISINFORMATION_DISINFORMATION"])
    #expect(statement.contentDate == "2025-12-31" && statement.applicationDate == "2026-01-01")
    #expect(statement.endDate == "2026-01-11" && statement.language == "ZH" && statement.puid == "errata-1")
    #expect(statement.detection == .yes && statement.automation == .fully && statement.source == .voluntary)
    #expect(
      statement.explanation
        == "The content repeats a claim that a published fact-check has found wrong: https://checks.example/socks.")
    #expect(
      statement.facts
        == "It carries the label \"rumor\". The content was matched with the checked claim socks, reviewed at "
        + "https://checks.example/socks, under rule health, on 2026-01-01.")
    let text = try setup.export(.dsa).lines.joined()
    for secret in ["post-7", "Private", "author-7"] { #expect(!text.contains(secret)) }
  }

  @Test func `a label that doesn't limit the weight is labelled only`() throws {
    let setup = try Setup()
    try setup.record("a", [("socks", .fictional)], weight: 1)
    try setup.record("b", [("socks", .rumor)], weight: 0.5, declares: true)
    let statements = try setup.statements()
    #expect(statements.map(\.visibility) == [[.labelled], [.demoted, .labelled], [.labelled]])
    #expect(statements.map(\.category) == [.otherTerms, .civicDiscourse, .otherTerms])
    #expect(statements.map(\.keywords.count) == [0, 1, 0])
    #expect(statements.map(\.detection) == [.yes, .yes, .no])
    #expect(statements.last?.explanation == "The content was declared as fictional by its author.")
  }

  @Test func `what people confirm and what is passed on is stated too`() throws {
    let setup = try Setup()
    try setup.record("a")
    try setup.record("b", [], weight: 1, parent: "a")
    try setup.record("c", [], weight: 1)
    _ = try setup.store.decide(
      ManualDecision(
        item: "c", claim: "swans", action: .confirm, label: .disputed, cap: 0.3, author: "Bea", reason: "Read it.",
        at: LabelExportTests.noon))
    let statements = try setup.statements()
    #expect(statements.map(\.automation) == [.fully, .fully, .partially])
    #expect(statements.map(\.visibility) == Array(repeating: [.demoted, .labelled], count: 3))
    #expect(statements[1].facts.contains("passes on content that makes the checked claim socks"))
    #expect(statements[2].facts.contains("A person has confirmed") && !statements[2].facts.contains("Bea"))
  }

  @Test func `only labels that stand are stated, and what has expired doesn't`() throws {
    let setup = try Setup()
    try setup.record("gone")
    try setup.record("gone", [], weight: 1, at: 3)
    try setup.record("over", expires: 30)
    try setup.record("here")
    #expect(try setup.statements().map(\.puid) == ["errata-4"])
    #expect(try setup.statements { $0.now = LabelExportTests.noon.advanced(bySeconds: 20) }.count == 2)
  }

  @Test func `an item without a day of publication is left out, unless a day is given`() throws {
    let setup = try Setup()
    try setup.record("a", published: nil)
    let (lines, report, said) = try setup.export(.dsa)
    #expect(lines == [] && report.leftOut == 1)
    #expect(said.first?.contains("content_date: \"\" isn't a day, expected YYYY-MM-DD") == true)
    #expect(try setup.statements { $0.undated = "2025-06-01" }.map(\.contentDate) == ["2025-06-01"])
  }

  @Test func `settings of a platform go into every statement`() throws {
    let setup = try Setup()
    try setup.record("a", lang: "yue")
    let statement = try #require(
      try setup.statements {
        $0.category = .scams
        $0.territory = ["DE"]
        $0.groundURL = "https://posts.example/terms"
        $0.puidPrefix = "acme"
      }.first)
    #expect(statement.category == .scams && statement.keywords == [] && statement.territory == ["DE"])
    #expect(statement.groundURL == "https://posts.example/terms" && statement.puid == "acme-1")
    #expect(statement.language == nil, "a language without a two-letter code isn't named")
  }

  @Test func `a request holds at most a hundred statements`() throws {
    let setup = try Setup()
    for number in 0..<205 { try setup.record("i-\(number)") }
    let counts = try setup.export(.dsa, pageSize: 30).lines.map { line in
      StatementOfReasons.decodeBatch(try JSONParser.parse(Array(line.utf8))).statements.count
    }
    #expect(counts == [100, 100, 5])
  }

  @Test func `each review behind a label that stands is written once`() throws {
    let setup = try Setup()
    try setup.record("a")
    try setup.record("b", [("socks", .rumor), ("swans", .disputed)])
    try setup.record("c", [], weight: 1, declares: true)
    let documents = try setup.export(.claimreview).lines.map { line in
      let read = ClaimReviewDocument.decode(try JSONParser.parse(Array(line.utf8)))
      #expect(read.faults == [])
      return read.document
    }
    #expect(documents.map(\.claim) == ["socks", "swans"])
    #expect(documents.map(\.review) == ["socks", "swans"].flatMap { LabelExportTests.claim($0).reviews })
  }

  @Test func `a claim that isn't live any more is taken from the decision's revision`() throws {
    let setup = try Setup()
    try setup.record("a")
    _ = try setup.store.publish(
      RevisionChange(digest: "revision-2", author: "Ann", reason: "Second."),
      claims: [LabelExportTests.claim("swans")], now: LabelExportTests.noon)
    #expect(try setup.export(.claimreview).lines.count == 1)
  }

  @Test func `events are written as they are`() throws {
    let setup = try Setup()
    try setup.record("a")
    let line = try #require(try setup.export(.jsonl).lines.first)
    var writer = JSONWriter()
    try setup.store.labelEvents(after: 0, limit: 1)[0].encode(into: &writer)
    #expect(line == writer.string)
  }

  @Test func `a table has a header and a row for each event, and no formulas`() throws {
    let setup = try Setup()
    try setup.record("=cmd|' /C calc'!A0", [("socks", .rumor), ("swans", .rumor)], expires: 500)
    try setup.record("=cmd|' /C calc'!A0", [], weight: 1, at: 2)
    #expect(
      try setup.export(.csv, pageSize: 1).lines == [
        "sequence,item,value,negated,sources,claims,reviews,rules,scores,expires,cause,decision,former,at",
        "1,'=cmd|' /C calc'!A0,rumor,false,match; match,socks; swans,"
          + "https://checks.example/socks; https://checks.example/swans,health; health,0.9375; 0.9375,"
          + "2026-01-01T12:08:20Z; 2026-01-01T12:08:20Z,decision,1,,2026-01-01T12:00:00Z",
        "2,'=cmd|' /C calc'!A0,rumor,true,,,,,,,decision,2,1,2026-01-01T12:00:02Z",
      ])
  }

  @Test func `a store without labels gives nothing, and a table its header`() throws {
    let setup = try Setup()
    for format in ExportFormat.allCases {
      let (lines, report, _) = try setup.export(format)
      #expect(lines.count == (format == .csv ? 1 : 0) && report == LabelExport.Report())
    }
  }

  @Test func `what is read back says line and field, and an id of an earlier request`() throws {
    let setup = try Setup()
    try setup.record("a")
    let request = try #require(try setup.export(.dsa).lines.first)
    let file = setup.folder.appendingPathComponent("x")
    try Data([request, "{", request, "{}"].joined(separator: "\n").utf8).write(to: file)
    var check = ExportCheck(.dsa)
    var said: [String] = []
    let report = try check.run(.path(file.path)) { said.append("\($0.line) \($0.field) \($0.code)") }
    #expect(said == ["2  bad-json", "3 puid duplicate-id", "4 statements bad-count"])
    #expect(report == ExportCheck.Report(entries: 2, faults: 3))
  }
}

extension ExportCheck.Report {
  fileprivate init(entries: Int, faults: Int) {
    self.init()
    (self.entries, self.faults) = (entries, faults)
  }
}

extension LabelExport.Report {
  fileprivate init(written: Int, leftOut: Int, last: Int) {
    self.init()
    (self.written, self.leftOut, self.last) = (written, leftOut, last)
  }
}
