internal import ErrataModel

// What the API refuses, besides words that it doesn't know.
extension StatementOfReasons {
  /// Where the API would refuse it.
  package var faults: [FieldFault] {
    var check = StatementCheck()
    if visibility.isEmpty {
      check.note("decision_visibility", "missing-field", "is empty, expected at least one word")
    }
    if ground == .incompatible {
      check.text("incompatible_content_ground", incompatibleGround, limit: 500)
      check.text("incompatible_content_explanation", explanation, limit: 2000)
    } else {
      check.note(
        "decision_ground", "unsupported",
        "is \(ground.rawValue); a label rests on terms: expected \(ReasonsGround.incompatible.rawValue)")
    }
    if let groundURL {
      check.text("decision_ground_reference_url", groundURL, limit: 500)
      let isWeb = groundURL.hasPrefix("https://") || groundURL.hasPrefix("http://")
      if !isWeb || !NetworkNames.isURI(groundURL) {
        check.note("decision_ground_reference_url", "bad-url", "\"\(groundURL)\" isn't a web address")
      }
    }
    if content.isEmpty { check.note("content_type", "missing-field", "is empty, expected at least one word") }
    for keyword in keywords where !keyword.hasPrefix("KEYWORD_") {
      check.note("category_specification", "unknown-word", "\"\(keyword)\" isn't a keyword, expected KEYWORD_…")
    }
    checkPlaces(&check)
    checkDays(&check)
    check.text("decision_facts", facts, limit: 5000)
    check.text("puid", puid, limit: 500)
    let isPlain = puid.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte < 0x80 || "-_".utf8.contains(byte)
    }
    if !isPlain { check.note("puid", "bad-id", "\"\(puid)\" has other characters than letters, digits, - and _") }
    return check.faults
  }

  private func checkPlaces(_ check: inout StatementCheck) {
    if territory.isEmpty {
      check.note("territorial_scope", "missing-field", "is empty, expected codes of countries")
    }
    if let country = territory.first(where: { !ReasonsPlaces.countries.contains($0) }) {
      check.note(
        "territorial_scope", "unknown-word", "\"\(country)\" isn't a country of the EEA, expected a code such as DE")
    }
    if let language, !ReasonsPlaces.languages.contains(language) {
      check.note("content_language", "unknown-word", "\"\(language)\" isn't an ISO 639-1 code in capitals")
    }
  }

  private func checkDays(_ check: inout StatementCheck) {
    check.day("content_date", contentDate, from: "2000-01-01")
    check.day("application_date", applicationDate, from: "2020-01-01")
    guard let endDate else { return }
    check.day("end_date_visibility_restriction", endDate, from: applicationDate)
  }
}

/// Collects the faults of a statement.
private struct StatementCheck {
  private(set) var faults: [FieldFault] = []

  /// The last day that the database takes.
  private static let lastDay = "2038-01-01"

  mutating func note(_ field: String, _ code: String, _ message: String) {
    faults.append(FieldFault(field: field, code: code, message: message))
  }

  /// A text that must be there and not too long. The API counts characters as Unicode scalars.
  mutating func text(_ field: String, _ text: String, limit: Int) {
    if !text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
      note(field, "missing-field", "is empty, expected text")
    }
    let count = text.unicodeScalars.count
    if count > limit { note(field, "too-long", "has \(count) characters, expected at most \(limit)") }
  }

  /// A day as YYYY-MM-DD, within what the database takes.
  mutating func day(_ field: String, _ day: String, from first: String) {
    guard day.utf8.count == 10, Timestamp(day) != nil else {
      return note(field, "bad-date", "\"\(day)\" isn't a day, expected YYYY-MM-DD")
    }
    guard first <= day, day <= StatementCheck.lastDay else {
      return note(field, "out-of-range", "\(day) is outside of \(first) to \(StatementCheck.lastDay)")
    }
  }
}
