import ErrataModel
import ErrataStore
import GRDB
import Testing

/// Changes of many items from one cause, and appeals.
@Suite struct ReceiptTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
    var copy = Example.record("b", labels: [], weight: 1)
    copy.item.parent = Parent(id: "a", kind: .repost)
    copy.decision.weight = .unlimited
    copy.decision.suppressed = []
    _ = try store.record([Example.record("a"), copy, Example.record("other")])
  }

  /// Halves the weight for each label, so that the tests see what they were given.
  private func overlay(
    _ decision: Decision, _ manual: [ManualDecision], _ inherited: [InheritedLabel]
  ) -> Decision {
    var result = decision
    if manual.contains(where: { $0.action == .reject }) {
      result.labels = []
      result.weight = .unlimited
    }
    for label in inherited {
      result.labels.append(Label(value: label.value, reason: .inherited(label.inheritance), issuedAt: Example.noon))
      result.weight.value = (label.cap ?? 1) + 0.125
    }
    return result
  }

  private func reversal(_ kind: ReceiptCause.Kind = .retraction, labels: [Label] = [], at second: Double) -> Reversal {
    var reversal = Reversal(cause: ReceiptCause(kind: kind, claim: "sock-tea"), author: "Ann", reason: "Wrong.")
    reversal.records = [
      Example.record("a", labels: labels, weight: labels.isEmpty ? 1 : 0.25, at: Example.time(second))
    ]
    return reversal
  }

  private func apply(
    _ reversal: Reversal, at second: Double, isDryRun: Bool = false
  ) throws -> (receipt: Receipt, items: [ReceiptItem])? {
    try store.apply(reversal, now: Example.time(second), isDryRun: isDryRun, overlay: overlay, elapsed: { 12 })
  }

  @Test func `a receipt tells labels and weights of the items and of all that had them from there`() throws {
    let (receipt, items) = try #require(try apply(reversal(at: 5), at: 5))
    #expect(receipt.number == 1)
    #expect(receipt.items == 2)
    #expect(receipt.milliseconds == 12)
    #expect(items.map(\.item) == ["a", "b"])
    #expect(items.map(\.before.weight) == [0.25, 0.375])
    #expect(items.map(\.after) == [ItemState(weight: 1, labels: []), ItemState(weight: 1, labels: [])])
    #expect(items[1].before.labels == [.init(value: .rumor, claim: "sock-tea", source: .propagation)])
    #expect(try store.receipt(1) == receipt)
    #expect(try store.receipts(item: "b").map(\.number) == [1])
    #expect(try store.receipts(item: "other") == [])
    #expect(try store.receiptItem(1, "b") == items[1])
    #expect(try store.receiptItems(1, after: "a") == [items[1]])
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a dry run tells the same and changes nothing`() throws {
    let dry = try #require(try apply(reversal(at: 5), at: 5, isDryRun: true))
    #expect(dry.items.map(\.item) == ["a", "b"])
    #expect(try store.receipts() == [])
    #expect(try store.labels(of: "b").count == 1)
    #expect(try store.latest("a")?.sequence == 1)
    let real = try #require(try apply(reversal(at: 5), at: 5))
    #expect(real.items == dry.items)
    #expect(real.receipt.digest == dry.receipt.digest)
  }

  @Test func `what comes back is told with what it was before, also where labels are inherited`() throws {
    _ = try apply(reversal(at: 5), at: 5)
    var undo = reversal(.undo, labels: [Example.label(at: Example.time(9))], at: 9)
    undo.undoes = 1
    let (receipt, items) = try #require(try apply(undo, at: 9))
    #expect(receipt.undoes == 1)
    #expect(try store.receipt(1)?.undoneBy == 2)
    #expect(items.map(\.before.weight) == [1, 1])
    #expect(items.map(\.after.weight) == [0.25, 0.375])
    var again = undo
    again.records = []
    let error = storeError { () throws(StoreError) in
      _ = try store.apply(again, now: Example.time(10), overlay: overlay, elapsed: { 0 })
    }
    #expect(error?.kind == .conflict)
    #expect(error?.description.contains("receipt 1 was undone already, by receipt 2") == true)
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `nothing that changes makes no receipt`() throws {
    var same = reversal(at: 5)
    same.records = []
    #expect(try apply(same, at: 5) == nil)
  }

  @Test(arguments: [("", "Why."), ("Ann", "")]) func `a reversal has an author and a reason`(
    author: String, reason: String
  ) throws {
    var empty = reversal(at: 5)
    (empty.author, empty.reason) = (author, reason)
    let error = storeError { () throws(StoreError) in
      _ = try store.apply(empty, now: Example.time(5), overlay: overlay, elapsed: { 0 })
    }
    #expect(error?.description.contains("the change has no author or no reason") == true)
  }

  @Test func `a receipt that isn't there can't be undone`() throws {
    var undo = reversal(.undo, at: 5)
    undo.undoes = 7
    let error = storeError { () throws(StoreError) in
      _ = try store.apply(undo, now: Example.time(5), overlay: overlay, elapsed: { 0 })
    }
    #expect(error?.kind == .missing)
    #expect(error?.description.contains("there is no receipt 7") == true)
  }

  @Test func `an edit by which labels go makes a receipt, another edit makes none`() throws {
    let kept = Example.record("a", "Tea of socks heals a leg.", at: Example.time(3))
    #expect(try store.record([kept], overlay: overlay) == 1)
    #expect(try store.receipts() == [])
    _ = try store.record([Example.record("a", "Socks.", labels: [], weight: 1, at: Example.time(4))], overlay: overlay)
    let receipt = try #require(try store.receipts().first)
    #expect(receipt.cause == ReceiptCause(kind: .edit, item: "a"))
    #expect(try store.receiptItems(1).map(\.item) == ["a", "b"])
    #expect(try store.verifyChain().isWhole)
  }

  @Test(arguments: [
    ("UPDATE receipt_item SET json = replace(json, '0.25', '0.75') WHERE item = 1", "receipt 1: what it says of its"),
    ("UPDATE receipt SET reason = 'Right.'", "receipt 1: its digest is"),
    ("DELETE FROM receipt_item WHERE item = 3", "receipt 1: what it says of its items was changed"),
  ])
  func `what was done to a receipt is found`(sql: String, finding: String) throws {
    _ = try apply(reversal(at: 5), at: 5)
    try folder.outsider().write { db in
      for name in ["receipt_update", "receipt_item_update", "receipt_item_delete"] {
        try db.execute(sql: "DROP TRIGGER \(name)")
      }
      try db.execute(sql: sql)
    }
    let findings = try store.verifyChain().findings.map { "\($0)" }
    #expect(findings.contains { $0.contains(finding) }, "\(findings)")
  }

  private func appeal(_ item: String = "a", _ claim: String = "sock-tea", reason: String = "I deny it.") -> Appeal {
    Appeal(
      item: item, claim: claim, author: "k-1", reason: reason, openedAt: Example.time(2), deadline: Example.time(90))
  }

  @Test func `an appeal is opened, listed by deadline, and closed once`() throws {
    let opened = try store.open(appeal())
    #expect(opened.number == 1)
    #expect(try store.appeals(.open).map(\.number) == [1])
    #expect(try store.appeals(item: "other") == [])
    let closed = try store.rejectAppeal(1, by: "Ann", reason: "It says so.", now: Example.time(4))
    #expect(closed.state == .rejected)
    #expect(try store.appeal(1) == closed)
    let error = storeError { () throws(StoreError) in
      _ = try store.rejectAppeal(1, by: "Ann", reason: "Again.", now: Example.time(5))
    }
    #expect(error?.description.contains("appeal 1 was rejected already") == true)
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `an inherited label can be contested, and an upheld appeal has its receipt`() throws {
    _ = try store.open(appeal("b"))
    var reversal = Reversal(
      cause: ReceiptCause(kind: .appeal, claim: "sock-tea", subject: "1", item: "b"), author: "Ann", reason: "Right.")
    reversal.manual = [
      ManualDecision(
        item: "b", claim: "sock-tea", action: .reject, author: "Ann", reason: "Right.", at: Example.time(6))
    ]
    reversal.appeal = 1
    let (receipt, items) = try #require(try apply(reversal, at: 6))
    #expect(items.map(\.item) == ["b"])
    #expect(try store.appeal(1)?.state == .upheld)
    #expect(try store.appeal(1)?.receipt == receipt.number)
    #expect(try store.appealCounts().map(\.upheld) == [1])
    #expect(try store.labels(of: "b") == [])
  }

  @Test(arguments: [
    ("none", "sock-tea", "Why.", "the record has no item"), ("a", "sock-hat", "Why.", "has no label by claim"),
    ("a", "sock-tea", "", "no author or no reason"),
  ])
  func `an appeal needs an item, its label and a reason`(
    item: String, claim: String, reason: String, message: String
  ) throws {
    let error = storeError { () throws(StoreError) in _ = try store.open(appeal(item, claim, reason: reason)) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func `one label is contested once at a time`() throws {
    _ = try store.open(appeal())
    let error = storeError { () throws(StoreError) in _ = try store.open(appeal()) }
    #expect(error?.kind == .conflict)
  }
}
