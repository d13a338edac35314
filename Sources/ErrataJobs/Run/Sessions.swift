internal import Errata
internal import ErrataModel
internal import ErrataStore
internal import Foundation
internal import Synchronization

/// Working memory of several threads that decide anew on recorded items.
final class Sessions: Sendable {
  private let slots: [Slot]

  private final class Slot: Sendable {
    let session = Mutex(Engine.Session())
  }

  init(count: Int = ProcessInfo.processInfo.activeProcessorCount) {
    slots = (0..<max(1, count)).map { _ in Slot() }
  }

  /// The decisions that differ from what was recorded, in the order of the items.
  func decide(_ items: [RecordedDecision], with engine: Engine, now: Timestamp) -> [DecisionRecord] {
    spread(items) { recorded, session in
      let decision = engine.decide(recorded.item, now: now, session: &session)
      let isSame = decision.statement == recorded.decision.statement
      return isSame ? nil : DecisionRecord(item: recorded.item, decision: decision)
    }
  }

  /// What comes of each element, in their order, computed on all threads.
  func spread<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element, inout Engine.Session) -> Result?
  ) -> [Result] {
    let share = (elements.count + slots.count - 1) / slots.count
    let parts = Mutex([[Result]](repeating: [], count: slots.count))
    DispatchQueue.concurrentPerform(iterations: slots.count) { number in
      let range = min(number * share, elements.count)..<min((number + 1) * share, elements.count)
      let results = slots[number].session.withLock { session in
        elements[range].compactMap { body($0, &session) }
      }
      parts.withLock { $0[number] = results }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }
}
