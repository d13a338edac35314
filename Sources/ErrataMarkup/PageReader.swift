import CLibXML2

/// Reads the elements of an HTML page, with their attributes and with what stands in scripts.
///
/// Nothing outside of the page is read, and nothing in it is run: no document type, no entity but the built-in ones, no
/// address. The content of scripts comes from the source byte for byte.
package enum PageReader {
  /// Hands on the events of a page, as long as `body` wants more.
  ///
  /// - Returns: whether a limit was reached: there is more in the page than was read.
  /// - Throws: `MarkupError.outOfMemory`.
  /// - Complexity: O(n) in the bytes that are read, times the depth limit for markup made to be slow.
  @discardableResult
  package static func read(
    _ html: String, limits: MarkupLimits = .default, _ body: (MarkupEvent) -> Bool
  ) throws(MarkupError) -> Bool {
    let result: Result<Bool, MarkupError> = withoutActuallyEscaping(body) { body in
      let reading = PageReading(html, limits: limits, body: body)
      return Result { () throws(MarkupError) in try reading.run() }
    }
    return try result.get()
  }
}

/// One reading of one page. The parser calls back into this object during `run`, on the same thread; the object is
/// never shared.
private final class PageReading {
  private let source: [UInt8]
  /// What the parser is given, byte for byte in the same places.
  private let fed: [UInt8]
  private let limits: MarkupLimits
  private let body: (MarkupEvent) -> Bool
  private var parser: htmlParserCtxtPtr?
  private var aligner = SourceAligner()
  private var isStopped = false
  private var isTruncated: Bool

  init(_ html: String, limits: MarkupLimits, body: @escaping (MarkupEvent) -> Bool) {
    source = SourceBytes.of(html, limit: limits.bytes)
    fed = SourceBytes.forParser(source)
    self.limits = limits
    self.body = body
    isTruncated = source.count < html.utf8.count
  }

  func run() throws(MarkupError) -> Bool {
    xmlInitParser()
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
    return isTruncated
  }

  private func tell(_ event: MarkupEvent) {
    guard !isStopped, !body(event) else { return }
    stop()
  }

  private func stop() {
    isStopped = true
    if let parser { errata_html_stop(parser) }
  }

  func start(_ name: String, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
    guard !isStopped, let parser else { return }
    _ = aligner.startTag(in: fed, at: errata_html_position(parser))
    guard errata_html_depth(parser) <= limits.depth else {
      isTruncated = true
      return stop()
    }
    tell(.start(name: name, namespace: "", attributes: PageReading.list(attributes)))
  }

  func end(_ name: String) {
    guard !isStopped, let parser else { return }
    _ = aligner.endTag(in: fed, at: errata_html_position(parser))
    tell(.end(name: name))
  }

  func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard !isStopped, let parser else { return }
    switch aligner.text(text, in: fed, at: errata_html_position(parser)) {
    case .plain(let range): tell(.text(String(decoding: source[range], as: UTF8.self)))
    case .made: tell(.text(String(decoding: text, as: UTF8.self)))
    case nil: break
    }
  }

  func comment() {
    guard !isStopped, let parser else { return }
    aligner.skip(to: errata_html_position(parser), in: fed)
  }

  /// Pairs of name and value, either of which can be missing, ended by a missing name.
  private static func list(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) -> [MarkupAttribute] {
    guard var next = attributes else { return [] }
    var list: [MarkupAttribute] = []
    while let name = next[0], list.count < NameLimit.attributes {
      list.append(MarkupAttribute(name: String(cString: name), value: next[1].map { String(cString: $0) } ?? ""))
      next += 2
    }
    return list
  }
}

private func reading(_ user: UnsafeMutableRawPointer?) -> PageReading? {
  user.map { Unmanaged<PageReading>.fromOpaque($0).takeUnretainedValue() }
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
