import ErrataModel
import ErrataStore
import Foundation
import Testing

/// The table of a label's states against the store, and against the documentation.
@Suite struct LabelStateTests {
  private static let claim = "sock-tale"

  /// An item with its parent in a store, brought from state to state.
  private struct Subject {
    let store: DecisionStore
    let id: String
    var state = LabelState()
    var clock: Double
    var parent: String { id + "-parent" }
    /// Labels that are to expire do so then.
    static let end = 1_000_000.0

    private mutating func next() -> Timestamp {
      clock += 1
      return Example.time(clock)
    }

    private func fictional(_ reason: Reason, _ time: Timestamp, expires: Bool) -> Label {
      Label(value: .fictional, reason: reason, issuedAt: time, expires: expires ? Example.time(Subject.end) : nil)
    }

    private func match(_ time: Timestamp, expires: Bool) -> Label {
      fictional(
        .match(
          Evidence(
            claim: LabelStateTests.claim, corpusRevision: "revision-1", review: "https://example.org/checks/7",
            spans: [], score: 0.9, stance: .asserts, normalizerVersion: "normal-1", rule: "satire")), time,
        expires: expires)
    }

    /// Decides on the item, or on its parent.
    private mutating func decide(isParent: Bool, hasMatch: Bool, isDeclared: Bool, expires: Bool) throws {
      let time = next()
      var decision = Example.decision(isParent ? parent : id, labels: [], weight: 1, at: time)
      decision.suppressed = []
      decision.weight = .unlimited
      if hasMatch { decision.labels.append(match(time, expires: expires)) }
      if isDeclared {
        decision.labels.append(fictional(.declaration(.fictional, rule: "declared"), time, expires: false))
      }
      // A match below the cut, so that a person can confirm at any time.
      decision.queued = [
        QueuedMatch(
          claim: LabelStateTests.claim, score: 0.5, stance: .asserts, spans: [],
          review: "https://example.org/checks/7")
      ]
      let item = Item(
        id: decision.id, content: .text("Words at \(clock)."),
        parent: isParent ? nil : Parent(id: parent, kind: .repost), declared: isDeclared ? [.fictional] : [])
      _ = try store.record([DecisionRecord(item: item, decision: decision)])
    }

    private mutating func decide(_ action: ManualDecision.Action, expires: Bool = false) throws {
      _ = try store.decide(
        ManualDecision(
          item: id, claim: LabelStateTests.claim, action: action, label: action == .confirm ? .fictional : nil,
          author: "Ann", reason: "Read it.", at: next(), expires: expires ? Example.time(Subject.end) : nil))
    }

    /// Brings the item, which nobody knows yet, to a state.
    ///
    /// - Parameter event: what will happen to it then: what is to expire gets a time for that.
    mutating func reach(_ goal: LabelState, for event: LabelOccurrence) throws {
      try decide(
        isParent: true, hasMatch: goal.hasParent, isDeclared: false, expires: event == .parentExpires)
      try decide(
        isParent: false, hasMatch: goal.hasMatch, isDeclared: goal.isDeclared, expires: event == .matchExpires)
      let expires = event == .manualExpires
      switch goal.manual {
      case .none: break
      case .confirm: try decide(.confirm, expires: expires)
      case .reject: try decide(.reject, expires: expires)
      }
      state = goal
    }

    /// Lets something happen.
    mutating func undergo(_ event: LabelOccurrence) throws {
      let next = state.after(event)
      switch event {
      case .matchComes, .matchGoes, .declarationComes, .declarationGoes:
        try decide(isParent: false, hasMatch: next.hasMatch, isDeclared: next.isDeclared, expires: false)
      case .parentComes, .parentGoes:
        try decide(isParent: true, hasMatch: next.hasParent, isDeclared: false, expires: false)
      case .confirm: try decide(.confirm)
      case .reject: try decide(.reject)
      case .withdraw: try decide(.withdraw)
      case .matchExpires, .parentExpires, .manualExpires:
        clock = Subject.end + 1
        while try store.settleDue(now: Example.time(clock)).items > 0 {}
      }
      state = next
    }

    func standing() throws -> Set<LabelSource> {
      let labels = try store.labels(of: id)
      #expect(labels.allSatisfy { $0.value == .fictional })
      return Set(labels.flatMap(\.reasons).map(\.source))
    }
  }

  @Test(arguments: LabelOccurrence.allCases)
  func `every event makes of every state what the table says`(event: LabelOccurrence) throws {
    let folder = try TemporaryFolder()
    let store = try DecisionStore.example(in: folder)
    for (number, state) in LabelState.all.enumerated() {
      // What expires ends the time of the whole store, so that each state has its own.
      let own = event.cause == .expiry ? try DecisionStore.example(in: folder, name: "\(number).sqlite") : store
      var subject = Subject(store: own, id: "i-\(number)", clock: Double(number) * 100)
      try subject.reach(state, for: event)
      #expect(try subject.standing() == state.standing, "\(state)")
      let last = try own.lastLabelSequence
      try subject.undergo(event)
      #expect(try subject.standing() == subject.state.standing, "\(state), \(event.rawValue): \(subject.state)")
      let events = try own.labelEvents(after: last, item: subject.id, limit: 10)
      let hasChanged = state.standing != subject.state.standing
      if hasChanged {
        let one = try #require(events.last)
        #expect(one.isNegated == subject.state.standing.isEmpty)
        #expect(one.cause == event.cause, "\(state), \(event.rawValue)")
      } else {
        #expect(events.allSatisfy { !$0.isNegated }, "\(state), \(event.rawValue)")
      }
      #expect(try own.graphFaults(now: Example.time(subject.clock)) == [])
    }
  }

  @Test func `the table has each state once, and every event changes a part`() {
    #expect(LabelState.all.count == 24 && Set(LabelState.all).count == 24)
    #expect(LabelState.table.count == 12)
    #expect(Set(LabelState.all.map(\.word)) == Set(LabelState.Word.allCases))
    for event in LabelOccurrence.allCases {
      #expect(LabelState.all.contains { $0.after(event) != $0 })
      #expect(LabelState.all.allSatisfy { $0.after(event).after(event) == $0.after(event) })
    }
  }

  private func page() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appendingPathComponent("Sources/Errata/Errata.docc/Record.md"), encoding: .utf8)
  }

  @Test(arguments: LabelState.table.indices)
  func `the documentation tells what stands`(index: Int) throws {
    let row = LabelState.table[index]
    var state = LabelState()
    (state.manual, state.hasMatch, state.hasParent) = (row.manual, row.match, row.parent)
    let sources = LabelSource.allCases.filter { row.standing.contains($0) }.map(\.rawValue)
    let line =
      "| \(row.manual == .none ? "-" : "`\(row.manual.rawValue)`") | \(row.match ? "yes" : "no") "
      + "| \(row.parent ? "yes" : "no") | \(sources.isEmpty ? "-" : sources.joined(separator: ", ")) "
      + "| \(state.word.rawValue) |"
    #expect(try page().contains(line), "\(line)")
  }

  @Test(arguments: LabelOccurrence.allCases)
  func `the documentation tells what events do`(event: LabelOccurrence) throws {
    let effect = event.effect
    func cell(_ flag: Bool?) -> String { flag.map { $0 ? "yes" : "no" } ?? "" }
    let manual = effect.manual.map { $0 == .none ? "-" : "`\($0.rawValue)`" } ?? ""
    let cells = [
      event.rawValue, cell(effect.match), cell(effect.parent), cell(effect.declared), manual,
      "`\(event.cause.rawValue)`",
    ]
    let line = "| " + cells.joined(separator: " | ") + " |"
    #expect(try page().contains(line), "\(line)")
  }
}
