internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
package import ErrataStore

/// Writes the labels of a store in the form of others, page by page: memory doesn't grow with the store.
package struct LabelExport {
  /// What was written.
  package struct Report: Hashable, Sendable {
    /// Labels, statements or reviews.
    package var written = 0
    /// Those that the form refuses.
    package var leftOut = 0
    /// The last label event that was looked at: pass it as `after` to go on.
    package var last = 0

    /// Nothing written yet.
    package init() {}
  }

  private let store: DecisionStore
  private let settings: ExportSettings
  private let stop: StopFlag
  private let diagnose: (String) -> Void
  private let pageSize: Int
  private var report = Report()
  private var maker: StatementMaker
  private var batch: [StatementOfReasons] = []
  private var seen: Set<String> = []

  /// An export.
  ///
  /// - Parameters:
  ///   - pageSize: events that are held at once.
  ///   - diagnose: takes, in words, what is left out and why.
  package init(
    _ store: DecisionStore, _ settings: ExportSettings, pageSize: Int = 1000, stop: StopFlag = StopFlag(),
    diagnose: @escaping (String) -> Void
  ) {
    self.store = store
    self.settings = settings
    self.pageSize = pageSize
    self.stop = stop
    self.diagnose = diagnose
    maker = StatementMaker(store, settings)
  }

  /// Writes all that there is when it begins.
  ///
  /// - Throws: `StoreError`, `PolicyError` for a recorded policy that can't be read, and what `write` throws.
  package mutating func run(write: ([UInt8]) throws -> Void) throws -> Report {
    report.last = settings.after
    let until = try store.lastLabelSequence
    if settings.format == .csv { try write(LabelTable.header) }
    while report.last < until, !stop.isRaised {
      let page = try self.page(until)
      guard let end = page.last else { break }
      var writer = JSONWriter()
      try encode(page, into: &writer)
      if !writer.bytes.isEmpty { try write(writer.bytes) }
      report.last = end.sequence
    }
    var writer = JSONWriter()
    flush(into: &writer)
    if !writer.bytes.isEmpty { try write(writer.bytes) }
    if !stop.isRaised { report.last = max(report.last, until) }
    return report
  }

  private func page(_ until: Int) throws -> [LabelEvent] {
    let page =
      switch settings.format {
      case .atproto, .jsonl, .csv: try store.labelEvents(after: report.last, limit: pageSize)
      case .dsa, .claimreview: try store.standingLabels(after: report.last, limit: pageSize)
      }
    return page.filter { $0.sequence <= until }
  }

  private mutating func encode(_ page: [LabelEvent], into writer: inout JSONWriter) throws {
    for event in page {
      switch settings.format {
      case .jsonl:
        event.encode(into: &writer)
        writer.newline()
        report.written += 1
      case .csv:
        writer.raw(LabelTable.row(event))
        report.written += 1
      case .atproto: label(event, into: &writer)
      case .dsa: try statement(event, into: &writer)
      case .claimreview: try reviews(event, into: &writer)
      }
    }
  }

  private mutating func label(_ event: LabelEvent, into writer: inout JSONWriter) {
    let label = NetworkLabel(event, source: settings.source, prefix: settings.uriPrefix)
    if let fault = label.faults.first { return leaveOut(event, fault) }
    label.encode(into: &writer)
    writer.newline()
    report.written += 1
  }

  private mutating func statement(_ event: LabelEvent, into writer: inout JSONWriter) throws {
    guard let statement = try maker.statement(event) else { return }
    if let fault = statement.faults.first { return leaveOut(event, fault) }
    batch.append(statement)
    if batch.count == StatementOfReasons.batchLimit { flush(into: &writer) }
  }

  private mutating func flush(into writer: inout JSONWriter) {
    guard !batch.isEmpty else { return }
    StatementOfReasons.encode(batch, into: &writer)
    writer.newline()
    report.written += batch.count
    batch.removeAll()
  }

  /// The reviews of claims that weren't written yet, as they stand in the live revision, else in the one that the
  /// label's decision was made under.
  private mutating func reviews(_ event: LabelEvent, into writer: inout JSONWriter) throws {
    for reason in event.reasons where reason.isLive(at: settings.now) {
      guard let id = reason.claim, seen.insert(id).inserted else { continue }
      let item = reason.inheritance?.root ?? event.item
      guard let claim = try liveClaim(id) ?? recordedClaim(id, item) else {
        leaveOut(
          event,
          FieldFault(field: "claim", code: "unknown-claim", message: "the record has no claim \"\(id)\" any more"))
        continue
      }
      for document in ClaimReviewDocument.all(of: claim) {
        document.encode(into: &writer)
        writer.newline()
        report.written += 1
      }
    }
  }

  private func liveClaim(_ id: String) throws -> Claim? {
    guard let live = try store.published, let revision = try store.revision(ofDigest: live.digest) else { return nil }
    return try store.claim(id, revision: revision)
  }

  private func recordedClaim(_ id: String, _ item: String) throws -> Claim? {
    guard let recorded = try store.latest(item) else { return nil }
    return try store.claim(id, revision: recorded.revision)
  }

  private mutating func leaveOut(_ event: LabelEvent, _ fault: FieldFault) {
    report.leftOut += 1
    diagnose(
      "label event \(event.sequence) on item \"\(event.item.shortened)\" is left out: \(fault.field): "
        + fault.message.shortened)
  }
}

extension NetworkLabel {
  /// The label that an event tells of.
  ///
  /// - Parameter prefix: stands before the item's id, escaped, unless the id is a URI itself.
  package init(_ event: LabelEvent, source: String, prefix: String?) {
    let isURI = NetworkNames.isURI(event.item)
    let expiries = event.reasons.compactMap(\.expires)
    self.init(
      source: source,
      uri: isURI ? event.item : prefix.map { $0 + NetworkNames.escaped(event.item) } ?? event.item,
      value: NetworkNames.kebab(event.value.rawValue), isNegated: event.isNegated, created: event.at,
      expires: expiries.count == event.reasons.count ? expiries.max() : nil)
  }
}
