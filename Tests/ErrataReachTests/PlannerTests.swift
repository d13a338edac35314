import ErrataModel
import ErrataReach
import ErrataTestSupport
import Testing

/// What the recommendation promises, on thousands of made-up users.
@Suite struct PlannerTests {
  static let now = Timestamp(milliseconds: 1_790_000_000_000)

  private static func ago(_ seconds: Int64) -> Timestamp {
    Timestamp(milliseconds: now.milliseconds - seconds * 1000)
  }

  private static func claim(_ id: String, since: Int64 = 86_400, corrected: Int64? = nil) -> ReachClaim {
    ReachClaim(id: id, labelSince: ago(since), correctedAt: corrected.map { ago($0) }, severity: 0.5, langs: ["en"])
  }

  private static var free: ReachPlanner {
    var policy = ReachPolicy()
    policy.holdout.share = 0
    return ReachPlanner(policy: policy)
  }

  // MARK: Cases.

  @Test func `who saw a rumor whose label stands is due its debunk`() {
    let viewer = ReachViewer(user: "u", seen: [.init(claim: "a", at: PlannerTests.ago(60))])
    let advice = PlannerTests.free.advice(for: viewer, now: PlannerTests.now) { PlannerTests.claim($0) }
    #expect(advice.map(\.claim) == ["a"])
    #expect(advice.map(\.kind) == [.debunk])
  }

  @Test(arguments: [(3599, 0), (3600, 1)] as [(Int64, Int)])
  func `a label must have stood for an hour`(_ row: (since: Int64, due: Int)) {
    let viewer = ReachViewer(user: "u", seen: [.init(claim: "a", at: PlannerTests.ago(60))])
    let advice = PlannerTests.free.advice(for: viewer, now: PlannerTests.now) {
      PlannerTests.claim($0, since: row.since)
    }
    #expect(advice.count == row.due)
  }

  @Test func `nothing is due to who saw nothing, of a claim without a label, or that is unknown`() {
    let planner = PlannerTests.free
    #expect(planner.advice(for: ReachViewer(user: "u", seen: []), now: PlannerTests.now) { _ in nil }.isEmpty)
    let viewer = ReachViewer(user: "u", seen: [.init(claim: "a", at: PlannerTests.ago(60))])
    #expect(planner.advice(for: viewer, now: PlannerTests.now) { _ in nil }.isEmpty)
    #expect(planner.advice(for: viewer, now: PlannerTests.now) { ReachClaim(id: $0) }.isEmpty)
  }

  @Test func `the more recent, graver and oftener seen comes first`() {
    let seen: [ReachViewer.Seen] = [
      .init(claim: "old", at: PlannerTests.ago(500_000)), .init(claim: "new", at: PlannerTests.ago(60)),
      .init(claim: "often", at: PlannerTests.ago(60), times: 5), .init(claim: "grave", at: PlannerTests.ago(60)),
    ]
    let viewer = ReachViewer(user: "u", seen: seen, slots: 4)
    var policy = PlannerTests.free.policy
    policy.perDay = 4
    let advice = ReachPlanner(policy: policy).advice(for: viewer, now: PlannerTests.now) { id in
      var claim = PlannerTests.claim(id)
      if id == "grave" { claim.severity = 1 }
      return claim
    }
    #expect(advice.map(\.claim) == ["grave", "often", "new", "old"])
    #expect(advice.map(\.boost) == advice.map(\.boost).sorted(by: >))
  }

  @Test func `who saw a debunk before it was corrected is due the correction, even with the day's cap reached`() {
    let debunks: [ReachViewer.Debunk] = [
      .init(claim: "a", at: PlannerTests.ago(7200), isOpened: true),
      .init(claim: "x", at: PlannerTests.ago(100), times: 9),
    ]
    let seen: [ReachViewer.Seen] = [
      .init(claim: "a", at: PlannerTests.ago(9000)), .init(claim: "b", at: PlannerTests.ago(9)),
    ]
    let viewer = ReachViewer(user: "u", seen: seen, debunks: debunks, slots: 2)
    let advice = PlannerTests.free.advice(for: viewer, now: PlannerTests.now) {
      PlannerTests.claim($0, corrected: $0 == "a" ? 3600 : nil)
    }
    #expect(advice.map(\.claim) == ["a"])
    #expect(advice.map(\.kind) == [.correction])
  }

  @Test func `one in twenty is held out, always the same ones`() {
    let holdout = Holdout()
    let held = (0..<20_000).filter { holdout.holds("user \($0)") }
    // Five standard deviations of 20,000 draws are 154.
    #expect(abs(held.count - 1000) < 154)
    #expect(held == (0..<20_000).filter { Holdout().holds("user \($0)") })
    #expect(Holdout(share: 0.05, name: "other").holds("user \(held[0])") == false || held.count > 1)
    #expect(!(0..<1000).contains { Holdout(share: 0).holds("\($0)") })
    #expect((0..<1000).allSatisfy { Holdout(share: 1).holds("\($0)") })
  }

  // MARK: Properties.

  @Test(arguments: 1...40) func `no user gets more, again, or against the holdout than the policy says`(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    for _ in 0..<100 {
      let world = World(&random)
      let planner = ReachPlanner(policy: world.policy)
      let advice = planner.advice(for: world.viewer, now: PlannerTests.now) { world.claims[$0] }
      let again = planner.advice(for: world.viewer, now: PlannerTests.now) { world.claims[$0] }
      #expect(advice == again)
      check(advice, world)
    }
  }

  private func check(_ advice: [ReachAdvice], _ world: World) {
    let (policy, viewer) = (world.policy, world.viewer)
    if policy.holdout.holds(viewer.user) { #expect(advice.isEmpty) }
    #expect(advice.count <= max(0, viewer.slots))
    #expect(Set(advice.map(\.claim)).count == advice.count)
    let kinds = advice.map(\.kind)
    #expect(kinds == kinds.sorted { $0 == .correction && $1 != .correction }, "corrections come first")
    let today = viewer.debunks.reduce(0) { $0 + ($1.at > PlannerTests.ago(86_400) ? $1.times : 0) }
    if kinds.contains(.debunk) { #expect(today + advice.count <= policy.perDay) }
    for one in advice {
      let shown = viewer.debunks.filter { $0.claim == one.claim }
      #expect(policy.boosts.contains(one.boost))
      guard one.kind == .debunk else {
        #expect(shown.contains { $0.at < world.claims[one.claim]?.correctedAt ?? $0.at })
        continue
      }
      #expect(!shown.contains { $0.isOpened })
      #expect(shown.reduce(0) { $0 + $1.times } < policy.perClaim)
      #expect(viewer.seen.contains { $0.claim == one.claim })
      #expect(world.claims[one.claim]?.labelSince.map { $0 <= PlannerTests.ago(policy.stableSeconds) } == true)
    }
  }

  /// A user with a history among eight claims, under a policy, all drawn.
  private struct World {
    var policy = ReachPolicy()
    var claims: [String: ReachClaim] = [:]
    var viewer: ReachViewer

    init(_ random: inout SeededRandom) {
      policy.perDay = Int.random(in: 0...5, using: &random)
      policy.perClaim = Int.random(in: 1...3, using: &random)
      policy.stableSeconds = Int64.random(in: 0...7200, using: &random)
      policy.holdout.share = [0, 0.05, 0.5].randomElement(using: &random) ?? 0
      let ids = (0..<8).map { "claim \($0)" }
      for id in ids where Int.random(in: 0..<6, using: &random) > 0 {
        let corrected = Int.random(in: 0..<4, using: &random) == 0 ? Int64.random(in: 0...200_000, using: &random) : nil
        claims[id] = ReachClaim(
          id: id, labelSince: Bool.random(using: &random) ? ago(Int64.random(in: 0...20_000, using: &random)) : nil,
          correctedAt: corrected.map { ago($0) }, severity: Double.random(in: 0...1, using: &random))
      }
      let seen = (0..<Int.random(in: 0...10, using: &random)).map { _ in
        ReachViewer.Seen(
          claim: ids[Int.random(in: 0..<8, using: &random)], at: ago(Int64.random(in: -50...3_000_000, using: &random)),
          times: Int.random(in: 1...9, using: &random))
      }
      let debunks = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        ReachViewer.Debunk(
          claim: ids[Int.random(in: 0..<8, using: &random)], at: ago(Int64.random(in: 0...300_000, using: &random)),
          times: Int.random(in: 1...3, using: &random), isOpened: Bool.random(using: &random))
      }
      viewer = ReachViewer(
        user: "user \(Int.random(in: 0..<1000, using: &random))", seen: seen, debunks: debunks,
        lang: ["en", "zh", nil].randomElement(using: &random) ?? nil, slots: Int.random(in: 0...4, using: &random))
    }
  }
}
