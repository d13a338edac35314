internal import ErrataCorpus
internal import ErrataDigest
internal import ErrataModel

/// Brings reviews together into claims: those of the same claim into one, with what a corpus has already.
struct ClaimMerger {
  /// Reviews of one claim.
  private struct Group {
    var reviews: [ImportedReview]
  }

  /// What equal wordings of one language have in common.
  private struct Key: Hashable {
    var language: String
    var identity: [UInt8]
  }

  /// Most claims among which near ones are looked for.
  static let nearLimit = 20_000
  /// Begins the remark on a claim that the import left as a draft.
  static let draftMark = "Imported as a draft: "
  /// Begins the remark on a claim whose reviews disagree.
  static let disputeMark = "Reviews disagree: "

  private var groups: [Group] = []
  private var places: [Key: Int] = [:]
  private var claims: [Claim] = []
  private let ratings = RatingReader()

  /// Takes a review in.
  mutating func add(_ review: ImportedReview) {
    let key = Key(language: LanguageTag.primary(review.lang), identity: review.identity)
    if let place = places[key] {
      groups[place].reviews.append(review)
    } else {
      places[key] = groups.count
      groups.append(Group(reviews: [review]))
    }
  }

  /// Takes a claim in that is in our own format.
  mutating func add(_ claim: Claim) {
    claims.append(claim)
  }

  /// All claims, those of `base` included, sorted by id; what happened goes into the report.
  func merged(into base: [Claim], report: inout ImportReport) -> [Claim] {
    var known = KnownClaims(base)
    for claim in claims { known.put(claim) }
    known.index()
    let shared = sharedAddresses()
    for group in groups {
      let reviews = ClaimMerger.latest(group.reviews)
      guard let first = reviews.min(by: ClaimMerger.isEarlier) else { continue }
      report.merged += reviews.count - 1
      let address = reviews.count == 1 && !shared.contains(first.review.url) ? first.review.url : nil
      if let old = known.claim(like: first, address: address) {
        known.put(update(old, with: reviews, &report))
      } else {
        let id = ClaimMerger.id(of: first, isShared: shared.contains(first.review.url))
        known.put(make(id, first, reviews, &report))
      }
    }
    known.count(into: &report)
    let all = known.all
    proposeNear(all, known.changed, &report)
    return all
  }

  /// Addresses at which several claims are reviewed.
  private func sharedAddresses() -> Set<String> {
    var owner: [String: Int] = [:]
    var shared: Set<String> = []
    for (index, group) in groups.enumerated() {
      for review in group.reviews {
        if let other = owner.updateValue(index, forKey: review.review.url), other != index {
          shared.insert(review.review.url)
        }
      }
    }
    return shared
  }

  /// Each address once, as it was read last.
  private static func latest(_ reviews: [ImportedReview]) -> [ImportedReview] {
    var last: [String: ImportedReview] = [:]
    for review in reviews { last[review.review.url] = review }
    return last.values.sorted { $0.review.url < $1.review.url }
  }

  private static func isEarlier(_ a: ImportedReview, _ b: ImportedReview) -> Bool {
    (a.review.published?.milliseconds ?? .max, a.review.url) < (b.review.published?.milliseconds ?? .max, b.review.url)
  }

  /// The publisher's domain and twelve digits of the digest of the address, and of the claim where the address has
  /// several.
  static func id(of review: ImportedReview, isShared: Bool) -> String {
    let domain = String(review.domain.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let claim = isShared ? "\n" + review.identity.map { String($0, radix: 16) }.joined(separator: ".") : ""
    return domain + "-" + ContentDigest.hex(of: Array((review.review.url + claim).utf8)).prefix(12)
  }
}

// Claims made and changed.
extension ClaimMerger {
  private func make(
    _ id: String, _ first: ImportedReview, _ reviews: [ImportedReview], _ report: inout ImportReport
  ) -> Claim {
    let claim = Claim(id: id, text: first.claim, lang: first.lang, verdict: .unproven, reviews: reviews.map(\.review))
    return judged(claim, reviews, &report)
  }

  /// A claim that is known, with newer reviews. What curators set stays: wordings, subjects, phrases, a verdict that
  /// isn't what the reviews came to, a status that isn't the import's own.
  private func update(_ claim: Claim, with reviews: [ImportedReview], _ report: inout ImportReport) -> Claim {
    var changed = claim
    let addresses = Set(reviews.map(\.review.url))
    changed.reviews = claim.reviews.filter { !addresses.contains($0.url) } + reviews.map(\.review)
    let isOwnVerdict = ruled(claim.reviews, claim.lang) == claim.verdict || isImportDraft(claim)
    guard isOwnVerdict, claim.status == .published || isImportDraft(claim) else {
      changed.reviews.sort { isShownEarlier($0, $1, claim.lang) }
      return changed
    }
    return judged(changed, reviews, &report)
  }

  private func isImportDraft(_ claim: Claim) -> Bool {
    claim.status == .draft && claim.note?.hasPrefix(ClaimMerger.draftMark) == true
  }

  /// The claim with verdict, status, remark and the order of its reviews by the rules.
  private func judged(_ claim: Claim, _ reviews: [ImportedReview], _ report: inout ImportReport) -> Claim {
    var claim = claim
    claim.reviews.sort { isShownEarlier($0, $1, claim.lang) }
    let ownNote = [ClaimMerger.draftMark, ClaimMerger.disputeMark].contains { claim.note?.hasPrefix($0) == true }
    let verdict = ruled(claim.reviews, claim.lang)
    claim.verdict = verdict ?? .unproven
    claim.status = verdict == nil ? .draft : .published
    if ownNote { claim.note = nil }
    let place = reviews[0].place
    if verdict == nil {
      let why = reviews.compactMap(\.rating.unknown).first ?? "no rating is known"
      if claim.note == nil { claim.note = ClaimMerger.draftMark + why }
      report.add(.draft, place, "unknown-rating", "“\(TextCleaner.clipped(claim.text, to: 80))”: \(why)")
    } else if verdict == .disputed {
      let words = claim.reviews.map { "\($0.publisher): \($0.rating)" }.joined(separator: "; ")
      if claim.note == nil { claim.note = TextCleaner.clipped(ClaimMerger.disputeMark + words, to: 300) }
      report.add(.disputed, place, "reviews-disagree", "“\(TextCleaner.clipped(claim.text, to: 80))”: \(words)")
    }
    return claim
  }

  /// The verdict of reviews by the rule; `nil` when no rating is known.
  private func ruled(_ reviews: [Review], _ lang: String) -> Verdict? {
    VerdictRule.verdict(
      of: reviews.compactMap { review in
        let domain = WebAddress(review.url)?.domain ?? review.publisher
        let languages = [review.lang, lang].map(LanguageTag.primary)
        let rating = FoundRating(words: review.rating)
        let outcome = ratings.read(rating, publisher: domain, languages: languages)
        return outcome.unknown == nil
          ? VerdictRule.Vote(domain: domain, date: review.published, verdict: outcome.verdict) : nil
      })
  }

  /// Reviews in the claim's language first, then those with known ratings, then the newest.
  private func isShownEarlier(_ a: Review, _ b: Review, _ lang: String) -> Bool {
    func rank(_ review: Review) -> (Int, Int, Int64) {
      let isForeign = LanguageTag.primary(review.lang) != LanguageTag.primary(lang)
      return (isForeign ? 1 : 0, review.rating.isEmpty ? 1 : 0, -(review.published?.milliseconds ?? 0))
    }
    let (first, second) = (rank(a), rank(b))
    return first == second ? a.url < b.url : first < second
  }

  /// Tells of claims that are nearly the same as one that came in.
  private func proposeNear(_ all: [Claim], _ changed: Set<String>, _ report: inout ImportReport) {
    guard !changed.isEmpty else { return }
    guard all.count <= ClaimMerger.nearLimit else {
      let message = "near duplicates among \(all.count) claims weren't looked for; `errata corpus lint` finds them"
      report.add(.near, ImportPlace(source: "corpus"), "not-looked-for", message)
      return
    }
    let reader = WordingReader()
    let wordings = all.map { Wording($0.text, by: reader, comparing: true) }
    for pair in NearWordings.pairs(among: wordings) {
      let (a, b) = (all[pair.a], all[pair.b])
      guard changed.contains(a.id) || changed.contains(b.id) else { continue }
      let message =
        "“\(TextCleaner.clipped(b.text, to: 80))” (\(b.id)) has \(Int(pair.containment * 100)) % in common with "
        + "“\(TextCleaner.clipped(a.text, to: 80))” (\(a.id)); make one a variant of the other if they are the same"
      report.add(.near, ImportPlace(source: b.id), "near-duplicate", message)
    }
  }
}
