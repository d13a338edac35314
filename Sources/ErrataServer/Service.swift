internal import Errata
internal import ErrataModel
package import ErrataStore
internal import Foundation
package import Logging
internal import Synchronization

/// The worker as a service: takes calls, gives answers. It knows nothing of sockets, so that tests can call it as the
/// listener does.
package final class Service: Sendable {
  /// What it is made of.
  package struct Parts: Sendable {
    /// The settings.
    package var settings: ServeSettings
    /// The store; `nil` for none.
    package var store: DecisionStore?
    /// The clock on the wall.
    package var clock = WallClock.system
    /// The log.
    package var log = Logger(label: "errata")

    /// Names the parts.
    package init(settings: ServeSettings, store: DecisionStore? = nil) {
      self.settings = settings
      self.store = store
    }
  }

  let settings: ServeSettings
  let store: DecisionStore?
  let clock: WallClock
  let log: Logger
  let metrics = ServiceMetrics()
  let budgets: ClaimBudgets
  let pool: WorkerPool
  let rates: RateLimits
  let access: Access
  let recorder: Recorder?
  let desk: StoreDesk
  let underway = RequestsUnderway()
  let manual: ManualBook?
  let salt: ReachSalt
  private let jobs: JobThread?
  let streams = Atomic<Int>(0)
  let start: Timestamp
  /// What serves.
  package let holder = EngineHolder()
  /// Loads it.
  package let loader: EngineLoader
  /// The routes.
  package let router: Router
  let description: [UInt8]
  private let valvesNow: Mutex<Valves>
  private let draining = Atomic<Bool>(false)
  private let closed = Atomic<Bool>(false)

  /// A service; nothing is loaded yet.
  package init(_ parts: Parts) {
    let settings = parts.settings
    (self.settings, store, clock, log) = (settings, parts.store, parts.clock, parts.log)
    start = parts.clock.now()
    budgets = ClaimBudgets(settings.budget)
    let workers = settings.workers > 0 ? settings.workers : ProcessInfo.processInfo.activeProcessorCount
    pool = WorkerPool(
      count: workers,
      bounds: .init(
        jobs: settings.limits.queueBatches, wait: .milliseconds(settings.limits.queueMilliseconds)))
    rates = RateLimits(perSecond: settings.limits.requestsPerSecond)
    access = Access(settings: settings, store: parts.store, clock: parts.clock)
    recorder = parts.store.map { Recorder(store: $0, limit: settings.limits.recordItems, log: parts.log) }
    salt = ReachSalt(path: settings.reachSaltFile, days: settings.reachSaltDays)
    desk = StoreDesk(store: parts.store)
    manual = parts.store.map { ManualBook(store: $0) }
    jobs =
      settings.runsJobs
      ? parts.store.map { JobThread(store: $0, workers: workers, clock: parts.clock, log: parts.log) } : nil
    loader = EngineLoader(
      files: settings.files, store: parts.store, manual: manual, holder: holder, clock: parts.clock, metrics: metrics,
      log: parts.log)
    router = Router(RouteTable.all)
    description = OpenAPI.document(RouteTable.all, limits: settings.limits)
    valvesNow = Mutex(settings.valves)
  }

  /// The safety valves that hold from the next request on.
  package var valves: Valves {
    get { valvesNow.withLock { $0 } }
    set { valvesNow.withLock { $0 = newValue } }
  }

  /// Whether the worker is about to stop.
  package var isDraining: Bool { draining.load(ordering: .relaxed) }

  /// From now on health says that the worker isn't ready, and streams end.
  package func drain() {
    draining.store(true, ordering: .relaxed)
  }

  /// Ends the threads after what they have begun; a second time there is nothing to do.
  package func close() {
    drain()
    guard !closed.exchange(true, ordering: .relaxed) else { return }
    pool.close()
    recorder?.close()
    jobs?.close()
  }
}
