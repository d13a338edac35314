/// A piece of markup as its parser reports it.
package enum MarkupEvent: Hashable, Sendable {
  /// An element begins: its name, in HTML in lower case, in XML without prefix; the address of its namespace; its
  /// attributes in order, with the prefixes that they are written with.
  case start(name: String, namespace: String, attributes: [MarkupAttribute])
  /// An element ends.
  case end(name: String)
  /// Text, entities resolved; one run of text can come in several pieces.
  case text(String)
}

/// An attribute of an element.
package struct MarkupAttribute: Hashable, Sendable {
  /// Its name.
  package var name: String
  /// Its value; empty when it has none.
  package var value: String

  /// Makes an attribute.
  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension [MarkupAttribute] {
  /// The value of the first attribute with a name.
  package subscript(_ name: String) -> String? { first { $0.name == name }?.value }
}
