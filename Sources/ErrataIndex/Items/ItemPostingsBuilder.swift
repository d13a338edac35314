/// Builds a file that leads from features to the items that have them.
///
/// ```
/// file    = magic[8] version:u32 first:u32 count:u32 keys:u32 blocks:u32 zero:u32 background:u64 normalizer[16]
///           dataLength:u64 headerChecksum:u64
///           masses:u16 * count  (padded to 8)  blockKeys:u32 * blocks  (padded to 8)  blockOffsets:u64 * blocks  data
/// data    = for each key, ascending: { keyDelta:varint  list }
/// list    = (item << 1):varint                                    the only item
///         | (length << 1 | 1):varint { itemDelta:varint } *       the bytes of the list, then items, ascending
/// ```
/// Items are numbered from `first`; a mass is the sum of an item's weights in eighths of a bit, 0 for a number without
/// an item. A block holds 64 keys; the first key of each is coded as the difference from 0.
package struct ItemPostingsBuilder {
  /// Keys in a block.
  static let blockLength = 64
  static let magic: [UInt8] = Array("ERRATAPO".utf8)
  static let version: UInt32 = 1
  static let headerLength = 72

  private let first: UInt32
  private let normalizer: String
  private let background: UInt64
  private var pairs: [UInt64] = []
  private var masses: [UInt16] = []

  /// A builder of items from a number on.
  ///
  /// - Parameter background: the checksum of the table that weighs their features.
  package init(first: UInt32, normalizer: String, background: UInt64 = BackgroundModel.embeddedChecksum) {
    self.first = first
    self.normalizer = normalizer
    self.background = background
  }

  /// Items and gaps so far.
  package var count: Int { masses.count }

  /// Adds an item; its number is greater than all before.
  package mutating func add(_ number: UInt32, _ features: borrowing ItemFeatures) {
    guard number >= first else { return }
    let place = Int(number - first)
    guard place >= masses.count else { return }
    masses.append(contentsOf: repeatElement(0, count: place - masses.count))
    masses.append(UInt16(min(features.mass, UInt32(UInt16.max))))
    for key in features.keys { pairs.append(UInt64(key) << 32 | UInt64(place)) }
  }

  /// Says that there are no further items up to a number.
  package mutating func fill(to number: UInt32) {
    guard number >= first else { return }
    masses.append(contentsOf: repeatElement(0, count: max(0, Int(number - first) + 1 - masses.count)))
  }

  /// The file's bytes.
  ///
  /// - Complexity: O(n log n) in the features of all items.
  package mutating func finish() -> [UInt8] {
    pairs.sort()
    var (data, blockKeys, blockOffsets): ([UInt8], [UInt32], [UInt64]) = ([], [], [])
    data.reserveCapacity(pairs.count * 2)
    var (start, keys, previous): (Int, Int, UInt32) = (0, 0, 0)
    var list: [UInt8] = []
    while start < pairs.count {
      let key = UInt32(pairs[start] >> 32)
      var end = start + 1
      while end < pairs.count, UInt32(pairs[end] >> 32) == key { end += 1 }
      if keys % ItemPostingsBuilder.blockLength == 0 {
        blockKeys.append(key)
        blockOffsets.append(UInt64(data.count))
        previous = 0
      }
      Varint.append(key - previous, to: &data)
      ItemPostingsBuilder.append(pairs[start..<end], &list, to: &data)
      previous = key
      keys += 1
      start = end
    }
    return file(data, keys: keys, blockKeys, blockOffsets)
  }

  private static func append(_ pairs: ArraySlice<UInt64>, _ list: inout [UInt8], to data: inout [UInt8]) {
    guard pairs.count > 1 else {
      if let pair = pairs.first { Varint.append(UInt32(truncatingIfNeeded: pair) << 1, to: &data) }
      return
    }
    list.removeAll(keepingCapacity: true)
    var previous: UInt32 = 0
    for pair in pairs {
      let item = UInt32(truncatingIfNeeded: pair)
      Varint.append(item - previous, to: &list)
      previous = item
    }
    Varint.append(UInt32(list.count) << 1 | 1, to: &data)
    data += list
  }

  private func file(_ data: [UInt8], keys: Int, _ blockKeys: [UInt32], _ blockOffsets: [UInt64]) -> [UInt8] {
    var bytes = ItemPostingsBuilder.magic
    func append<Value: FixedWidthInteger>(_ value: Value) {
      withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }
    append(ItemPostingsBuilder.version)
    append(first)
    append(UInt32(masses.count))
    append(UInt32(keys))
    append(UInt32(blockKeys.count))
    append(UInt32(0))
    append(background)
    let name = Array(normalizer.utf8.prefix(16))
    bytes += name + [UInt8](repeating: 0, count: 16 - name.count)
    append(UInt64(data.count))
    append(bytes.withUnsafeBytes { Checksum.xxh64($0) })
    for mass in masses { append(mass) }
    while bytes.count % 8 != 0 { bytes.append(0) }
    for key in blockKeys { append(key) }
    while bytes.count % 8 != 0 { bytes.append(0) }
    for offset in blockOffsets { append(offset) }
    return bytes + data
  }
}
