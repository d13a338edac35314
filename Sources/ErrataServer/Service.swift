internal import Errata
package import ErrataCorpus
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
    /// What libraries measure; `nil` for nothing.
    package var libraries: LibraryMetrics?
    /// What connections are secured with; `nil` for no TLS.
    package var certificates: TLSHolder?
    /// The clock on the wall.
    package var clock = WallClock.system
    /// When changes of claims are taken above an index, and when it is made anew.
    package var sizes = LiveCorpus.Sizes()
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
  let certificates: TLSHolder?
  let libraries: LibraryMetrics?
  let clock: WallClock
  let log: Logger
  let metrics = ServiceMetrics()
  let labelTimes: LabelTimes
  let budgets: ClaimBudgets
  let pool: WorkerPool
  let rates: RateLimits
  let access: Access
  let recorder: Recorder?
  let desk: StoreDesk
  let underway = RequestsUnderway()
  let manual: StandingBook?
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
  /// When match budgets were saved last.
  let budgetsSaved: Mutex<Timestamp>

  /// A service; nothing is loaded yet.
  package init(_ parts: Parts) {
    let settings = parts.settings
    (self.settings, store, clock, log) = (settings, parts.store, parts.clock, parts.log)
    (certificates, libraries) = (parts.certificates, parts.libraries)
    start = parts.clock.now()
    labelTimes = LabelTimes(store: parts.store)
    budgetsSaved = Mutex(start)
    budgets = ClaimBudgets(settings.budget, saved: Service.savedBudgets(parts))
    let workers = settings.workers > 0 ? settings.workers : ProcessInfo.processInfo.activeProcessorCount
    pool = WorkerPool(
      count: workers,
      bounds: .init(
        jobs: settings.limits.queueBatches, wait: .milliseconds(settings.limits.queueMilliseconds)))
    rates = RateLimits(perSecond: settings.limits.requestsPerSecond)
    access = Access(settings: settings, store: parts.store, clock: parts.clock)
    recorder = parts.store.map { [holder] store in
      Recorder(store: store, limit: settings.limits.recordItems, log: parts.log) { holder.current?.engine.policy }
    }
    salt = ReachSalt(path: settings.reachSaltFile, days: settings.reachSaltDays)
    desk = StoreDesk(store: parts.store)
    manual = parts.store.map { StandingBook(store: $0) }
    jobs =
      settings.runsJobs
      ? parts.store.map { JobThread(store: $0, workers: workers, clock: parts.clock, log: parts.log) } : nil
    loader = EngineLoader(
      files: settings.files, store: parts.store, manual: manual, holder: holder, clock: parts.clock, metrics: metrics,
      log: parts.log, sizes: parts.sizes)
    router = Router(RouteTable.all)
    description = OpenAPI.document(RouteTable.all, limits: settings.limits)
    valvesNow = Mutex(settings.valves)
  }

  /// What is known of claims from before; a store that can't be read will be told of by whatever needs it.
  private static func savedBudgets(_ parts: Parts) -> [ClaimBudget] {
    guard let store = parts.store else { return [] }
    do { return try store.budgets() } catch {
      parts.log.error("match budgets start without a past: \(error)")
      return []
    }
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
    saveBudgets(now: clock.now())
    jobs?.close()
  }
}
