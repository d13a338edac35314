internal import Foundation
package import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Synchronization
internal import UnixSignals

/// Runs a service until it is told to stop.
///
/// The first SIGTERM or SIGINT makes health say that the worker isn't ready, lets requests end that have begun, and
/// stops; a second one stops at once. SIGHUP loads the files anew.
package struct ServiceRun: Sendable {
  private let service: Service
  private let log: Logger
  private let onListening: @Sendable (Int) -> Void

  /// A run of a service.
  ///
  /// - Parameter onListening: is told the port once calls are taken.
  package init(_ service: Service, log: Logger, onListening: @escaping @Sendable (Int) -> Void) {
    self.service = service
    self.log = log
    self.onListening = onListening
  }

  /// Listens, loads, and serves until a signal says to stop.
  ///
  /// - Throws: when the address can't be listened on, or the first load fails.
  package func run() async throws {
    let loops = MultiThreadedEventLoopGroup.singleton
    let server = try Listener(service: service, log: log, onListening: onListening).server(loops: loops)
    var configuration = ServiceGroupConfiguration(services: [server], logger: log)
    configuration.maximumGracefulShutdownDuration = .seconds(service.settings.timeouts.drainSeconds)
    let group = ServiceGroup(configuration: configuration)
    let failure = FirstFailure()
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await obeySignals(group) }
      tasks.addTask { await watchFiles() }
      tasks.addTask { await tendStore() }
      tasks.addTask { await loadFirst(failure, group) }
      defer { tasks.cancelAll() }
      do { try await group.run() } catch { throw ServiceRun.explained(error, service.settings) }
    }
    if let error = failure.error { throw error }
    service.close()
    log.info("stopped")
  }

  private func loadFirst(_ failure: FirstFailure, _ group: ServiceGroup) async {
    do { _ = try await service.loader.reload() } catch {
      failure.error = error
      service.drain()
      await group.triggerGracefulShutdown()
    }
  }

  /// Why the address can't be listened on, with what to do.
  private static func explained(_ error: any Error, _ settings: ServeSettings) -> any Error {
    guard let error = error as? IOError else { return error }
    let place = "\(settings.host):\(settings.port)"
    switch error.errnoCode {
    case EADDRINUSE:
      return ListenError("\(place) is in use by another program; choose another --port, or stop that one")
    case EACCES: return ListenError("\(place) can't be listened on without more rights; choose a port above 1023")
    default: return ListenError("\(place) can't be listened on: \(error); check --host and --port")
    }
  }

  private func obeySignals(_ group: ServiceGroup) async {
    let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup)
    for await signal in signals {
      if signal == .sighup {
        log.info("SIGHUP: loading anew")
        _ = try? await service.reload()
        continue
      }
      // Nothing is lost: what was acknowledged is on the disk.
      if service.isDraining { _exit(128 + signal.rawValue) }
      log.info("\(signal): stopping after requests that have begun")
      service.drain()
      await group.triggerGracefulShutdown()
      leaveInTime()
    }
  }

  /// Ends the process some time after the drain, should anything hang.
  private func leaveInTime() {
    let seconds = service.settings.timeouts.drainSeconds + 5
    Thread.detachNewThread { [log] in
      Thread.sleep(forTimeInterval: Double(seconds))
      log.error("requests didn't end within the time to stop; leaving")
      _exit(1)
    }
  }

  /// What time brings: labels expire, and kept answers go.
  private func tendStore() async {
    while (try? await Task.sleep(for: .seconds(2))) != nil { await service.tend() }
  }

  private func watchFiles() async {
    let seconds = service.settings.watchSeconds
    guard seconds > 0 else { return }
    while (try? await Task.sleep(for: .seconds(seconds))) != nil {
      _ = await service.loader.reloadIfChanged()
      if service.certificates?.isChanged == true { try? service.reloadCertificate() }
    }
  }
}

/// Why the first load failed.
private final class FirstFailure: Sendable {
  private let held = Mutex<(any Error)?>(nil)

  var error: (any Error)? {
    get { held.withLock { $0 } }
    set { held.withLock { $0 = newValue } }
  }
}

/// Why the worker can't listen.
struct ListenError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
