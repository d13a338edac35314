/// A parsed JSON value. Objects keep their members' order and duplicates, so that readers can report both; numbers keep
/// their digits, so that long integer ids lose nothing.
package enum JSONValue: Hashable, Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A number, as written.
  case number(String)
  /// A string, unescaped.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, members in order.
  case object([JSONMember])

  /// What the value is, in words for messages.
  package var kind: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The first member's value of that name, in an object.
  package subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// One name and value of an object.
package struct JSONMember: Hashable, Sendable {
  /// The name.
  package var key: String
  /// The value.
  package var value: JSONValue

  /// Makes a member.
  package init(key: String, value: JSONValue) {
    self.key = key
    self.value = value
  }
}
