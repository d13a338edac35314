import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

/// The value of a JSON text.
func json(_ text: String) throws(JSONError) -> JSONValue {
  try JSONParser.parse(Array(text.utf8))
}

/// What an encoder writes.
func written(_ encode: (inout JSONWriter) -> Void) -> String {
  var writer = JSONWriter()
  encode(&writer)
  return writer.string
}

/// A JSON text and the fault that it must be refused with.
struct FaultCase: Sendable, CustomTestStringConvertible {
  let text: String
  let fault: FieldFault

  init(_ text: String, _ field: String, _ code: String, _ message: String) {
    self.text = text
    fault = FieldFault(field: field, code: code, message: message)
  }

  var testDescription: String { text }
}

/// The fault that reading throws; `nil` when it throws none.
func thrownFault<Value>(_ read: () throws(FieldFault) -> Value) -> FieldFault? {
  do {
    _ = try read()
    return nil
  } catch {
    return error
  }
}
