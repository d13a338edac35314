package import ErrataJSON
package import ErrataModel

/// A statement of reasons for the DSA Transparency Database, API v2, as far as it can be about a label. It must hold no
/// personal data: neither an item's text nor its id nor its author.
package struct StatementOfReasons: Hashable, Sendable {
  /// Statements in one request.
  package static let batchLimit = 100

  /// What was done.
  package var visibility: [ReasonsVisibility]
  /// On what ground.
  package var ground = ReasonsGround.incompatible
  /// The terms or the law, as a web address.
  package var groundURL: String?
  /// The place in the terms and conditions; at most 500 characters.
  package var incompatibleGround: String
  /// Why the content goes against it; at most 2000 characters.
  package var explanation: String
  /// Whether it is held to be illegal too.
  package var isIllegal: ReasonsAnswer? = .no
  /// What kind of content it is.
  package var content: [ReasonsContent] = [.text]
  /// The category.
  package var category: ReasonsCategory
  /// Keywords of the category, such as `KEYWORD_MISINFORMATION_DISINFORMATION`.
  package var keywords: [String] = []
  /// Where the decision holds: two-letter codes of countries.
  package var territory: [String] = ReasonsPlaces.countries
  /// The content's language, as an ISO 639-1 code in capitals.
  package var language: String?
  /// The day on which the content was published.
  package var contentDate: String
  /// The day from which on the decision holds.
  package var applicationDate: String
  /// The day on which it ends; `nil` when it has no end.
  package var endDate: String?
  /// Facts and circumstances; at most 5000 characters.
  package var facts: String
  /// How the platform came to look at it.
  package var source = ReasonsSource.voluntary
  /// Whether a machine found it.
  package var detection: ReasonsAnswer
  /// How far machines have decided.
  package var automation: ReasonsAutomation
  /// The platform's own id of the statement: letters, digits, `-` and `_`, never used again.
  package var puid: String

  /// Makes a statement; what isn't given has the values of a label on a text.
  package init(
    visibility: [ReasonsVisibility], incompatibleGround: String, explanation: String, category: ReasonsCategory,
    contentDate: String, applicationDate: String, facts: String, detection: ReasonsAnswer,
    automation: ReasonsAutomation, puid: String
  ) {
    self.visibility = visibility
    self.incompatibleGround = incompatibleGround
    self.explanation = explanation
    self.category = category
    self.contentDate = contentDate
    self.applicationDate = applicationDate
    self.facts = facts
    self.detection = detection
    self.automation = automation
    self.puid = puid
  }

  /// A time's day in UTC, as statements write it.
  package static func day(_ time: Timestamp) -> String { String(time.description.prefix(10)) }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("decision_visibility", visibility) { $0.string($1.rawValue) }
      writer.member("decision_ground", ground.rawValue)
      writer.member("decision_ground_reference_url", groundURL)
      writer.member("incompatible_content_ground", incompatibleGround)
      writer.member("incompatible_content_explanation", explanation)
      writer.member("incompatible_content_illegal", isIllegal?.rawValue)
      writer.member("content_type", content) { $0.string($1.rawValue) }
      writer.member("category", category.rawValue)
      if !keywords.isEmpty { writer.member("category_specification", keywords) { $0.string($1) } }
      writer.member("territorial_scope", territory) { $0.string($1) }
      writer.member("content_language", language)
      writer.member("content_date", contentDate)
      writer.member("application_date", applicationDate)
      writer.member("end_date_visibility_restriction", endDate)
      writer.member("decision_facts", facts)
      writer.member("source_type", source.rawValue)
      writer.member("automated_detection", detection.rawValue)
      writer.member("automated_decision", automation.rawValue)
      writer.member("puid", puid)
    }
  }

  /// Writes a request's body.
  package static func encode(_ statements: [StatementOfReasons], into writer: inout JSONWriter) {
    writer.object { $0.member("statements", statements) { $1.encode(into: &$0) } }
  }
}

// Reading: what the API would refuse is a fault.
extension StatementOfReasons {
  /// Reads a statement and collects every fault.
  package static func decode(
    _ value: JSONValue, path: String = ""
  ) -> (statement: StatementOfReasons, faults: [FieldFault]) {
    var fields = FieldReader(value, path: path)
    var statement = StatementOfReasons(
      visibility: fields.words("decision_visibility", ReasonsVisibility.self),
      incompatibleGround: fields.string("incompatible_content_ground") ?? "",
      explanation: fields.string("incompatible_content_explanation") ?? "",
      category: fields.requiredWord("category", ReasonsCategory.self) ?? .otherTerms,
      contentDate: fields.requiredString("content_date") ?? "",
      applicationDate: fields.requiredString("application_date") ?? "",
      facts: fields.requiredString("decision_facts") ?? "",
      detection: fields.requiredWord("automated_detection", ReasonsAnswer.self) ?? .no,
      automation: fields.requiredWord("automated_decision", ReasonsAutomation.self) ?? .not,
      puid: fields.requiredString("puid") ?? "")
    statement.ground = fields.requiredWord("decision_ground", ReasonsGround.self) ?? .incompatible
    statement.groundURL = fields.string("decision_ground_reference_url")
    statement.isIllegal = fields.word("incompatible_content_illegal", ReasonsAnswer.self)
    statement.content = fields.words("content_type", ReasonsContent.self)
    statement.keywords = fields.strings("category_specification")
    statement.territory = fields.strings("territorial_scope")
    statement.language = fields.string("content_language")
    statement.endDate = fields.string("end_date_visibility_restriction")
    statement.source = fields.requiredWord("source_type", ReasonsSource.self) ?? .voluntary
    var faults = fields.faults
    for fault in statement.faults {
      let placed = FieldFault(field: fields.path(of: fault.field), code: fault.code, message: fault.message)
      if !faults.contains(where: { $0.field == placed.field || $0.field.hasPrefix(placed.field + "[") }) {
        faults.append(placed)
      }
    }
    return (statement, faults)
  }

  /// Reads a request's body: one to a hundred statements, no id twice.
  package static func decodeBatch(
    _ value: JSONValue
  ) -> (statements: [StatementOfReasons], faults: [FieldFault]) {
    var fields = FieldReader(value)
    let values = fields.array("statements")
    if !(1...batchLimit).contains(values.count) {
      fields.fault("statements", "bad-count", "has \(values.count) statements, expected 1 to \(batchLimit)")
    }
    var (statements, faults, ids) = ([StatementOfReasons](), fields.faults, Set<String>())
    for (index, value) in values.enumerated() {
      let path = "statements[\(index)]"
      let (statement, found) = decode(value, path: path)
      statements.append(statement)
      faults += found
      if !ids.insert(statement.puid).inserted {
        faults.append(FieldFault(field: path + ".puid", code: "duplicate-id", message: "stands twice in the request"))
      }
    }
    return (statements, faults)
  }
}
