/// A file that leads from features to the items that have them; `ItemPostingsBuilder` tells its form. It can be made
/// again from the items, so a file that doesn't fit is thrown away and not mended.
package struct ItemPostings: Sendable {
  /// The number of the first item.
  package let first: UInt32
  /// Items and gaps.
  package let count: Int
  /// The version of the normalizer that read the items.
  package let normalizer: String
  /// The checksum of the background table that weighed them.
  package let background: UInt64
  private let storage: MappedFile?
  private let held: [UInt8]
  private let blocks: Int
  private let massesAt: Int
  private let keysAt: Int
  private let offsetsAt: Int
  private let dataAt: Int
  private let length: Int

  /// Maps a file.
  ///
  /// - Throws: `IndexError` for a file that can't be read or isn't whole.
  package init(path: String) throws(IndexError) {
    let file = try MappedFile(path: path)
    try self.init(file.bytes, storage: file, held: [], name: path)
  }

  /// Takes bytes from memory.
  ///
  /// - Throws: `IndexError` for bytes that aren't whole.
  package init(bytes: [UInt8]) throws(IndexError) {
    do {
      self = try bytes.withUnsafeBytes { try ItemPostings($0, storage: nil, held: bytes, name: "<memory>") }
    } catch let error as IndexError {
      throw error
    } catch {
      throw .damaged(path: "<memory>", part: "header")
    }
  }

  private init(
    _ bytes: UnsafeRawBufferPointer, storage: MappedFile?, held: [UInt8], name: String
  ) throws(IndexError) {
    let header = ItemPostingsBuilder.headerLength
    guard bytes.count >= header, bytes.prefix(8).elementsEqual(ItemPostingsBuilder.magic) else {
      throw .foreign(path: name)
    }
    func load<Value: FixedWidthInteger>(_ offset: Int, _ type: Value.Type) -> Value {
      Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }
    let checksum = Checksum.xxh64(UnsafeRawBufferPointer(rebasing: bytes[..<(header - 8)]))
    guard load(8, UInt32.self) == ItemPostingsBuilder.version, load(header - 8, UInt64.self) == checksum else {
      throw .damaged(path: name, part: "header")
    }
    first = load(12, UInt32.self)
    count = Int(load(16, UInt32.self))
    blocks = Int(load(24, UInt32.self))
    background = load(32, UInt64.self)
    normalizer = String(decoding: bytes[40..<56].prefix { $0 != 0 }, as: UTF8.self)
    massesAt = header
    keysAt = (massesAt + count * 2 + 7) / 8 * 8
    offsetsAt = (keysAt + blocks * 4 + 7) / 8 * 8
    dataAt = offsetsAt + blocks * 8
    let dataLength = load(56, UInt64.self)
    guard dataLength <= UInt64(bytes.count), dataAt + Int(dataLength) == bytes.count else {
      throw .truncated(path: name, expected: UInt64(dataAt) &+ dataLength, found: UInt64(bytes.count))
    }
    length = bytes.count
    self.storage = storage
    self.held = held
  }

  /// Bytes of the file.
  package var byteCount: Int { length }

  private func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    if let storage { return body(storage.bytes) }
    return held.withUnsafeBytes(body)
  }

  /// The items that may carry a wording, by their numbers, ascending.
  ///
  /// - Parameters:
  ///   - wording: its features.
  ///   - sums: working memory, zero for every item; left so.
  /// - Complexity: linear in the items that have one of the features.
  package func items(sharing wording: borrowing ItemFeatures, sums: inout [UInt16]) -> [UInt32] {
    if sums.count < count { sums.append(contentsOf: repeatElement(0, count: count - sums.count)) }
    var touched: [UInt32] = []
    let (keys, weights, mass) = (wording.keys, wording.weights, wording.mass)
    withBytes { bytes in
      for (key, weight) in zip(keys, weights) {
        visit(key, in: bytes) { place in
          guard Int(place) < count else { return }
          if sums[Int(place)] == 0 { touched.append(place) }
          sums[Int(place)] = UInt16(clamping: Int(sums[Int(place)]) + Int(weight))
        }
      }
    }
    var found: [UInt32] = []
    withBytes { bytes in
      for place in touched {
        let item = UInt32(
          UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: massesAt + Int(place) * 2, as: UInt16.self)))
        if ItemFeatures.mayMatch(shared: UInt32(sums[Int(place)]), wording: mass, item: item) {
          found.append(first &+ place)
        }
        sums[Int(place)] = 0
      }
    }
    found.sort()
    return found
  }

  /// Visits the items of a key. Damaged data ends the visit early, and never reads outside of the file.
  private func visit(_ key: UInt32, in bytes: UnsafeRawBufferPointer, _ body: (UInt32) -> Void) {
    guard let block = block(of: key, in: bytes) else { return }
    var offset = dataAt
    let start = bytes.loadUnaligned(fromByteOffset: offsetsAt + block * 8, as: UInt64.self)
    guard UInt64(littleEndian: start) <= UInt64(length - dataAt) else { return }
    offset += Int(UInt64(littleEndian: start))
    var current: UInt32 = 0
    for _ in 0..<ItemPostingsBuilder.blockLength {
      guard let delta = Varint.read(bytes, &offset), let head = Varint.read(bytes, &offset) else { return }
      current &+= delta
      let isList = head & 1 == 1
      if current == key {
        guard isList else { return body(head >> 1) }
        let end = min(length, offset + Int(head >> 1))
        var item: UInt32 = 0
        while offset < end, let next = Varint.read(bytes, &offset) {
          item &+= next
          body(item)
        }
        return
      }
      if current > key { return }
      if isList { offset += Int(head >> 1) }
      if offset >= length { return }
    }
  }

  /// The last block that begins at or before a key.
  private func block(of key: UInt32, in bytes: UnsafeRawBufferPointer) -> Int? {
    var (low, high) = (0, blocks)
    while low < high {
      let middle = (low + high) / 2
      let found = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: keysAt + middle * 4, as: UInt32.self))
      if found <= key { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
