internal import ErrataJSON

/// A claim in the answer of Google's Fact Check Tools API (`claims.search`), which has its reviews in it.
enum FactCheckTools {
  /// The claim's reviews.
  static func reviews(of claim: LinkedNode, around: FoundReview) -> [FoundReview] {
    claim.nodes("claimReview").map { node in
      var review = around
      review.claim = claim.text("text")
      let publisher = node.nodes("publisher").first
      let named = publisher?.text("name", "site") ?? ""
      review.publisher = named.isEmpty ? around.publisher : named
      review.address = node.address("url")
      review.title = node.text("title")
      let date = node.text("reviewDate")
      review.date = date.isEmpty ? around.date : date
      review.language = node.text("languageCode")
      review.rating = FoundRating(words: node.text("textualRating"))
      return review
    }
  }
}
