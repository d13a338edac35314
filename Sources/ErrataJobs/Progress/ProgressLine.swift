internal import Foundation

/// How far a run has come.
package struct RunProgress: Hashable, Sendable {
  /// Items judged.
  package var items = 0
  /// Labels attached.
  package var labels = 0
  /// Bytes of input used up.
  package var bytes = 0
  /// Bytes of input in all, where known.
  package var totalBytes: Int?
  /// Seconds since the start.
  package var seconds = 0.0

  /// Nothing done yet.
  package init() {}

  /// One line: items, items a second, labels so far, and share and time left where the size is known.
  package var line: String {
    let rate = seconds > 0 ? Double(items) / seconds : 0
    let start =
      "\(RunProgress.grouped(items)) items  \(RunProgress.grouped(Int(rate)))/s  \(RunProgress.grouped(labels)) labels"
    guard let totalBytes, totalBytes > 0, bytes > 0 else { return start }
    let share = min(1, Double(bytes) / Double(totalBytes))
    let left = seconds / share - seconds
    return "\(RunProgress.bar(share)) \(Int(share * 100))%  \(start)  \(RunProgress.duration(left)) left"
  }

  /// Twenty characters for a share of 1.
  static func bar(_ share: Double) -> String {
    let full = Int(share * 20)
    return String(repeating: "█", count: full) + String(repeating: "░", count: 20 - full)
  }

  /// Digits in groups of three.
  static func grouped(_ value: Int) -> String {
    var digits = String(value)
    var position = digits.count - 3
    while position > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: position))
      position -= 3
    }
    return digits
  }

  /// `12s`, `3m 05s`, `2h 10m`.
  static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(0, seconds.rounded()), 359_999))
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    if whole < 60 { return "\(whole)s" }
    if whole < 3600 { return "\(whole / 60)m \(padded(whole % 60))s" }
    return "\(whole / 3600)h \(padded(whole / 60 % 60))m"
  }
}

/// How far the compiling of an index has come.
package struct CompilingProgress: Hashable, Sendable {
  /// Claims read.
  package var claims = 0
  /// Bytes read, of so many.
  package var bytes = 0
  package var totalBytes = 0
  /// All is read; what is left takes about as long as the reading took.
  package var isWriting = false

  /// Nothing read yet.
  package init() {}

  /// One line: what is done, share and number of claims.
  package var line: String {
    let count = "\(RunProgress.grouped(claims)) claims"
    if isWriting { return "writing  \(count)" }
    let share = totalBytes > 0 ? min(1, Double(bytes) / Double(totalBytes)) : 0
    return "\(RunProgress.bar(share)) \(Int(share * 100))%  reading  \(count)"
  }
}

/// Shows progress on standard error, at most ten times a second, when that is a terminal.
package struct ProgressDisplay {
  private let isShown: Bool
  private var lastShown = -1.0

  /// Shows progress if it is asked for and standard error is a terminal.
  package init(isWanted: Bool) {
    isShown = isWanted && isatty(STDERR_FILENO) == 1
  }

  /// Draws the line anew.
  package mutating func show(_ progress: RunProgress) {
    show(progress.line, seconds: progress.seconds)
  }

  /// Draws a line of other work anew.
  ///
  /// - Parameter seconds: since the work's start.
  package mutating func show(_ line: @autoclosure () -> String, seconds: Double) {
    guard isShown, seconds - lastShown >= 0.1 else { return }
    lastShown = seconds
    // Without wrapping: a line longer than a narrow terminal could not be taken away again.
    emit("\r\u{1B}[K\u{1B}[?7l" + line() + "\u{1B}[?7h")
  }

  /// Takes the line away, for a message or at the end.
  package func clear() {
    if isShown { emit("\r\u{1B}[K") }
  }

  private func emit(_ text: String) {
    try? OutputWriter.standardError.write(Array(text.utf8))
  }
}
