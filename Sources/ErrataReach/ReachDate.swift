internal import ErrataModel

/// Days as people write them.
package enum ReachDate {
  /// A day, counted since 1970-01-01, as `YYYY-MM-DD`.
  package static func text(day: Int) -> String {
    String(Timestamp(milliseconds: Int64(day) * 86_400_000).description.prefix(10))
  }

  /// Seconds in words, the two largest parts: `2 d 3 h`.
  package static func text(seconds: Double) -> String {
    var rest = Int(seconds.rounded())
    let parts = [(86_400, "d"), (3600, "h"), (60, "min"), (1, "s")].compactMap { size, name -> String? in
      let count = rest / size
      rest %= size
      return count > 0 ? "\(count) \(name)" : nil
    }
    return parts.isEmpty ? "0 s" : parts.prefix(2).joined(separator: " ")
  }
}
