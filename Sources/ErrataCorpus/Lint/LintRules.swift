/// All rules that look at the claims one by one or together.
enum LintRules {
  /// A rule that looks at one claim.
  typealias ClaimRule = @Sendable (LintedClaim, LintSettings) -> [LintFinding]
  /// A finding about the claim of that index.
  typealias Finding = (index: Int, finding: LintFinding)
  /// A rule that compares claims.
  typealias CorpusRule = @Sendable ([LintedClaim], LintSettings) -> [Finding]

  /// Rules that look at one claim.
  static let claimRules: [ClaimRule] = [
    TooShortRule.check, TooCommonRule.check, DominantTermRule.check, SayingRule.check, QuestionWordingRule.check,
    DebunkWordingRule.check,
    RepeatedVariantRule.check, FewVariantsRule.check, NegativeRule.check, GeneralQueryRule.check,
    NegativeQueryRule.check, MissingReviewRule.check, ReviewDateRule.check, ReviewTextRule.check,
    InsecureReviewRule.check, LanguageRule.check, TopicRule.check, LifetimeRule.check,
  ]

  /// Rules that compare claims.
  static let corpusRules: [CorpusRule] = [SameWordingRule.check, NearDuplicateRule.check]
}
