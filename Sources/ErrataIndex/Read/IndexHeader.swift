internal import ErrataText

/// The checked header of an index file.
struct IndexHeader {
  struct SectionRecord {
    var range: Range<Int>
    var checksum: UInt64
  }

  private(set) var claims = 0
  private(set) var entries = 0
  private(set) var units = 0
  private(set) var terms = 0
  private(set) var length: UInt64 = 0
  private(set) var revision = ""
  private(set) var normalizer = ""
  private(set) var sections: [SectionRecord] = []
  /// Of the header, which holds the checksums of the sections: it tells the whole file from others.
  private(set) var checksum: UInt64 = 0

  /// Reads and checks the header: magic, version, length, checksum, normalizer, bounds, sizes.
  init(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
    let headerEnd = IndexFormat.headerLength + 8
    guard bytes.count >= 16, bytes.prefix(8).elementsEqual(IndexFormat.magic) else {
      throw .foreign(path: path)
    }
    try IndexHeader.checkVersion(bytes, path: path)
    guard bytes.count >= headerEnd else {
      throw .truncated(path: path, expected: UInt64(headerEnd), found: UInt64(bytes.count))
    }
    var cursor = Cursor(bytes: bytes, offset: 12)
    checksum = Cursor.read(bytes, IndexFormat.headerLength, UInt64.self)
    guard cursor.next(UInt32.self) == UInt32(IndexFormat.headerLength),
      Checksum.xxh64(UnsafeRawBufferPointer(rebasing: bytes[0..<IndexFormat.headerLength])) == checksum
    else { throw .damaged(path: path, part: "header") }
    let fileLength = cursor.next(UInt64.self)
    guard fileLength == UInt64(bytes.count) else {
      if fileLength < UInt64(bytes.count) { throw .damaged(path: path, part: "longer than its header says") }
      throw .truncated(path: path, expected: fileLength, found: UInt64(bytes.count))
    }
    read(&cursor)
    try check(bytes, path: path)
  }

  private static func checkVersion(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
    let version = Cursor.read(bytes, 8, UInt32.self)
    if version > IndexFormat.version { throw .newer(path: path, version: version) }
    if version < IndexFormat.version { throw .older(path: path, version: version) }
  }

  private mutating func read(_ cursor: inout Cursor) {
    normalizer = cursor.text(IndexFormat.normalizerLength)
    revision = cursor.text(IndexFormat.revisionLength)
    claims = Int(cursor.next(UInt32.self))
    entries = Int(cursor.next(UInt32.self))
    units = Int(cursor.next(UInt32.self))
    terms = Int(cursor.next(UInt32.self))
    length = cursor.next(UInt64.self)
    for _ in IndexFormat.Section.allCases {
      let offset = Int(clamping: cursor.next(UInt64.self))
      let length = Int(clamping: cursor.next(UInt64.self))
      let end = offset.addingReportingOverflow(length)
      let range = end.overflow ? 0..<Int.max : offset..<end.partialValue
      sections.append(SectionRecord(range: range, checksum: cursor.next(UInt64.self)))
    }
  }

  private func check(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
    guard normalizer == Normalizer.version else {
      throw .otherNormalizer(path: path, found: normalizer, expected: Normalizer.version)
    }
    guard claims > 0 || entries == 0 else { throw .damaged(path: path, part: "entries without claims") }
    for section in IndexFormat.Section.allCases {
      let range = sections[section.rawValue].range
      guard range.upperBound <= bytes.count, range.lowerBound % IndexFormat.alignment == 0 else {
        throw .damaged(path: path, part: "section \(section)")
      }
      if let expected = expectedLength(section), range.count != expected {
        throw .damaged(path: path, part: "length of section \(section)")
      }
    }
  }

  /// Sizes of the sections of seeds.
  var layout: SeedLayout { SeedLayout(units: units, entries: entries) }

  private func expectedLength(_ section: IndexFormat.Section) -> Int? {
    switch section {
    case .claims: (claims + 1) * IndexFormat.claimStride
    case .entries: entries * IndexFormat.entryStride
    case .hashes: units * 4
    case .weights, .bits, .pairBits, .flags: units
    case .buckets: (1 << IndexFormat.bucketBits(terms: terms) + 1) * 4
    case .keys: terms * 4
    case .rankIdf: terms
    case .offsets: (terms + 1) * 8
    case .seedLines: SeedLines.lineWords << layout.lineBits * 8
    case .seedBuckets: (1 << layout.bucketBits + 1) * 4
    case .seedMasses: entries * 4
    case .strings, .postings, .seeds: nil
    }
  }

  /// Compares every section with its checksum: linear in the file's size.
  func verifySections(_ bytes: UnsafeRawBufferPointer, path: String) throws(IndexError) {
    for section in IndexFormat.Section.allCases {
      let record = sections[section.rawValue]
      guard Checksum.xxh64(UnsafeRawBufferPointer(rebasing: bytes[record.range])) == record.checksum else {
        throw .damaged(path: path, part: "checksum of section \(section)")
      }
    }
  }
}

/// Reads integers one after the other.
private struct Cursor {
  let bytes: UnsafeRawBufferPointer
  var offset: Int

  static func read<Value: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _: Value.Type)
    -> Value
  {
    Value(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  mutating func next<Value: FixedWidthInteger>(_ type: Value.Type) -> Value {
    defer { offset += MemoryLayout<Value>.size }
    return Cursor.read(bytes, offset, type)
  }

  mutating func text(_ length: Int) -> String {
    defer { offset += length }
    return String(decoding: bytes[offset..<offset + length].prefix { $0 != 0 }, as: UTF8.self)
  }
}
