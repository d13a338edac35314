internal import ErrataModel

/// What is kept of exposures: sketches by claim, day, surface, side and series, and how long debunks took. No key and
/// no list of them is among it.
package struct ReachTally: Sendable {
  /// What a sketch is of.
  package struct Cell: Hashable, Sendable {
    /// The claim.
    package var claim: String
    /// The period of the salt under which keys were hashed; sketches of two periods can't be put together.
    package var period: Int
    /// The day, since 1970-01-01.
    package var day: Int
    /// The surface.
    package var surface: String
    /// Whether it is of people who are held out.
    package var isHoldout: Bool
    /// The series.
    package var series: ReachSeries

    /// Names it.
    package init(claim: String, period: Int, day: Int, surface: String, isHoldout: Bool, series: ReachSeries) {
      self.claim = claim
      self.period = period
      self.day = day
      self.surface = surface
      self.isHoldout = isHoldout
      self.series = series
    }
  }

  /// Delays by claim.
  package struct DelayCell: Hashable, Sendable {
    /// The claim.
    package var claim: String
    /// The class of `DelayHistogram`.
    package var bucket: Int

    /// Names it.
    package init(claim: String, bucket: Int) {
      self.claim = claim
      self.bucket = bucket
    }
  }

  /// The sketches.
  package var sketches: [Cell: HyperLogLog] = [:]
  /// How many debunks took how long.
  package var delays: [DelayCell: Int] = [:]

  /// An empty tally.
  package init() {}

  /// Takes an exposure in.
  ///
  /// - Parameters:
  ///   - salt: what the key is hashed with, kept apart from the tally.
  ///   - period: the salt's period.
  package mutating func add(_ exposure: Exposure, salt: [UInt8], period: Int, holdout: Holdout) {
    let hash = KeyHash.hash(exposure.user, salt: salt)
    let isHoldout = holdout.holds(exposure.user)
    let day = Int((exposure.at.milliseconds / 86_400_000))
    for series in exposure.series {
      let cell = Cell(
        claim: exposure.claim, period: period, day: day, surface: exposure.surface, isHoldout: isHoldout,
        series: series)
      sketches[cell, default: HyperLogLog()].insert(hash: hash)
    }
    guard let delay = exposure.delay else { return }
    delays[DelayCell(claim: exposure.claim, bucket: DelayHistogram.bucket(seconds: delay)), default: 0] += 1
  }

  /// The report on a claim, or on all of them together. A person who was counted under two salts counts twice.
  package func report(claim: String?) -> ReachReport {
    let cells = sketches.filter { claim == nil || $0.key.claim == claim }
    var histogram = DelayHistogram()
    for (cell, count) in delays where claim == nil || cell.claim == claim {
      histogram.counts[cell.bucket, default: 0] += count
    }
    let surfaces = Set(cells.keys.map(\.surface)).sorted()
    let days = Set(cells.keys.map(\.day)).sorted()
    return ReachReport(
      claim: claim, total: row(cells) { _ in true }, medianSeconds: histogram.median,
      surfaces: surfaces.map { name in (name, row(cells) { $0.surface == name }) },
      days: days.map { day in (day, row(cells) { $0.day == day }) },
      effect: ReachEffect(treated: row(cells) { !$0.isHoldout }, holdout: row(cells) { $0.isHoldout }))
  }

  private func row(_ cells: [Cell: HyperLogLog], _ isWanted: (Cell) -> Bool) -> ReachReport.Row {
    var unions: [ReachSeries: [Int: HyperLogLog]] = [:]
    for (cell, sketch) in cells where isWanted(cell) {
      unions[cell.series, default: [:]][cell.period, default: HyperLogLog()].formUnion(sketch)
    }
    // Over periods in their order, so that the sum is the same each time.
    func sum(_ series: ReachSeries) -> Double {
      (unions[series] ?? [:]).sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.estimate }
    }
    let reached = sum(.reached) > 0 ? sum(.reached) : overlap(unions)
    return ReachReport.Row(exposed: sum(.exposed), reached: min(sum(.exposed), reached), opened: sum(.opened))
  }

  /// Who saw both, where callers don't say: exposed and debunked less their union, which is rough where few did.
  private func overlap(_ unions: [ReachSeries: [Int: HyperLogLog]]) -> Double {
    (unions[.debunked] ?? [:]).sorted { $0.key < $1.key }.reduce(0) { sum, debunked in
      guard let exposed = unions[.exposed]?[debunked.key] else { return sum }
      let both = exposed.estimate + debunked.value.estimate - exposed.union(debunked.value).estimate
      return sum + max(0, both)
    }
  }
}
