/// All settings of the worker.
package enum SettingTable {
  /// In the order in which they are printed.
  package static let all: [Setting] = [
    .text("host", \.host, "The address to listen on; 0.0.0.0 for all of the machine."),
    .integer("port", \.port, 0...65_535, "The port to listen on; 0 for any that is free."),
    .optional("store", \.store, "The SQLite file that decisions are recorded in; `none` for no record."),
    .list(
      "corpus", \.files.corpus, "Corpus files, or folders of *.jsonl; without them and an index the store's claims."),
    .optional("index", \.files.index, "An index (`errata index build`), a file or a folder, in place of a corpus."),
    .optional("policy", \.files.policy, "A policy in YAML; without it the shipped policy."),
    .optional(
      "tls.certificate", \.tlsCertificate,
      "A certificate in PEM, then those between it and its root; with it the worker speaks HTTPS."),
    .optional("tls.key", \.tlsKey, "The file of the certificate's private key, in PEM without a passphrase."),
    .integer("workers", \.workers, 0...1024, "Threads that judge; 0 for one a core."),
    .word("mode", \.valves.mode, "live; shadow judges and records but serves weight 1; off serves weight 1 unseen."),
    .number(
      "canary", \.valves.canary, 0...1, "The share of items that are limited, chosen by a stable hash of their ids."),
    .number(
      "budget.factor", \.budget.factor, 0...1_000_000, "How many times its mean a claim may label; 0 for no watch."),
    .integer("budget.minimum", \.budget.minimum, 1...1_000_000_000, "Items that a claim may label in any window."),
    .integer("budget.windowSeconds", \.budget.windowSeconds, 1...86_400, "The window in which labels are counted."),
    .integer("limits.bodyBytes", \.limits.bodyBytes, 1024...1_073_741_824, "Largest body, also decompressed."),
    .integer("limits.items", \.limits.items, 1...10_000, "Most items of a batch."),
    .integer("limits.itemBytes", \.limits.itemBytes, 256...16_777_216, "Largest item, as JSON."),
    .integer("limits.queryBytes", \.limits.queryBytes, 64...4096, "Longest search query."),
    .integer(
      "limits.requestsPerSecond", \.limits.requestsPerSecond, 0...1_000_000,
      "Requests a second of one key, or of one address without keys; 0 for no bound."),
    .integer("limits.connections", \.limits.connections, 1...1_000_000, "Connections at a time; others wait."),
    .integer(
      "limits.queueMilliseconds", \.limits.queueMilliseconds, 1...60_000,
      "Longest wait of a batch before it is judged; what would wait longer is refused with 503."),
    .integer("limits.queueBatches", \.limits.queueBatches, 1...100_000, "Most batches that wait."),
    .integer("limits.recordItems", \.limits.recordItems, 1...10_000_000, "Most decisions that wait to be recorded."),
    .integer("timeouts.headSeconds", \.timeouts.headSeconds, 1...3600, "For the first request's head on a connection."),
    .integer("timeouts.bodySeconds", \.timeouts.bodySeconds, 1...3600, "For a request's body."),
    .integer("timeouts.idleSeconds", \.timeouts.idleSeconds, 1...86_400, "For a connection without a request."),
    .integer("timeouts.drainSeconds", \.timeouts.drainSeconds, 0...3600, "For requests to end after SIGTERM."),
    .integer("reload.watchSeconds", \.watchSeconds, 0...3600, "Between looks whether the files changed; 0 for none."),
    .integer(
      "health.staleHours", \.staleHours, 0...87_600, "Age of the claims at which the worker isn't ready; 0 for none."),
    .word("access.keys", \.keys, "Whether requests need an API key: auto is on everywhere but on loopback."),
    .optional(
      "access.bootstrapKey", \.bootstrapKey, "An admin's token of 32 characters or more that needs no store.",
      isSecret: true),
    .flag("jobs.run", \.runsJobs, "Whether this process does the store's jobs; else `errata work` does."),
    .optional(
      "jobs.folder", \.jobFolder, "The folder whose files jobs of callers may read and write; `none` for none."),
    .flag("access.openMetrics", \.openMetrics, "Whether /metrics needs no key."),
    .optional(
      "reach.saltFile", \.reachSaltFile,
      "The file, apart from the store, with the salt that user keys of exposures are hashed with; `none` for memory."),
    .integer("reach.saltDays", \.reachSaltDays, 1...366, "Days after which that salt is replaced."),
    .number("reach.holdout", \.reachHoldout, 0...1, "The share of users who are recommended nothing, to measure by."),
    .word("log.format", \.logFormat, "text, json, or auto: text on a terminal and JSON elsewhere."),
    .word("log.requests", \.requestLog, "Which requests are logged: none, errors (status 500 and above) or all."),
  ]

  /// The setting with a name.
  package static func setting(_ key: String) -> Setting? {
    all.first { $0.key == key }
  }
}
