internal import ErrataExchange
internal import ErrataModel

/// Where readers put what they find.
struct ImportSink {
  let settings: ImportSettings
  private let builder: ReviewBuilder
  /// The report so far.
  var report = ImportReport()
  /// The claims so far.
  var merger = ClaimMerger()
  /// The tables of a Cofacts export, until all of them are read.
  var cofacts = CofactsTables()

  init(settings: ImportSettings) {
    self.settings = settings
    builder = ReviewBuilder(settings: settings)
  }

  /// No more is wanted.
  var isFull: Bool { report.found >= settings.rowLimit }

  /// Takes a review, or tells why not.
  mutating func take(_ found: FoundReview) {
    report.found += 1
    do throws(ReviewBuilder.Refusal) {
      let built = try builder.build(found)
      let review = built.review
      report.taken += 1
      for repair in built.repairs { report.add(.mended, found.place, repair, ImportSink.words(of: repair)) }
      report.add(
        .taken, found.place, review.rating.unknown == nil ? review.rating.verdict.rawValue : "unknown-rating",
        "\(review.lang) “\(TextCleaner.clipped(review.claim, to: 80))” \(review.rating.words) → \(review.review.url)")
      merger.add(review)
    } catch {
      report.add(.leftOut, found.place, error.code, error.message)
    }
  }

  /// Takes a claim in our own format, or tells what is wrong with it.
  mutating func take(_ decoded: ClaimDecoder.Decoded, _ place: ImportPlace) {
    report.found += 1
    if let fault = decoded.faults.first {
      let more = decoded.faults.count > 1 ? "; and \(decoded.faults.count - 1) more" : ""
      report.add(.leftOut, place, fault.code, "\(fault.field): \(fault.message)\(more)")
      return
    }
    report.taken += 1
    let claim = decoded.claim
    report.add(
      .taken, place, claim.verdict.rawValue, "\(claim.lang) “\(TextCleaner.clipped(claim.text, to: 80))” → \(claim.id)")
    merger.add(claim)
  }

  /// Tells of something that couldn't be read.
  mutating func leaveOut(_ place: ImportPlace, _ code: String, _ message: @autoclosure () -> String) {
    report.found += 1
    report.add(.leftOut, place, code, message())
  }

  /// What a repair means.
  static func words(of repair: String) -> String {
    switch repair {
    case "trailing-comma": "commas without a value behind them were dropped"
    case "double-encoded": "JSON stood in a string of JSON"
    case "invalid-utf8": "bytes that are no UTF-8 were replaced"
    case "escaped-quotes": "quotes were escaped for HTML"
    case "wrapped": "marks around the JSON were dropped"
    case "raw-control": "line ends and controls stood in strings as they are"
    case "unknown-escape": "escapes that JSON doesn't know were taken as their character"
    case "comment": "comments were dropped"
    case "wrong-charset": "the claim had been read in a wrong charset"
    case "language-guessed": "no language is said; the text's script and words tell it"
    case "date-of-address": "no date can be read; the address has one"
    default: repair
    }
  }
}
