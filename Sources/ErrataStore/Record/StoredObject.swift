internal import ErrataJSON
internal import ErrataModel

/// A JSON object that the store wrote itself: what is missing or of another kind is damage.
struct StoredObject {
  /// What is wrong with the object.
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  private let value: JSONValue

  init(_ value: JSONValue) {
    self.value = value
  }

  func string(_ name: String) throws -> String { try required(optionalString(name), name) }
  func integer(_ name: String) throws -> Int { try required(optionalInteger(name), name) }
  func time(_ name: String) throws -> Timestamp { try required(optionalTime(name), name) }

  func word<Word: RawRepresentable>(_ name: String) throws -> Word where Word.RawValue == String {
    try required(optionalWord(name), name)
  }

  func flag(_ name: String) throws -> Bool {
    guard case .bool(let flag) = value[name] else { throw wrong(name) }
    return flag
  }

  func array(_ name: String) throws -> [StoredObject] {
    guard case .array(let values) = value[name] else { throw wrong(name) }
    return values.map(StoredObject.init)
  }

  func object(_ name: String) throws -> StoredObject { StoredObject(try required(value[name], name)) }

  func optionalString(_ name: String) throws -> String? {
    guard let found = value[name] else { return nil }
    guard case .string(let text) = found else { throw wrong(name) }
    return text
  }

  func optionalInteger(_ name: String) throws -> Int? {
    guard let found = value[name] else { return nil }
    guard case .number(let digits) = found, let number = Int(digits) else { throw wrong(name) }
    return number
  }

  func optionalNumber(_ name: String) throws -> Double? {
    guard let found = value[name] else { return nil }
    guard case .number(let digits) = found, let number = Double(digits) else { throw wrong(name) }
    return number
  }

  func optionalTime(_ name: String) throws -> Timestamp? {
    guard let text = try optionalString(name) else { return nil }
    guard let time = Timestamp(text) else { throw wrong(name) }
    return time
  }

  func optionalWord<Word: RawRepresentable>(_ name: String) throws -> Word? where Word.RawValue == String {
    guard let text = try optionalString(name) else { return nil }
    guard let word = Word(rawValue: text) else { throw wrong(name) }
    return word
  }

  private func required<Value>(_ found: Value?, _ name: String) throws -> Value {
    guard let found else { throw wrong(name) }
    return found
  }

  private func wrong(_ name: String) -> Fault {
    Fault(description: "\(name) is missing, or isn't what the store writes")
  }
}
