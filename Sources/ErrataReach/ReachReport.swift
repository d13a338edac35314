/// How many of those who saw a rumor the debunk reached.
package struct ReachReport: Hashable, Sendable {
  /// One row of counts.
  package struct Row: Hashable, Sendable {
    /// People who saw the rumor, about.
    package var exposed = 0.0
    /// Of them those who saw the debunk afterwards.
    package var reached = 0.0
    /// People who opened it.
    package var opened = 0.0

    /// A row of counts.
    package init(exposed: Double = 0, reached: Double = 0, opened: Double = 0) {
      self.exposed = exposed
      self.reached = reached
      self.opened = opened
    }

    /// Share of the exposed whom the debunk reached; `nil` where nobody was exposed.
    package var share: Double? { exposed > 0 ? min(1, reached / exposed) : nil }
  }

  /// The claim; `nil` for all together.
  package var claim: String?
  /// All people.
  package var total: Row
  /// Median seconds from exposure to debunk; `nil` when it isn't known.
  package var medianSeconds: Double?
  /// By surface.
  package var surfaces: [(name: String, row: Row)]
  /// By day, as days since 1970-01-01.
  package var days: [(day: Int, row: Row)]
  /// What the recommendation changed.
  package var effect: ReachEffect

  /// A report.
  package init(
    claim: String?, total: Row, medianSeconds: Double?, surfaces: [(name: String, row: Row)],
    days: [(day: Int, row: Row)], effect: ReachEffect
  ) {
    self.claim = claim
    self.total = total
    self.medianSeconds = medianSeconds
    self.surfaces = surfaces
    self.days = days
    self.effect = effect
  }

  /// Equal by all that it says.
  package static func == (a: ReachReport, b: ReachReport) -> Bool {
    a.claim == b.claim && a.total == b.total && a.medianSeconds == b.medianSeconds && a.effect == b.effect
      && a.surfaces.elementsEqual(b.surfaces, by: ==) && a.days.elementsEqual(b.days, by: ==)
  }

  /// Hashes what tells reports apart.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(claim)
    hasher.combine(total)
  }
}

/// The difference between those who got recommendations and the holdout.
package struct ReachEffect: Hashable, Sendable {
  /// Those who got recommendations.
  package var treated: ReachReport.Row
  /// Those who were held out.
  package var holdout: ReachReport.Row
  /// The difference of the shares with its 95 % interval; `nil` when there are too few people to tell.
  package var difference: Interval?

  /// A number with its bounds.
  package struct Interval: Hashable, Sendable {
    /// The number.
    package var value: Double
    /// Its lower bound.
    package var low: Double
    /// Its upper bound.
    package var high: Double
  }

  /// People that each side needs before a difference is told.
  package static let least = 100.0

  /// Compares the two sides.
  package init(treated: ReachReport.Row, holdout: ReachReport.Row) {
    self.treated = treated
    self.holdout = holdout
    difference = ReachEffect.difference(treated, holdout)
  }

  /// In words, honest ones where the sample is too small.
  package var words: String {
    guard let difference else {
      return "too few people to tell: \(Int(treated.exposed.rounded())) with recommendations and "
        + "\(Int(holdout.exposed.rounded())) held out, where each side needs \(Int(ReachEffect.least))"
    }
    if difference.low > 0 { return "the debunk reaches more with recommendations" }
    return difference.high < 0
      ? "the debunk reaches fewer with recommendations" : "no difference can be told from chance"
  }

  /// Newcombe's interval of the difference of two shares (1998, method 10), from Wilson's of each, widened by the error
  /// of the sketches.
  private static func difference(_ a: ReachReport.Row, _ b: ReachReport.Row) -> Interval? {
    guard a.exposed >= least, b.exposed >= least, let first = a.share, let second = b.share else { return nil }
    let (one, two) = (wilson(first, a.exposed), wilson(second, b.exposed))
    let value = first - second
    let sketch = 1.96 * HyperLogLog.standardError * (2 * (first * first + second * second)).squareRoot()
    func root(_ x: Double, _ y: Double) -> Double { (x * x + y * y + sketch * sketch).squareRoot() }
    return Interval(
      value: value, low: max(-1, value - root(first - one.low, two.high - second)),
      high: min(1, value + root(one.high - first, second - two.low)))
  }

  /// Wilson's score interval of a share (1927), at 95 %.
  private static func wilson(_ share: Double, _ count: Double) -> (low: Double, high: Double) {
    let z = 1.96
    let center = share + z * z / (2 * count)
    let spread = z * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    let whole = 1 + z * z / count
    return ((center - spread) / whole, (center + spread) / whole)
  }
}
