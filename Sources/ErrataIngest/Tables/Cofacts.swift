/// Which table of a Cofacts export a file is (github.com/cofacts/opendata).
enum CofactsTable: Hashable, Sendable {
  /// Messages that circulate.
  case articles
  /// Answers of editors.
  case replies
  /// Which answer is of which message.
  case articleReplies

  /// The table with such columns; `nil` for any other.
  static func kind(of columns: [String]) -> CofactsTable? {
    let columns = Set(columns)
    if columns.isSuperset(of: ["articleId", "replyId", "replyType"]) { return .articleReplies }
    if columns.isSuperset(of: ["id", "type", "reference", "text"]) { return .replies }
    if columns.isSuperset(of: ["id", "references", "text", "createdAt"]) { return .articles }
    return nil
  }
}

/// The tables of a Cofacts export, until all are read: the answer to a message is a review of it.
///
/// Messages longer than a claim can be aren't held. An answer that was taken off its message, and one that says the
/// message isn't for Cofacts, is no review.
struct CofactsTables {
  /// What Cofacts' page says for the kinds of answers.
  private static let words = [
    "RUMOR": "含有不實訊息", "NOT_RUMOR": "含有正確訊息", "NON_RUMOR": "含有正確訊息", "OPINIONATED": "含有個人意見",
  ]

  private struct Link {
    var article: String
    var reply: String
    var type: String
    var date: String
    var place: ImportPlace
  }

  private var articles: [String: String] = [:]
  private var tooLong: Set<String> = []
  private var replies: [String: String] = [:]
  private var links: [Link] = []
  /// Lines that say of no message what it is.
  private var passed = 0
  private var passedPlace: ImportPlace?

  /// Takes in a row.
  mutating func take(_ cells: [String], of table: CofactsTable, _ names: [String: Int], _ place: ImportPlace) {
    func cell(_ name: String) -> String {
      guard let index = names[name], index < cells.count else { return "" }
      return cells[index]
    }
    switch table {
    case .articles:
      let text = cell("text")
      if text.unicodeScalars.count > ReviewBuilder.claimLength {
        tooLong.insert(cell("id"))
      } else {
        articles[cell("id")] = text
      }
    case .replies: replies[cell("id")] = TextCleaner.clipped(cell("text"), to: ReviewBuilder.summaryLength)
    case .articleReplies:
      guard cell("status") != "DELETED", cell("replyType") != "NOT_ARTICLE" else {
        passed += 1
        passedPlace = passedPlace ?? place
        return
      }
      links.append(
        Link(
          article: cell("articleId"), reply: cell("replyId"), type: cell("replyType"), date: cell("createdAt"),
          place: place))
    }
  }

  /// Puts the tables together.
  ///
  /// Several answers to a message are one review each, at one address; Cofacts shows them on one page. The address gets
  /// the answer's id, so that they don't take each other's place.
  mutating func finish(into sink: inout ImportSink, settings: ImportSettings) {
    if let place = passedPlace {
      sink.report.add(
        .mended, place, "no-answer", "\(passed) answers were taken back, or say that a message isn't for Cofacts")
    }
    if links.isEmpty, passed == 0, !(articles.isEmpty && tooLong.isEmpty && replies.isEmpty) {
      sink.leaveOut(
        ImportPlace(source: "cofacts"), "no-answers",
        "which answer is of which message stands in article_replies.csv; name it too")
    }
    for link in links where !sink.isFull { take(link, into: &sink, settings) }
    self = CofactsTables()
  }

  private func take(_ link: Link, into sink: inout ImportSink, _ settings: ImportSettings) {
    guard let text = articles[link.article] else {
      let isLong = tooLong.contains(link.article)
      return sink.leaveOut(
        link.place, isLong ? "claim-too-long" : "no-claim",
        isLong
          ? "the message has more than \(ReviewBuilder.claimLength) characters: it is a text, not a claim"
          : "the message \(TextCleaner.clipped(link.article, to: 40)) isn't in the articles.csv that was named")
    }
    var review = FoundReview(place: link.place)
    review.claim = text
    review.publisher = settings.publisher ?? "Cofacts 真的假的"
    review.address = "https://cofacts.tw/article/\(link.article)?reply=\(link.reply)"
    review.date = link.date
    review.language = settings.lang ?? "zh-Hant"
    review.rating.words = CofactsTables.words[link.type] ?? link.type
    review.summary = replies[link.reply] ?? ""
    sink.take(review)
  }
}

extension ImportSink {
  /// Puts tables together that are spread over several sources.
  mutating func finishTables() {
    var tables = CofactsTables()
    swap(&tables, &cofacts)
    tables.finish(into: &self, settings: settings)
  }
}
