/// Where in a source something was found.
package struct ImportPlace: Hashable, Sendable {
  /// The source's name.
  package var source: String
  /// The line, from 1; 0 when it isn't known.
  package var line = 0
  /// The element, entry or row, from 1; 0 for the whole source.
  package var item = 0

  /// Makes a place.
  package init(source: String, line: Int = 0, item: Int = 0) {
    self.source = source
    self.line = line
    self.item = item
  }
}

extension ImportPlace: CustomStringConvertible {
  /// `feed.json:12 (item 3)`.
  package var description: String {
    (line > 0 ? "\(source):\(line)" : source) + (item > 0 ? " (item \(item))" : "")
  }
}

/// A review as it was found, all of it as text and none of it checked.
struct FoundReview: Hashable, Sendable {
  /// Where.
  var place: ImportPlace
  /// The claim that is reviewed.
  var claim = ""
  /// The claim's language.
  var claimLanguage = ""
  /// Who reviewed it.
  var publisher = ""
  /// The review's address, perhaps relative.
  var address = ""
  /// What a relative address is relative to.
  var base = ""
  /// When it was published, in any form.
  var date = ""
  /// The review's language.
  var language = ""
  /// The page's title.
  var title = ""
  /// What is right instead.
  var summary = ""
  /// The rating.
  var rating = FoundRating()
  /// What had to be mended to read it.
  var repairs: [String] = []
}

/// A rating as it was found.
struct FoundRating: Hashable, Sendable {
  /// In words.
  var words = ""
  /// In numbers.
  var value = ""
  /// The best value that there is.
  var best = ""
  /// The worst value that there is.
  var worst = ""
}
