internal import ErrataCorpus
internal import ErrataModel

/// The claims of a corpus while an import goes into it.
struct KnownClaims {
  private var claims: [String: Claim]
  private let before: [String: Claim]
  /// Ids of claims by their wordings and language, and by the addresses of their reviews.
  private var wordings: [[UInt8]: [String]] = [:]
  private var addresses: [String: [String]] = [:]
  private let reader = WordingReader()
  private var touched: Set<String> = []

  /// Ids of claims that are new or other than before.
  var changed: Set<String> { touched.filter { claims[$0] != before[$0] } }

  init(_ base: [Claim]) {
    claims = Dictionary(base.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
    before = claims
  }

  /// All claims, sorted by id.
  var all: [Claim] { claims.values.sorted { $0.id < $1.id } }

  /// Makes wordings and addresses findable.
  mutating func index() {
    for claim in all {
      for wording in claim.wordings { wordings[Wording(wording, by: reader).identity, default: []].append(claim.id) }
      for review in claim.reviews { addresses[review.url, default: []].append(claim.id) }
    }
  }

  /// The claim that a review is of: the one with its wording in its language, or else the only one that has a review at
  /// the address, whose claim then was worded anew.
  func claim(like review: ImportedReview, address: String?) -> Claim? {
    let sameWords = (wordings[review.identity] ?? []).compactMap { claims[$0] }.first {
      LanguageTag.primary($0.lang) == LanguageTag.primary(review.lang)
    }
    if let sameWords { return sameWords }
    guard let address, let ids = addresses[address], ids.count == 1 else { return nil }
    return claims[ids[0]]
  }

  /// Takes a claim in, new or in the place of one with its id.
  mutating func put(_ claim: Claim) {
    claims[claim.id] = claim
    touched.insert(claim.id)
  }

  /// Counts what came of the claims that were taken in.
  func count(into report: inout ImportReport) {
    for id in touched {
      guard let claim = claims[id] else { continue }
      let old = before[id]
      if old == nil { report.added += 1 } else if old == claim { report.unchanged += 1 } else { report.updated += 1 }
      if claim.status == .draft { report.drafts += 1 }
      if claim.verdict == .disputed { report.disputed += 1 }
    }
  }
}
