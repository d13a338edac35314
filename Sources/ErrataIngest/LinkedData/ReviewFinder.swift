internal import ErrataJSON

/// Finds the reviews in a piece of JSON, however deep they stand, and reads them.
struct ReviewFinder {
  /// What a piece of JSON held.
  struct Found {
    /// The reviews.
    var reviews: [FoundReview] = []
    /// Fact-checks of media that say no claim.
    var mediaWithoutClaim = 0
  }

  /// The page or feed around the JSON, whose values stand in where a review says nothing.
  var around = FoundReview(place: ImportPlace(source: ""))

  /// Finds all.
  ///
  /// - Complexity: O(n).
  func find(in value: JSONValue) -> Found {
    var found = Found()
    var references: [String: JSONValue] = [:]
    ReviewFinder.collect(value, into: &references)
    walk(value, parents: [], references, &found)
    return found
  }

  private static func collect(_ value: JSONValue, into references: inout [String: JSONValue]) {
    switch value {
    case .object(let members):
      if members.count > 2, case .string(let id)? = value["@id"], references[id] == nil { references[id] = value }
      for member in members { collect(member.value, into: &references) }
    case .array(let values): for value in values { collect(value, into: &references) }
    default: break
    }
  }

  private func walk(
    _ value: JSONValue, parents: [LinkedNode], _ references: [String: JSONValue], _ found: inout Found
  ) {
    switch value {
    case .array(let values): for value in values { walk(value, parents: parents, references, &found) }
    case .object(let members):
      let node = LinkedNode(value: value, references: references)
      let before = found.reviews.count
      if node.isA("ClaimReview") {
        found.reviews.append(review(node, parents))
      } else if value["claimReview"] != nil, !node.text("text").isEmpty {
        found.reviews += FactCheckTools.reviews(of: node, around: around)
        return
      }
      for member in members { walk(member.value, parents: [node] + parents, references, &found) }
      if node.isA("MediaReview"), found.reviews.count == before { addMedia(node, parents, &found) }
    default: break
    }
  }

  /// A fact-check of a picture or a film is one of a claim when it says what is claimed.
  private func addMedia(_ node: LinkedNode, _ parents: [LinkedNode], _ found: inout Found) {
    var review = self.review(node, parents)
    review.rating.words = node.text("mediaAuthenticityCategory")
    let items = node.nodes("itemReviewed")
    let claims = items.map { $0.text("claimReviewed", "text", "interpretedAsClaim") }
    review.claim = claims.first { !$0.isEmpty } ?? ""
    if review.claim.isEmpty { found.mediaWithoutClaim += 1 } else { found.reviews.append(review) }
  }

  private func review(_ node: LinkedNode, _ parents: [LinkedNode]) -> FoundReview {
    var review = around
    let items = node.nodes("itemReviewed")
    let claims = items + items.flatMap { $0.nodes("itemReviewed") } + parents.prefix(1).filter { $0.isA("Claim") }
    review.claim = first(
      [node.text("claimReviewed")] + claims.map { $0.text("text", "claimReviewed") }
        + claims.filter { $0.isA("Claim") }.map { $0.text("name", "headline", "description") })
    review.claimLanguage = first(claims.map { $0.text("inLanguage") })
    review.publisher = first(
      [node.text("author"), node.text("publisher", "creator", "sourceOrganization"), around.publisher])
    let pages = parents.filter { $0.isA("NewsArticle") || $0.isA("Article") || $0.isA("WebPage") }
    review.address = first(
      [node.address("url"), node.address("mainEntityOfPage", "sameAs"), ReviewFinder.web(node.text("@id"))]
        + pages.map { $0.address("url", "mainEntityOfPage") } + [around.address])
    review.date = first(
      [node.text("datePublished"), node.text("dateCreated", "dateModified")]
        + parents.map { $0.text("datePublished", "dateCreated") } + [around.date])
    review.language = first([node.text("inLanguage")] + parents.map { $0.text("inLanguage") } + [around.language])
    review.title = first([node.text("headline", "name")] + pages.map { $0.text("headline", "name") } + [around.title])
    let ratings = node.nodes("reviewRating")
    review.summary = first(
      [node.text("description", "abstract"), node.text("reviewBody")] + ratings.map { $0.text("ratingExplanation") }
        + [around.summary])
    review.rating = ReviewFinder.rating(ratings)
    return review
  }

  /// The first rating that has words, or else numbers.
  private static func rating(_ nodes: [LinkedNode]) -> FoundRating {
    let ratings = nodes.map { node in
      FoundRating(
        words: node.text("alternateName", "name"), value: node.text("ratingValue"), best: node.text("bestRating"),
        worst: node.text("worstRating"))
    }
    var rating = ratings.first { !$0.words.isEmpty } ?? ratings.first ?? FoundRating()
    // Some put the words where the number belongs.
    if rating.words.isEmpty, RatingScale.number(rating.value) == nil {
      (rating.words, rating.value) = (rating.value, "")
    }
    return rating
  }

  private func first(_ texts: [String]) -> String { texts.first { !$0.isEmpty } ?? "" }

  private static func web(_ text: String) -> String { text.hasPrefix("http") ? text : "" }
}
