internal import ErrataModel

/// Reads a rating: its words by the table, a number only where there are no words.
struct RatingReader: Sendable {
  /// What a rating comes to.
  struct Outcome: Hashable, Sendable {
    /// The verdict; `unproven` when the rating isn't known.
    var verdict: Verdict
    /// The rating as readers are shown it.
    var words: String
    /// Why the rating isn't known; `nil` when it is.
    var unknown: String?
  }

  private let table: RatingTable

  init(table: RatingTable = .shipped) {
    self.table = table
  }

  /// Reads a rating.
  func read(_ rating: FoundRating, publisher domain: String, languages: [String]) -> Outcome {
    let scale = RatingScale(rating) ?? RatingScale(shown: rating.words)
    if let scale, scale.shown == rating.words {
      return Outcome(verdict: scale.verdict, words: scale.shown, unknown: nil)
    }
    guard !rating.words.isEmpty, RatingScale.number(rating.words) == nil else {
      let shown = scale.map(\.shown) ?? (rating.words.isEmpty ? rating.value : rating.words)
      guard let scale else {
        let why = shown.isEmpty ? "the review has no rating" : "the rating \(shown) has no scale to measure it by"
        return Outcome(verdict: .unproven, words: shown, unknown: why)
      }
      return Outcome(verdict: scale.verdict, words: shown, unknown: nil)
    }
    if let verdict = table.verdict(of: rating.words, publisher: domain, languages: languages) {
      return Outcome(verdict: verdict, words: rating.words, unknown: nil)
    }
    let hint = scale.map { "; its number \($0.shown) would mean \($0.verdict.rawValue)" } ?? ""
    return Outcome(
      verdict: .unproven, words: rating.words, unknown: "the rating “\(rating.words)” isn't in the table\(hint)")
  }
}

/// A rating in numbers on a scale that the publisher states.
///
/// The share of the way from worst to best decides, so that any scale will do: below one eighth `false`, below five
/// eighths `misleading`, above it `true`. On the usual scale from 1 to 5 that is 1, 2 and 3, 4 and 5.
struct RatingScale: Hashable, Sendable {
  /// The rating.
  let value: Double
  /// The best there is.
  let best: Double
  /// The worst there is.
  let worst: Double

  /// Reads a scale; `nil` without all three numbers, when best and worst are the same, and for a rating outside.
  init?(_ rating: FoundRating) {
    guard let value = RatingScale.number(rating.value.isEmpty ? rating.words : rating.value),
      let best = RatingScale.number(rating.best),
      let worst = RatingScale.number(rating.worst), best != worst, min(best, worst)...max(best, worst) ~= value
    else { return nil }
    (self.value, self.best, self.worst) = (value, best, worst)
  }

  /// What the rating means.
  var verdict: Verdict {
    switch (value - worst) / (best - worst) {
    case ..<0.125: .false
    case ..<0.625: .misleading
    default: .true
    }
  }

  /// The scale in words, as it goes into a corpus.
  var shown: String {
    "\(RatingScale.text(value)) (worst \(RatingScale.text(worst)), best \(RatingScale.text(best)))"
  }

  /// Reads what `shown` writes.
  init?(shown text: String) {
    guard text.contains("(worst "), text.utf8.count < 60 else { return nil }
    let numbers = text.split { !($0.isNumber || $0 == "." || $0 == "-") }.map(String.init)
    guard numbers.count == 3 else { return nil }
    self.init(FoundRating(value: numbers[0], best: numbers[2], worst: numbers[1]))
  }

  /// A number with a point or a comma; `nil` for other text.
  static func number(_ text: String) -> Double? {
    let text = text.filter { !$0.isWhitespace }.map { $0 == "," ? "." : $0 }
    guard let number = Double(String(text)), number.isFinite, abs(number) < 1e6 else { return nil }
    return number
  }

  private static func text(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
