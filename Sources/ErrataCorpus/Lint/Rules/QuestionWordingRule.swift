internal import ErrataText

/// A claim asserts; a question would make askers match best.
enum QuestionWordingRule {
  private static let endings = ["?", "吗", "是不是真的", "真的假的", "是真是假"]
  private static let beginnings = ["is it true", "do you think", "did you know that it is true"]

  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    claim.wordings.compactMap { wording in
      isQuestion(wording.folded.string)
        ? LintFinding(
          .questionWording, wording.field, "is a question; write it as the sentence that asserts it")
        : nil
    }
  }

  /// Whether a folded text ends, or begins, as a question.
  static func isQuestion(_ folded: String) -> Bool {
    var text = folded[...]
    while let last = text.last, " .!”)'".contains(last) { text = text.dropLast() }
    return endings.contains { text.hasSuffix($0) } || beginnings.contains { text.hasPrefix($0) }
  }
}
