import ErrataModel
import ErrataReach
import ErrataStore
import Foundation
import GRDB
import Testing

@Suite struct ReachStoreTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func tally(_ users: Range<Int>, claim: String = "c") -> ReachTally {
    var tally = ReachTally()
    for user in users {
      let at = Timestamp(milliseconds: 1_790_000_000_000)
      for kind in [ExposureKind.rumorShown, .debunkShown] {
        let exposure = Exposure(
          user: "user \(user)", claim: claim, surface: "feed", kind: kind, at: at,
          exposedAt: kind == .debunkShown ? at.advanced(bySeconds: -60) : nil)
        tally.add(exposure, salt: [1], period: 1, holdout: Holdout(share: 0.2))
      }
    }
    return tally
  }

  @Test func `batches add up to the same as all at once`() throws {
    let store = try DecisionStore(path: folder.file(), mode: .readWrite)
    try store.add(tally(0..<300))
    try store.add(tally(200..<500))
    try store.add(tally(0..<10, claim: "d"))
    let read = try store.reachTally(claim: "c")
    #expect(read.sketches == tally(0..<500).sketches)
    #expect(read.delays.values.reduce(0, +) == 600)
    #expect(try store.reachClaims() == ["c", "d"])
    #expect(try store.reachTally().sketches.count == read.sketches.count + tally(0..<10).sketches.count)
  }

  @Test func `a damaged sketch is said, not counted`() throws {
    let store = try DecisionStore(path: folder.file(), mode: .readWrite)
    try store.add(tally(0..<3))
    try folder.outsider().write { try $0.execute(sql: "UPDATE reach_sketch SET sketch = x'00'") }
    let error = storeError { () throws(StoreError) in _ = try store.reachTally() }
    #expect(error?.kind == .damaged)
  }
}
