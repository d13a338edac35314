internal import ErrataExchange
internal import ErrataIndex
internal import ErrataPolicy

/// Claims decoded from an index's payloads, kept by one thread.
struct ClaimCache {
  private var claims: [Int: Claim] = [:]
  private var index = ""
  private var reader = ClaimReader()

  /// Claims that are kept; past it the cache starts afresh.
  private static let limit = 4096

  /// A claim of the index; `nil` when its payload isn't a claim.
  mutating func claim(_ number: Int, in index: SegmentedIndex) -> Claim? {
    if self.index != index.identity || claims.count >= ClaimCache.limit {
      claims.removeAll(keepingCapacity: true)
      self.index = index.identity
    }
    if let claim = claims[number] { return claim }
    let claim = ClaimCache.decode(number, in: index, &reader)
    claims[number] = claim
    return claim
  }

  /// A claim of the index, not kept.
  static func decode(_ number: Int, in index: SegmentedIndex) -> Claim? {
    var reader = ClaimReader()
    return decode(number, in: index, &reader)
  }

  private static func decode(_ number: Int, in index: SegmentedIndex, _ reader: inout ClaimReader) -> Claim? {
    index.withPayload(ofClaim: number) { payload in
      guard let decoded = try? reader.read(payload), decoded.faults.isEmpty else { return nil }
      return decoded.claim
    }
  }

  /// The texts of wordings, by claim and wording number.
  static func wordings(of index: SegmentedIndex) -> @Sendable (Int, Int) -> String? {
    { claim, wording in
      guard let wordings = decode(claim, in: index)?.wordings, wordings.indices.contains(wording) else {
        return nil
      }
      return wordings[wording]
    }
  }

  /// A claim as the policy sees it, with the review to show for an item's language.
  mutating func summary(_ number: Int, lang: String?, in index: SegmentedIndex) -> ClaimSummary? {
    claim(number, in: index).flatMap { ClaimSummary($0, review: $0.review(for: lang)) }
  }
}

extension Claim {
  /// The review to show: one in the reader's language before others, then the newest, then the first.
  ///
  /// - Parameter lang: the reader's language as a BCP 47 tag; without one the claim's own.
  public func review(for lang: String?) -> Review? {
    let wanted = Claim.primaryLanguage(lang ?? self.lang)
    return reviews.enumerated().min { a, b in
      let (first, second) = (a.element, b.element)
      let speaks = Claim.primaryLanguage(first.lang) == wanted
      if speaks != (Claim.primaryLanguage(second.lang) == wanted) { return speaks }
      let dates = (first.published?.milliseconds ?? .min, second.published?.milliseconds ?? .min)
      return dates.0 != dates.1 ? dates.0 > dates.1 : a.offset < b.offset
    }?.element
  }

  private static func primaryLanguage(_ tag: String) -> Substring {
    tag.lowercased().prefix { $0 != "-" && $0 != "_" }[...]
  }
}
