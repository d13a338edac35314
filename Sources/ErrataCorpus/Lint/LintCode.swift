package import ErrataModel

/// The kinds of findings about a corpus. The raw values are stable; `corpora/README.md` lists them.
package enum LintCode: String, Hashable, Sendable, CaseIterable {
  // Form: found while reading, and reason enough to refuse the corpus.
  case unreadableFile = "unreadable-file"
  case emptyFolder = "empty-folder"
  case lineTooLong = "line-too-long"
  case notJSON = "not-json"
  case wrongType = "wrong-type"
  case missingField = "missing-field"
  case emptyField = "empty-field"
  case unknownField = "unknown-field"
  case duplicateField = "duplicate-field"
  case unknownWord = "unknown-word"
  case badURL = "bad-url"
  case badDate = "bad-date"
  case badTime = "bad-time"
  case duplicateID = "duplicate-id"
  // Wordings.
  case sameWording = "same-wording"
  case nearDuplicate = "near-duplicate"
  case variantIsClaim = "variant-is-claim"
  case duplicateVariant = "duplicate-variant"
  case fewVariants = "few-variants"
  case tooShort = "too-short"
  case tooCommon = "too-common"
  case dominantTerm = "dominant-term"
  case saying
  case questionWording = "question-wording"
  case debunkWording = "debunk-wording"
  case negativeIsWording = "negative-is-wording"
  case generalQuery = "general-query"
  case negativeQueryIsQuery = "negative-query-is-query"
  // Reviews.
  case noReview = "no-review"
  case reviewInFuture = "review-in-future"
  case reviewWithoutLanguage = "review-without-language"
  case incompleteReview = "incomplete-review"
  case insecureReview = "insecure-review"
  // The rest.
  case badLanguage = "bad-language"
  case noTopic = "no-topic"
  case unknownTopic = "unknown-topic"
  case expiresBeforeValid = "expires-before-valid"
  case expired = "expired"

  /// How grave a finding of this kind is, unless its rule says otherwise for the case at hand.
  package var severity: Severity {
    switch self {
    case .nearDuplicate, .variantIsClaim, .duplicateVariant, .fewVariants, .tooShort, .tooCommon, .dominantTerm,
      .saying,
      .questionWording, .debunkWording, .generalQuery, .reviewWithoutLanguage, .incompleteReview,
      .insecureReview, .noTopic, .unknownTopic, .expired:
      .warning
    default: .error
    }
  }
}
