package import ErrataJSON
package import ErrataModel

/// Writes items as JSON, in the form that `ItemDecoder` reads.
package enum ItemEncoder {
  /// Writes an item.
  package static func encode(_ item: Item, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", item.id)
      switch item.content {
      case .text(let text): writer.member("text", text)
      case .html(let html): writer.member("html", html)
      }
      writer.member("lang", item.lang)
      writer.member("author", item.author)
      writer.member("publishedAt", item.publishedAt?.description)
      if let parent = item.parent {
        writer.key("parent")
        writer.object { writer in
          writer.member("id", parent.id)
          writer.member("kind", parent.kind.rawValue)
        }
      }
      if !item.declared.isEmpty { writer.member("declared", item.declared) { $0.string($1.rawValue) } }
      writer.member("surface", item.surface)
      if !item.topics.isEmpty { writer.member("topics", item.topics) { $0.string($1.rawValue) } }
    }
  }
}
