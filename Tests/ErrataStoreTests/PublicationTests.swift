import ErrataModel
import ErrataStore
import Testing

/// Corpus revisions that go live.
@Suite struct PublicationTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore(path: folder.file(), mode: .readWrite)
  }

  private func publish(_ digest: String, _ ids: [String], expected: String? = nil) throws(StoreError) -> Publication {
    let change = RevisionChange(digest: digest, author: "Ann", reason: "Because.", expected: expected)
    return try store.publish(change, claims: ids.map { Example.claim($0) }, now: Example.noon)
  }

  @Test func `the last revision that was published is live`() throws {
    #expect(try store.published == nil)
    let first = try publish("r1", ["a"])
    #expect(first.number == 1 && first.revision == 1 && first.digest == "r1" && first.claims == 1)
    #expect(first.author == "Ann" && first.reason == "Because." && first.at == Example.noon)
    _ = try publish("r2", ["a", "b"], expected: "r1")
    #expect(try store.published?.digest == "r2")
    #expect(try publish("r2", ["a", "b"]).number == 2, "what is live isn't published again")
    #expect(try store.publications().map(\.digest) == ["r1", "r2"])
    #expect(try store.publications(after: 1).map(\.digest) == ["r2"])
  }

  @Test func `claims may go back to what they were`() throws {
    _ = try publish("r1", ["a"])
    _ = try publish("r2", ["b"])
    let back = try publish("r1", ["a"])
    #expect(back.number == 3 && back.revision == 1)
    #expect(try store.claims(revision: back.revision).map(\.id) == ["a"])
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a change that was made on another revision is refused`() throws {
    _ = try publish("r1", ["a"])
    _ = try publish("r2", ["b"])
    let error = storeError { () throws(StoreError) in _ = try publish("r3", ["c"], expected: "r1") }
    #expect(error?.kind == .conflict)
    #expect(error?.found == "revision r2 is live, expected r1")
    #expect(error?.remedy == "Look at what was changed meanwhile, and make the change again on that")
    #expect(try store.counts.revisions == 2)
    let empty = try DecisionStore(path: folder.file("other.sqlite"), mode: .readWrite)
    let none = storeError { () throws(StoreError) in
      _ = try empty.publish(
        RevisionChange(digest: "r", author: "a", reason: "b", expected: "x"), claims: [], now: Example.noon)
    }
    #expect(none?.found == "revision none is live, expected x")
  }

  @Test func `a change without author or reason is refused`() throws {
    for change in [
      RevisionChange(digest: "r1", author: "", reason: "x"), RevisionChange(digest: "r1", author: "x", reason: ""),
    ] {
      let error = storeError { () throws(StoreError) in _ = try store.publish(change, claims: [], now: Example.noon) }
      #expect(error?.found == "the change has no author or no reason")
    }
  }

  @Test func `a few changed claims make the same revision as all of its claims`() throws {
    _ = try publish("r1", ["a", "b"])
    let change = RevisionChange(digest: "r2", author: "Ann", reason: "Two.", expected: "r1")
    let second = try store.publish(
      change, changed: [Example.claim("c"), Example.claim("a", "Other.")], removed: ["b"], count: 2, now: Example.noon)
    #expect(second.revision == 2 && second.claims == 2)
    #expect(try store.claims(revision: 2).map(\.id) == ["a", "c"])
    #expect(try store.claims(revision: 2).first?.text == "Other.")
    #expect(try store.claims(revision: 1).map(\.id) == ["a", "b"])
    #expect(try store.verifyChain().isWhole)
  }

  @Test func `a few changes on a revision that isn't the newest are refused`() throws {
    _ = try publish("r1", ["a"])
    _ = try publish("r2", ["b"])
    _ = try publish("r1", ["a"])
    let change = RevisionChange(digest: "r3", author: "Ann", reason: "x")
    let error = storeError { () throws(StoreError) in
      _ = try store.publish(change, changed: [Example.claim("c")], removed: [], count: 2, now: Example.noon)
    }
    #expect(error?.kind == .refused)
    #expect(error?.found == "the live revision isn't the one that was recorded last")
  }
}
