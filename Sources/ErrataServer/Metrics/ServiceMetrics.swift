internal import ErrataModel

/// What the worker counts.
struct ServiceMetrics: Sendable {
  let requests = MetricFamily(
    "errata_http_requests_total", .counter, "Requests by operation and status.", labels: ["operation", "status"])
  let latency = MetricFamily(
    "errata_http_request_duration_seconds", .histogram(ServiceMetrics.seconds),
    "Seconds from the arrival of a request's head to its answer, by operation.", labels: ["operation"])
  let inFlight = MetricFamily("errata_http_requests_in_flight", .gauge, "Requests being answered.")
  let items = MetricFamily(
    "errata_items_total", .counter, "Items by what came of them: judged, faulty or undecided.", labels: ["outcome"])
  let labels = MetricFamily("errata_labels_total", .counter, "Labels attached, by value.", labels: ["value"])
  let suppressed = MetricFamily(
    "errata_suppressed_total", .counter, "Matches that did not become labels, by reason.", labels: ["reason"])
  let queued = MetricFamily("errata_queued_total", .counter, "Matches for the review queue.")
  let weights = MetricFamily(
    "errata_weight", .histogram([0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.5, 2]),
    "Weights of items whose weight isn't exactly 1.")
  let recorded = MetricFamily("errata_recorded_total", .counter, "Decisions that were new to the record.")
  let timeToLabel = MetricFamily(
    "errata_time_to_label_seconds", .histogram([0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600, 21_600, 86_400]),
    "Seconds from the publication of a change of claims to the label of the last item it touches, by cause.",
    labels: ["cause"])
  let reloads = MetricFamily(
    "errata_reloads_total", .counter, "Loads of corpus, index and policy, by result.", labels: ["result"])
  let quarantines = MetricFamily("errata_quarantines_total", .counter, "Claims that went past their match budget.")
  let quarantined = MetricFamily("errata_quarantined_claims", .gauge, "Claims in quarantine.")
  let queueItems = MetricFamily("errata_queue_items", .gauge, "Items that wait to be judged.")
  let recordQueue = MetricFamily("errata_record_queue_items", .gauge, "Decisions that wait to be recorded.")
  let claims = MetricFamily("errata_index_claims", .gauge, "Claims in the index that serves.")
  let indexAge = MetricFamily(
    "errata_index_age_seconds", .gauge, "Seconds since the claims that serve were last changed.")
  let generation = MetricFamily("errata_index_generation", .gauge, "Loads since the start.")
  let info = MetricFamily(
    "errata_index_info", .gauge, "1 for the corpus revision, policy and mode that serve.",
    labels: ["corpus_revision", "policy", "normalizer", "mode"])
  let certificateExpiry = MetricFamily(
    "errata_certificate_expiry_seconds", .gauge, "Seconds until the certificate ends; 0 without TLS.")
  let uptime = MetricFamily("errata_uptime_seconds", .gauge, "Seconds since the start.")

  private static let seconds = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10,
  ]

  /// All families, in the order in which they are told.
  var all: [MetricFamily] {
    [
      requests, latency, inFlight, items, labels, suppressed, queued, weights, recorded, timeToLabel, reloads,
      quarantines, quarantined, queueItems, recordQueue, claims, indexAge, generation, info, certificateExpiry,
      uptime,
    ]
  }

  /// Counts a batch.
  func note(_ tally: Tally) {
    let judged = tally.items - tally.faults - tally.undecided
    if judged > 0 { items.add(Double(judged), "judged") }
    if tally.faults > 0 { items.add(Double(tally.faults), "faulty") }
    if tally.undecided > 0 { items.add(Double(tally.undecided), "undecided") }
    for (value, count) in tally.labels { labels.add(Double(count), value.rawValue) }
    for (reason, count) in tally.suppressed { suppressed.add(Double(count), reason.rawValue) }
    if tally.queued > 0 { queued.add(Double(tally.queued)) }
    if !tally.weights.isEmpty { weights.observe(tally.weights) }
  }
}
