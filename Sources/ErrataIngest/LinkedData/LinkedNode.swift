internal import ErrataJSON

/// A node of linked data: an object of JSON-LD, or what microdata and RDFa come to. It is read with tolerance: a string
/// stands for an object with that name, a list for its first usable value, an object for its text.
struct LinkedNode {
  private static let prefixes = ["", "schema:", "https://schema.org/", "http://schema.org/"]
  /// Values inside one another that are looked through for a text.
  private static let maximumDepth = 6

  /// The object.
  let value: JSONValue
  /// Nodes that others refer to by `@id`.
  let references: [String: JSONValue]

  /// Its types, without the vocabulary's address.
  var types: [String] {
    let value = self.value["@type"] ?? self.value["type"]
    switch value {
    case .string(let type): return [LinkedNode.plain(type)]
    case .array(let types):
      return types.compactMap { if case .string(let type) = $0 { LinkedNode.plain(type) } else { nil } }
    default: return []
    }
  }

  /// Whether it is of a type.
  func isA(_ type: String) -> Bool { types.contains(type) }

  /// The text of the first of some members that has one.
  func text(_ names: String...) -> String {
    for name in names {
      if let value = member(name), let text = text(value, 0), !text.isEmpty { return text }
    }
    return ""
  }

  /// The first address of some members: a string, or the `@id` or `url` of an object.
  func address(_ names: String...) -> String {
    for name in names {
      for value in list(member(name)) {
        switch value {
        case .string(let text) where !text.isEmpty && !LenientJSON.isJSON(text): return text
        case .object:
          let node = LinkedNode(value: value, references: references)
          let inner = node.text("@id", "url")
          if !inner.isEmpty { return inner }
        default: continue
        }
      }
    }
    return ""
  }

  /// The objects of a member: of a list all, behind a reference what is referred to, of JSON in a string what it holds;
  /// for plain text an object with it as name.
  func nodes(_ name: String) -> [LinkedNode] {
    list(member(name)).compactMap { value in
      switch value {
      case .object: return LinkedNode(value: resolved(value), references: references)
      case .string(let text):
        if LenientJSON.isJSON(text), let inner = try? LenientJSON.parse(Array(text.utf8)) {
          return LinkedNode(value: inner.value, references: references)
        }
        if let known = references[text] { return LinkedNode(value: known, references: references) }
        let member = JSONMember(key: "name", value: value)
        return text.isEmpty ? nil : LinkedNode(value: .object([member]), references: references)
      case .number: return LinkedNode(value: .object([JSONMember(key: "name", value: value)]), references: references)
      default: return nil
      }
    }
  }

  /// A member, whatever prefix its name has.
  func member(_ name: String) -> JSONValue? {
    guard case .object(let members) = value else { return nil }
    if let found = members.first(where: { $0.key == name }) { return found.value == .null ? nil : found.value }
    for member in members where member.key.utf8.count > name.utf8.count && member.key.hasSuffix(name) {
      if LinkedNode.plain(member.key) == name { return member.value }
    }
    return nil
  }

  private func list(_ value: JSONValue?) -> [JSONValue] {
    switch value {
    case .array(let values): values.flatMap { if case .array(let inner) = $0 { inner } else { [$0] } }
    case .null, nil: []
    case .some(let value): [value]
    }
  }

  private func resolved(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value, members.count <= 2, case .string(let id)? = value["@id"] else {
      return value
    }
    return references[id] ?? value
  }

  private func text(_ value: JSONValue, _ depth: Int) -> String? {
    guard depth < LinkedNode.maximumDepth else { return nil }
    switch value {
    case .string(let text): return text
    case .number(let digits): return digits
    case .bool, .null: return nil
    case .array(let values): return values.lazy.compactMap { self.text($0, depth + 1) }.first { !$0.isEmpty }
    case .object:
      let node = LinkedNode(value: resolved(value), references: references)
      for name in ["@value", "name", "text", "headline", "alternateName", "description"] {
        if let inner = node.member(name), let text = node.text(inner, depth + 1), !text.isEmpty { return text }
      }
      return nil
    }
  }

  private static func plain(_ name: String) -> String {
    for prefix in prefixes.dropFirst() where name.hasPrefix(prefix) { return String(name.dropFirst(prefix.count)) }
    return name
  }
}
