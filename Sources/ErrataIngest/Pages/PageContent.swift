internal import ErrataMarkup

/// What a page says of reviews: scripts of JSON-LD, nodes in attributes, and what the page says of itself.
struct PageContent {
  /// The contents of scripts of JSON-LD, in order.
  private(set) var scripts: [String] = []
  /// Nodes of microdata and RDFa.
  private(set) var tree = AnnotatedTree()
  /// The page's language.
  private(set) var language = ""
  /// The address that the page gives as its own.
  private(set) var canonical = ""
  /// What its relative addresses are relative to, when it says so.
  private(set) var base = ""
  private var openGraph: [String: String] = [:]
  private var heading = ""
  private var reads: Reads = .nothing
  private var script = ""

  private enum Reads {
    case nothing
    case script
    case heading
  }

  /// The page's title.
  var title: String { openGraph["og:title"] ?? heading }
  /// The name of the page's site.
  var site: String { openGraph["og:site_name"] ?? "" }
  /// When the page was published.
  var date: String { openGraph["article:published_time"] ?? openGraph["date"] ?? openGraph["dc.date"] ?? "" }

  /// Begins a page. Its language stands in the outermost tag, which the parser doesn't report.
  init(_ html: String) {
    let head = html.utf8.prefix(8192)
    let text = String(decoding: head, as: UTF8.self)
    guard let tag = text.firstRange(of: /<html\s[^>]{0,2000}>/.ignoresCase()) else { return }
    if let match = text[tag].firstMatch(of: /\s(?:xml:)?lang\s*=\s*["']?([A-Za-z0-9_-]{2,20})/.ignoresCase()) {
      language = String(match.1)
    }
  }

  /// Takes in an event.
  mutating func take(_ event: MarkupEvent) {
    switch event {
    case .start(let name, _, let attributes): start(name, attributes)
    case .end(let name): end(name)
    case .text(let piece):
      if reads == .script { script += piece }
      if reads == .heading, heading.utf8.count < 1000 { heading += piece }
    }
    if reads != .script { tree.take(event) }
  }

  /// Ends the page.
  mutating func finish() {
    tree.finish()
    if reads == .script { scripts.append(script) }
  }

  private mutating func start(_ name: String, _ attributes: [MarkupAttribute]) {
    switch name {
    case "script":
      let type = attributes["type"]?.lowercased() ?? ""
      if type.hasPrefix("application/ld+json") {
        reads = .script
        script = ""
      }
    case "title": reads = heading.isEmpty ? .heading : .nothing
    case "base": if base.isEmpty { base = attributes["href"] ?? "" }
    case "link":
      if canonical.isEmpty, attributes["rel"]?.lowercased() == "canonical" { canonical = attributes["href"] ?? "" }
    case "meta":
      guard let key = attributes["property"] ?? attributes["name"], let content = attributes["content"] else { return }
      if openGraph[key.lowercased()] == nil, openGraph.count < 256 { openGraph[key.lowercased()] = content }
    default: break
    }
  }

  private mutating func end(_ name: String) {
    if name == "script", reads == .script { scripts.append(script) }
    if name == "script" && reads == .script || name == "title" && reads == .heading { reads = .nothing }
  }
}

/// Reads the reviews of a page.
struct PageReading {
  let name: String
  let settings: ImportSettings
  /// What stands around the page, whose values stand in where the page says nothing.
  let around: FoundReview

  /// Reads a page, in UTF-8.
  ///
  /// - Returns: the number of reviews, whether taken or not.
  /// - Throws: `ImportError.outOfMemory`.
  @discardableResult
  func read(_ html: String, into sink: inout ImportSink) throws(ImportError) -> Int {
    var content = PageContent(html)
    do throws(MarkupError) {
      try PageReader.read(html, limits: MarkupLimits(bytes: settings.pageBytes)) { event in
        content.take(event)
        return true
      }
    } catch {
      throw .outOfMemory(source: name)
    }
    content.finish()
    let around = self.around(content)
    let before = sink.report.found
    var scripts = 0
    for script in content.scripts {
      scripts += 1
      read(script: script, number: scripts, around, into: &sink)
    }
    for root in content.tree.roots {
      for review in ReviewFinder(around: around).find(in: root).reviews where !sink.isFull { sink.take(review) }
    }
    return sink.report.found - before
  }

  private func around(_ content: PageContent) -> FoundReview {
    var around = self.around
    let base = WebAddress(around.base)
    if let own = WebAddress(content.base, relativeTo: base) { around.base = own.text }
    func fill(_ path: WritableKeyPath<FoundReview, String>, _ value: String) {
      if around[keyPath: path].isEmpty { around[keyPath: path] = value }
    }
    fill(\.address, content.canonical)
    fill(\.address, self.around.base)
    if around.base.isEmpty { around.base = WebAddress(around.address)?.text ?? "" }
    fill(\.language, content.language)
    fill(\.title, content.title)
    fill(\.publisher, content.site)
    fill(\.date, content.date)
    return around
  }

  private func read(script: String, number: Int, _ around: FoundReview, into sink: inout ImportSink) {
    var around = around
    around.place.item = number
    var scanner = ElementScanner(limit: settings.elementBytes)
    let bytes = Array(PageReading.unwrapped(script).utf8)
    func take(_ element: ElementScanner.Element) -> Bool {
      guard element.fault == nil else {
        sink.leaveOut(around.place, element.fault == .cut ? "cut" : "too-large", "a script of JSON-LD isn't whole")
        return true
      }
      ElementReading(place: around.place, around: around, isEnvelope: true).read(element.bytes, into: &sink)
      return !sink.isFull
    }
    let isWanted = bytes.withUnsafeBufferPointer { scanner.feed($0, take) }
    if isWanted { scanner.finish(take) }
  }

  /// A script without the comment or CDATA marks that some put around it.
  private static func unwrapped(_ script: String) -> Substring {
    var text = script[...]
    for mark in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["] {
      text = text.drop { $0.isWhitespace }
      if text.hasPrefix(mark) { text = text.dropFirst(mark.count) }
    }
    for mark in ["-->", "//]]>", "/*]]>*/", "]]>", ";"] {
      while let last = text.last, last.isWhitespace { text.removeLast() }
      if text.hasSuffix(mark) { text = text.dropLast(mark.count) }
    }
    return text
  }
}
