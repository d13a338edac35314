internal import ErrataJSON
internal import ErrataMarkup

/// Reads the reviews of a feed, entry by entry.
struct FeedReading {
  private let name: String
  private let settings: ImportSettings
  private let around: FoundReview
  private let builder: FeedBuilder
  private let reader: XMLReader
  private var items = 0

  /// Makes a reading.
  ///
  /// - Throws: `ImportError.outOfMemory`.
  init(name: String, settings: ImportSettings, around: FoundReview) throws(ImportError) {
    self.name = name
    self.settings = settings
    self.around = around
    let builder = FeedBuilder(limit: settings.elementBytes)
    self.builder = builder
    do throws(MarkupError) {
      reader = try XMLReader { builder.take($0) }
      builder.line = { [weak reader] in reader?.line ?? 0 }
    } catch {
      throw .outOfMemory(source: name)
    }
  }

  /// Takes in the next bytes, in UTF-8.
  ///
  /// - Returns: whether more makes sense.
  /// - Throws: `ImportError`: for markup that is refused.
  mutating func read(
    _ piece: ArraySlice<UInt8>, isLast: Bool = false, into sink: inout ImportSink
  ) throws(ImportError) -> Bool {
    let isWanted: Bool
    do throws(MarkupError) {
      isWanted = try reader.read(piece, isLast: isLast)
    } catch {
      throw .outOfMemory(source: name)
    }
    switch reader.refusal {
    case .entity(let entity):
      throw .refusedMarkup(source: name, fault: "declares the entity “\(TextCleaner.clipped(entity, to: 40))”")
    case .depth: throw .refusedMarkup(source: name, fault: "has elements nested deeper than 64 levels")
    case nil: break
    }
    let ready = builder.ready
    builder.ready.removeAll(keepingCapacity: true)
    for entry in ready where !sink.isFull { try take(entry, into: &sink) }
    return isWanted
  }

  /// Ends the reading.
  mutating func finish(into sink: inout ImportSink) throws(ImportError) {
    guard !sink.isFull else { return }
    _ = try read([], isLast: true, into: &sink)
    let place = ImportPlace(source: name)
    if let fault = reader.fault {
      sink.report.add(
        .source, ImportPlace(source: name, line: fault.line), "not-well-formed",
        "the XML isn't well-formed: \(fault.message); what could be read was taken")
    }
    if items == 0 {
      sink.leaveOut(place, "no-entries", builder.isFeed ? "the feed has no entries" : "expected RSS or Atom")
    }
  }

  private mutating func take(_ entry: FeedEntry, into sink: inout ImportSink) throws(ImportError) {
    items += 1
    let place = ImportPlace(source: name, line: entry.line, item: items)
    guard !entry.isTooLarge else {
      return sink.leaveOut(place, "too-large", "the entry has more than \(settings.elementBytes) bytes")
    }
    let around = around(entry, place)
    let before = sink.report.found
    for node in entry.nodes {
      for review in ReviewFinder(around: around).find(in: node).reviews { sink.take(review) }
    }
    for body in entry.bodies where sink.report.found == before {
      if LenientJSON.isJSON(body) {
        ElementReading(place: place, around: around, isEnvelope: true).read(Array(body.utf8), into: &sink)
      } else if body.utf8.contains(UInt8(ascii: "<")) {
        try PageReading(name: name, settings: settings, around: around).read(body, into: &sink)
      }
    }
    guard sink.report.found == before else { return }
    let message =
      "the entry “\(TextCleaner.clipped(TextCleaner().clean(entry.title), to: 60))” has no ClaimReview in it; if its "
      + "page has one, save \(entry.address.isEmpty ? "the page" : TextCleaner.clipped(entry.address, to: 120)) and "
      + "import that"
    sink.leaveOut(place, "no-review", message)
  }

  private func around(_ entry: FeedEntry, _ place: ImportPlace) -> FoundReview {
    var around = around
    let cleaner = TextCleaner()
    around.place = place
    around.address = entry.address
    around.title = entry.title
    around.date = entry.date
    around.publisher = [cleaner.clean(builder.title), entry.author].first { !$0.isEmpty } ?? ""
    around.language = entry.language.isEmpty ? builder.language : entry.language
    if around.base.isEmpty { around.base = builder.address }
    return around
  }
}
