internal import ErrataText
internal import Synchronization

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
  /// The header's checksum, which tells the whole file from others: the header holds the checksums of the sections.
  package var checksum: UInt64 { header.checksum }

  /// Where the bytes live.
  let storage: IndexStorage
  private let header: IndexHeader
  /// What errors call the file.
  let path: String
  private let sections: [Range<Int>]
  private let verification = Verification()
  private let bucketShift: UInt32
  /// The seeds, by which entries are found that an item may carry.
  let seeds: SeedTable

  /// Opens an index file and checks its header, in a time that doesn't depend on the file's size. Whoever relies on
  /// what the sections hold calls `verify()`, if need be while it works already: damage never leads beyond bounds.
  ///
  /// - Throws: `IndexError` that says what is wrong with the file.
  package init(path: String) throws(IndexError) {
    try self.init(storage: IndexStorage(file: MappedFile(path: path)), path: path)
  }

  /// Opens an index in memory and verifies its checksums.
  ///
  /// - Throws: as for a file.
  package init(bytes: [UInt8], name: String = "index in memory") throws(IndexError) {
    try self.init(storage: IndexStorage(copying: bytes), path: name)
    try verify()
  }

  private init(storage: IndexStorage, path: String) throws(IndexError) {
    let header = try IndexHeader(storage.bytes, path: path)
    self.storage = storage
    self.header = header
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
    seeds = SeedTable(storage: storage, header: header)
  }

  /// Sizes of the sections of seeds.
  var layout: SeedLayout { header.layout }

  /// Sum of the claims' lengths.
  var totalLength: UInt64 { header.length }

  /// The place of a section in the file.
  func range(of section: IndexFormat.Section) -> Range<Int> { sections[section.rawValue] }

  /// Size of a section in bytes.
  package func byteCount(of section: IndexFormat.Section) -> Int {
    sections[section.rawValue].count
  }

  /// The bytes of a section.
  @inline(__always)
  func bytes(_ section: IndexFormat.Section) -> UnsafeRawBufferPointer {
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

// Verification.
extension IndexReader {
  /// What is known of the sections.
  private final class Verification: Sendable {
    let isDone = Atomic<Bool>(false)
  }

  /// Whether the sections are known to fit their checksums.
  package var isVerified: Bool { verification.isDone.load(ordering: .acquiring) }

  /// Compares every section with its checksum, unless that was done before.
  ///
  /// - Throws: `IndexError.damaged` with the first section that doesn't fit.
  /// - Complexity: linear in the file's size, which is read from the disk as far as it isn't in memory.
  package func verify() throws(IndexError) {
    if isVerified { return }
    try header.verifySections(storage.bytes, path: path)
    verification.isDone.store(true, ordering: .releasing)
  }
}

// Memory.
extension IndexReader {
  /// Bytes of the file that are mapped: shared between the processes of a machine, in memory as far as they are used.
  package var mappedBytes: Int { storage.isMapped ? byteCount : 0 }

  /// Bytes that this process alone holds: those of an index in memory.
  package var allocatedBytes: Int { storage.isMapped ? 0 : byteCount }

  /// Number of seeds: of runs of units by which entries are found.
  ///
  /// - Complexity: linear in the size of their section.
  package func countSeeds() -> Int {
    let words = byteCount(of: .seeds) / 4
    var (seeds, place) = (0, 0)
    while place < words {
      seeds += 1
      place += 1 + Int(load(.seeds, place * 4, as: UInt32.self) >> 16 & 0xFF)
    }
    return seeds
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

  /// Hands on the bytes of a claim's canonical JSON in place.
  package func withPayload<Result>(ofClaim claim: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let (_, start, end) = strings(ofClaim: claim)
    return body(UnsafeRawBufferPointer(rebasing: bytes(.strings)[start..<end]).bindMemory(to: UInt8.self))
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

  /// Where a claim with an id stands or would stand, and whether it is there.
  ///
  /// - Complexity: O(log n), some waits for memory each.
  package func place(ofID id: String) -> (claim: Int, isThere: Bool) {
    var (low, high) = (0, claimCount)
    while low < high {
      let middle = (low + high) / 2
      if self.id(ofClaim: middle) < id { low = middle + 1 } else { high = middle }
    }
    return (low, low < claimCount && self.id(ofClaim: low) == id)
  }

  /// Bytes of a claim's id and of its payload.
  func stringLengths(ofClaim claim: Int) -> (id: Int, payload: Int) {
    let (id, payload, end) = strings(ofClaim: claim)
    return (payload - id, end - payload)
  }

  /// Adds a claim's id and its payload to a buffer.
  func appendStrings(ofClaim claim: Int, to buffer: inout [UInt8]) {
    let (id, _, end) = strings(ofClaim: claim)
    buffer.append(contentsOf: bytes(.strings)[id..<end])
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
    /// What the text is.
    package var field: EntryField
    /// Its number within its field.
    package var number: Int
    /// The segment that has its units; 0 in an index of one file.
    package var segment = 0
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
      field: EntryField(rawValue: load(.entries, offset + 16, as: UInt8.self)) ?? .negative,
      number: Int(load(.entries, offset + 18, as: UInt16.self)))
  }

  /// An entry's field alone.
  @inline(__always)
  package func field(ofEntry index: Int) -> EntryField {
    EntryField(rawValue: load(.entries, index * IndexFormat.entryStride + 16, as: UInt8.self)) ?? .negative
  }

  /// An entry's claim alone.
  @inline(__always)
  package func claim(ofEntry index: Int) -> Int {
    min(claimCount - 1, Int(load(.entries, index * IndexFormat.entryStride, as: UInt32.self)))
  }

  /// The units of an entry, as they lie in the file.
  ///
  /// The buffers are valid as long as the index is.
  package struct EntryUnits {
    /// Hashes of the units.
    package var hashes: UnsafeBufferPointer<UInt32>
    /// What each tells after its left neighbour, in eighths of a bit.
    package var weights: UnsafeBufferPointer<UInt8>
    /// What each tells by itself; 0 where the same unit stands earlier in the text.
    package var bits: UnsafeBufferPointer<UInt8>
    /// What each tells with its right neighbour; 0 for the last unit and where the same pair stands earlier.
    package var pairBits: UnsafeBufferPointer<UInt8>
    /// What each unit is.
    package var flags: UnsafeBufferPointer<UnitFlags>

    /// Number of units.
    package var count: Int { hashes.count }
  }

  /// The units of an entry.
  package func units(of entry: Entry) -> EntryUnits {
    let range = entry.units.clamped(to: 0..<unitCount)
    func slice<Value>(_ section: IndexFormat.Section, _: Value.Type) -> UnsafeBufferPointer<Value> {
      UnsafeBufferPointer(rebasing: bytes(section).assumingMemoryBound(to: Value.self)[range])
    }
    return EntryUnits(
      hashes: slice(.hashes, UInt32.self), weights: slice(.weights, UInt8.self), bits: slice(.bits, UInt8.self),
      pairBits: slice(.pairBits, UInt8.self), flags: slice(.flags, UnitFlags.self))
  }
}

// Terms.
extension IndexReader {
  /// A term's number, if the index has it.
  @inline(__always)
  package func term(_ key: UInt32) -> Int? {
    let bucket = Int(key >> bucketShift)
    let first = Int(load(.buckets, bucket * 4, as: UInt32.self))
    let end = min(termCount, Int(load(.buckets, bucket * 4 + 4, as: UInt32.self)))
    var position = first
    while position < end {
      let found = load(.keys, position * 4, as: UInt32.self)
      if found == key { return position }
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
