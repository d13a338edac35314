internal import ArgumentParser
internal import ErrataJobs
internal import ErrataServer
internal import ErrataStore
internal import Foundation
internal import Logging

/// `errata serve`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the worker as a service: HTTP and JSON, described at /openapi.json.",
    discussion: """
      Settings come from a file, the environment (ERRATA_LIMITS_ITEMS for limits.items) and the command line; what \
      comes later wins. SIGHUP loads corpus, index, policy and certificate anew, SIGTERM lets requests end and stops.

      Example:
        errata serve --print-config --set limits.items=100 > worker.yaml
      """)

  @OptionGroup var options: ServeOptions

  @Flag(help: "Print all settings with what they mean, secrets hidden, and exit.")
  var printConfig = false

  func run() async throws {
    try await reportingFailures {
      let settings = try options.settings()
      guard !printConfig else { return try Console.print(settings.text, terminator: "") }
      let log = ServeCommand.logger(settings)
      let certificates = try settings.tls.map { try TLSHolder($0) }
      let store = try settings.store.map { try DecisionStore(path: $0, mode: .readWrite) }
      try ServeCommand.checkKeys(settings, store)
      var parts = Service.Parts(settings: settings, store: store)
      parts.log = log
      let libraries = LibraryMetrics()
      libraries.install()
      (parts.certificates, parts.libraries) = (certificates, libraries)
      ServeCommand.warn(settings, certificates, log)
      let (scheme, host) = (certificates == nil ? "http" : "https", settings.host)
      try await ServiceRun(Service(parts), log: log) { port in
        log.info("listening on \(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)")
      }.run()
      try store?.close()
    }
  }

  private static func logger(_ settings: ServeSettings) -> Logger {
    let isJSON =
      switch settings.logFormat {
      case .json: true
      case .text: false
      case .auto: isatty(STDERR_FILENO) != 1
      }
    return Logger(label: "errata") { _ in LogOutput(isJSON: isJSON) }
  }

  /// What isn't wrong and may still harm.
  private static func warn(_ settings: ServeSettings, _ certificates: TLSHolder?, _ log: Logger) {
    for finding in certificates?.findings(now: ClockOptions.machine) ?? [] { log.warning("\(finding)") }
    guard certificates == nil, !settings.isLoopback else { return }
    log.warning(
      """
      \(settings.host) is open to others without TLS: keys and texts travel in the clear; set tls.certificate and \
      tls.key, or let a proxy that speaks TLS call the worker on loopback
      """)
  }

  /// A worker that nobody can call is a mistake.
  private static func checkKeys(_ settings: ServeSettings, _ store: DecisionStore?) throws {
    guard settings.needsKeys, settings.bootstrapKey == nil, let store, try !store.hasKeys else { return }
    throw FileProblem(
      description: "\(store.path): has no API key, and \(settings.host) is open to others; "
        + "make one with `errata keys create --store \(store.path)`")
  }
}

/// The settings that have flags of their own, and all others by name.
struct ServeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The address to listen on (default: 127.0.0.1).", valueName: "address"))
  var host: String?

  @Option(help: ArgumentHelp("The port to listen on; 0 for any that is free (default: 8080).", valueName: "number"))
  var port: String?

  @Option(
    help: ArgumentHelp(
      "Record decisions in this SQLite file (default: errata.sqlite); none for no record.", valueName: "file"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      "A corpus file, or a folder of *.jsonl; may be given several times (default: the store's claims, at first the "
        + "starter corpus).", valueName: "path"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("An index made by `errata index build`, in place of a corpus.", valueName: "file"))
  var index: String?

  @Option(help: ArgumentHelp("A policy in YAML (default: the shipped policy).", valueName: "file"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "A certificate in PEM, then those between it and its root; needs --tls-key (default: no TLS).", valueName: "file"
    ))
  var tlsCertificate: String?

  @Option(help: ArgumentHelp("The certificate's private key, in PEM without a passphrase.", valueName: "file"))
  var tlsKey: String?

  @Option(help: ArgumentHelp("A settings file in YAML.", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "Any setting by its name, as in limits.items=100; may be given several times.", valueName: "name=value"))
  var set: [String] = []

  func validate() throws {
    for pair in set where !pair.contains("=") {
      throw ValidationError("--set takes name=value, as in limits.items=100.")
    }
  }

  /// The settings that result.
  ///
  /// - Throws: what is wrong with them, with lines.
  func settings() throws -> ServeSettings {
    let file = try config.map { ServeSettings.File(name: $0, bytes: try SmallFile.read($0, limit: 1 << 16)) }
    var flags: [(key: String, value: String)] = []
    for (key, value) in [
      ("host", host), ("port", port), ("store", store), ("index", index), ("policy", policy),
      ("tls.certificate", tlsCertificate), ("tls.key", tlsKey),
    ] {
      if let value { flags.append((key, value)) }
    }
    if !corpus.isEmpty { flags.append(("corpus", corpus.joined(separator: ":"))) }
    for pair in set {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      flags.append((String(parts[0]), String(parts[1])))
    }
    return try .load(file: file, environment: ProcessInfo.processInfo.environment, flags: flags)
  }
}
