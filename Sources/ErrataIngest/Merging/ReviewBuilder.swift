internal import ErrataCorpus
internal import ErrataModel

/// A review that can go into a corpus, with the claim it is of.
struct ImportedReview: Sendable {
  /// Where it was found.
  var place: ImportPlace
  /// The review.
  var review: Review
  /// The claim, in the review's words.
  var claim: String
  /// The claim's language.
  var lang: String
  /// What the rating comes to.
  var rating: RatingReader.Outcome
  /// The publisher's domain.
  var domain: String
  /// What is equal for the same claim.
  var identity: [UInt8]
}

/// Makes reviews for a corpus of what was found: cleans, completes and checks it.
struct ReviewBuilder {
  /// Most code points of a claim, of a title and of a summary. A longer claim is a text, not a claim.
  static let claimLength = 1000
  static let titleLength = 300
  static let summaryLength = 600

  /// Why a review is left out.
  struct Refusal: Error, Hashable {
    /// A stable word for the reason, in kebab-case.
    var code: String
    /// What was found, and what to do.
    var message: String
  }

  /// A review, with notes on what was mended or guessed.
  struct Built {
    var review: ImportedReview
    var repairs: [String]
  }

  private let settings: ImportSettings
  private let cleaner = TextCleaner()
  private let ratings = RatingReader()
  private let wordings = WordingReader()

  init(settings: ImportSettings) {
    self.settings = settings
  }

  /// Makes a review.
  ///
  /// - Throws: `Refusal`.
  func build(_ found: FoundReview) throws(Refusal) -> Built {
    var repairs = found.repairs
    let claim = try claim(found, &repairs)
    let address = try address(found)
    let wording = Wording(claim, by: wordings)
    guard wording.count > 0 else { throw Refusal(code: "no-claim", message: "the claim “\(claim)” has no words") }
    let stated = [found.claimLanguage, found.language].map { LanguageTag.read(cleaner.clean($0)) }
    let lang = try language(of: claim, stated: stated, wording, &repairs)
    let date = try date(found, address, &repairs)
    let domain = address.domain
    var rating = found.rating
    rating.words = TextCleaner.clipped(cleaner.clean(rating.words), to: ReviewBuilder.titleLength)
    let languages = [stated[1], stated[0], lang].compactMap(\.self).map(LanguageTag.primary)
    let outcome = ratings.read(rating, publisher: domain, languages: languages)
    let review = Review(
      publisher: publisher(found, domain), url: address.text, datePublished: date, lang: stated[1] ?? lang,
      rating: outcome.words, title: TextCleaner.clipped(cleaner.clean(found.title), to: ReviewBuilder.titleLength),
      summary: TextCleaner.clipped(cleaner.clean(found.summary), to: ReviewBuilder.summaryLength))
    let built = ImportedReview(
      place: found.place, review: review, claim: claim, lang: lang, rating: outcome, domain: domain,
      identity: wording.identity)
    return Built(review: built, repairs: repairs)
  }

  private func claim(_ found: FoundReview, _ repairs: inout [String]) throws(Refusal) -> String {
    let claim = cleaner.clean(found.claim)
    if claim != found.claim, Mojibake.mended(found.claim) != found.claim { repairs.append("wrong-charset") }
    guard !claim.isEmpty else {
      throw Refusal(code: "no-claim", message: "the review says no claim (claimReviewed or itemReviewed)")
    }
    guard claim.unicodeScalars.count <= ReviewBuilder.claimLength else {
      let message =
        "the claim has \(claim.unicodeScalars.count) characters, more than \(ReviewBuilder.claimLength): it is a text, "
        + "not a claim: “\(TextCleaner.clipped(claim, to: 60))”"
      throw Refusal(code: "claim-too-long", message: message)
    }
    guard !claim.unicodeScalars.contains("\u{FFFD}") else {
      throw Refusal(code: "damaged-text", message: "the claim has broken characters: “\(claim)”")
    }
    return claim
  }

  private func address(_ found: FoundReview) throws(Refusal) -> WebAddress {
    guard !found.address.isEmpty else {
      throw Refusal(code: "no-address", message: "the review has no address (url): readers could not be shown it")
    }
    let base = WebAddress(found.base) ?? settings.base.flatMap { WebAddress($0) }
    guard let address = WebAddress(found.address, relativeTo: base) else {
      let shown = TextCleaner.clipped(cleaner.clean(found.address), to: 100)
      let message = "the address “\(shown)” isn't one of the web; if it is relative, say what to with --base"
      throw Refusal(code: "bad-address", message: message)
    }
    return address
  }

  private func language(
    of claim: String, stated: [String?], _ wording: Wording, _ repairs: inout [String]
  ) throws(Refusal) -> String {
    if let lang = stated.compactMap(\.self).first ?? settings.lang { return lang }
    guard let guess = LanguageGuess.language(of: claim, latin: { _ in wording.language }) else {
      let message = "the language of “\(TextCleaner.clipped(claim, to: 60))” isn't said; give it with --lang"
      throw Refusal(code: "no-language", message: message)
    }
    repairs.append("language-guessed")
    return guess
  }

  private func date(
    _ found: FoundReview, _ address: WebAddress, _ repairs: inout [String]
  ) throws(Refusal) -> String {
    if let date = PublishedDate.read(found.date) { return date }
    if let date = PublishedDate.inAddress(address.text) {
      repairs.append("date-of-address")
      return date
    }
    let shown = found.date.isEmpty ? "no date" : "the date “\(TextCleaner.clipped(cleaner.clean(found.date), to: 60))”"
    let message = "the review of \(address.text) has \(shown), expected datePublished such as 2024-05-01"
    throw Refusal(code: found.date.isEmpty ? "no-date" : "bad-date", message: message)
  }

  private func publisher(_ found: FoundReview, _ domain: String) -> String {
    let named = TextCleaner.clipped(cleaner.clean(found.publisher), to: ReviewBuilder.titleLength)
    // Some name themselves by their address.
    if !named.isEmpty { return WebAddress(named)?.domain ?? named }
    return settings.publisher ?? domain
  }
}
