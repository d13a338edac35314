import GRDB
import Testing

@testable import ErrataStore

@Suite struct DurabilityTests {
  @Test func `what is acknowledged was synced, and rows refer to rows`() throws {
    let folder = try TemporaryFolder()
    let store = try DecisionStore.example(in: folder)
    let settings = try store.write("look at the settings") { db in
      try ["synchronous", "foreign_keys"].map { try Int.fetchOne(db, sql: "PRAGMA \($0)") }
    }
    #expect(settings == [2, 1])
  }
}
