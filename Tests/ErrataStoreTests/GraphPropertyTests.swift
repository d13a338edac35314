import ErrataModel
import ErrataPropagation
import ErrataStore
import ErrataTestSupport
import Foundation
import Testing

/// Whatever happens to a store, in whatever order: its labels are what a computation from nothing gives.
///
/// A few hundred events a seed by default, 10,000 with `ERRATA_SLOW_TESTS=1`.
@Suite struct GraphPropertyTests {
  private static let isSlow = ProcessInfo.processInfo.environment["ERRATA_SLOW_TESTS"] == "1"

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `any sequence of events ends as a computation from nothing`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    var run = try GraphRun(DecisionStore.example(in: folder), seed: seed)
    let (events, pause) = GraphPropertyTests.isSlow ? (10_000, 250) : (500, 25)
    for step in 1...events {
      try run.step(Double(step))
      guard step % pause == 0 else { continue }
      let faults = try run.store.graphFaults(now: Example.time(Double(step)))
      #expect(faults == [], "seed \(seed), step \(step)")
      if !faults.isEmpty { print(seed, step, faults.joined(separator: "\n")); return }
    }
    #expect(try run.store.verifyChain().isWhole, "seed \(seed)")
    let kinds = ["label", "manual", "appeal", "uphold", "retract", "undo", "rules"]
    #expect(kinds.allSatisfy { run.counts[$0, default: 0] > 0 }, "seed \(seed): \(run.counts)")
    #expect(run.copies > 0, "seed \(seed): no label came from a copy")
    if GraphPropertyTests.isSlow { print("seed \(seed): \(run.counts), \(run.copies) times a label came from a copy") }
  }
}

/// A store to which things happen.
private struct GraphRun {
  let store: DecisionStore
  /// How often each kind of event came about.
  private(set) var counts: [String: Int] = [:]
  /// How often an item without a parent inherited a label.
  private(set) var copies = 0
  private var random: SeededRandom
  private let names: [String]
  private let words: [String]
  /// What items had before a receipt that can be undone.
  private var former: [Int: [DecisionRecord]] = [:]
  private var appeals: [Int: Int] = [:]

  private static let claims = ["sock-tea", "sock-soup"]

  init(_ store: DecisionStore, seed: UInt64) throws {
    self.store = store
    random = SeededRandom(seed: seed)
    names = (0..<Int.random(in: 8...30, using: &random)).map { "n\($0)" }
    words = (0..<300).map { "word\($0)" }
    _ = try store.setPropagationRules(
      PropagationRules(hops: Int.random(in: 1...5, using: &random), cascade: seed % 2 == 0 ? 3 : 100),
      now: Example.noon)
  }

  private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

  private mutating func count(_ kind: String) { counts[kind, default: 0] += 1 }

  /// One event at a time.
  mutating func step(_ time: Double) throws {
    let name = try #require(names.randomElement(using: &random))
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<13: try label(name, time)
    case 13, 14: try decide(name, time)
    case 15: try appeal(name, time)
    case 16: try closeAppeal(time)
    case 17: try retract(time)
    case 18: try undo(time)
    default: if chance(4) { try changeRules(time) }
    }
    while try store.settleDue(now: Example.time(time), limit: 5).items == 5 {}
  }

  /// An item is labelled for the first time, edited, decided anew, or a decision comes late.
  private mutating func label(_ name: String, _ time: Double) throws {
    count("label")
    let at = chance(8) ? max(0, time - Double(Int.random(in: 0...20, using: &random))) : time
    let record = record(name, at: at, until: time)
    _ = try store.record([record], overlay: chance(2) ? overlay : nil)
    guard record.item.parent == nil, try !store.inherited(by: name).isEmpty else { return }
    copies += 1
  }

  private mutating func record(_ name: String, at: Double, until: Double) -> DecisionRecord {
    var decision = Example.decision(name, labels: [], at: Example.time(at))
    (decision.suppressed, decision.queued, decision.weight) = ([], [], .unlimited)
    for claim in GraphRun.claims {
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1:
        var label = Example.label(claim: claim, at: Example.time(at))
        label.expires = chance(2) ? Example.time(until + Double(Int.random(in: 1...40, using: &random))) : nil
        decision.labels.append(label)
        decision.weight = Weight(value: 0.25)
      case 2, 3, 4:
        decision.queued.append(
          QueuedMatch(claim: claim, score: 0.5, stance: .asserts, spans: [], review: "https://example.org/checks/7"))
      case 5:
        decision.suppressed.append(
          Suppression(
            claim: claim, reason: chance(2) ? .refutes : .number, score: 0.8, stance: .refutes, spans: [],
            review: "https://example.org/checks/7"))
      default: break
      }
    }
    if chance(6) { decision.remark = Stance.allCases.randomElement(using: &random) }
    let parent = chance(3) ? names.randomElement(using: &random) : nil
    let kind = EdgeKind.allCases.randomElement(using: &random) ?? .repost
    return DecisionRecord(
      item: Item(id: name, content: .text(text()), parent: parent.map { Parent(id: $0, kind: kind) }),
      decision: decision)
  }

  /// One of three texts, with some words changed; sometimes one that is too short.
  private mutating func text() -> String {
    let start = Int.random(in: 0..<3, using: &random) * 100
    var text = Array(words[start..<(start + (chance(8) ? 5 : 24))])
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      text[Int.random(in: 0..<text.count, using: &random)] = words.randomElement(using: &random) ?? ""
    }
    return text.joined(separator: " ")
  }

  private mutating func decide(_ name: String, _ time: Double) throws {
    guard let last = try store.latest(name) else { return }
    let named = last.decision.queued.map(\.claim) + last.decision.labels.compactMap(\.reason.claim)
    let action = ManualDecision.Action.allCases.randomElement(using: &random) ?? .reject
    let claim = action == .confirm ? named.first : chance(2) ? nil : GraphRun.claims.randomElement(using: &random)
    if action == .confirm, claim == nil { return }
    count("manual")
    _ = try store.decide(
      ManualDecision(
        item: name, claim: claim, action: action, author: "Ann", reason: "Why not.", at: Example.time(time),
        expires: chance(2) ? Example.time(time + Double(Int.random(in: 1...40, using: &random))) : nil))
  }

  private mutating func appeal(_ name: String, _ time: Double) throws {
    guard let claim = try store.labels(of: name).flatMap(\.reasons).compactMap(\.claim).first,
      try !store.appeals(.open, item: name).contains(where: { $0.claim == claim })
    else { return }
    count("appeal")
    _ = try store.open(
      Appeal(
        item: name, claim: claim, author: "k", reason: "I deny it.", openedAt: Example.time(time),
        deadline: Example.time(time + 90)))
  }

  private mutating func closeAppeal(_ time: Double) throws {
    guard let appeal = try store.appeals(.open).randomElement(using: &random) else { return }
    if chance(2) {
      _ = try store.rejectAppeal(appeal.number, by: "Ann", reason: "It says so.", now: Example.time(time))
      return
    }
    count("uphold")
    var reversal = Reversal(
      cause: ReceiptCause(kind: .appeal, claim: appeal.claim, item: appeal.item), author: "Ann", reason: "Right.")
    reversal.manual = [manual(.reject, appeal.item, appeal.claim, time)]
    reversal.appeal = appeal.number
    if let receipt = try apply(reversal, time) {
      former[receipt] = []
      appeals[receipt] = appeal.number
    }
  }

  private func manual(
    _ action: ManualDecision.Action, _ item: String, _ claim: String, _ time: Double
  ) -> ManualDecision {
    ManualDecision(
      item: item, claim: claim, action: action, author: "Ann", reason: "Right.", at: Example.time(time))
  }

  /// All that names a claim is decided anew without it.
  private mutating func retract(_ time: Double) throws {
    let claim = GraphRun.claims[Int.random(in: 0..<2, using: &random)]
    let found = try store.standing(mentioning: [claim], afterItem: 0, limit: 100).map(\.recorded)
    guard !found.isEmpty else { return }
    count("retract")
    var reversal = Reversal(cause: ReceiptCause(kind: .retraction, claim: claim), author: "Ann", reason: "Wrong.")
    reversal.records = found.map { recorded in
      var decision = recorded.decision
      decision.labels.removeAll { $0.reason.claim == claim }
      decision.queued.removeAll { $0.claim == claim }
      decision.suppressed.removeAll { $0.claim == claim }
      decision.decidedAt = Example.time(time)
      return DecisionRecord(item: recorded.item, decision: decision)
    }
    let before = found.map { DecisionRecord(item: $0.item, decision: $0.decision) }
    if let receipt = try apply(reversal, time) { former[receipt] = before }
  }

  private mutating func undo(_ time: Double) throws {
    guard let receipt = former.keys.sorted().randomElement(using: &random), let records = former[receipt] else {
      return
    }
    count("undo")
    former[receipt] = nil
    var reversal = Reversal(cause: ReceiptCause(kind: .undo), author: "Ann", reason: "It was right.")
    reversal.undoes = receipt
    reversal.records = records.map { record in
      var again = record
      again.decision.decidedAt = Example.time(time)
      return again
    }
    if let number = appeals[receipt], let appeal = try store.appeal(number) {
      reversal.manual = [manual(.withdraw, appeal.item, appeal.claim, time)]
    }
    _ = try apply(reversal, time)
  }

  private mutating func apply(_ reversal: Reversal, _ time: Double) throws -> Int? {
    let isDryRun = reversal.appeal == nil && chance(5)
    let applied = try store.apply(
      reversal, now: Example.time(time), isDryRun: isDryRun, overlay: overlay, elapsed: { 0 })
    return isDryRun ? nil : applied?.receipt.number
  }

  private mutating func changeRules(_ time: Double) throws {
    count("rules")
    let rules = PropagationRules(
      hops: Int.random(in: 1...5, using: &random), cascade: [1, 3, 100].randomElement(using: &random) ?? 3)
    _ = try store.setPropagationRules(rules, now: Example.time(time))
  }

  private var overlay: Overlaying {
    { decision, manual, inherited in
      var result = decision
      result.labels.removeAll { StandingLabels.isRejected($0, by: manual) }
      result.labels += inherited.map {
        Label(value: $0.value, reason: .inherited($0.inheritance), issuedAt: Example.noon)
      }
      result.weight = result.labels.isEmpty ? .unlimited : Weight(value: 0.5)
      return result
    }
  }
}
