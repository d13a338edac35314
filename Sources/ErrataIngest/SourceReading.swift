internal import ErrataMarkup

/// Reads one source: finds out charset and format, and hands the text to the reader of that format.
struct SourceReading {
  /// Bytes that charset and format are found out from.
  static let headBytes = 256 << 10

  let name: String
  let settings: ImportSettings

  /// Reads all, or as much as the sink wants.
  ///
  /// - Throws: `ImportError`, and what the source throws.
  mutating func read(
    _ stream: inout ByteStream, into sink: inout ImportSink, watch: (ImportSink, Int) -> Void
  ) throws {
    let raw = try stream.peek(SourceReading.headBytes)
    let charset = CharsetGuess.charset(of: raw, declared: CharsetGuess.declared(in: raw))
    var text = try TextStream(charset: charset, name: name)
    // The head is looked at in a converter of its own.
    let head = charset == "UTF-8" ? raw : try TextStream.converted(raw, from: charset, name: name)
    guard let format = settings.format == .auto ? FormatSniffer.format(of: head) : settings.format else {
      if head.isEmpty { return sink.report.add(.source, place, "empty", "the source is empty") }
      throw ImportError.unknownFormat(source: name, beginning: SourceReading.shown(head))
    }
    if charset != "UTF-8" {
      sink.report.add(.mended, place, "charset", "the text is in \(charset) and was converted")
    }
    switch format {
    case .json, .auto:
      var reading = JSONReading(name: name, settings: settings, around: around)
      try pump(&stream, &text, &sink, watch) { piece, _, sink in
        reading.read(piece, into: &sink)
        return true
      }
      reading.finish(into: &sink)
    case .jsonl:
      var reading = LineReading(name: name, settings: settings, around: around)
      try pump(&stream, &text, &sink, watch) { piece, _, sink in
        reading.read(piece, into: &sink)
        return true
      }
      reading.finish(into: &sink)
    case .feed:
      var reading = try FeedReading(name: name, settings: settings, around: around)
      try pump(&stream, &text, &sink, watch) { piece, _, sink in try reading.read(piece, into: &sink) }
      try reading.finish(into: &sink)
    case .html: try readPage(&stream, &text, &sink)
    case .csv, .cofacts:
      var reading = TableReading(name: name, settings: settings, around: around)
      try pump(&stream, &text, &sink, watch) { piece, _, sink in
        try reading.read(piece, into: &sink)
        return true
      }
      try reading.finish(into: &sink)
    }
    if sink.isFull {
      let message = "stopped after \(settings.rowLimit) rows of all sources; give a higher --limit to go on"
      sink.report.add(.source, place, "too-many-rows", message)
    }
  }

  /// Hands on the text, piece by piece, as long as it is wanted.
  private func pump(
    _ stream: inout ByteStream, _ text: inout TextStream, _ sink: inout ImportSink, _ watch: (ImportSink, Int) -> Void,
    _ read: (ArraySlice<UInt8>, Int, inout ImportSink) throws -> Bool
  ) throws {
    while !sink.isFull, let piece = try stream.next() {
      guard try read(text.convert(piece), stream.bytesRead, &sink) else { return }
      watch(sink, stream.bytesRead)
    }
    let rest = text.finish()
    if !sink.isFull, !rest.isEmpty { _ = try read(rest, stream.bytesRead, &sink) }
  }

  private func readPage(_ stream: inout ByteStream, _ text: inout TextStream, _ sink: inout ImportSink) throws {
    let (bytes, isCut) = try stream.rest(upTo: settings.pageBytes)
    if isCut {
      sink.report.add(
        .source, place, "page-too-large", "only the first \(settings.pageBytes) bytes of the page were read")
    }
    let html = text.convert(bytes[...]) + text.finish()
    let count = try PageReading(name: name, settings: settings, around: around).read(
      String(decoding: html, as: UTF8.self), into: &sink)
    if count == 0 {
      sink.leaveOut(place, "no-review", "the page has no ClaimReview in JSON-LD, microdata or RDFa")
    }
  }

  private var place: ImportPlace { ImportPlace(source: name) }

  private var around: FoundReview {
    var around = FoundReview(place: place)
    around.base = settings.base ?? ""
    return around
  }

  /// The beginning of bytes for a message, whatever they are.
  static func shown(_ head: [UInt8]) -> String {
    let text = TextCleaner.clipped(String(decoding: head.prefix(40), as: UTF8.self), to: 24)
    let isText = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{FFFD}" }
    return isText
      ? "“\(text)”"
      : "the bytes " + head.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
