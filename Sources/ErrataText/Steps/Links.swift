/// Puts a blank in place of web addresses: `http://…`, `https://…`, `ftp://…`, `www.…`, and bare ones such as
/// `t.co/abc` that have a well-known last part and a path.
///
/// An address ends at the first character that none contains, so Han right after it stays; sentence marks at
/// its end are left too. A text that is nothing but addresses keeps them: they are all there is to tell it by.
enum Links {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.seen.has(.latin) && buffer.seen.has(.punctuation) else { return 0 }
    var inside = 0
    let found = forEachLink(buffer) { range in
      inside += range.count { isWord(buffer.units[$0].traits) }
    }
    guard found > 0 else { return 0 }
    let all = (0..<buffer.count).count { isWord(buffer.units[$0].traits) }
    guard inside < all else { return 0 }
    return forEachLink(buffer) { range in
      for inner in range { buffer.units[inner].become(Unit.blank) }
    }
  }

  /// Calls `body` with each address and returns their number; `body` may blank it.
  private static func forEachLink(_ buffer: UnitBuffer, _ body: (Range<Int>) -> Void) -> Int {
    var found = 0
    var position = 0
    let (units, count) = (buffer.units, buffer.count)
    while position < count {
      let scalar = units[position].scalar
      if scalar == 0x3A || scalar == 0x2E || scalar == 0x2F, let start = linkStart(buffer, position) {
        let end = linkEnd(buffer, position)
        body(start..<end)
        found += 1
        position = end
      }
      position += 1
    }
    return found
  }

  /// A letter or digit, or a symbol that a later step may write as some: `℃`.
  private static func isWord(_ traits: Traits) -> Bool {
    switch traits.scalarClass {
    case .letter, .digit, .ideographic: true
    case .other: traits.has([.fold, .wasFolded])
    default: false
    }
  }

  /// The code point at a position of the text as it was before the fused pass folded it; 0 for a compatibility form,
  /// which belongs to no address.
  @inline(__always)
  private static func scalar(_ buffer: UnitBuffer, _ position: Int) -> UInt32 {
    buffer.traits(position).has(.wasFolded) ? 0 : buffer.scalar(position)
  }

  /// Where the address begins that the colon, dot or slash at `position` belongs to; nil if there is none.
  private static func linkStart(_ buffer: UnitBuffer, _ position: Int) -> Int? {
    switch scalar(buffer, position) {
    case 0x3A where scalar(buffer, position + 1) == 0x2F && scalar(buffer, position + 2) == 0x2F:
      for scheme in schemes {
        let start = position - scheme.utf8CodeUnitCount
        if start >= 0 && matches(scheme, at: start, buffer) { return start }
      }
      return nil
    case 0x2E:
      guard isHostPart(buffer, position + 1) else { return nil }
      return position >= 3 && matches("www", at: position - 3, buffer) && !isHostPart(buffer, position - 4)
        ? position - 3 : nil
    case 0x2F: return bareStart(buffer, position)
    default: return nil
    }
  }

  /// True if the text has `www.` in it, at an event.
  static func hasPlainHost(_ buffer: UnitBuffer) -> Bool {
    var found = false
    buffer.forEachEvent(0x2E) { found = found || ($0 >= 3 && matches("www", at: $0 - 3, buffer)) }
    return found
  }

  private static let schemes: [StaticString] = ["https", "http", "ftp"]

  private static let endings: [StaticString] = [
    "co", "com", "cn", "net", "org", "ly", "be", "me", "io", "gl", "tv", "to", "uk", "ru", "de", "fr", "jp",
    "kr",
    "info", "gov", "edu", "app", "cc", "link", "xyz",
  ]

  /// Where `name.ending` begins before the slash at `position`, with a path after it.
  private static func bareStart(_ buffer: UnitBuffer, _ position: Int) -> Int? {
    guard isLinkPart(scalar(buffer, position + 1)) else { return nil }
    var start = position
    while start > 0, position - start < 64,
      isHostPart(buffer, start - 1) || scalar(buffer, start - 1) == 0x2E
    {
      start -= 1
    }
    guard start < position, scalar(buffer, start) != 0x2E else { return nil }
    for ending in endings {
      let dot = position - ending.utf8CodeUnitCount - 1
      guard dot > start, scalar(buffer, dot) == 0x2E else { continue }
      if matches(ending, at: dot + 1, buffer) { return start }
    }
    return nil
  }

  /// True if the ASCII letters of a word stand at a position, large or small.
  static func matches(_ word: StaticString, at position: Int, _ buffer: UnitBuffer) -> Bool {
    for offset in 0..<word.utf8CodeUnitCount {
      guard scalar(buffer, position + offset) | 0x20 == UInt32(word.utf8Start[offset]) else { return false }
    }
    return true
  }

  private static func linkEnd(_ buffer: UnitBuffer, _ position: Int) -> Int {
    var end = position + 1
    while end < buffer.count, isLinkPart(scalar(buffer, end)) { end += 1 }
    while end > position + 1, isClosing(buffer.units[end - 1].scalar) { end -= 1 }
    return end
  }

  private static func isHostPart(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    let scalar = scalar(buffer, position)
    return (scalar | 0x20) &- 0x61 < 26 || scalar &- 0x30 < 10 || scalar == 0x2D
  }

  /// Printable ASCII other than blanks, `"`, `<`, `>`, `\`, `^`, `` ` ``, `{`, `|`, `}`.
  private static func isLinkPart(_ scalar: UInt32) -> Bool {
    guard scalar > 0x20 && scalar < 0x7F else { return false }
    switch scalar {
    case 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B, 0x7C, 0x7D: return false
    default: return true
    }
  }

  /// Marks that end a sentence rather than an address.
  private static func isClosing(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x27, 0x29, 0x2C, 0x2E, 0x3A, 0x3B, 0x3F, 0x5D: true
    default: false
    }
  }
}
