import CLibXML2

/// Reads XML of any size piece by piece, and hands on its elements and text.
///
/// Nothing outside of the text is ever read, and no entity but the built-in ones is resolved. A document that declares
/// entities of its own is refused at the declaration. Faults in well-formedness are passed over where libxml2 can.
package final class XMLReader {
  /// Why a reading ended before the text did.
  package enum Refusal: Hashable, Sendable {
    /// An entity is declared.
    case entity(name: String)
    /// Elements are nested deeper than the limit.
    case depth
  }

  /// Why it ended before the text did; `nil` as long as it hasn't.
  package private(set) var refusal: Refusal?
  private let depthLimit: Int
  private let body: (MarkupEvent) -> Void
  private var parser: xmlParserCtxtPtr?
  private var depth = 0

  /// Makes a reader.
  ///
  /// - Throws: `MarkupError.outOfMemory`.
  package init(depthLimit: Int = 64, _ body: @escaping (MarkupEvent) -> Void) throws(MarkupError) {
    xmlInitParser()
    self.depthLimit = depthLimit
    self.body = body
    // The parser holds a pointer to this object, which frees the parser at its own end.
    let pointer = Unmanaged.passUnretained(self).toOpaque()
    guard let parser = errata_xml_open(pointer, onStart, onEnd, onText, onEntity) else {
      throw .outOfMemory(bytes: 0)
    }
    self.parser = parser
  }

  deinit {
    if let parser { errata_xml_close(parser) }
  }

  /// The line of the place that was reached, from 1.
  package var line: Int { parser.map { Int(errata_xml_line($0)) } ?? 0 }

  /// The first place that isn't well-formed, with libxml2's words for the last such fault; `nil` when all is.
  package var fault: (line: Int, message: String)? {
    guard let parser else { return nil }
    let line = Int(errata_xml_fault_line(parser))
    guard line > 0 else { return nil }
    let message = errata_xml_fault(parser).map { String(cString: $0) } ?? "isn't well-formed"
    return (line, String(message.prefix { $0 != "\n" }))
  }

  /// Reads the next bytes, in UTF-8.
  ///
  /// - Returns: whether more makes sense.
  /// - Throws: `MarkupError.outOfMemory`.
  package func read(_ bytes: ArraySlice<UInt8>, isLast: Bool = false) throws(MarkupError) -> Bool {
    guard let parser, refusal == nil else { return false }
    let isRead = bytes.withUnsafeBufferPointer {
      errata_xml_read(parser, $0.baseAddress, CInt(truncatingIfNeeded: $0.count), isLast ? 1 : 0)
    }
    guard isRead != 0 else { throw .outOfMemory(bytes: bytes.count) }
    return refusal == nil && errata_xml_is_stopped(parser) == 0
  }

  fileprivate func start(_ name: String, _ namespace: String, _ attributes: [MarkupAttribute]) {
    depth += 1
    guard depth <= depthLimit else { return refuse(.depth) }
    if refusal == nil { body(.start(name: name, namespace: namespace, attributes: attributes)) }
  }

  fileprivate func end(_ name: String) {
    depth -= 1
    if refusal == nil { body(.end(name: name)) }
  }

  fileprivate func text(_ text: UnsafeBufferPointer<UInt8>) {
    if refusal == nil { body(.text(String(decoding: text, as: UTF8.self))) }
  }

  fileprivate func refuse(_ reason: Refusal) {
    guard refusal == nil else { return }
    refusal = reason
    if let parser { errata_xml_stop(parser) }
  }
}

private func reader(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
  user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
}

private func string(_ pointer: UnsafePointer<UInt8>?) -> String { pointer.map { String(cString: $0) } ?? "" }

/// Attributes come five pointers each: name, prefix, namespace, the value's start and end.
private func onStart(
  _ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
  _ namespace: UnsafePointer<UInt8>?, _ namespaceCount: CInt,
  _ namespaces: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ count: CInt, _ defaults: CInt,
  _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
) {
  var list: [MarkupAttribute] = []
  for index in 0..<min(Int(count), 256) {
    guard let attributes, let start = attributes[index * 5 + 3], let end = attributes[index * 5 + 4] else { break }
    let prefix = string(attributes[index * 5 + 1])
    let value = String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    let local = string(attributes[index * 5])
    list.append(MarkupAttribute(name: prefix.isEmpty ? local : "\(prefix):\(local)", value: value))
  }
  reader(user)?.start(string(name), string(namespace), list)
}

private func onEnd(
  _ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
  _ namespace: UnsafePointer<UInt8>?
) {
  reader(user)?.end(string(name))
}

private func onText(_ user: UnsafeMutableRawPointer?, _ text: UnsafePointer<UInt8>?, _ count: CInt) {
  guard let text, count > 0 else { return }
  reader(user)?.text(UnsafeBufferPointer(start: text, count: Int(count)))
}

private func onEntity(
  _ user: UnsafeMutableRawPointer?, _ name: UnsafePointer<UInt8>?, _ type: CInt, _ publicId: UnsafePointer<UInt8>?,
  _ systemId: UnsafePointer<UInt8>?, _ content: UnsafeMutablePointer<UInt8>?
) {
  reader(user)?.refuse(.entity(name: string(name)))
}
