internal import ErrataJSON

/// Paths of unknown fields that a reader has told already, so that it need not tell them for every item.
struct KnownNames: Sendable {
  /// Where a field stands.
  enum Place {
    case item
    case parent
  }

  /// A name of up to sixteen bytes, packed as in `JSONWalker.Name`.
  private struct Packed: Equatable {
    var low: UInt64
    var high: UInt64
  }

  /// Short names of an item's own fields and of its parent's.
  private var inItem: [Packed] = []
  private var inParent: [Packed] = []
  /// Long names of an item's own fields and of its parent's.
  private var longInItem: [[UInt8]] = []
  private var longInParent: [[UInt8]] = []
  /// Where the last name was found: items of one source have the same fields in the same order.
  private var last = 0

  /// Past so many names no more are told.
  private var isFull: Bool { inItem.count + longInItem.count >= ItemReader.nameLimit }

  /// Whether a name need not be told.
  mutating func contains(_ name: JSONWalker.Name, in place: Place, of bytes: Span<UInt8>) -> Bool {
    if isFull { return true }
    guard name.range.count <= 16 else {
      for known in place == .item ? longInItem : longInParent where KnownNames.equal(known, bytes, name.range) {
        return true
      }
      return false
    }
    let wanted = Packed(low: name.low, high: name.high)
    return place == .item ? find(wanted) : inParent.contains(wanted)
  }

  private mutating func find(_ wanted: Packed) -> Bool {
    for _ in inItem.indices {
      last = last + 1 < inItem.count ? last + 1 : 0
      if inItem[last] == wanted { return true }
    }
    return false
  }

  private static func equal(_ name: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard name.count == range.count else { return false }
    for index in name.indices where name[index] != bytes[range.lowerBound + index] { return false }
    return true
  }

  /// Notes a path that was told. One with other than printable ASCII is told each time: texts of other bytes may be
  /// equal to it, and zeros would end its packed form.
  mutating func insert(path: String) {
    let path = Array(path.utf8)
    guard !isFull, path.allSatisfy({ $0 >= 0x20 && $0 < 0x80 }) else { return }
    KnownNames.insert(path[...], &inItem, &longInItem)
    let prefix = "parent.".utf8
    if path.starts(with: prefix) { KnownNames.insert(path.dropFirst(prefix.count), &inParent, &longInParent) }
  }

  private static func insert(_ name: ArraySlice<UInt8>, _ short: inout [Packed], _ long: inout [[UInt8]]) {
    if name.count > 16 {
      if !long.contains(Array(name)) { long.append(Array(name)) }
    } else {
      let packed = Packed(low: word(name.prefix(8)), high: word(name.dropFirst(8)))
      if !short.contains(packed) { short.append(packed) }
    }
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
