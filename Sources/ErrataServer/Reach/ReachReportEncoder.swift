package import ErrataJSON
package import ErrataReach

/// Writes reports on reach as JSON.
package enum ReachReportEncoder {
  /// Writes the members of a report's object.
  package static func members(of report: ReachReport, _ writer: inout JSONWriter) {
    writer.member("claim", report.claim)
    writer.key("total")
    writer.object { row(report.total, &$0) }
    if let median = report.medianSeconds { writer.member("medianSeconds", median) }
    writer.member("surfaces", report.surfaces) { writer, surface in
      writer.object { writer in
        writer.member("surface", surface.name)
        row(surface.row, &writer)
      }
    }
    writer.member("days", report.days) { writer, day in
      writer.object { writer in
        writer.member("day", ReachDate.text(day: day.day))
        row(day.row, &writer)
      }
    }
    writer.key("holdout")
    writer.object { effect(report.effect, &$0) }
  }

  private static func effect(_ effect: ReachEffect, _ writer: inout JSONWriter) {
    writer.key("treated")
    writer.object { row(effect.treated, &$0) }
    writer.key("heldOut")
    writer.object { row(effect.holdout, &$0) }
    if let difference = effect.difference {
      writer.key("difference")
      writer.object { writer in
        writer.member("value", rounded(difference.value))
        writer.member("low", rounded(difference.low))
        writer.member("high", rounded(difference.high))
      }
    }
    writer.member("words", effect.words)
  }

  private static func row(_ row: ReachReport.Row, _ writer: inout JSONWriter) {
    writer.member("exposed", Int(row.exposed.rounded()))
    writer.member("reached", Int(row.reached.rounded()))
    writer.member("opened", Int(row.opened.rounded()))
    if let share = row.share { writer.member("share", rounded(share)) }
  }

  private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
