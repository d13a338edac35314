internal import ErrataJSON
internal import ErrataMarkup

/// Nodes of linked data that stand in the attributes of a page: microdata (WHATWG HTML, section 5) and RDFa Lite 1.1.
///
/// `itemref` isn't followed, and RDFa's `vocab` and `prefix` are taken to mean schema.org.
struct AnnotatedTree {
  /// A node while its element is open.
  private struct Node {
    var types: [String]
    var id: String?
    var values: [(name: String, value: JSONValue)] = []
  }

  /// An open element.
  private struct Open {
    var name: String
    /// What its value is of, in the node around.
    var properties: [Substring] = []
    /// It begins a node.
    var isNode = false
    /// Its value, where an attribute has it.
    var value: String?
    /// Where its text begins.
    var textStart = 0
  }

  /// Most elements inside one another; what is deeper says nothing.
  private static let maximumDepth = 256
  /// Most bytes of a text value, and of all of them together: texts inside one another repeat one another.
  private static let valueBytes = 64 << 10
  private static let allBytes = 16 << 20
  /// Attributes that hold a value, by element; `content` goes before them.
  private static let attributes = [
    "a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src", "iframe": "src",
    "embed": "src", "source": "src", "object": "data", "data": "value", "meter": "value", "time": "datetime",
  ]

  /// The nodes that are values of no other, in order.
  private(set) var roots: [JSONValue] = []
  private var nodes: [Node] = []
  private var open: [Open] = []
  private var text: [UInt8] = []
  private var readers = 0
  private var room = AnnotatedTree.allBytes

  /// Takes in an event of the page.
  mutating func take(_ event: MarkupEvent) {
    switch event {
    case .start(let name, _, let attributes): start(name, attributes)
    case .end(let name): end(name)
    case .text(let piece): if readers > 0 { text += piece.utf8 }
    }
  }

  private mutating func start(_ name: String, _ attributes: [MarkupAttribute]) {
    guard open.count < AnnotatedTree.maximumDepth else { return }
    var element = Open(name: name, textStart: text.count)
    let isItem = attributes["itemscope"] != nil
    let type = isItem ? attributes["itemtype"] ?? "" : attributes["typeof"]
    element.properties = (attributes["itemprop"] ?? attributes["property"] ?? "").split(separator: " ")
    // Open Graph's `og:title` and the like are no properties of a node.
    element.properties.removeAll { $0.contains(":") && !$0.hasPrefix("schema:") && !$0.hasPrefix("http") }
    if let type {
      element.isNode = true
      let id = attributes["itemid"] ?? attributes["resource"]
      nodes.append(Node(types: type.split(separator: " ").map(AnnotatedTree.plain), id: id))
    } else if !element.properties.isEmpty {
      element.value =
        attributes["content"] ?? AnnotatedTree.attributes[name].flatMap { attributes[$0] } ?? attributes["resource"]
      if element.value == nil { readers += 1 }
    }
    open.append(element)
  }

  private mutating func end(_ name: String) {
    guard let index = open.lastIndex(where: { $0.name == name }) else { return }
    while open.count > index { close(open.removeLast()) }
  }

  private mutating func close(_ element: Open) {
    if element.isNode {
      guard let node = nodes.popLast() else { return }
      let value = AnnotatedTree.value(of: node)
      if element.properties.isEmpty || nodes.isEmpty { roots.append(value) } else { set(element.properties, value) }
    } else if !element.properties.isEmpty {
      if element.value == nil { readers -= 1 }
      let found = element.value ?? value(from: element.textStart)
      room -= found.utf8.count
      set(element.properties, .string(found))
      if readers == 0 { text.removeAll(keepingCapacity: true) }
    }
  }

  private func value(from start: Int) -> String {
    String(decoding: text[start...].prefix(min(AnnotatedTree.valueBytes, max(0, room))), as: UTF8.self)
  }

  private mutating func set(_ properties: [Substring], _ value: JSONValue) {
    guard !nodes.isEmpty else { return }
    for name in properties { nodes[nodes.count - 1].values.append((AnnotatedTree.plain(name), value)) }
  }

  /// Ends all that is open, at the end of the page.
  mutating func finish() {
    while let last = open.popLast() { close(last) }
  }

  private static func plain(_ name: Substring) -> String {
    String(name.split { $0 == "/" || $0 == ":" || $0 == "#" }.last ?? name)
  }

  private static func value(of node: Node) -> JSONValue {
    var names: [String] = []
    var values: [String: [JSONValue]] = [:]
    for (name, value) in node.values {
      if values[name] == nil { names.append(name) }
      values[name, default: []].append(value)
    }
    var members = [JSONMember(key: "@type", value: .array(node.types.map { .string($0) }))]
    if let id = node.id { members.append(JSONMember(key: "@id", value: .string(id))) }
    for name in names where name != "@type" && name != "@id" {
      let found = values[name] ?? []
      members.append(JSONMember(key: name, value: found.count == 1 ? found[0] : .array(found)))
    }
    return .object(members)
  }
}
