internal import Errata
internal import ErrataDigest
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataPolicy
internal import ErrataStore

/// The work on one batch of items: read, judge, write the answer, all on one thread.
struct LabelTask: Sendable {
  /// What came of it.
  struct Result: Sendable {
    /// The answer's body.
    var bytes: [UInt8] = []
    /// What is to be recorded.
    var records: [DecisionRecord] = []
    /// Items from here on were not judged in time.
    var undecidedFrom: Int
    var tally = Tally()
    /// Claims that were quarantined by this batch.
    var alerts: [ClaimBudgets.Alert] = []
  }

  var serving: ServingEngine
  var batch: BatchRequest
  var valves: Valves
  var budgets: ClaimBudgets
  var now: Timestamp
  var deadline: ContinuousClock.Instant?
  var explain: Explain
  var isRecording: Bool
  var manual: StandingBook?
  var itemLimit: Int

  /// Judges the items and writes the answer. Items that aren't reached before the deadline are given back undecided.
  ///
  /// - Parameter isLate: the deadline has passed already.
  func answer(_ memory: inout WorkerMemory, isLate: Bool = false) -> Result {
    var result = Result(undecidedFrom: isLate ? 0 : batch.items.count)
    var writer = JSONWriter()
    let plain = PlainDecisionEncoder(serving.engine.plainDecision(id: "", now: now))
    writer.object { writer in
      writer.key("decisions")
      writer.array { writer in
        for index in batch.items.indices {
          if let deadline, result.undecidedFrom == batch.items.count, ContinuousClock.now >= deadline {
            result.undecidedFrom = index
          }
          if index >= result.undecidedFrom {
            undecided(index, &memory, &result, &writer)
          } else {
            decide(index, plain, &memory, &result, &writer)
          }
        }
      }
      serving.encodeVersions(into: &writer)
      writer.member("mode", valves.mode.rawValue)
    }
    result.bytes = writer.bytes
    return result
  }

  /// Judges the items from a place on, for the record only.
  func finish(from start: Int, _ memory: inout WorkerMemory) -> Result {
    var result = Result(undecidedFrom: batch.items.count)
    for index in start..<batch.items.count {
      guard read(index, &memory) == nil else { continue }
      let decision = judged(&memory, &result) ?? serving.engine.plainDecision(id: memory.item.head.id, now: now)
      result.records.append(DecisionRecord(item: memory.item.item, decision: decision))
    }
    return result
  }

  /// Reads an item into the memory, or tells what is wrong with it.
  private func read(_ index: Int, _ memory: inout WorkerMemory) -> ItemFault? {
    let range = batch.items[index]
    let bytes = batch.bytes.span.extracting(range)
    guard range.count <= itemLimit else { return ItemFault(tooLong: range.count, limit: itemLimit, item: bytes) }
    do {
      _ = try memory.reader.read(bytes, into: &memory.item)
      return nil
    } catch {
      return ItemFault(error, item: bytes)
    }
  }

  private func undecided(
    _ index: Int, _ memory: inout WorkerMemory, _ result: inout Result, _ writer: inout JSONWriter
  ) {
    result.tally.items += 1
    if let fault = read(index, &memory) {
      result.tally.faults += 1
      return fault.encode(index: index, into: &writer)
    }
    result.tally.undecided += 1
    writer.object { writer in
      writer.member("id", memory.item.head.id)
      writer.member("undecided", "deadline")
      writer.member("weight", 1)
    }
  }

  private func decide(
    _ index: Int, _ plain: PlainDecisionEncoder, _ memory: inout WorkerMemory, _ result: inout Result,
    _ writer: inout JSONWriter
  ) {
    result.tally.items += 1
    if let fault = read(index, &memory) {
      result.tally.faults += 1
      return fault.encode(index: index, into: &writer)
    }
    let id = memory.item.head.id
    guard valves.mode != .off else { return plain.encode(id: id, into: &writer) }
    let found = judged(&memory, &result)
    if isRecording {
      let decision = found ?? serving.engine.plainDecision(id: id, now: now)
      result.records.append(DecisionRecord(item: memory.item.item, decision: decision))
    }
    let policy = serving.engine.policy
    let standing = manual?.standing(
      found ?? serving.engine.plainDecision(id: id, now: now), item: memory.item.head, remark: found?.remark,
      policy: policy, now: now)
    guard let decision = standing ?? found else { return plain.encode(id: id, into: &writer) }
    result.tally.note(decision)
    if valves.limits(id) {
      encode(decision, &memory, into: &writer)
    } else {
      encodeShadow(of: decision, &memory, into: &writer)
    }
  }

  /// The decision on the item in the memory, without labels of quarantined claims; `nil` when nothing was found.
  private func judged(_ memory: inout WorkerMemory, _ result: inout Result) -> Decision? {
    let decision = serving.engine.decide(memory.item, now: now, session: &memory.session)
    guard let decision, !decision.labels.isEmpty else { return decision }
    let claims = decision.labels.compactMap(\.reason.evidence?.claim)
    let noted = budgets.note(claims, now: now)
    result.alerts += noted.alerts
    return noted.quarantined.isEmpty ? decision : serving.engine.quarantining(noted.quarantined, in: decision)
  }

  private func encode(_ decision: Decision, _ memory: inout WorkerMemory, into writer: inout JSONWriter) {
    guard explain != .none else { return DecisionEncoder.encode(decision, into: &writer) }
    let matches = serving.engine.match(
      memory.item, now: now, top: 16, minimumScore: serving.engine.reviewCut, explains: true,
      session: &memory.session)
    let item = memory.item.item
    DecisionEncoder.encode(decision, into: &writer) { writer in
      writer.member("matches", matches) { MatchEncoder.encode($1, into: &$0) }
      if explain == .full {
        writer.member("explanation", explanation(item, decision, matches)) { $0.string($1) }
      }
    }
  }

  /// What is served where nothing is limited: weight 1, no label; with an explanation also what would have been.
  private func encodeShadow(of decision: Decision, _ memory: inout WorkerMemory, into writer: inout JSONWriter) {
    let plain = serving.engine.plainDecision(id: decision.id, now: now)
    DecisionEncoder.encode(plain, into: &writer) { writer in
      guard explain != .none else { return }
      writer.key("shadow")
      encode(decision, &memory, into: &writer)
    }
  }

  private func explanation(_ item: Item, _ decision: Decision, _ matches: [Match]) -> [String] {
    var claims: [String: Claim] = [:]
    for match in matches { claims[match.claim] = serving.engine.claim(id: match.claim) }
    return Explanation(
      item: item, decision: decision, matches: matches, claims: claims, floor: serving.engine.policy.floor,
      combination: serving.engine.policy.combination.rawValue
    ).lines
  }
}

extension ServingEngine {
  /// Writes the versions that an answer rests on.
  func encodeVersions(into writer: inout JSONWriter) {
    writer.member("corpusRevision", engine.corpusRevision)
    writer.member("policyVersion", engine.policyVersion)
    writer.member("normalizerVersion", Engine.normalizerVersion)
  }
}
