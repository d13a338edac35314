internal import ErrataExchange
internal import ErrataJSON

/// Reads reviews out of JSON of any size.
struct JSONReading {
  private let name: String
  private let elementBytes: Int
  private let around: FoundReview
  private var scanner: ElementScanner
  private var items = 0

  init(name: String, settings: ImportSettings, around: FoundReview) {
    self.name = name
    self.around = around
    elementBytes = settings.elementBytes
    scanner = ElementScanner(limit: settings.elementBytes)
  }

  /// Takes in the next bytes.
  mutating func read(_ piece: ArraySlice<UInt8>, into sink: inout ImportSink) {
    var scanner = self.scanner
    piece.withUnsafeBufferPointer { bytes in
      _ = scanner.feed(bytes) { element in
        take(element, into: &sink)
        return !sink.isFull
      }
    }
    self.scanner = scanner
  }

  /// Ends the reading.
  mutating func finish(into sink: inout ImportSink) {
    var scanner = self.scanner
    guard !sink.isFull else { return }
    scanner.finish { element in
      take(element, into: &sink)
      return true
    }
  }

  /// Marks that some put around JSON, in particular around scripts.
  private static let marks = Set(
    ["<!--", "-->", "//<![CDATA[", "//]]>", "<![CDATA[", "]]>", "/*<![CDATA[*/", "/*]]>*/", ";"].map { Array($0.utf8) })

  private mutating func take(_ element: ElementScanner.Element, into sink: inout ImportSink) {
    if element.bytes.count <= 13, JSONReading.marks.contains(element.bytes) {
      return sink.report.add(
        .mended, ImportPlace(source: name, line: element.line), "wrapped", ImportSink.words(of: "wrapped"))
    }
    if !element.isEnvelope { items += 1 }
    let place = ImportPlace(source: name, line: element.line, item: element.isEnvelope ? 0 : items)
    switch element.fault {
    case .tooLarge:
      sink.leaveOut(place, "too-large", "the element has more than \(elementBytes) bytes")
    case .cut:
      sink.leaveOut(place, "cut", "the text ends inside of the element; fetch it again")
    case nil:
      ElementReading(place: place, around: around, isEnvelope: element.isEnvelope).read(element.bytes, into: &sink)
    }
  }
}

/// Reads what one piece of JSON holds.
struct ElementReading {
  let place: ImportPlace
  let around: FoundReview
  /// It needn't hold a review, since its elements were read by themselves.
  var isEnvelope = false

  /// Reads it.
  func read(_ bytes: [UInt8], into sink: inout ImportSink) {
    do throws(JSONError) {
      let parsed = try LenientJSON.parse(bytes)
      read(parsed, into: &sink)
    } catch {
      sink.leaveOut(place, "not-json", "\(error)\(ElementReading.hint(bytes))")
    }
  }

  private func read(_ parsed: LenientJSON.Parsed, into sink: inout ImportSink) {
    let value = parsed.value
    if case .string? = value["claim"], value["@type"] == nil, value["verdict"] != nil {
      return sink.take(ClaimDecoder.decode(value), place)
    }
    var around = around
    around.place = place
    around.repairs = parsed.repairs
    let found = ReviewFinder(around: around).find(in: value)
    for review in found.reviews where !sink.isFull { sink.take(review) }
    guard found.reviews.isEmpty, !isEnvelope, value != .object([]) else { return }
    if found.mediaWithoutClaim > 0 {
      sink.leaveOut(place, "no-claim", "a MediaReview that says no claim")
    } else {
      sink.leaveOut(place, "no-review", "expected a ClaimReview, found \(ElementReading.kind(value))")
    }
  }

  private static func kind(_ value: JSONValue) -> String {
    let types = LinkedNode(value: value, references: [:]).types
    return types.isEmpty ? value.kind : TextCleaner.clipped(types.joined(separator: ", "), to: 60)
  }

  /// What to do about what often is taken for JSON.
  private static func hint(_ bytes: [UInt8]) -> String {
    let start = bytes.drop { $0 <= 0x20 || [UInt8(ascii: "{"), UInt8(ascii: "[")].contains($0) }
    return start.first == UInt8(ascii: "'") ? "; names and texts stand in double quotes, not in single ones" : ""
  }
}
