internal import Synchronization

/// Requests a second for each caller: a token bucket that holds one second's worth.
final class RateLimits: Sendable {
  private struct Bucket {
    var tokens: Double
    var filled: ContinuousClock.Instant
  }

  private let perSecond: Double
  private let buckets = Mutex<[String: Bucket]>([:])

  /// Callers that are remembered; past it those whose bucket is full are forgotten.
  private static let limit = 10_000

  /// Limits; 0 for none.
  init(perSecond: Int) {
    self.perSecond = Double(perSecond)
  }

  /// Takes a token.
  ///
  /// - Returns: `nil` when there was one, else the seconds until there is.
  func take(_ caller: String, at now: ContinuousClock.Instant) -> Int? {
    guard perSecond > 0 else { return nil }
    return buckets.withLock { buckets in
      if buckets.count >= RateLimits.limit, buckets[caller] == nil {
        buckets = buckets.filter { now - $0.value.filled < .seconds(1) }
        if buckets.count >= RateLimits.limit { return 1 }
      }
      var bucket = buckets[caller] ?? Bucket(tokens: perSecond, filled: now)
      let elapsed = max(0, (now - bucket.filled) / .seconds(1))
      bucket.tokens = min(perSecond, bucket.tokens + elapsed * perSecond)
      bucket.filled = now
      defer { buckets[caller] = bucket }
      guard bucket.tokens >= 1 else { return 1 }
      bucket.tokens -= 1
      return nil
    }
  }
}
