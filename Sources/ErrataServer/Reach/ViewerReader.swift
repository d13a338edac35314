internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataReach
internal import ErrataStore

/// Reads what callers tell of users.
enum ViewerReader {
  /// A user of a request.
  static func viewer(_ fields: inout FieldReader, most: Int) -> ReachViewer {
    let user = fields.requiredString("user") ?? ""
    let seen = list(&fields, "seen", most) { inner in
      ReachViewer.Seen(
        claim: inner.requiredString("claim") ?? "", at: inner.requiredTime("at") ?? Timestamp(milliseconds: 0),
        times: times(&inner))
    }
    let debunks = list(&fields, "debunks", most) { inner in
      ReachViewer.Debunk(
        claim: inner.requiredString("claim") ?? "", at: inner.requiredTime("at") ?? Timestamp(milliseconds: 0),
        times: times(&inner), isOpened: inner.flag("opened"))
    }
    let slots = fields.number("slots") ?? 1
    if !(0...20).contains(slots) || slots != slots.rounded() {
      fields.fault("slots", "bad-number", "is \(slots), expected a whole number from 0 to 20")
    }
    let viewer = ReachViewer(
      user: user, seen: seen, debunks: debunks, lang: fields.string("lang"),
      surface: fields.string("surface") ?? "feed", slots: Int(min(20, max(0, slots))))
    refuseUnknown(&fields)
    return viewer
  }

  private static func times(_ fields: inout FieldReader) -> Int {
    let times = fields.number("times") ?? 1
    guard (1...1_000_000).contains(times), times == times.rounded() else {
      fields.fault("times", "bad-number", "is \(times), expected a whole number from 1 to 1000000")
      return 1
    }
    return Int(times)
  }

  private static func list<Value>(
    _ fields: inout FieldReader, _ name: String, _ most: Int, _ read: (inout FieldReader) -> Value
  ) -> [Value] {
    let values = fields.array(name)
    if values.count > most { fields.fault(name, "bad-count", "has \(values.count) claims, expected at most \(most)") }
    return values.prefix(most).enumerated().map { number, value in
      var inner = FieldReader(value, path: fields.path(of: "\(name)[\(number)]"))
      let result = read(&inner)
      refuseUnknown(&inner)
      fields.add(inner.faults)
      return result
    }
  }

  /// The paths of unknown fields end in the fields' names.
  private static func refuseUnknown(_ fields: inout FieldReader) {
    let message = "isn't a field of this request; see /openapi.json"
    fields.add(fields.unknownFields.map { FieldFault(field: $0, code: "unknown-field", message: message) })
  }
}

extension ReachClaim {
  /// What is known of a claim that is served, or was.
  ///
  /// Where there is no record of its changes, its label counts as standing since the worker began.
  init?(_ claim: Claim?, _ history: ClaimHistory?, id: String, start: Timestamp) {
    guard claim != nil || history != nil else { return nil }
    let grave: Set<Topic> = [Topic(rawValue: "health"), Topic(rawValue: "majorEmergency"), Topic(rawValue: "disaster")]
    let topics = Set(claim?.topics ?? [])
    let isFalse = claim?.verdict != .true
    self.init(
      id: id, labelSince: claim == nil || !isFalse ? nil : history?.since ?? start, correctedAt: history?.correctedAt,
      severity: topics.isDisjoint(with: grave) ? 0.6 : 1, langs: Array(Set(claim?.reviews.map(\.lang) ?? [])).sorted())
  }
}

/// Writes what a user is due.
enum AdviceEncoder {
  static func encode(_ advice: ReachAdvice, _ claim: Claim?, _ lang: String?, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("claim", advice.claim)
      writer.member("kind", advice.kind.rawValue)
      writer.member("boost", advice.boost)
      writer.member("urgency", advice.urgency)
      guard let claim, let review = claim.review(for: lang) else { return }
      writer.member("text", claim.text)
      writer.member("verdict", claim.verdict.rawValue)
      writer.key("review")
      writer.object { writer in
        writer.member("publisher", review.publisher)
        writer.member("url", review.url)
        writer.member("datePublished", review.datePublished)
        writer.member("title", review.title)
        writer.member("summary", review.summary)
      }
    }
  }
}
