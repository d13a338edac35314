internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// A request that was found good so far: its route is known, its sender may use it, its parameters were checked.
package struct Request: Sendable {
  /// The request's id, for log and answer.
  var id: String
  /// The route.
  var route: Route
  /// Path and query as they were sent.
  var target: String
  /// Who sends it.
  var principal: Principal
  /// Path and query parameters by name.
  var values: [String: String]
  /// Header fields, names in lower case.
  var headers: [String: String]
  /// The body, decompressed.
  var body: [UInt8]
  /// When it arrived, by the clock on the wall.
  var now: Timestamp
  /// When it arrived, for deadlines.
  var arrival: ContinuousClock.Instant
  /// What answers it.
  var serving: ServingEngine?

  /// A parameter that was checked to be an integer.
  func integer(_ name: String, default value: Int) -> Int {
    values[name].flatMap { Int($0) } ?? value
  }

  /// A parameter that was checked to be a number.
  func number(_ name: String) -> Double? {
    values[name].flatMap { Double($0) }
  }

  /// A parameter that was checked to be a time.
  func time(_ name: String) -> Timestamp? {
    values[name].flatMap { Timestamp($0) }
  }

  /// A path parameter, which is always there.
  func text(_ name: String) -> String { values[name] ?? "" }

  /// The engine.
  ///
  /// - Throws: `Problem` as long as there is none.
  func engine() throws -> ServingEngine {
    if let serving { return serving }
    throw Problem(.notReady, "No index is loaded yet. Try again, and look at /health/ready.", retryAfter: 1)
  }

  /// The body as JSON.
  ///
  /// - Throws: `Problem` with the byte where it isn't.
  func json() throws -> JSONValue {
    do { return try JSONParser.parse(body) } catch { throw Problem(.badJSON, "The body is \(error).") }
  }

  /// Reads the fields of the body.
  ///
  /// - Throws: `Problem` with the first fault and its field's path.
  func fields<Value>(_ read: (inout FieldReader) -> Value) throws -> Value {
    var reader = FieldReader(try json())
    let value = read(&reader)
    for name in reader.unknownFields {
      reader.fault(name, "unknown-field", "isn't a field of this request; see /openapi.json")
    }
    if let fault = reader.faults.first { throw Problem(fault) }
    return value
  }
}

extension Problem {
  /// A fault of a field.
  init(_ fault: FieldFault) {
    let place = fault.field.isEmpty ? "The body" : "The field \(fault.field.quotable)"
    self.init(.badField, "\(place) \(fault.message.quotable).", field: fault.field.quotable)
  }
}
