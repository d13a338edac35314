internal import ErrataExchange
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

/// Makes statements of reasons of labels that stand. No text, id or author of an item goes into them: the statement's
/// own id leads the platform back to the label event.
struct StatementMaker {
  private let store: DecisionStore
  private let settings: ExportSettings
  private var policies: [String: Policy] = [:]

  /// Keywords go with the category that the API has for claims that were checked.
  static let keyword = "KEYWORD_MISINFORMATION_DISINFORMATION"

  init(_ store: DecisionStore, _ settings: ExportSettings) {
    self.store = store
    self.settings = settings
  }

  /// The statement on a label; `nil` when no reason counts any more.
  mutating func statement(_ event: LabelEvent) throws -> StatementOfReasons? {
    let reasons = event.reasons.filter { $0.isLive(at: settings.now) }
    guard let first = reasons.map(\.issuedAt).min() else { return nil }
    let recorded = try store.latest(event.item)
    let category = settings.category ?? StatementMaker.category(of: event.value)
    var statement = StatementOfReasons(
      visibility: try isDemoted(event, recorded) ? [.demoted, .labelled] : [.labelled],
      incompatibleGround: settings.ground, explanation: StatementMaker.explanation(event.value, reasons),
      category: category,
      contentDate: recorded?.item.publishedAt.map(StatementOfReasons.day) ?? settings.undated ?? "",
      applicationDate: StatementOfReasons.day(first), facts: StatementMaker.facts(event, reasons),
      detection: reasons.allSatisfy { $0.source == .declaration } ? .no : .yes,
      automation: reasons.contains { $0.source == .curator } ? .partially : .fully,
      puid: "\(settings.puidPrefix)-\(event.sequence)")
    statement.groundURL = settings.groundURL
    statement.keywords = category == .civicDiscourse ? [StatementMaker.keyword] : []
    statement.territory = settings.territory
    statement.language = recorded?.item.lang.flatMap(StatementMaker.language)
    let expiries = reasons.compactMap(\.expires)
    if expiries.count == reasons.count, let last = expiries.max() { statement.endDate = StatementOfReasons.day(last) }
    return statement
  }

  /// Whether the label is among what limits the item's weight, with what people and other items add.
  private mutating func isDemoted(_ event: LabelEvent, _ recorded: RecordedDecision?) throws -> Bool {
    guard let recorded else { return false }
    let effective = Overlay.apply(
      try store.standingManual(event.item, at: settings.now), try store.inherited(by: event.item),
      to: recorded.decision, policy: try policy(recorded.decision.policyVersion), now: settings.now)
    return effective.weight.value < 1
      && effective.weight.terms.contains { $0.label == event.value && $0.weight < 1 }
  }

  private mutating func policy(_ version: String) throws -> Policy {
    if let policy = policies[version] { return policy }
    guard let yaml = try store.policy(version) else { throw JobFault("the record has no policy \(version)") }
    let policy = try Policy.load(yaml: yaml, file: "recorded policy \(version)")
    policies[version] = policy
    return policy
  }

  private static func category(of value: LabelValue) -> ReasonsCategory {
    switch value {
    case .rumor, .disputed: .civicDiscourse
    case .fictional: .otherTerms
    }
  }

  private static func explanation(_ value: LabelValue, _ reasons: [LabelReason]) -> String {
    let review = reasons.lazy.compactMap(\.review).first
    let text =
      switch value {
      case .rumor: "The content repeats a claim that a published fact-check has found wrong"
      case .disputed: "The content repeats a claim on which published fact-checks disagree, or that lacks evidence"
      case .fictional:
        review == nil
          ? "The content was declared as fictional by its author"
          : "The content is fictional, and a published fact-check says that it circulates as fact"
      }
    return cut(text + (review.map { ": \($0)" } ?? "") + ".", to: 2000)
  }

  private static func facts(_ event: LabelEvent, _ reasons: [LabelReason]) -> String {
    let lines = reasons.map { reason in
      let way =
        switch reason.source {
        case .match: "The content was matched with the checked claim"
        case .curator: "A person has confirmed that the content makes the checked claim"
        case .propagation: "The content passes on content that makes the checked claim"
        case .declaration: "The author has declared the content"
        }
      return way + (reason.claim.map { " \($0)" } ?? "") + (reason.review.map { ", reviewed at \($0)" } ?? "")
        + ", under rule \(reason.rule), on \(StatementOfReasons.day(reason.issuedAt))."
    }
    return cut("It carries the label \"\(event.value.rawValue)\". " + lines.joined(separator: " "), to: 5000)
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    guard text.unicodeScalars.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit - 1))) + "…"
  }

  /// A BCP 47 tag's language, where statements have it.
  private static func language(_ tag: String) -> String? {
    let code = tag.prefix { $0 != "-" }.uppercased()
    return ReasonsPlaces.languages.contains(code) ? code : nil
  }
}
