import ErrataModel
import ErrataStore
import ErrataTestSupport
import GRDB
import Testing

@Suite struct RevisionTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore(path: folder.file(), mode: .readWrite)
  }

  private func changes() throws -> Int? {
    try folder.outsider().read { try Int.fetchOne($0, sql: "SELECT count(*) FROM claim_change") }
  }

  @Test func `a claim can be read as it stood in any revision`() throws {
    let (first, second) = (Example.claim("a", "Socks sing."), Example.claim("a", "Socks sing at night."))
    #expect(try store.recordRevision(digest: "r1", claims: [first], now: Example.noon) == 1)
    #expect(try store.recordRevision(digest: "r2", claims: [Example.claim("b"), second], now: Example.noon) == 2)
    #expect(try store.recordRevision(digest: "r3", claims: [Example.claim("b")], now: Example.noon) == 3)
    #expect(try store.recordRevision(digest: "r4", claims: [first, Example.claim("b")], now: Example.noon) == 4)
    #expect(try (1...4).map { try store.claim("a", revision: $0) } == [first, second, nil, first])
    #expect(try (1...4).map { try store.claim("b", revision: $0)?.id } == [nil, "b", "b", "b"])
    #expect(try changes() == 5)
    #expect(try store.recordRevision(digest: "r5", claims: [], now: Example.noon) == 5)
    #expect(try changes() == 7)
    #expect(try store.recordRevision(digest: "r6", claims: [], now: Example.noon) == 6)
    #expect(try changes() == 7)
    #expect(try store.claim("a", revision: 6) == nil)
  }

  @Test func `a revision that is recorded again is no change`() throws {
    #expect(try store.recordRevision(digest: "r1", claims: [Example.claim("a")], now: Example.noon) == 1)
    #expect(try store.recordRevision(digest: "r2", claims: [Example.claim("b")], now: Example.noon) == 2)
    let before = try changes()
    #expect(try store.recordRevision(digest: "r1", claims: [Example.claim("a")], now: Example.noon) == 1)
    #expect(try changes() == before)
    #expect(try store.recordRevision(digest: "r3", claims: [Example.claim("a")], now: Example.noon) == 3)
    #expect(try store.claim("a", revision: 3) == Example.claim("a"))
    #expect(try store.claim("b", revision: 3) == nil)
    #expect(try store.counts.revisions == 3)
  }

  @Test func `a revision without claims is one`() throws {
    #expect(try store.recordRevision(digest: "r1", claims: [], now: Example.noon) == 1)
    #expect(try store.claim("a", revision: 1) == nil)
  }

  @Test(arguments: [0, 2, -1]) func `a revision that isn't in the record has no claims`(revision: Int) throws {
    _ = try store.recordRevision(digest: "r1", claims: [Example.claim("a")], now: Example.noon)
    let error = storeError { () throws(StoreError) in _ = try store.claim("a", revision: revision) }
    #expect(error?.kind == .missing)
    #expect(
      error?.description == "\(folder.file()): could not read claim \"a\" at revision \(revision): "
        + "the record has no such revision. Take the number from a recorded decision.")
  }

  @Test func `an id that stands twice is refused, also when it isn't new`() throws {
    _ = try store.recordRevision(digest: "r1", claims: [Example.claim("a")], now: Example.noon)
    for claims in [[Example.claim("a"), Example.claim("a")], [Example.claim("b"), Example.claim("b", "Other.")]] {
      let error = storeError { () throws(StoreError) in
        _ = try store.recordRevision(digest: "r2", claims: claims, now: Example.noon)
      }
      #expect(error?.kind == .refused)
      #expect(error?.found == "claim \"\(claims[0].id)\": id: stands twice in the revision")
    }
    #expect(try store.counts.revisions == 1)
    #expect(try changes() == 1)
  }

  @Test func `a claim that could not be read back is refused`() throws {
    var claim = Example.claim("a")
    claim.reviews[0].url = "no address"
    let error = storeError { () throws(StoreError) in
      _ = try store.recordRevision(digest: "r1", claims: [claim], now: Example.noon)
    }
    #expect(error?.kind == .refused)
    #expect(error?.found.hasPrefix("claim \"a\": reviews[0].url: ") == true)
    claim = Example.claim("a")
    claim.expires = Timestamp(milliseconds: .max)
    let late = storeError { () throws(StoreError) in
      _ = try store.recordRevision(digest: "r1", claims: [claim], now: Example.noon)
    }
    #expect(
      late?.found == "claim \"a\": expires: 9223372036854775807 ms is outside of the years 0000 to 9999")
    #expect(try store.counts.revisions == 0)
  }

  @Test func `claims whose ids differ only in how an accent is written are two`() throws {
    let claims = [
      Example.claim("\u{e9}", "One."), Example.claim("e\u{301}", "Two."), Example.claim("e\u{0}", "Three."),
    ]
    #expect(try store.recordRevision(digest: "r1", claims: claims, now: Example.noon) == 1)
    for claim in claims { #expect(try store.claim(claim.id, revision: 1)?.text == claim.text) }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func `every revision can be read whole`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var revisions: [[String: Claim]] = []
    for number in 1...12 {
      var state = revisions.last ?? [:]
      for _ in 0..<5 {
        let id = "c-\(Int.random(in: 0..<8, using: &random))"
        let isGone = Bool.random(using: &random)
        state[id] = isGone ? nil : Example.claim(id, "Text \(Int.random(in: 0..<3, using: &random)).")
      }
      revisions.append(state)
      let found = try store.recordRevision(
        digest: "r\(number)", claims: state.values.shuffled(using: &random), now: Example.noon)
      #expect(found == number, "seed \(seed)")
    }
    for (index, state) in revisions.enumerated() {
      for id in (0..<8).map({ "c-\($0)" }) {
        #expect(try store.claim(id, revision: index + 1) == state[id], "seed \(seed), \(id) at \(index + 1)")
      }
    }
  }

  @Test func `a policy comes back letter by letter`() throws {
    let yaml = "# Politik \u{e9} e\u{301}\u{0}\r\nrules: []\n"
    try store.recordPolicy(version: "p1", yaml: yaml, now: Example.noon)
    try store.recordPolicy(version: "p1", yaml: yaml, now: Example.time(60))
    try store.recordPolicy(version: "p2", yaml: "", now: Example.noon)
    #expect(try store.policy("p1")?.utf8.elementsEqual(yaml.utf8) == true)
    #expect(try store.policy("p2") == "")
    #expect(try store.policy("p3") == nil)
  }

  @Test func `a policy version with another text is refused`() throws {
    try store.recordPolicy(version: "p1", yaml: "rules: []\n", now: Example.noon)
    let error = storeError { () throws(StoreError) in
      try store.recordPolicy(version: "p1", yaml: "rules: []", now: Example.noon)
    }
    #expect(error?.kind == .refused)
    #expect(
      error?.description == "\(folder.file()): could not record the policy p1: "
        + "the version is in the record with another text. "
        + "Give the changed policy a new version; past decisions rest on p1 as it was.")
    #expect(try store.policy("p1") == "rules: []\n")
  }
}
