import ErrataModel
import ErrataStore
import Testing

/// What people decide, and the review queue.
@Suite struct ManualTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
    _ = try store.record([Example.record("i-1", labels: []), Example.record("i-2", "A cake of socks.")])
  }

  private func decision(
    _ item: String, _ claim: String?, _ action: ManualDecision.Action, at second: Double = 10,
    expires: Double? = nil, author: String = "Ann", reason: String = "I read it."
  ) -> ManualDecision {
    ManualDecision(
      item: item, claim: claim, action: action, author: author, reason: reason, at: Example.time(second),
      expires: expires.map { Example.time($0) })
  }

  @Test func `queued matches are in the queue by priority`() throws {
    var record = Example.record("i-3")
    record.decision.queued[0].score = 0.75
    record.decision.queued.append(record.decision.queued[0])
    record.decision.queued[1].claim = "sock-hat"
    record.decision.queued[1].score = 0.25
    _ = try store.record([record])
    let found = try store.reviews()
    #expect(found.map(\.item) == ["i-3", "i-1", "i-2", "i-3"])
    #expect(found.map(\.claim) == ["sock-cake", "sock-cake", "sock-cake", "sock-hat"])
    #expect(found.map(\.score) == [0.75, 0.5, 0.5, 0.25])
    #expect(found.map(\.decision) == [3, 1, 2, 3])
    #expect(try store.reviewCount() == 4)
    #expect(try store.reviews(offset: 1, limit: 2).map(\.item) == ["i-1", "i-2"])
    try store.setPriority(2, ofReview: found[3].number)
    #expect(try store.reviews().first == store.review(found[3].number))
    #expect(try store.reviews().first?.claim == "sock-hat")
  }

  @Test func `a match that a later decision doesn't queue leaves the queue, and comes back when it does`() throws {
    var record = Example.record("i-1", labels: [], at: Example.time(5))
    record.decision.queued = []
    _ = try store.record([record])
    #expect(try store.reviews().map(\.item) == ["i-2"])
    #expect(try store.reviews(.withdrawn).map(\.item) == ["i-1"])
    _ = try store.record([Example.record("i-1", labels: [], at: Example.time(6))])
    #expect(try store.reviews().map(\.item) == ["i-1", "i-2"])
  }

  @Test func `a confirmed match gets a label from the curator with the match's evidence`() throws {
    let number = try #require(try store.reviews().first?.number)
    let events = try store.closeReview(
      number, .confirm, label: .disputed, cap: 0.5, author: "Ann", reason: "It does say so.", now: Example.time(10))
    #expect(events.count == 1)
    #expect(events.first?.value == .disputed)
    #expect(events.first?.cause == .manual)
    #expect(
      events.first?.reasons == [
        LabelReason(
          source: .curator, claim: "sock-cake", review: "https://example.org/checks/9", score: 0.5,
          rule: "curator", issuedAt: Example.time(10))
      ])
    let entry = try store.review(number)
    #expect(entry?.state == .confirmed)
    #expect(entry?.author == "Ann")
    #expect(entry?.note == "It does say so.")
    #expect(entry?.closedAt == Example.time(10))
    #expect(try store.manualDecisions(of: "i-1").map(\.cap) == [0.5])
  }

  @Test func `a rejected label goes, and later decisions don't bring it back until the rejection expires`() throws {
    let events = try store.decide(decision("i-2", "sock-tea", .reject, expires: 100))
    #expect(events.map(\.isNegated) == [true])
    _ = try store.record([Example.record("i-2", weight: 0.5, at: Example.time(20))])
    #expect(try store.labels(of: "i-2") == [])
    #expect(try store.settleDue(now: Example.time(99)).events == [])
    #expect(try store.settleDue(now: Example.time(100)).events.map(\.isNegated) == [false])
    #expect(try store.labels(of: "i-2").map(\.value) == [.rumor])
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a confirmation stands above a decision that finds nothing, until it expires`() throws {
    _ = try store.decide(decision("i-1", "sock-cake", .confirm, expires: 100))
    var record = Example.record("i-1", labels: [], weight: 1, at: Example.time(20))
    record.decision.queued = []
    _ = try store.record([record])
    #expect(try store.labels(of: "i-1").count == 1)
    #expect(try store.settleDue(now: Example.time(101)).events.map(\.isNegated) == [true])
    #expect(try store.labels(of: "i-1") == [])
  }

  @Test func `rejecting an item takes all labels from matches and none that its author declared`() throws {
    let declared = Label(value: .fictional, reason: .declaration(.fictional, rule: "declared"), issuedAt: Example.noon)
    _ = try store.record([Example.record("i-4", labels: [Example.label(), declared])])
    _ = try store.decide(decision("i-4", nil, .reject))
    #expect(try store.labels(of: "i-4").map(\.value) == [.fictional])
  }

  @Test func `what a person has decided already doesn't enter the queue, until that has expired`() throws {
    _ = try store.decide(decision("i-1", nil, .reject, expires: 100))
    var record = Example.record("i-1", labels: [], at: Example.time(20))
    record.decision.queued[0].claim = "sock-hat"
    _ = try store.record([record])
    #expect(try store.reviews().map(\.item) == ["i-2"])
    record.decision.decidedAt = Example.time(200)
    record.decision.weight.value = 0.5
    _ = try store.record([record])
    #expect(try store.reviews().map(\.claim) == ["sock-cake", "sock-hat"])
  }

  @Test func `what was withdrawn counts no more, and the review is open again`() throws {
    _ = try store.decide(decision("i-1", "sock-cake", .confirm))
    let events = try store.decide(decision("i-1", "sock-cake", .withdraw, at: 11))
    #expect(events.map(\.isNegated) == [true])
    #expect(try store.standingManual("i-1", at: Example.time(12)) == [])
    #expect(try store.standingManual("i-1", at: Example.time(10)).map(\.action) == [.confirm])
    #expect(try store.reviews().map(\.item) == ["i-1", "i-2"])
    #expect(try store.manualDecisions(of: "i-1").map(\.number) == [1, 2])
  }

  @Test func `a later decision on the whole item replaces those on its claims`() throws {
    _ = try store.decide(decision("i-1", "sock-cake", .confirm))
    _ = try store.decide(decision("i-1", nil, .reject, at: 11))
    #expect(try store.standingManual("i-1", at: Example.time(12)).map(\.action) == [.reject])
    #expect(try store.labels(of: "i-1") == [])
  }

  @Test func `a claim may be put into the queue by itself, and again after it was closed`() throws {
    try store.openReview(claim: "sock-tea", priority: 10, reason: "hits ten times as much", now: Example.time(1))
    let entry = try #require(try store.reviews().first)
    #expect(entry.item == nil)
    #expect(entry.claim == "sock-tea")
    #expect(entry.reason == "hits ten times as much")
    _ = try store.closeReview(entry.number, .reject, author: "Ann", reason: "A quiet day.", now: Example.time(2))
    #expect(try store.review(entry.number)?.state == .rejected)
    #expect(try store.reviewCount() == 2)
    try store.openReview(claim: "sock-tea", priority: 11, reason: "again", now: Example.time(3))
    #expect(try store.review(entry.number)?.state == .open)
    #expect(try store.review(entry.number)?.author == nil)
  }

  static let refusals: [(String, StoreError.Kind, @Sendable (inout ManualDecision) -> Void)] = [
    ("nobody has decided it", .refused, { $0.author = "" }),
    ("the reason is empty", .refused, { $0.reason = "" }),
    ("the claim is empty", .refused, { $0.claim = "" }),
    ("it confirms no claim", .refused, { $0.claim = nil }),
    ("the item's last decision has no match with claim \"other\"", .refused, { $0.claim = "other" }),
    ("the weight 1.5 is outside of 0 to 1", .refused, { $0.cap = 1.5 }),
    ("it expires at 2024-05-01T12:00:10Z, before it begins", .refused, { $0.expires = $0.at }),
    ("the record has no item \"i-9\"", .missing, { $0.item = "i-9" }),
  ]

  @Test(arguments: refusals.indices) func `a decision that makes no sense is refused`(index: Int) throws {
    var decision = decision("i-1", "sock-cake", .confirm)
    ManualTests.refusals[index].2(&decision)
    let error = storeError { () throws(StoreError) in _ = try store.decide(decision) }
    #expect(error?.kind == ManualTests.refusals[index].1)
    #expect(error?.found == ManualTests.refusals[index].0)
    #expect(try store.manualDecisions(of: "i-1") == [])
  }

  @Test func `an entry that isn't there is named`() throws {
    let errors = [
      storeError { () throws(StoreError) in try store.setPriority(1, ofReview: 99) },
      storeError { () throws(StoreError) in
        _ = try store.closeReview(99, .reject, author: "Ann", reason: "x", now: Example.noon)
      },
    ]
    #expect(errors.map { $0?.found } == ["there is no entry 99", "there is no entry 99"])
    #expect(try store.review(99) == nil)
  }
}
