internal import CErrataLexicon
internal import ErrataIndex
internal import ErrataText

/// A saying is said of anything: who says it claims nothing.
enum SayingRule {
  /// Least share of a saying's units that a wording has, and of the wording's that the saying has.
  private static let ofSaying = 0.85
  private static let ofWording = 0.5

  private struct Saying: Sendable {
    var text: String
    var units: Set<UInt32>
  }

  /// The sayings that are compiled in.
  private static let sayings: [Saying] = {
    let table = String(
      decoding: UnsafeBufferPointer(start: errata_sayings(), count: Int(errata_sayings_length())), as: UTF8.self)
    let normalizer = Normalizer()
    return table.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
      guard let text = line.split(separator: "\t").last.map(String.init) else { return nil }
      let units = LintedText(field: "", text: text, normalizer: normalizer).units
      return Saying(text: text, units: Set(units.hashes))
    }
  }()

  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.wordings.compactMap { wording in
      let units = Set(wording.units.hashes)
      let saying = sayings.first { saying in
        let shared = Double(saying.units.intersection(units).count)
        return shared >= ofSaying * Double(saying.units.count) && shared >= ofWording * Double(units.count)
      }
      return saying.map {
        LintFinding(
          .saying, wording.field, "is a saying (\"\($0.text)\"), which people say of anything; write what is claimed")
      }
    }
  }
}
