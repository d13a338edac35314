/// A report as a picture in SVG: how many were exposed and reached, day by day.
package enum ReachChart {
  private static let size = (width: 640.0, height: 320.0)
  private static let inner = (left: 56.0, top: 40.0, right: 624.0, bottom: 272.0)

  /// The picture.
  package static func svg(_ report: ReachReport) -> String {
    let most = max(1, report.days.map(\.row.exposed).max() ?? 0)
    let title = escaped(report.claim.map { "Reach of \($0)" } ?? "Reach of all claims")
    var text = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" role="img" aria-labelledby="t d" \
      font-family="system-ui,sans-serif" font-size="12">
      <title id="t">\(title)</title>
      <desc id="d">\(escaped(description(report)))</desc>
      <rect width="640" height="320" fill="#fff"/>
      <text x="56" y="24" font-size="14" font-weight="bold">\(title)</text>
      <line x1="56" y1="272" x2="624" y2="272" stroke="#444"/>
      <text x="50" y="44" text-anchor="end">\(Int(most.rounded()))</text>
      <text x="50" y="272" text-anchor="end">0</text>

      """
    text += report.days.enumerated().map { bar($1, at: $0, of: report.days.count, most: most) }.joined()
    return text + """
      <rect x="56" y="298" width="12" height="12" fill="#9db4d0"/><text x="74" y="308">saw the rumor</text>
      <rect x="184" y="298" width="12" height="12" fill="#0b4a8f"/><text x="202" y="308">saw the debunk after it</text>
      </svg>

      """
  }

  /// The report in a sentence.
  package static func description(_ report: ReachReport) -> String {
    let share = report.total.share.map { "\(Int(($0 * 100).rounded())) %" } ?? "none"
    return "\(Int(report.total.exposed.rounded())) people saw the rumor, the debunk reached "
      + "\(Int(report.total.reached.rounded())) of them (\(share)) over \(report.days.count) days"
  }

  private static func bar(
    _ day: (day: Int, row: ReachReport.Row), at place: Int, of count: Int, most: Double
  ) -> String {
    let step = (inner.right - inner.left) / Double(max(1, count))
    let x = inner.left + step * Double(place) + step * 0.15
    func rect(_ value: Double, _ color: String) -> String {
      let height = (inner.bottom - inner.top) * min(1, value / most)
      let (left, top) = (tenths(x), tenths(inner.bottom - height))
      return "<rect x=\"\(left)\" y=\"\(top)\" width=\"\(tenths(step * 0.7))\" height=\"\(tenths(height))\""
        + " fill=\"\(color)\"/>\n"
    }
    let label =
      count <= 12 || place % (count / 6) == 0
      ? "<text x=\"\(tenths(x))\" y=\"288\">\(ReachDate.text(day: day.day))</text>\n" : ""
    return rect(day.row.exposed, "#9db4d0") + rect(day.row.reached, "#0b4a8f") + label
  }

  private static func tenths(_ value: Double) -> String { String((value * 10).rounded() / 10) }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
      }
    }
  }
}
