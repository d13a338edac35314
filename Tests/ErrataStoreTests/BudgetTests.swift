import ErrataModel
import ErrataStore
import Foundation
import Testing

/// What each claim labelled, from one run of a worker to the next.
@Suite struct BudgetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let plain = ClaimBudget(claim: "swans", windowSeconds: 60, window: 29_500_000, hits: 7, mean: 3.25)
  private static let held = ClaimBudget(
    claim: "caf\u{E9}\u{0}x", windowSeconds: 60, window: 1, hits: 9, mean: 0.1,
    quarantine: .init(since: Timestamp(milliseconds: 1_770_000_000_123), hits: 9, allowed: 5))

  @Test func `budgets are read as they were saved, replaced, and forgotten`() throws {
    let path = folder.file()
    var store = try DecisionStore(path: path, mode: .readWrite)
    #expect(try store.budgets().isEmpty)
    try store.saveBudgets([])
    try store.saveBudgets([BudgetTests.plain, BudgetTests.held])
    try store.close()
    store = try DecisionStore(path: path, mode: .readWrite)
    #expect(try store.budgets() == [BudgetTests.held, BudgetTests.plain])
    var released = BudgetTests.held
    (released.quarantine, released.mean) = (nil, 9)
    try store.saveBudgets([released], forgetting: ["swans", "none"])
    #expect(try store.budgets() == [released])
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a store that is read only takes none`() throws {
    let path = folder.file()
    try DecisionStore(path: path, mode: .readWrite).close()
    let store = try DecisionStore(path: path, mode: .readOnly)
    #expect(throws: StoreError.self) { try store.saveBudgets([BudgetTests.plain]) }
  }
}
