/// Reads a table of reviews with a mapping from fields to columns, or one of a Cofacts export.
struct TableReading {
  /// Fields that a column can hold, with the names by which a column is taken for one without a mapping.
  static let fields: [(field: String, names: [String])] = [
    ("claim", ["claim", "claimreviewed", "claim_text", "statement", "text", "谣言", "主张"]),
    ("url", ["url", "link", "review_url", "article_url", "source_url", "链接"]),
    ("publisher", ["publisher", "site", "organization", "author", "fact_checker", "来源"]),
    ("date", ["date", "datepublished", "date_published", "reviewdate", "published", "日期"]),
    ("rating", ["rating", "verdict", "label", "textualrating", "alternatename", "结论"]),
    ("ratingValue", ["ratingvalue", "rating_value"]), ("bestRating", ["bestrating", "best_rating"]),
    ("worstRating", ["worstrating", "worst_rating"]), ("lang", ["lang", "language", "inlanguage", "语言"]),
    ("claimLang", ["claimlang", "claim_lang"]), ("title", ["title", "headline", "标题"]),
    ("summary", ["summary", "description", "explanation", "摘要"]),
  ]

  private let name: String
  private let settings: ImportSettings
  private let around: FoundReview
  private var scanner: RowScanner?
  /// Columns by field, once the row of names is read.
  private var columns: [String: Int]?
  private var cofacts: (kind: CofactsTable, names: [String: Int])?
  private var rows = 0

  init(name: String, settings: ImportSettings, around: FoundReview) {
    self.name = name
    self.settings = settings
    self.around = around
  }

  /// Takes in the next bytes, in UTF-8.
  ///
  /// - Throws: `ImportError.mapping` when the row of names doesn't do.
  mutating func read(_ piece: ArraySlice<UInt8>, into sink: inout ImportSink) throws {
    var scanner =
      self.scanner
      ?? RowScanner(separator: RowScanner.separator(of: piece), limit: settings.elementBytes)
    try scanner.feed(piece) { row in if !sink.isFull { try take(row, into: &sink) } }
    self.scanner = scanner
  }

  /// Ends the reading.
  mutating func finish(into sink: inout ImportSink) throws {
    guard var scanner, !sink.isFull else { return }
    try scanner.finish { row in try take(row, into: &sink) }
  }

  private mutating func take(_ row: RowScanner.Row, into sink: inout ImportSink) throws {
    guard columns != nil || cofacts != nil else { return try readNames(row.cells) }
    rows += 1
    let place = ImportPlace(source: name, line: row.line, item: rows)
    if row.isTooLarge {
      sink.leaveOut(place, "too-large", "the row has more than \(settings.elementBytes) bytes")
    } else if row.isCut {
      sink.leaveOut(
        place, "cut", "the table ends inside of a quoted cell; a quote may be missing in this row or before")
    } else if let cofacts {
      sink.cofacts.take(row.cells, of: cofacts.kind, cofacts.names, place)
    } else if let columns {
      sink.take(review(row.cells, columns, place))
    }
  }

  private func review(_ cells: [String], _ columns: [String: Int], _ place: ImportPlace) -> FoundReview {
    func cell(_ field: String) -> String {
      guard let index = columns[field], index < cells.count else { return "" }
      return cells[index]
    }
    var review = around
    review.place = place
    review.claim = cell("claim")
    review.address = cell("url")
    review.publisher = cell("publisher")
    review.date = cell("date")
    review.rating = FoundRating(
      words: cell("rating"), value: cell("ratingValue"), best: cell("bestRating"), worst: cell("worstRating"))
    review.language = cell("lang")
    review.claimLanguage = cell("claimLang")
    review.title = cell("title")
    review.summary = cell("summary")
    return review
  }

  private mutating func readNames(_ cells: [String]) throws(ImportError) {
    var names = cells
    if names.first?.hasPrefix("\u{FEFF}") == true { names[0].removeFirst() }
    names = names.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    if let kind = CofactsTable.kind(of: names), settings.columns.isEmpty, settings.format != .csv {
      cofacts = (kind, places)
    } else if settings.format == .cofacts {
      throw fault("is no table of a Cofacts export, which are articles.csv, replies.csv and article_replies.csv")
    } else {
      columns = try mapping(names, places)
    }
  }

  private func mapping(_ names: [String], _ places: [String: Int]) throws(ImportError) -> [String: Int] {
    var columns: [String: Int] = [:]
    let shown = TextCleaner.clipped(names.joined(separator: ", "), to: 200)
    for (field, column) in settings.columns.sorted(by: { $0.key < $1.key }) {
      guard TableReading.fields.contains(where: { $0.field == field }) else {
        let known = TableReading.fields.map(\.field).joined(separator: ", ")
        throw fault("no field is called “\(field)”; --map takes one of \(known)")
      }
      guard let place = places[column] ?? number(column, of: names.count) else {
        throw fault("has no column “\(column)” for \(field); its columns are: \(shown)")
      }
      columns[field] = place
    }
    for (field, usual) in TableReading.fields where columns[field] == nil {
      columns[field] = names.firstIndex { usual.contains($0.lowercased()) }
    }
    guard columns["claim"] != nil, columns["url"] != nil else {
      let missing = columns["claim"] == nil ? "claim" : "url"
      throw fault("no column is known to hold the \(missing); say which with --map \(missing)=COLUMN, of: \(shown)")
    }
    return columns
  }

  /// A column by its number, from 1.
  private func number(_ column: String, of count: Int) -> Int? {
    guard let number = Int(column), (1...count).contains(number) else { return nil }
    return number - 1
  }

  private func fault(_ text: String) -> ImportError { .mapping(source: name, fault: text) }
}
