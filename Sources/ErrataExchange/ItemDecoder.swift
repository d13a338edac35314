package import ErrataJSON
package import ErrataModel

/// Reads items from JSON.
package enum ItemDecoder {
  /// An item with the names of the fields that were not known, which are ignored.
  package struct Decoded: Sendable {
    /// The item.
    package var item: Item
    /// Paths of unknown fields.
    package var unknownFields: [String]
  }

  /// Reads an item.
  ///
  /// - Throws: the first `FieldFault`.
  package static func decode(_ value: JSONValue) throws(FieldFault) -> Decoded {
    var fields = FieldReader(value)
    let id = self.id(&fields)
    let content = self.content(&fields)
    let (parent, unknownInParent) = self.parent(&fields)
    let item = Item(
      id: id ?? "", content: content ?? .text(""), lang: fields.string("lang"),
      author: fields.string("author"),
      publishedAt: fields.time("publishedAt"), parent: parent,
      declared: fields.words("declared", Declaration.self),
      surface: fields.string("surface"), topics: fields.strings("topics").map(Topic.init(rawValue:)))
    if let fault = fields.faults.first { throw fault }
    return Decoded(item: item, unknownFields: fields.unknownFields + unknownInParent)
  }

  /// A string, or an integer read as its digits.
  private static func id(_ fields: inout FieldReader, _ name: String = "id") -> String? {
    if case .number(let digits) = fields.value(name) {
      let unsigned = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
      if unsigned.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return digits }
      fields.fault(name, "wrong-type", "\(digits) isn't an integer, expected a string or an integer")
      return nil
    }
    return fields.requiredString(name)
  }

  private static func content(_ fields: inout FieldReader) -> Content? {
    switch (fields.string("text"), fields.string("html")) {
    case (let text?, nil): return .text(text)
    case (nil, let html?): return .html(html)
    case (.some, .some):
      fields.fault("html", "two-contents", "stands beside text, expected only one of the two")
    case (nil, nil):
      if fields.faults.isEmpty {
        fields.fault("text", "missing-field", "is missing, expected text or html")
      }
    }
    return nil
  }

  private static func parent(_ fields: inout FieldReader) -> (Parent?, [String]) {
    guard let value = fields.value("parent") else { return (nil, []) }
    var inner = FieldReader(value, path: fields.path(of: "parent"))
    let id = self.id(&inner)
    let kind = inner.word("kind", EdgeKind.self)
    if inner.faults.isEmpty, kind == nil {
      inner.fault("kind", "missing-field", "is missing, expected repost, quote or reply")
    }
    fields.add(inner.faults)
    guard let id, let kind else { return (nil, []) }
    return (Parent(id: id, kind: kind), inner.unknownFields)
  }
}
