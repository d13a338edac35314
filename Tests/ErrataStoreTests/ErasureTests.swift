import ErrataModel
import ErrataStore
import Foundation
import Testing

@Suite struct ErasureTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore
  private let text = "A private matter of Mr. Sock."

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
    _ = try store.record([Example.record("i-1", text), Example.record("i-1", "Edited.", at: Example.time(5))])
  }

  @Test func `a deleted text is nowhere in the file, and the chain holds`() throws {
    #expect(try store.erase(item: "i-1", author: "Ann", reason: "Asked for.", now: Example.time(9)) == 2)
    let last = try #require(try store.latest("i-1"))
    #expect(last.isErased)
    #expect(last.item == Item(id: "i-1", content: .text("")))
    #expect(last.decision.labels.count == 1)
    let report = try store.verifyChain()
    #expect(report.isWhole, "\(report.findings)")
    try store.close()
    for name in ["record.sqlite", "record.sqlite-wal"] {
      let bytes = (try? Data(contentsOf: URL(fileURLWithPath: folder.file(name)))) ?? Data()
      #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name)")
    }
  }

  @Test func `a text that was deleted doesn't come back with the same item`() throws {
    _ = try store.erase(item: "i-1", author: "Ann", reason: "Asked for.", now: Example.time(9))
    _ = try store.record([Example.record("i-1", text, weight: 0.5, at: Example.time(20))])
    #expect(try store.latest("i-1")?.isErased == true)
    #expect(try store.latest("i-1")?.decision.weight.value == 0.5)
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `an item that isn't there, and a deletion without a reason, are refused`() {
    let missing = storeError { () throws(StoreError) in
      _ = try store.erase(item: "i-9", author: "Ann", reason: "x", now: Example.noon)
    }
    #expect(missing?.kind == .missing)
    let refused = storeError { () throws(StoreError) in
      _ = try store.erase(item: "i-1", author: "Ann", reason: "", now: Example.noon)
    }
    #expect(refused?.found == "the deletion has no author or no reason")
  }
}
