internal import ErrataJSON
package import ErrataModel

/// Reads items from JSON texts, one after the other, in reused memory.
///
/// A well-formed item is read in place, without values or strings for what need not be kept. On any irregularity the
/// text is read anew by `JSONParser` and `ItemDecoder`, so that there is one set of rules and messages.
package struct ItemReader: Sendable {
  /// How many names of unknown fields a reader tells in its life.
  package static let nameLimit = 100

  /// Longest list that is read in place: the parser's bound of values is far above.
  private static let listLimit = 1000

  private var walker = JSONWalker()
  private var string: [UInt8] = []
  private var seen: UInt16 = 0
  private var hasContent = false
  private var known = KnownNames()

  /// A reader that knows nothing yet.
  package init() {}

  /// Reads an item into a buffer; after an error the buffer holds nothing of use.
  ///
  /// - Returns: paths of unknown fields, which are ignored; those that were returned for an earlier item may be left
  ///   out.
  /// - Throws: `JSONError`, or the first `FieldFault`.
  /// - Complexity: O(n) in the bytes.
  package mutating func read(_ bytes: Span<UInt8>, into item: inout ItemBuffer) throws -> [String] {
    if readInPlace(bytes, into: &item) { return [] }
    let decoded = try bytes.withUnsafeBufferPointer { try ItemDecoder.decode(JSONParser.parse($0)) }
    item.hold(decoded.item)
    for path in decoded.unknownFields { known.insert(path: path) }
    return decoded.unknownFields
  }

  /// Reads an item that is as expected in every way and has only known fields, or such as were told already.
  ///
  /// Returns `false` for any other, in which case `item` is of no use.
  mutating func readInPlace(_ bytes: Span<UInt8>, into item: inout ItemBuffer) -> Bool {
    item.removeAll()
    walker = JSONWalker()
    seen = 0
    hasContent = false
    walker.skipBlanks(bytes)
    guard walker.skip(UInt8(ascii: "{"), bytes) else { return false }
    repeat {
      guard let name = walker.name(bytes), member(name, bytes, &item) else { return false }
    } while walker.skipComma(bytes)
    guard walker.skip(UInt8(ascii: "}"), bytes) else { return false }
    walker.skipBlanks(bytes)
    return walker.isAtEnd(bytes) && hasContent && seen & 1 << Field.id.rawValue != 0
  }

  private enum Field: UInt16 {
    case id, text, html, lang, author, surface, parent, declared, topics, publishedAt, kind

    /// The field of a name, whose bytes are packed as in `JSONWalker.Name`.
    @inline(__always)
    init?(_ name: JSONWalker.Name) {
      guard name.range.count <= 8 else {
        guard name.range.count == 11, name.low == 0x6568_7369_6C62_7570, name.high == 0x74_4164 else { return nil }
        self = .publishedAt
        return
      }
      switch name.low {
      case 0x6469: self = .id
      case 0x7478_6574: self = .text
      case 0x6C6D_7468: self = .html
      case 0x676E_616C: self = .lang
      case 0x726F_6874_7561: self = .author
      case 0x65_6361_6672_7573: self = .surface
      case 0x746E_6572_6170: self = .parent
      case 0x6465_7261_6C63_6564: self = .declared
      case 0x7363_6970_6F74: self = .topics
      case 0x646E_696B: self = .kind
      default: return nil
      }
    }
  }

  private mutating func member(_ name: JSONWalker.Name, _ bytes: Span<UInt8>, _ item: inout ItemBuffer) -> Bool {
    guard let field = Field(name), field != .kind else { return unknown(name, .item, bytes) }
    guard isFirst(field) else { return false }
    switch field {
    case .id:
      guard let id = id(bytes) else { return false }
      item.head.id = id
      return true
    case .text: return content(bytes, &item, isMarkup: false)
    case .html: return content(bytes, &item, isMarkup: true)
    case .lang: return optional(bytes, &item.head.lang)
    case .author: return optional(bytes, &item.head.author)
    case .surface: return optional(bytes, &item.head.surface)
    case .parent: return parent(bytes, &item)
    case .declared: return list(bytes, &item, ItemReader.declare)
    case .topics: return list(bytes, &item, ItemReader.addTopic)
    case .publishedAt: return publishedAt(bytes, &item)
    case .kind: return false
    }
  }

  private static func declare(_ item: inout ItemBuffer, _ text: String) -> Bool {
    guard let word = Declaration(rawValue: text) else { return false }
    item.head.declared.append(word)
    return true
  }

  private static func addTopic(_ item: inout ItemBuffer, _ text: String) -> Bool {
    item.head.topics.append(Topic(rawValue: text))
    return true
  }

  /// Notes a field; a second one of the same name is irregular.
  @inline(__always)
  private mutating func isFirst(_ field: Field) -> Bool {
    let bit: UInt16 = 1 << field.rawValue
    defer { seen |= bit }
    return seen & bit == 0
  }

  private mutating func unknown(_ name: JSONWalker.Name, _ place: KnownNames.Place, _ bytes: Span<UInt8>) -> Bool {
    known.contains(name, in: place, of: bytes) && walker.skipValue(bytes)
  }

  private mutating func null(_ bytes: Span<UInt8>) -> Bool {
    walker.next(bytes) == UInt8(ascii: "n") && walker.skip(word: "null", bytes)
  }

  private mutating func content(_ bytes: Span<UInt8>, _ item: inout ItemBuffer, isMarkup: Bool) -> Bool {
    if null(bytes) { return true }
    guard !hasContent else { return false }
    hasContent = true
    item.isMarkup = isMarkup
    return walker.string(bytes, into: &item.body)
  }

  /// The next string, whether it is escaped or not.
  private mutating func text(_ bytes: Span<UInt8>) -> String? {
    string.removeAll(keepingCapacity: true)
    guard walker.string(bytes, into: &string) else { return nil }
    return String(decoding: string, as: UTF8.self)
  }

  private mutating func optional(_ bytes: Span<UInt8>, _ field: inout String?) -> Bool {
    if null(bytes) { return true }
    field = text(bytes)
    return field != nil
  }

  /// A string with some visible ASCII in it, or an integer as its digits.
  private mutating func id(_ bytes: Span<UInt8>) -> String? {
    if walker.next(bytes) == UInt8(ascii: "\"") {
      guard let text = text(bytes), string.contains(where: { $0 > 0x20 && $0 < 0x7F }) else { return nil }
      return text
    }
    guard let digits = walker.integer(bytes) else { return nil }
    return bytes.extracting(digits).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  private mutating func publishedAt(_ bytes: Span<UInt8>, _ item: inout ItemBuffer) -> Bool {
    if null(bytes) { return true }
    string.removeAll(keepingCapacity: true)
    guard walker.string(bytes, into: &string) else { return false }
    item.head.publishedAt =
      Timestamp(plain: string.span) ?? Timestamp(String(decoding: string, as: UTF8.self))
    return item.head.publishedAt != nil
  }

  private mutating func list(
    _ bytes: Span<UInt8>, _ item: inout ItemBuffer, _ add: (inout ItemBuffer, String) -> Bool
  ) -> Bool {
    if null(bytes) { return true }
    guard walker.skip(UInt8(ascii: "["), bytes) else { return false }
    walker.skipBlanks(bytes)
    if walker.skip(UInt8(ascii: "]"), bytes) { return true }
    var count = 0
    repeat {
      count += 1
      walker.skipBlanks(bytes)
      guard count <= ItemReader.listLimit, let text = text(bytes), add(&item, text) else { return false }
    } while walker.skipComma(bytes)
    return walker.skip(UInt8(ascii: "]"), bytes)
  }

  private mutating func parent(_ bytes: Span<UInt8>, _ item: inout ItemBuffer) -> Bool {
    if null(bytes) { return true }
    guard walker.skip(UInt8(ascii: "{"), bytes) else { return false }
    var (id, kind): (String?, EdgeKind?) = (nil, nil)
    repeat {
      guard let name = walker.name(bytes) else { return false }
      switch Field(name) {
      case .id:
        guard id == nil, let found = self.id(bytes) else { return false }
        id = found
      case .kind:
        guard kind == nil, let found = text(bytes).flatMap(EdgeKind.init(rawValue:)) else { return false }
        kind = found
      default: guard unknown(name, .parent, bytes) else { return false }
      }
    } while walker.skipComma(bytes)
    guard walker.skip(UInt8(ascii: "}"), bytes), let id, let kind else { return false }
    item.head.parent = Parent(id: id, kind: kind)
    return true
  }
}
