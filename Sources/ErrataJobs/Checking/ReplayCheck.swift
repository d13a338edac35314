internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
package import ErrataStore
internal import Foundation
internal import Synchronization

/// Computes recorded decisions again, from the recorded item, claims and policy, with the recorded clock.
package struct ReplayCheck {
  /// A decision that comes out otherwise.
  package struct Difference: Hashable, Sendable, CustomStringConvertible {
    /// The decision's sequence.
    package var decision: Int
    /// The item's id.
    package var item: String
    /// The members that differ, each with what was recorded and what came out.
    package var members: [String]

    /// `decision 12 on item "a": weight: recorded 0.9, computed 0.26`.
    package var description: String { "decision \(decision) on item \"\(item)\": \(members.joined(separator: "; "))" }
  }

  /// What was found.
  package struct Report: Hashable, Sendable {
    /// Decisions that came out the same, bit for bit.
    package var same = 0
    /// Those that didn't; at most `limit` of them.
    package var differences: [Difference] = []
    /// How many didn't.
    package var differenceCount = 0
    /// Decisions by another normalizer than this program's, which can't be computed again.
    package var otherNormalizer = 0
    /// Decisions on items whose content was deleted on request.
    package var erased = 0
    /// Decisions that retention has sealed.
    package var sealed = 0
    /// Differences that are kept.
    package static let limit = 1000

    /// Nothing computed yet.
    package init() {}
  }

  private let store: DecisionStore
  private let stop: StopFlag
  private var engines = EngineCache()

  /// A check of a store, ended early by a raised flag.
  package init(store: DecisionStore, stop: StopFlag) {
    self.store = store
    self.stop = stop
  }

  /// Computes all decisions from a sequence on.
  ///
  /// - Throws: `StoreError`, and `JobFault`, `PolicyError` and the like when what a decision rests on can't be used.
  package mutating func run(from first: Int = 1) throws -> Report {
    var report = Report()
    var last = first - 1
    while !stop.isRaised {
      let page = try store.decisions(after: last, limit: 1000)
      guard let end = page.last else { break }
      last = end.sequence
      try check(page, &report)
    }
    return report
  }

  private mutating func check(_ page: [RecordedDecision], _ report: inout Report) throws {
    report.sealed += page.count { $0.seal != nil }
    let page = page.filter { $0.seal == nil }
    report.erased += page.count { $0.isErased }
    let current = page.filter { !$0.isErased && $0.decision.normalizerVersion == Engine.normalizerVersion }
    report.otherNormalizer += page.count { !$0.isErased } - current.count
    for group in current.chunked(by: { $0.engineKey == $1.engineKey }) {
      guard let one = group.first else { continue }
      let engine = try engines.engine(of: one, in: store)
      let differences = ReplayCheck.differences(group, engine)
      report.same += group.count - differences.count
      report.differenceCount += differences.count
      for difference in differences {
        if report.differences.count < Report.limit { report.differences.append(difference) }
      }
    }
  }

  /// Those of a group that come out otherwise, in order; judged on all cores.
  private static func differences(_ group: [RecordedDecision], _ engine: Engine) -> [Difference] {
    let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, group.count / 16))
    let share = (group.count + workers - 1) / workers
    let parts = Mutex([[Difference]](repeating: [], count: workers))
    DispatchQueue.concurrentPerform(iterations: workers) { number in
      var session = Engine.Session()
      let range = min(number * share, group.count)..<min((number + 1) * share, group.count)
      let found = group[range].compactMap { recorded -> Difference? in
        let again = engine.decide(recorded.item, again: recorded.decision, session: &session)
        return difference(recorded, again)
      }
      parts.withLock { $0[number] = found }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }

  private static func difference(_ recorded: RecordedDecision, _ again: Decision) -> Difference? {
    let (before, after) = (bytes(recorded.decision), bytes(again))
    if before == after { return nil }
    var members: [String] = []
    if case .object(let old) = try? JSONParser.parse(before), let new = try? JSONParser.parse(after) {
      for member in old where new[member.key] != member.value {
        members.append(
          "\(member.key): recorded \(text(member.value)), computed \(new[member.key].map(text) ?? "nothing")")
      }
    }
    return Difference(decision: recorded.sequence, item: recorded.item.id, members: members)
  }

  private static func text(_ value: JSONValue) -> String {
    var writer = JSONWriter()
    writer.value(value)
    return writer.string.shortened
  }

  private static func bytes(_ decision: Decision) -> [UInt8] {
    var writer = JSONWriter()
    DecisionEncoder.encode(decision, into: &writer)
    return writer.bytes
  }
}

/// A few engines of recorded revisions and policies, the one used last kept longest.
private struct EngineCache {
  private var engines: [(key: [String], engine: Engine)] = []
  private static let size = 4

  mutating func engine(of recorded: RecordedDecision, in store: DecisionStore) throws -> Engine {
    let key = recorded.engineKey
    if let place = engines.firstIndex(where: { $0.key == key }) {
      let found = engines.remove(at: place)
      engines.append(found)
      return found.engine
    }
    let decision = recorded.decision
    let engine = try JobEngine.recorded(
      revision: recorded.revision, digest: decision.corpusRevision, policy: decision.policyVersion, in: store)
    if engines.count == EngineCache.size { engines.removeFirst() }
    engines.append((key, engine))
    return engine
  }
}

extension RecordedDecision {
  /// What an engine for it is made of.
  fileprivate var engineKey: [String] { [decision.corpusRevision, decision.policyVersion] }
}

extension Array {
  /// Consecutive elements that belong together.
  fileprivate func chunked(by belongs: (Element, Element) -> Bool) -> [[Element]] {
    var chunks: [[Element]] = []
    for element in self {
      if let last = chunks.last?.last, belongs(last, element) {
        chunks[chunks.count - 1].append(element)
      } else {
        chunks.append([element])
      }
    }
    return chunks
  }
}
