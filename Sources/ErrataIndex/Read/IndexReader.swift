internal import ErrataText

/// An opened index: immutable, shared between threads, every read checked against the bounds.
package struct IndexReader: Sendable {
  /// Number of claims.
  package let claimCount: Int
  /// Number of entries.
  package let entryCount: Int
  /// Number of units.
  package let unitCount: Int
  /// Number of terms.
  package let termCount: Int
  /// Mean number of units of a claim's texts, negative entries left out; at least 1.
  package let averageLength: Double
  /// The corpus revision's digest.
  package let revision: String
  /// The normalizer it was built with.
  package let normalizerVersion: String
  /// Size of the file in bytes.
  package var byteCount: Int { storage.bytes.count }

  private let storage: IndexStorage
  private let path: String
  private let sections: [Range<Int>]
  private let bucketShift: UInt32

  /// Opens an index file and verifies its checksums.
  ///
  /// - Throws: `IndexError` that says what is wrong with the file.
  package init(path: String) throws(IndexError) {
    try self.init(storage: IndexStorage(file: MappedFile(path: path)), path: path)
  }

  /// Opens an index in memory.
  ///
  /// - Throws: as for a file.
  package init(bytes: [UInt8], name: String = "index in memory") throws(IndexError) {
    try self.init(storage: IndexStorage(copying: bytes), path: name)
  }

  private init(storage: IndexStorage, path: String) throws(IndexError) {
    let header = try IndexHeader(storage.bytes, path: path)
    try header.verifySections(storage.bytes, path: path)
    self.storage = storage
    self.path = path
    claimCount = header.claims
    entryCount = header.entries
    unitCount = header.units
    termCount = header.terms
    averageLength = max(1, Double(header.length) / Double(max(1, header.claims)))
    revision = header.revision
    normalizerVersion = header.normalizer
    sections = header.sections.map(\.range)
    bucketShift = UInt32(32 - IndexFormat.bucketBits(terms: header.terms))
  }

  /// Size of a section in bytes.
  package func byteCount(of section: IndexFormat.Section) -> Int {
    sections[section.rawValue].count
  }

  @inline(__always)
  private func bytes(_ section: IndexFormat.Section) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: storage.bytes[sections[section.rawValue]])
  }

  @inline(__always)
  private func load<Value: FixedWidthInteger>(
    _ section: IndexFormat.Section, _ offset: Int, as type: Value.Type
  ) -> Value {
    let range = sections[section.rawValue]
    precondition(offset >= 0 && offset + MemoryLayout<Value>.size <= range.count, "index read out of bounds")
    return Value(
      littleEndian: storage.bytes.loadUnaligned(fromByteOffset: range.lowerBound + offset, as: Value.self))
  }
}

// Claims.
extension IndexReader {
  /// A claim's id.
  package func id(ofClaim claim: Int) -> String {
    let (start, end, _) = strings(ofClaim: claim)
    return String(decoding: bytes(.strings)[start..<end], as: UTF8.self)
  }

  /// A claim's payload.
  package func payload(ofClaim claim: Int) -> [UInt8] {
    let (_, start, end) = strings(ofClaim: claim)
    return Array(bytes(.strings)[start..<end])
  }

  /// The entries of a claim.
  package func entries(ofClaim claim: Int) -> Range<Int> {
    let offset = claim * IndexFormat.claimStride
    let first = Int(load(.claims, offset + 16, as: UInt32.self))
    let count = Int(load(.claims, offset + 20, as: UInt32.self))
    return (first..<first + count).clamped(to: 0..<entryCount)
  }

  /// Number of units of a claim's texts, negative entries left out.
  @inline(__always)
  package func length(ofClaim claim: Int) -> Int {
    Int(load(.claims, claim * IndexFormat.claimStride + 24, as: UInt32.self))
  }

  private func strings(ofClaim claim: Int) -> (id: Int, payload: Int, end: Int) {
    let offset = claim * IndexFormat.claimStride
    let limit = byteCount(of: .strings)
    func position(_ offset: Int) -> Int { Int(clamping: load(.claims, offset, as: UInt64.self)) }
    let id = min(limit, position(offset))
    let payload = min(limit, max(id, position(offset + 8)))
    return (id, payload, min(limit, max(payload, position(offset + IndexFormat.claimStride))))
  }
}

// Entries.
extension IndexReader {
  /// One text of a claim, as the index holds it.
  package struct Entry: Sendable {
    /// The claim's number.
    package var claim: Int
    /// The units of the text, as positions in the unit sections.
    package var units: Range<Int>
    /// Sum of the units' weights.
    package var mass: UInt32
    /// Sum of the distinct terms' weights.
    package var termMass: UInt32
    /// What the text is.
    package var field: EntryField
    /// Its number within its field.
    package var number: Int
  }

  /// An entry's record.
  @inline(__always)
  package func entry(_ index: Int) -> Entry {
    let offset = index * IndexFormat.entryStride
    let first = Int(load(.entries, offset + 4, as: UInt32.self))
    let count = Int(load(.entries, offset + 8, as: UInt32.self))
    return Entry(
      claim: min(claimCount - 1, Int(load(.entries, offset, as: UInt32.self))),
      units: (first..<first + count).clamped(to: 0..<unitCount),
      mass: load(.entries, offset + 12, as: UInt32.self),
      termMass: load(.entries, offset + 16, as: UInt32.self),
      field: EntryField(rawValue: load(.entries, offset + 20, as: UInt8.self)) ?? .negative,
      number: Int(load(.entries, offset + 22, as: UInt16.self)))
  }

  /// An entry's field alone.
  @inline(__always)
  package func field(ofEntry index: Int) -> EntryField {
    EntryField(rawValue: load(.entries, index * IndexFormat.entryStride + 20, as: UInt8.self)) ?? .negative
  }

  /// An entry's term mass alone.
  @inline(__always)
  package func termMass(ofEntry index: Int) -> UInt32 {
    load(.entries, index * IndexFormat.entryStride + 16, as: UInt32.self)
  }

  /// An entry's claim alone.
  @inline(__always)
  package func claim(ofEntry index: Int) -> Int {
    min(claimCount - 1, Int(load(.entries, index * IndexFormat.entryStride, as: UInt32.self)))
  }

  /// A unit's hash.
  @inline(__always)
  package func unitHash(_ unit: Int) -> UInt32 {
    load(.hashes, unit * 4, as: UInt32.self)
  }

  /// A unit's weight in eighths of a bit.
  @inline(__always)
  package func unitWeight(_ unit: Int) -> UInt8 {
    load(.weights, unit, as: UInt8.self)
  }

  /// What a unit tells by itself, in eighths of a bit; 0 where the same unit stands earlier in the text.
  @inline(__always)
  package func unitBits(_ unit: Int) -> UInt8 {
    load(.bits, unit, as: UInt8.self)
  }

  /// What a unit tells with its right neighbour, in eighths of a bit; 0 for the last unit of a text and where the
  /// same pair stands earlier.
  @inline(__always)
  package func pairBits(_ unit: Int) -> UInt8 {
    load(.pairBits, unit, as: UInt8.self)
  }

  /// A unit's flags.
  @inline(__always)
  package func unitFlags(_ unit: Int) -> UnitFlags {
    UnitFlags(rawValue: load(.flags, unit, as: UInt8.self))
  }
}

// Terms.
extension IndexReader {
  /// A term's number and weight, if the index has it.
  @inline(__always)
  package func term(_ key: UInt32) -> (number: Int, weight: UInt8)? {
    let bucket = Int(key >> bucketShift)
    let first = Int(load(.buckets, bucket * 4, as: UInt32.self))
    let end = min(termCount, Int(load(.buckets, bucket * 4 + 4, as: UInt32.self)))
    var position = first
    while position < end {
      let found = load(.keys, position * 4, as: UInt32.self)
      if found == key { return (position, load(.idf, position, as: UInt8.self)) }
      if found > key { return nil }
      position += 1
    }
    return nil
  }

  /// A term's weight for ranking.
  @inline(__always)
  package func rankWeight(ofTerm term: Int) -> UInt8 {
    load(.rankIdf, term, as: UInt8.self)
  }

  /// Number of bytes of a term's postings: a cheap measure of how many there are.
  @inline(__always)
  package func postingBytes(ofTerm term: Int) -> Int {
    let start = load(.offsets, term * 8, as: UInt64.self)
    return Int(clamping: load(.offsets, term * 8 + 8, as: UInt64.self) &- start)
  }

  /// Calls `body` with each entry that has a term and how often it has it; stops at the end of the postings or at the
  /// first broken one.
  @inline(__always)
  package func forEachPosting(ofTerm term: Int, _ body: (_ entry: Int, _ count: UInt32) -> Void) {
    let section = bytes(.postings)
    var offset = min(section.count, Int(clamping: load(.offsets, term * 8, as: UInt64.self)))
    let end = min(section.count, Int(clamping: load(.offsets, term * 8 + 8, as: UInt64.self)))
    let slice = UnsafeRawBufferPointer(rebasing: section[0..<max(offset, end)])
    var entry = 0
    while offset < slice.count {
      guard let head = Varint.read(slice, &offset) else { return }
      var count: UInt32 = 1
      if head & 1 == 1 {
        guard let many = Varint.read(slice, &offset) else { return }
        count = many
      }
      entry += Int(head >> 1)
      guard entry < entryCount else { return }
      body(entry, count)
    }
  }
}
