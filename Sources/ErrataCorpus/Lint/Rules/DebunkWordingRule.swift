internal import ErrataText

/// A wording that is itself a debunk would label the debunks.
enum DebunkWordingRule {
  private static let signs = [
    "辟谣", "谣言", "谣传", "假消息", "不实信息", "不实消息", "网传", "不属实", "纯属虚构", "fact check", "fact-check",
    "debunk", "myth:", "is a myth", "is a hoax", "is false", "is not true", "isn't true", "misinformation",
    "rumor", "rumour", "no evidence that",
  ]

  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.wordings.compactMap { wording in
      let text = wording.folded.string
      guard let sign = signs.first(where: { text.contains($0) }) else { return nil }
      return LintFinding(
        .debunkWording, wording.field,
        "reads like a debunk (\"\(sign)\"); write what the rumor says, and put the correction into the review"
      )
    }
  }
}
