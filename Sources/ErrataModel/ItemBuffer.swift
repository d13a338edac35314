/// An item in working memory that is reused from item to item: its body lies in a buffer that keeps its storage, so
/// that reading many items one after the other allocates little.
package struct ItemBuffer: Sendable {
  /// All of the item but its body: the content here is empty.
  package var head = Item(id: "", content: .text(""))
  /// Whether the body is HTML.
  package var isMarkup = false
  /// The body, text or HTML, in valid UTF-8.
  package var body: [UInt8] = []

  /// An empty buffer.
  package init() {}

  /// Forgets the item and keeps the storage.
  package mutating func removeAll() {
    // Most fields are empty already, and what is empty need not be released.
    head.id = ""
    if head.lang != nil { head.lang = nil }
    if head.author != nil { head.author = nil }
    if head.parent != nil { head.parent = nil }
    if head.surface != nil { head.surface = nil }
    if !head.declared.isEmpty { head.declared = [] }
    if !head.topics.isEmpty { head.topics = [] }
    head.publishedAt = nil
    isMarkup = false
    body.removeAll(keepingCapacity: true)
  }

  /// Takes over an item.
  package mutating func hold(_ item: Item) {
    removeAll()
    head = item
    switch item.content {
    case .text(let text): body += text.utf8
    case .html(let html):
      body += html.utf8
      isMarkup = true
    }
    head.content = .text("")
  }

  /// The body as text.
  package var source: String { String(decoding: body, as: UTF8.self) }

  /// The whole item, with its own copy of the body.
  package var item: Item {
    var item = head
    item.content = isMarkup ? .html(source) : .text(source)
    return item
  }
}
