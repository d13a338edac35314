/// The worker's settings, checked and typed. `SettingTable` tells what each means.
package struct ServeSettings: Hashable, Sendable {
  /// Bounds on what a caller may send.
  package struct Limits: Hashable, Sendable {
    /// Bytes of a body, also when it was decompressed.
    package var bodyBytes = 8 << 20
    /// Items of a batch.
    package var items = 500
    /// Bytes of an item's JSON.
    package var itemBytes = 1 << 20
    /// Bytes of a query.
    package var queryBytes = 4096
    /// Requests a second of one key, or of one address where keys are off; 0 for no bound.
    package var requestsPerSecond = 0
    /// Connections at a time.
    package var connections = 1024
    /// Milliseconds that a batch may have to wait before it is judged.
    package var queueMilliseconds = 250
    /// Batches that wait.
    package var queueBatches = 256
    /// Decisions that wait to be recorded.
    package var recordItems = 20_000
  }

  /// When a caller or the worker has taken too long.
  package struct Timeouts: Hashable, Sendable {
    /// Seconds for a request's head on a new connection.
    package var headSeconds = 10
    /// Seconds for its body.
    package var bodySeconds = 30
    /// Seconds that a connection may be idle.
    package var idleSeconds = 75
    /// Seconds for requests to end when the worker stops.
    package var drainSeconds = 20
  }

  /// How many items a claim may label.
  package struct Budget: Hashable, Sendable {
    /// How many times its mean a claim may hit in a window; 0 turns the watch off.
    package var factor = 20.0
    /// What it may hit in any case.
    package var minimum = 500
    /// The window's length.
    package var windowSeconds = 60

    /// The defaults.
    package init() {}
  }

  /// Whether keys are needed.
  package enum Keys: String, CaseIterable, Hashable, Sendable {
    /// On all addresses but loopback.
    case auto
    case on
    case off
  }

  /// The form of the log.
  package enum LogFormat: String, CaseIterable, Hashable, Sendable {
    /// Text on a terminal, JSON elsewhere.
    case auto
    case text
    case json
  }

  /// Which requests the log tells of.
  package enum RequestLog: String, CaseIterable, Hashable, Sendable {
    case none
    /// Those that the worker failed to answer well (status 500 and above).
    case errors
    case all
  }

  /// The address to listen on.
  package var host = "127.0.0.1"
  /// The port; 0 for any that is free.
  package var port = 8080
  /// The store's file; `nil` for none.
  package var store: String? = "errata.sqlite"
  /// Claims and policy.
  package var files = EngineFiles()
  /// The certificate's file; `nil` for no TLS.
  package var tlsCertificate: String?
  /// The file of its private key.
  package var tlsKey: String?
  /// Threads that judge; 0 for one a core.
  package var workers = 0
  /// Bounds on requests.
  package var limits = Limits()
  /// Bounds on time.
  package var timeouts = Timeouts()
  /// Safety valves at the start.
  package var valves = Valves()
  /// Match budgets.
  package var budget = Budget()
  /// Seconds between looks at the files; 0 for none.
  package var watchSeconds = 2
  /// Hours after which unchanged claims make the worker not ready; 0 for never.
  package var staleHours = 0
  /// Whether keys are needed.
  package var keys = Keys.auto
  /// An admin's token that needs no store.
  package var bootstrapKey: String?
  /// The folder that jobs of callers may read and write; `nil` for none.
  package var jobFolder: String?
  /// Whether this process does the store's jobs.
  package var runsJobs = true
  /// Whether `/metrics` is open to callers without a key.
  package var openMetrics = true
  /// The file that the salt for exposures is kept in, apart from the store; `nil` for memory alone.
  package var reachSaltFile: String?
  /// Days after which that salt is replaced.
  package var reachSaltDays = 30
  /// Share of users who are recommended nothing.
  package var reachHoldout = 0.05
  /// The log's form.
  package var logFormat = LogFormat.auto
  /// Which requests are logged.
  package var requestLog = RequestLog.errors

  /// The defaults.
  package init() {}

  /// Whether the address is this machine's own.
  package var isLoopback: Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

  /// The files of the certificate, where there is one.
  package var tls: TLSFiles? {
    guard let tlsCertificate, let tlsKey else { return nil }
    return TLSFiles(certificate: tlsCertificate, key: tlsKey)
  }

  /// Whether requests need a key.
  package var needsKeys: Bool { keys == .on || (keys == .auto && !isLoopback) }
}
