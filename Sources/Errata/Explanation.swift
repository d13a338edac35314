/// Why a decision is as it is, in lines for people: text with the matched span marked, claim, review, stance, score
/// terms, policy rule, and the weight's formula with its numbers.
///
/// Text that comes from outside is printed without control and direction characters.
public struct Explanation: Sendable {
  /// The item that was judged.
  public var item: Item
  /// What was decided.
  public var decision: Decision
  /// The matches behind the decision, with their score terms.
  public var matches: [Match]
  /// The claims that the decision names, by id.
  public var claims: [String: Claim]
  /// The policy's floor.
  public var floor: Double
  /// How the policy combines several terms: `minimum` or `product`.
  public var combination: String

  /// Puts together what an explanation needs.
  public init(
    item: Item, decision: Decision, matches: [Match], claims: [String: Claim], floor: Double,
    combination: String
  ) {
    self.item = item
    self.decision = decision
    self.matches = matches
    self.claims = claims
    self.floor = floor
    self.combination = combination
  }

  /// The explanation, line by line.
  public var lines: [String] {
    header + labelLines + suppressionLines + queueLines + weightLines + versionLines
  }

  private var header: [String] {
    let spans =
      decision.labels.compactMap(\.reason.evidence?.spans) + decision.suppressed.map(\.spans)
      + decision.queued.map(\.spans)
    let marked = SpanMarking.mark(item.content.source, spans: spans.first ?? [])
    let truncated = decision.isTruncated ? ["  (longer than what is judged; the rest was not looked at)"] : []
    return ["item \(item.id.printable), decided \(decision.decidedAt)", "  \(marked)"] + truncated
  }

  private var labelLines: [String] {
    guard !decision.labels.isEmpty else { return ["no label"] }
    return decision.labels.flatMap { label in
      let undeclared = label.isUndeclared ? ", not declared by its author" : ""
      let until = label.expires.map { ", until \($0)" } ?? ""
      let head = "label \(label.value.rawValue) by \(label.reason.source.rawValue), rule \(label.reason.rule)"
      return [head + until + undeclared] + evidenceLines(label.reason.evidence)
    }
  }

  private func evidenceLines(_ evidence: Evidence?) -> [String] {
    guard let evidence else { return ["  declared by the author"] }
    return claimLines(evidence.claim, review: evidence.review)
      + matchLines(evidence.claim, stance: evidence.stance, score: evidence.score)
  }

  private var suppressionLines: [String] {
    decision.suppressed.flatMap { suppression in
      ["matched, suppressed: \(suppression.reason.rawValue)"]
        + claimLines(suppression.claim, review: suppression.review)
        + matchLines(suppression.claim, stance: suppression.stance, score: suppression.score)
    }
  }

  private var queueLines: [String] {
    decision.queued.flatMap { queued in
      ["matched, for review"] + claimLines(queued.claim, review: queued.review)
        + matchLines(queued.claim, stance: queued.stance, score: queued.score)
    }
  }

  private func claimLines(_ id: String, review url: String) -> [String] {
    let (name, address) = (id.printable, url.printable)
    guard let claim = claims[id] else { return ["  claim   \(name)", "  review  \(address)"] }
    let found = claim.reviews.first { $0.url == url }
    let byline = found.map { "\($0.publisher.printable) (\($0.datePublished.printable)): \($0.title.printable)" }
    let summary = found.map { ["          \($0.summary.printable)"] } ?? []
    return [
      "  claim   \(name): \(claim.text.printable)", "          verdict \(claim.verdict.rawValue)",
      "  review  \(byline ?? "")", "          \(address)",
    ] + summary
  }

  private func matchLines(_ claim: String, stance: Stance, score: Double) -> [String] {
    let match = matches.first { $0.claim == claim }
    let cues = match?.stance.cues.map(\.rule).joined(separator: ", ") ?? ""
    let terms = scoreTerms(match)
    return [
      "  stance  \(stance.rawValue)" + (cues.isEmpty ? "" : " (\(cues))"),
      "  score   \(score.shortDecimal)" + (terms.isEmpty ? "" : " from \(terms)"),
    ]
  }

  /// The terms that count most, with what each adds to the log odds.
  private func scoreTerms(_ match: Match?) -> String {
    guard let terms = match?.terms.filter({ $0.effect != 0 }), !terms.isEmpty else { return "" }
    let most = terms.sorted { abs($0.effect) > abs($1.effect) }.prefix(Explanation.shownTerms)
    let others = terms.count > most.count ? " and \(terms.count - most.count) more" : ""
    return most.map { term in
      let sign = term.effect > 0 ? "+" : "-"
      return "\(term.name) \(term.value.shortDecimal) (\(sign)\(abs((term.effect * 100).rounded() / 100).shortDecimal))"
    }.joined(separator: ", ") + others
  }

  private static let shownTerms = 6

  private var weightLines: [String] {
    let weight = decision.weight
    guard !weight.terms.isEmpty else { return ["weight \(weight.value.shortDecimal): nothing limits it"] }
    if weight.terms.allSatisfy({ $0.label == nil }) {
      return [
        "weight \(weight.value.shortDecimal): raised by rule \(weight.terms[0].rule), since it refutes a rumor"
      ]
    }
    let terms = weight.terms.map(\.weight.shortDecimal).joined(separator: ", ")
    let head = "weight \(weight.value.shortDecimal) = max(floor \(floor.shortDecimal), \(combination) of \(terms))"
    return [head] + weight.terms.map(line)
  }

  private func line(_ term: WeightTerm) -> String {
    "  \(term.weight.shortDecimal) = 1 - (1 - limit \(term.limit.shortDecimal)) × strength "
      + "\(term.strength.shortDecimal) × decay \(term.decay.shortDecimal)  (rule \(term.rule))"
  }

  private var versionLines: [String] {
    [
      "corpus \(decision.corpusRevision.prefix(12)), policy \(decision.policyVersion), "
        + "normalizer \(decision.normalizerVersion)"
    ]
  }
}

/// Marks matched byte ranges in a text.
enum SpanMarking {
  /// The text with `⟦` and `⟧` around the spans, without control characters; long stretches outside are cut.
  static func mark(_ text: String, spans: [ByteSpan]) -> String {
    let bytes = Array(text.utf8)
    var result = ""
    var position = 0
    for span in spans.sorted() where span.start >= position && span.end <= bytes.count {
      result += outside(bytes[position..<span.start], isFirst: position == 0)
      result += "⟦" + String(decoding: bytes[span.start..<span.end], as: UTF8.self).printable + "⟧"
      position = span.end
    }
    return result + outside(bytes[position...], isFirst: false)
  }

  private static let longest = 240

  private static func outside(_ bytes: ArraySlice<UInt8>, isFirst: Bool) -> String {
    let text = String(decoding: bytes, as: UTF8.self).printable
    guard text.unicodeScalars.count > longest else { return text }
    let scalars = text.unicodeScalars
    let head = String(String.UnicodeScalarView(scalars.prefix(longest / 2)))
    let tail = String(String.UnicodeScalarView(scalars.suffix(longest / 2)))
    return isFirst ? "…" + tail : head + " … " + tail
  }
}

extension String {
  /// The text without control and direction characters; line ends become a mark.
  fileprivate var printable: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x2028, 0x2029: result.append("\u{23CE}")
      case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension Double {
  /// At most four decimals, without trailing zeros.
  fileprivate var shortDecimal: String {
    let scaled = Int64((self * 10_000).rounded())
    let sign = scaled < 0 ? "-" : ""
    let whole = scaled.magnitude / 10_000
    var fraction = String(scaled.magnitude % 10_000)
    fraction = String(repeating: "0", count: 4 - fraction.count) + fraction
    while fraction.last == "0" { fraction.removeLast() }
    return sign + String(whole) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
