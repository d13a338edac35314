package import ErrataJSON
package import ErrataModel

/// What is wrong with one field of a JSON object.
package struct FieldFault: Error, Hashable, Sendable {
  /// The field's path, such as `reviews[0].url`; empty for the whole value.
  package var field: String
  /// A stable word for the kind of fault, in kebab-case.
  package var code: String
  /// What was found and what was expected.
  package var message: String

  /// Makes a fault.
  package init(field: String, code: String, message: String) {
    self.field = field
    self.code = code
    self.message = message
  }
}

/// Reads the fields of one JSON object, collects every fault, and knows which fields it was asked for.
package struct FieldReader {
  private let members: [JSONMember]
  private let path: String
  private let isObject: Bool
  private var asked: Set<String> = []
  /// Faults found so far.
  package private(set) var faults: [FieldFault] = []

  /// Reads an object; anything else is a fault, and then every field is absent.
  package init(_ value: JSONValue, path: String = "") {
    self.path = path
    if case .object(let members) = value {
      self.members = members
      isObject = true
    } else {
      members = []
      isObject = false
      faults.append(
        FieldFault(field: path, code: "wrong-type", message: "expected an object, found \(value.kind)"))
    }
  }

  /// The path of a field of this object.
  package func path(of name: String) -> String {
    path.isEmpty ? name : "\(path).\(name)"
  }

  /// Notes a fault of a field.
  ///
  /// What isn't an object lacks every field; that is said once, by `init`.
  package mutating func fault(_ name: String, _ code: String, _ message: String) {
    guard isObject else { return }
    faults.append(FieldFault(field: path(of: name), code: code, message: message))
  }

  /// Notes the faults of a nested reader.
  package mutating func add(_ others: [FieldFault]) {
    faults += others
  }

  /// A field's value; an explicit `null` counts as absent.
  package mutating func value(_ name: String) -> JSONValue? {
    asked.insert(name)
    let found = members.filter { $0.key == name }
    if found.count > 1 {
      fault(name, "duplicate-field", "stands \(found.count) times in the object, expected once")
    }
    guard let value = found.first?.value, value != .null else { return nil }
    return value
  }

  /// A string, or `nil` when absent or of another type, which is a fault.
  package mutating func string(_ name: String) -> String? {
    guard let value = value(name) else { return nil }
    guard case .string(let text) = value else {
      fault(name, "wrong-type", "expected a string, found \(value.kind)")
      return nil
    }
    return text
  }

  /// A string that must be there and not blank.
  package mutating func requiredString(_ name: String) -> String? {
    guard let text = required(name, "a string", { $0.string(name) }) else { return nil }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      fault(name, "empty-field", "is empty, expected text")
      return nil
    }
    return text
  }

  /// An array of strings; absent counts as empty.
  package mutating func strings(_ name: String) -> [String] {
    var texts: [String] = []
    for (index, value) in array(name).enumerated() {
      if case .string(let text) = value {
        texts.append(text)
      } else {
        fault("\(name)[\(index)]", "wrong-type", "expected a string, found \(value.kind)")
      }
    }
    return texts
  }

  /// An array; absent counts as empty.
  package mutating func array(_ name: String) -> [JSONValue] {
    guard let value = value(name) else { return [] }
    guard case .array(let values) = value else {
      fault(name, "wrong-type", "expected an array, found \(value.kind)")
      return []
    }
    return values
  }

  /// A time in RFC 3339, or a date.
  package mutating func time(_ name: String) -> Timestamp? {
    guard let text = string(name) else { return nil }
    guard let time = Timestamp(text) else {
      fault(name, "bad-time", "\"\(text)\" isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00Z")
      return nil
    }
    return time
  }

  /// A time that must be there.
  package mutating func requiredTime(_ name: String) -> Timestamp? {
    required(name, "a time in RFC 3339") { $0.time(name) }
  }

  /// A finite number.
  package mutating func number(_ name: String) -> Double? {
    guard let value = value(name) else { return nil }
    guard case .number(let digits) = value, let number = Double(digits) else {
      fault(name, "wrong-type", "expected a number, found \(value.kind)")
      return nil
    }
    guard number.isFinite else {
      fault(name, "bad-number", "\(digits) is too large, expected a finite number")
      return nil
    }
    return number
  }

  /// A number that must be there.
  package mutating func requiredNumber(_ name: String) -> Double? {
    required(name, "a number") { $0.number(name) }
  }

  /// `true` or `false`; absent counts as `false`.
  package mutating func flag(_ name: String) -> Bool {
    guard let value = value(name) else { return false }
    guard case .bool(let flag) = value else {
      fault(name, "wrong-type", "expected true or false, found \(value.kind)")
      return false
    }
    return flag
  }

  /// One word of a closed set.
  package mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
  where Word.RawValue == String {
    guard let text = string(name) else { return nil }
    return word(text, at: name, type)
  }

  /// One word of a closed set that must be there.
  package mutating func requiredWord<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
  where Word.RawValue == String {
    required(name, "one of: \(FieldReader.known(type))") { $0.word(name, type) }
  }

  /// Several words of a closed set; absent counts as empty.
  package mutating func words<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> [Word]
  where Word.RawValue == String {
    strings(name).enumerated().compactMap { word($1, at: "\(name)[\($0)]", type) }
  }

  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ text: String, at name: String, _ type: Word.Type
  ) -> Word? where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    fault(name, "unknown-word", "\"\(text)\" isn't known here, expected one of: \(FieldReader.known(type))")
    return nil
  }

  private static func known<Word: RawRepresentable & CaseIterable>(_: Word.Type) -> String
  where Word.RawValue == String {
    Word.allCases.map(\.rawValue).joined(separator: ", ")
  }

  /// What `read` finds; when it finds nothing and no fault either, the field is missing.
  private mutating func required<Value>(
    _ name: String, _ expected: String, _ read: (inout FieldReader) -> Value?
  ) -> Value? {
    let before = faults.count
    let value = read(&self)
    if value == nil, faults.count == before { fault(name, "missing-field", "is missing, expected \(expected)") }
    return value
  }

  /// Names of fields that nobody asked for, each once, in order.
  package var unknownFields: [String] {
    var seen = asked
    return members.compactMap { seen.insert($0.key).inserted ? path(of: $0.key) : nil }
  }
}
