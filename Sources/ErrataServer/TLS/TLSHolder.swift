package import ErrataModel
internal import Foundation
internal import NIOSSL
internal import Synchronization

/// The certificate that new connections are secured with; another one is taken in when the files change, and
/// connections that are open keep theirs.
package final class TLSHolder: Sendable {
  private struct State {
    var identity: TLSIdentity
    var stamps: [EngineFiles.Stamp?]
    var failure: String?
  }

  /// Where it comes from.
  package let files: TLSFiles
  private let state: Mutex<State>

  /// Reads the files.
  ///
  /// - Throws: `SettingsError` with everything that is wrong with them.
  package init(_ files: TLSFiles) throws(SettingsError) {
    self.files = files
    let stamps = TLSHolder.stamps(files)
    state = Mutex(State(identity: try files.load(), stamps: stamps))
  }

  /// What new connections are secured with.
  var context: NIOSSLContext { state.withLock { $0.identity.context } }

  /// When the certificate ends.
  var expires: Timestamp { state.withLock { $0.identity.expires } }

  /// Why the last try to read the files was refused; `nil` when it went well.
  var failure: String? { state.withLock { $0.failure } }

  /// What should be looked at.
  package func findings(now: Timestamp) -> [Diagnostic] {
    let identity = state.withLock { $0.identity }
    return identity.findings(files, now: now)
  }

  /// Whether the files look different from how they did when they were last read.
  var isChanged: Bool {
    let stamps = TLSHolder.stamps(files)
    return state.withLock { $0.stamps != stamps }
  }

  /// Reads the files anew.
  ///
  /// - Throws: `SettingsError`; then the certificate that was there goes on.
  func reload() throws(SettingsError) {
    let stamps = TLSHolder.stamps(files)
    do throws(SettingsError) {
      let identity = try files.load()
      state.withLock { $0 = State(identity: identity, stamps: stamps) }
    } catch {
      state.withLock { state in
        state.stamps = stamps
        state.failure = error.findings.map(\.description).joined(separator: "; ")
      }
      throw error
    }
  }

  private static func stamps(_ files: TLSFiles) -> [EngineFiles.Stamp?] {
    [files.certificate, files.key].map { EngineFiles.Stamp(path: $0) }
  }
}
