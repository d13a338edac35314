internal import ErrataMarkup
internal import ErrataJSON

/// An entry of a feed.
struct FeedEntry {
  /// Where it begins.
  var line = 0
  var title = ""
  var address = ""
  var date = ""
  var author = ""
  var language = ""
  /// Bodies of the entry, as HTML: description, summary, content.
  var bodies: [String] = []
  /// Elements of schema.org's namespace, as the page of a review would have them.
  var nodes: [JSONValue] = []
  /// It had more bytes than are held.
  var isTooLarge = false
}

/// Puts the entries of a feed together from its elements: RSS 2.0, RSS 1.0 (RDF), Atom (RFC 4287).
///
/// Names are told apart by their namespace only where two mean different things, since feeds often declare the
/// wrong one.
final class FeedBuilder {
  /// Entries that are whole and not yet taken.
  var ready: [FeedEntry] = []
  /// What the feed says of itself.
  private(set) var title = ""
  private(set) var language = ""
  private(set) var address = ""
  /// It has the outermost element of a feed.
  private(set) var isFeed = false

  private let limit: Int
  private var path: [String] = []
  private var entry: FeedEntry?
  private var entryBytes = 0
  private var entryDepth = 0
  private var text = ""
  /// Depth of an element whose markup is kept as HTML.
  private var markupDepth: Int?
  private var markup = ""
  private var schema = SchemaElements()
  private static let schemas = ["http://schema.org/", "https://schema.org/", "http://schema.org", "https://schema.org"]

  init(limit: Int) {
    self.limit = limit
  }

  /// Tells the line that is read.
  var line: () -> Int = { 0 }

  /// Takes in an event.
  func take(_ event: MarkupEvent) {
    switch event {
    case .start(let name, let namespace, let attributes): start(name, namespace, attributes)
    case .end(let name): end(name)
    case .text(let piece): add(piece)
    }
  }

  private func start(_ name: String, _ namespace: String, _ attributes: [MarkupAttribute]) {
    path.append(name)
    if path.count == 1 {
      isFeed = ["rss", "feed", "RDF", "channel"].contains(name)
      language = attributes["xml:lang"] ?? ""
    }
    if let depth = markupDepth, path.count > depth {
      let pairs = attributes.map { " \($0.name)=\"\(FeedBuilder.escaped($0.value))\"" }.joined()
      return keep("<\(name)\(pairs)>")
    }
    text = ""
    guard entry != nil else {
      if name == "item" || name == "entry" { begin(attributes) }
      return
    }
    if FeedBuilder.schemas.contains(namespace) { return schema.start(name, depth: path.count) }
    if name == "link", let address = attributes["href"] { link(address, attributes["rel"] ?? "alternate") }
    if ["content", "summary"].contains(name), attributes["type"] == "xhtml" {
      markupDepth = path.count
      markup = ""
    }
  }

  private func begin(_ attributes: [MarkupAttribute]) {
    var begun = FeedEntry(line: line())
    begun.language = attributes["xml:lang"] ?? language
    begun.address = attributes["rdf:about"] ?? ""
    entry = begun
    entryBytes = 0
    entryDepth = path.count
    schema = SchemaElements()
  }

  private func link(_ address: String, _ relation: String) {
    if relation == "alternate" || entry?.address.isEmpty == true { entry?.address = address }
  }

  private func add(_ piece: String) {
    if markupDepth != nil { return keep(FeedBuilder.escaped(piece)) }
    guard holds(piece.utf8.count) else { return }
    text += piece
  }

  private func keep(_ piece: String) {
    if holds(piece.utf8.count) { markup += piece }
  }

  /// Whether there is room for so many bytes more.
  private func holds(_ count: Int) -> Bool {
    guard entry != nil else { return text.utf8.count < 10_000 }
    entryBytes += count
    if entryBytes > limit {
      entry?.isTooLarge = true
      (text, markup) = ("", "")
    }
    return entryBytes <= limit
  }

  private func end(_ name: String) {
    guard !path.isEmpty else { return }
    let depth = path.count
    path.removeLast()
    if let markupDepth {
      if depth > markupDepth { return keep("</\(name)>") }
      (text, self.markupDepth) = (markup, nil)
    }
    if entry == nil {
      endInFeed(name, depth)
    } else if depth == entryDepth {
      endEntry()
    } else if schema.isOpen {
      schema.end(text: text, depth: depth)
    } else {
      endInEntry(name, depth)
    }
    text = ""
  }

  private func endInFeed(_ name: String, _ depth: Int) {
    guard depth <= 3 else { return }
    switch name {
    case "title" where title.isEmpty: title = text
    case "language" where language.isEmpty: language = text
    case "link" where address.isEmpty: address = text
    default: break
    }
  }

  private func endInEntry(_ name: String, _ depth: Int) {
    let isOwn = depth == entryDepth + 1
    switch name {
    case "title" where isOwn: entry?.title = text
    case "link" where isOwn && !text.isEmpty: entry?.address = text
    case "guid" where isOwn && entry?.address.isEmpty == true && text.hasPrefix("http"): entry?.address = text
    case "pubDate", "published": entry?.date = text
    case "date", "updated": if entry?.date.isEmpty == true { entry?.date = text }
    case "creator", "name": if entry?.author.isEmpty == true { entry?.author = text }
    case "language" where isOwn: entry?.language = text
    case "description", "encoded", "summary", "content": if isOwn, !text.isEmpty { entry?.bodies.append(text) }
    default: break
    }
  }

  private func endEntry() {
    guard var whole = entry.take() else { return }
    whole.nodes = schema.nodes
    if whole.isTooLarge { (whole.bodies, whole.nodes) = ([], []) }
    ready.append(whole)
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}

/// Elements of schema.org's namespace in an entry: a name with a capital is a type, another one a property.
struct SchemaElements {
  private struct Open {
    var name: String
    var depth: Int
    var members: [JSONMember] = []
  }

  private var open: [Open] = []
  private var loose: [JSONMember] = []
  private var whole: [JSONValue] = []

  /// An element is open.
  var isOpen: Bool { !open.isEmpty }

  /// What was read: the typed elements, or a `ClaimReview` of properties that stand in the entry itself.
  var nodes: [JSONValue] {
    let isReview = loose.contains { $0.key == "claimReviewed" }
    return whole + (isReview ? [.object([JSONMember(key: "@type", value: .string("ClaimReview"))] + loose)] : [])
  }

  mutating func start(_ name: String, depth: Int) {
    open.append(Open(name: name, depth: depth))
  }

  mutating func end(text: String, depth: Int) {
    guard let last = open.last, last.depth == depth else { return }
    open.removeLast()
    let isType = last.name.first?.isUppercase == true
    if isType {
      let typed: JSONValue = .object([JSONMember(key: "@type", value: .string(last.name))] + last.members)
      // A type inside of a property is its value.
      if open.isEmpty {
        whole.append(typed)
      } else {
        open[open.count - 1].members.append(JSONMember(key: "", value: typed))
      }
      return
    }
    let inner = last.members.first { $0.key.isEmpty }?.value
    let value = inner ?? (last.members.isEmpty ? .string(text) : .object(last.members))
    let member = JSONMember(key: last.name, value: value)
    if open.isEmpty { loose.append(member) } else { open[open.count - 1].members.append(member) }
  }
}
