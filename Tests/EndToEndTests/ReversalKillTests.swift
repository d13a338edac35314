import ErrataTestSupport
import Foundation
import Testing

/// Relabeling and retraction that are killed with SIGKILL at random points: all of it or nothing is there, and what is
/// there in the end is what an undisturbed run leaves, with one receipt.
///
/// Two kills each by default; `ERRATA_KILLS=20` for the long run, `ERRATA_SEED` to repeat one.
@Suite(.serialized) struct ReversalKillTests {
  private static func number(_ variable: String) -> Int? {
    ProcessInfo.processInfo.environment[variable].flatMap { Int($0) }
  }

  /// A change of many items.
  enum Change: String, CaseIterable, Sendable {
    case relabel
    case retract

    /// What is run, apart from the store.
    var arguments: String {
      switch self {
      case .relabel: "relabel --from 1 --to 2 --now 2026-01-02"
      case .retract: "retract swans --reason withdrawn --now 2026-01-02"
      }
    }
  }

  @Test(.timeLimit(.minutes(15)), arguments: Change.allCases)
  func `a change that is killed is there whole or not at all, and ends as if it hadn't been`(change: Change) throws {
    let kills = ReversalKillTests.number("ERRATA_KILLS") ?? 2
    let seed = ReversalKillTests.number("ERRATA_SEED") ?? Int.random(in: 1...1_000_000)
    let tool = try ReversalKillTests.prepare(items: 600 + 120 * kills)
    let (state, milliseconds) = try ReversalKillTests.undisturbed(tool, change)
    var random = SeededRandom(seed: UInt64(seed))
    var (before, after): (Int, Int) = (0, 0)
    for round in 0..<kills {
      let delay = Double.random(in: 0...1, using: &random) * milliseconds / 1000
      let killed = try tool.shell(
        """
        rm -rf k.sqlite k.sqlite-* k.sqlite.items; cp first.sqlite k.sqlite
        "$ERRATA" \(change.arguments) --store k.sqlite >/dev/null 2>&1 & pid=$!
        sleep \(delay); kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
        "$ERRATA" verify --store k.sqlite >/dev/null && "$ERRATA" receipts list --store k.sqlite | wc -l
        """)
      let receipts = try #require(Int(killed.text.filter(\.isNumber)), "\(killed.errors)")
      if receipts == 0 {
        before += 1
        let again = try tool.shell("\"$ERRATA\" \(change.arguments) --store k.sqlite")
        #expect(again.status == 0, "seed \(seed), round \(round): \(again.errors)")
      } else {
        after += 1
      }
      #expect(try ReversalKillTests.state(tool, "k.sqlite") == state, "seed \(seed), round \(round), after \(delay) s")
    }
    // The figures of a run, for people.
    print(
      "\(change.rawValue): kills \(kills), seed \(seed), within \(Int(milliseconds)) ms: \(before) left nothing, "
        + "\(after) left all")
  }

  /// A store with labelled items, their reposts and copies, and a later revision with another claim.
  private static func prepare(items: Int) throws -> Tool {
    let tool = try Tool()
    let second = Tool.claim.replacing("swans", with: "herons")
    try tool.write("1.jsonl", Tool.claim + "\n")
    try tool.write("2.jsonl", Tool.claim + "\n" + second + "\n")
    let bird = { (number: Int) in number % 2 == 0 ? "swans" : "herons" }
    let lines = (0..<items).map { number in
      switch number % 5 {
      case 0...2:
        #"{"id":"i\#(number)","text":"The \#(bird(number)) of Oldtown obey the traffic lights on the bridge. \#(number)"}"#
      case 3: #"{"id":"i\#(number)","text":"","parent":{"id":"i\#(number - 3)","kind":"repost"}}"#
      default: #"{"id":"i\#(number)","text":"We fed the \#(bird(number)), \#(number) of them."}"#
      }
    }
    try tool.write("items.jsonl", lines.joined(separator: "\n"))
    let made = try tool.shell(
      """
      set -e
      "$ERRATA" label --corpus 1.jsonl --store first.sqlite --now 2026-01-01 items.jsonl >/dev/null
      "$ERRATA" corpus publish 2.jsonl --store first.sqlite --reason more --now 2026-01-01T12:00:00Z >/dev/null
      """)
    try #require(made.status == 0, "\(made.errors)")
    return tool
  }

  /// What an undisturbed run leaves, and how long it takes.
  private static func undisturbed(_ tool: Tool, _ change: Change) throws -> (state: [String], milliseconds: Double) {
    let start = ContinuousClock.now
    let run = try tool.shell("cp first.sqlite u.sqlite; \"$ERRATA\" \(change.arguments) --store u.sqlite")
    let time = ContinuousClock.now - start
    try #require(run.status == 0, "\(run.errors)")
    let state = try state(tool, "u.sqlite")
    #expect(state.count > 100)
    return (state, time / .milliseconds(1))
  }

  /// Label events, receipts without the time that they took, and what the check says, but for the chain's last digest,
  /// which covers that time.
  private static func state(_ tool: Tool, _ store: String) throws -> [String] {
    let run = try tool.shell(
      """
      set -e
      "$ERRATA" export labels --format jsonl --store \(store)
      "$ERRATA" receipts list --format json --store \(store) | sed 's/"milliseconds":[0-9]*//'
      "$ERRATA" verify --store \(store) | sed 's|digest [0-9a-f]*||'
      """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.filter { $0.hasPrefix(#"{"receipt""#) }.count == 1)
    return run.lines
  }
}
