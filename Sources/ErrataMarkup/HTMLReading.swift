import CLibXML2

/// One reading of one markup: runs the parser and turns what it reports into text.
///
/// The parser calls back into this object during `run`, on the same thread; the object is never shared.
final class HTMLReading {
  /// The source; text is taken from here.
  private let source: [UInt8]
  /// What the parser is given, byte for byte in the same places.
  private let fed: [UInt8]
  private let limits: MarkupLimits
  private var parser: htmlParserCtxtPtr?
  private var aligner = SourceAligner()
  private var writer: TextWriter
  private var open: [OpenElement] = [.root]
  private var isStopped = false

  /// A reading of `html`.
  init(_ html: String, limits: MarkupLimits) {
    source = SourceBytes.of(html, limit: limits.bytes)
    fed = SourceBytes.forParser(source)
    self.limits = limits
    writer = TextWriter(limit: limits.outputBytes)
    if source.count < html.utf8.count { writer.truncate() }
  }

  /// Reads to the end or to a limit.
  func run() throws(MarkupError) -> ExtractedText {
    _ = parserIsReady
    // The parser holds a pointer to this object, which lives longer than the parser: both end in this function.
    let pointer = Unmanaged.passUnretained(self).toOpaque()
    guard let parser = errata_html_open(pointer, onStart, onEnd, onText, onComment) else {
      throw .outOfMemory(bytes: source.count)
    }
    self.parser = parser
    defer {
      self.parser = nil
      errata_html_close(parser)
    }
    guard errata_html_read(parser, fed, CInt(fed.count)) != 0 else { throw .outOfMemory(bytes: source.count) }
    while open.count > 1 { closeLast(at: aligner.scan..<aligner.scan) }
    return writer.result
  }

  private var position: Int { errata_html_position(parser) }
}

// What the parser reports.
extension HTMLReading {
  fileprivate func start(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard !isStopped, let parser else { return }
    let tag = aligner.startTag(in: fed, at: position)
    var element = OpenElement(name, attributes, in: open[open.count - 1])
    let isVoid = element.traits.contains(.void)
    // Older parsers don't know all void elements and hold them open.
    let isTooDeep = isVoid ? errata_html_depth(parser) > 2 * limits.depth : open.count > limits.depth
    guard !isTooDeep else { return stop() }
    if !element.isDropped { begin(&element, at: tag) }
    if !isVoid { open.append(element) }
  }

  private func begin(_ element: inout OpenElement, at tag: Range<Int>) {
    let traits = element.traits
    if traits.contains(.block) { writer.breakLine(at: tag) }
    if traits.contains(.cell) { writer.space(at: tag) }
    if traits.contains(.preformatted) { writer.beginPreformatted() }
    if traits.contains(.quotation), element.isShown {
      writer.openQuotation(at: tag)
      element.isQuoted = true
    }
  }

  fileprivate func end(_ name: String) {
    guard !isStopped else { return }
    let tag = aligner.endTag(in: fed, at: position)
    guard let index = open.lastIndex(where: { $0.name == name }), index > 0 else { return }
    while open.count > index { closeLast(at: tag) }
  }

  private func closeLast(at tag: Range<Int>) {
    let element = open.removeLast()
    guard !element.isDropped else { return }
    if element.isQuoted { writer.closeQuotation(at: tag) }
    if element.traits.contains(.block) { writer.breakLine(at: tag) }
    if element.traits.contains(.cell) { writer.space(at: tag) }
  }

  fileprivate func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard !isStopped else { return }
    let place = aligner.text(text, in: fed, at: position)
    let element = open[open.count - 1]
    guard element.isShown else { return }
    switch place {
    case .plain(let range): writer.write(range, of: source, preformatted: element.isPreformatted)
    case .made(let range): writer.write(text, from: range, preformatted: element.isPreformatted)
    case nil: break
    }
    if writer.isFull { stop() }
  }

  fileprivate func comment() {
    guard !isStopped else { return }
    aligner.skip(to: position, in: fed)
  }

  private func stop() {
    isStopped = true
    writer.truncate()
    if let parser { errata_html_stop(parser) }
  }
}

/// Prepares the parser's library once a process, before threads use it.
private let parserIsReady: Void = xmlInitParser()

private func reading(_ user: UnsafeMutableRawPointer?) -> HTMLReading? {
  user.map { Unmanaged<HTMLReading>.fromOpaque($0).takeUnretainedValue() }
}

private func onStart(
  _ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?,
  _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
  guard let name else { return }
  reading(user)?.start(String(cString: name), attributes)
}

private func onEnd(_ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?) {
  guard let name else { return }
  reading(user)?.end(String(cString: name))
}

private func onText(_ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: CInt) {
  guard let text, count > 0 else { return }
  reading(user)?.text(UnsafeBufferPointer(start: text, count: Int(count)))
}

private func onComment(_ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?) {
  reading(user)?.comment()
}
