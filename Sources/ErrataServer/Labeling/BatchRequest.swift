internal import ErrataExchange
internal import ErrataJSON

/// The body of a request to label or match items: `{"items":[…],"record":…,"deadlineMs":…}`.
///
/// The items stay where they are and are read one by one by the thread that judges; here only their places are found.
/// A body that is irregular in any way is read anew by `JSONParser`, so that there is one set of rules and messages.
struct BatchRequest: Sendable {
  /// The bytes that the ranges are of.
  var bytes: [UInt8]
  /// Where each item lies.
  var items: [Range<Int>] = []
  /// Whether to record; `nil` when it wasn't said.
  var record: Bool?
  /// Milliseconds after which what isn't done is given back undecided.
  var deadline: Int?

  /// The longest deadline, in milliseconds.
  static let longestDeadline = 60_000

  /// Reads a body.
  ///
  /// - Throws: `Problem`.
  init(_ body: [UInt8], limits: ServeSettings.Limits) throws {
    bytes = body
    if !readInPlace() { try readAnew() }
    guard !items.isEmpty else {
      throw Problem(.badField, "The field items is empty, expected 1 to \(limits.items) items.", field: "items")
    }
    guard items.count <= limits.items else {
      throw Problem(
        .tooManyItems,
        "The field items has \(items.count) items, expected at most \(limits.items). Send several batches.",
        field: "items")
    }
    if let deadline, !(1...BatchRequest.longestDeadline).contains(deadline) {
      throw Problem(
        .badField, "The field deadlineMs is \(deadline), expected 1 to \(BatchRequest.longestDeadline).",
        field: "deadlineMs")
    }
  }

  /// Reads a body that is as expected in every way and has each field once.
  private mutating func readInPlace() -> Bool {
    let body = bytes
    let span = body.span
    var walker = JSONWalker()
    var seen: Set<String> = []
    walker.skipBlanks(span)
    guard walker.skip(UInt8(ascii: "{"), span) else { return false }
    var (found, flag, number): ([Range<Int>], Bool?, Int?) = ([], nil, nil)
    repeat {
      guard let name = walker.name(span) else { return false }
      let text = BatchRequest.text(span, name.range)
      guard seen.insert(text).inserted else { return false }
      switch text {
      case "items":
        guard let places = BatchRequest.places(&walker, span) else { return false }
        found = places
      case "record":
        if walker.skip(word: "true", span) { flag = true } else if walker.skip(word: "false", span) { flag = false }
        guard flag != nil else { return false }
      case "deadlineMs":
        guard let digits = walker.integer(span), let value = Int(BatchRequest.text(span, digits)) else { return false }
        number = value
      default: return false
      }
    } while walker.skipComma(span)
    guard walker.skip(UInt8(ascii: "}"), span) else { return false }
    walker.skipBlanks(span)
    guard walker.isAtEnd(span), !found.isEmpty else { return false }
    items = found
    record = flag
    deadline = number
    return true
  }

  private static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private static func places(_ walker: inout JSONWalker, _ bytes: Span<UInt8>) -> [Range<Int>]? {
    guard walker.skip(UInt8(ascii: "["), bytes) else { return nil }
    var places: [Range<Int>] = []
    repeat {
      walker.skipBlanks(bytes)
      let start = walker.position
      guard walker.skipValue(bytes) else { return nil }
      places.append(start..<walker.position)
    } while walker.skipComma(bytes)
    return walker.skip(UInt8(ascii: "]"), bytes) ? places : nil
  }

  private mutating func readAnew() throws {
    let value: JSONValue
    do { value = try JSONParser.parse(bytes) } catch { throw Problem(.badJSON, "The body is \(error).") }
    var fields = FieldReader(value)
    let values = fields.array("items")
    if case .bool(let flag)? = fields.value("record") {
      record = flag
    } else if fields.value("record") != nil {
      fields.fault("record", "wrong-type", "isn't true or false")
    }
    if let number = fields.number("deadlineMs") {
      deadline = Int(exactly: number)
      if deadline == nil { fields.fault("deadlineMs", "wrong-type", "isn't an integer") }
    }
    for name in fields.unknownFields {
      fields.fault(name, "unknown-field", "isn't a field of this request; see /openapi.json")
    }
    if let fault = fields.faults.first { throw Problem(fault) }
    var writer = JSONWriter()
    items = values.map { value in
      let start = writer.bytes.count
      writer.value(value)
      writer.newline()
      return start..<writer.bytes.count - 1
    }
    bytes = writer.bytes
  }
}
