import ErrataModel
import ErrataReach
import Testing

@Suite struct ReportTests {
  private static let start = Timestamp(milliseconds: 1_790_000_000_000)
  private static let salt: [UInt8] = [1, 2, 3]

  /// A tally of users of whom some are reached an hour after.
  private static func tally(
    users: Range<Int>, reached: (Int) -> Bool, holdout: Holdout = Holdout(share: 0), tells: Bool = true
  ) -> ReachTally {
    var tally = ReachTally()
    for user in users {
      let id = "user \(user)"
      let saw = Exposure(user: id, claim: "c", surface: user % 2 == 0 ? "feed" : "search", kind: .rumorShown, at: start)
      tally.add(saw, salt: salt, period: 1, holdout: holdout)
      guard reached(user) else { continue }
      let debunk = Exposure(
        user: id, claim: "c", surface: "feed", kind: .debunkShown, at: start.advanced(bySeconds: 3600),
        exposedAt: tells ? start : nil)
      tally.add(debunk, salt: salt, period: 1, holdout: holdout)
    }
    return tally
  }

  @Test func `the report tells exposed, reached, share, time and surfaces`() throws {
    let report = ReportTests.tally(users: 0..<2000) { $0 % 4 == 0 }.report(claim: "c")
    #expect(abs(report.total.exposed / 2000 - 1) < 0.06)
    #expect(abs(try #require(report.total.share) - 0.25) < 0.03)
    let median = try #require(report.medianSeconds)
    #expect(median > 3000 && median < 4200)
    #expect(report.surfaces.map(\.name) == ["feed", "search"])
    #expect(report.days.count == 1)
  }

  @Test func `where callers don't say when the rumor was seen, the overlap is estimated`() throws {
    let report = ReportTests.tally(users: 0..<2000, reached: { $0 % 4 == 0 }, tells: false).report(claim: "c")
    #expect(abs(try #require(report.total.share) - 0.25) < 0.1)
    #expect(report.medianSeconds == nil)
  }

  @Test func `another claim has nothing`() {
    let report = ReportTests.tally(users: 0..<10) { _ in true }.report(claim: "other")
    #expect(report.total == ReachReport.Row())
    #expect(report.days.isEmpty)
  }

  @Test func `keys of two salts can't be told to be the same, and count twice`() {
    var tally = ReachTally()
    for period in 1...2 {
      for user in 0..<500 {
        let saw = Exposure(user: "\(user)", claim: "c", surface: "feed", kind: .rumorShown, at: ReportTests.start)
        tally.add(saw, salt: [UInt8(period)], period: period, holdout: Holdout(share: 0))
      }
    }
    #expect(abs(tally.report(claim: nil).total.exposed - 1000) < 70)
  }

  @Test func `the holdout's difference has an interval that covers it`() throws {
    let holdout = Holdout(share: 0.3)
    let reached = { (user: Int) in user % (holdout.holds("user \(user)") ? 10 : 2) == 0 }
    let tally = ReportTests.tally(users: 0..<6000, reached: reached, holdout: holdout)
    let difference = try #require(tally.report(claim: "c").effect.difference)
    #expect(difference.low < 0.4 && 0.4 < difference.high)
    #expect(difference.low > 0.3)
    #expect(tally.report(claim: "c").effect.words == "the debunk reaches more with recommendations")
  }

  @Test func `no difference is told from too few`() {
    let tally = ReportTests.tally(users: 0..<150, reached: { _ in true }, holdout: Holdout(share: 0.3))
    let effect = tally.report(claim: "c").effect
    #expect(effect.difference == nil)
    #expect(effect.words.hasPrefix("too few people to tell: "))
    #expect(effect.words.hasSuffix("where each side needs 100"))
  }

  @Test func `no difference is seen where there is none`() throws {
    let holdout = Holdout(share: 0.5)
    let tally = ReportTests.tally(users: 0..<4000, reached: { $0 % 3 == 0 }, holdout: holdout)
    let effect = tally.report(claim: "c").effect
    let difference = try #require(effect.difference)
    #expect(difference.low < 0 && difference.high > 0)
    #expect(effect.words == "no difference can be told from chance")
  }

  @Test(arguments: [(0, 0), (1, 1), (2, 5), (3, 7), (4, 9), (5, 10), (3600, 48)] as [(Int64, Int)])
  func `delays fall into classes a quarter apart`(_ row: (seconds: Int64, bucket: Int)) {
    #expect(DelayHistogram.bucket(seconds: row.seconds) == row.bucket)
    #expect(DelayHistogram.seconds(bucket: row.bucket) <= Double(row.seconds))
    #expect(Double(row.seconds) < DelayHistogram.seconds(bucket: row.bucket + 1))
  }

  @Test func `the picture is well-formed and says what it shows`() {
    let svg = ReachChart.svg(ReportTests.tally(users: 0..<100) { _ in true }.report(claim: "a<b>&\"c\""))
    #expect(svg.contains("Reach of a&lt;b&gt;&amp;&quot;c&quot;"))
    let full = ReachChart.svg(ReportTests.tally(users: 0..<100) { _ in true }.report(claim: "c"))
    #expect(full.contains("<desc id=\"d\">") && full.hasSuffix("</svg>\n"))
    #expect(full.contains("2026-09-21"))
  }

  @Test(arguments: [(0.4, "0 s"), (59, "59 s"), (3600, "1 h"), (90_061, "1 d 1 h")] as [(Double, String)])
  func `spans of time are told in two parts`(_ row: (seconds: Double, text: String)) {
    #expect(ReachDate.text(seconds: row.seconds) == row.text)
  }
}
