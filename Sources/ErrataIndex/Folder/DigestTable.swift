/// The digests of some claims' contents by the digests of their ids: what the corpus revision is made of.
///
///     file      = magic[8] version:u32 zero:u32 claims:u64 withdrawn:u64 id[32]*claims content[32]*claims
///                 state:u8*claims { length:u32 id:u8*length }*withdrawn checksum:u64
///
/// Little-endian, ids ascending; the checksum is XXH64 of all before. Of a delta, claims are those that it changes, and
/// `withdrawn` are the ids of those that go out of the index.
package struct DigestTable: Sendable {
  /// Number of claims.
  package let count: Int
  /// Ids of claims that a delta takes out of the index.
  package let withdrawn: [String]
  private let storage: IndexStorage

  static let magic: [UInt8] = Array("ERRATADG".utf8)
  static let version: UInt32 = 1
  static let headerLength = 32
  private static let digestLength = 32

  /// Opens the table of a folder and compares it with its checksum.
  ///
  /// - Throws: `IndexError`.
  package init(_ file: FolderManifest.File, of folder: String) throws(IndexError) {
    let path = FolderFiles.path(folder, file.name)
    guard FolderFiles.exists(path) else { throw .incomplete(path: folder, file: file.name) }
    let storage = IndexStorage(file: try MappedFile(path: path))
    guard storage.bytes.count == file.bytes, storage.bytes.count >= 8,
      storage.bytes.loadUnaligned(fromByteOffset: file.bytes - 8, as: UInt64.self).littleEndian == file.checksum
    else { throw .damaged(path: path, part: "isn't the file that the manifest names") }
    try self.init(storage: storage, path: path)
  }

  /// A table in memory.
  ///
  /// - Throws: `IndexError`.
  package init(bytes: [UInt8], name: String) throws(IndexError) {
    try self.init(storage: IndexStorage(copying: bytes), path: name)
  }

  private init(storage: IndexStorage, path: String) throws(IndexError) {
    let bytes = storage.bytes
    func word(_ offset: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian }
    guard bytes.count >= DigestTable.headerLength + 8, bytes.prefix(8).elementsEqual(DigestTable.magic) else {
      throw .foreign(path: path)
    }
    let version = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self).littleEndian
    guard version == DigestTable.version else { throw .damaged(path: path, part: "version \(version)") }
    guard Checksum.xxh64(UnsafeRawBufferPointer(rebasing: bytes.dropLast(8))) == word(bytes.count - 8) else {
      throw .damaged(path: path, part: "checksum")
    }
    let room = (bytes.count - DigestTable.headerLength - 8) / (2 * DigestTable.digestLength + 1)
    let count = Int(clamping: word(16))
    guard count <= room else { throw .damaged(path: path, part: "number of claims") }
    self.count = count
    self.storage = storage
    let start = DigestTable.headerLength + count * (2 * DigestTable.digestLength + 1)
    withdrawn = try DigestTable.texts(
      UnsafeRawBufferPointer(rebasing: bytes[start..<bytes.count - 8]), count: Int(clamping: word(24)), path: path)
  }

  private static func texts(_ bytes: UnsafeRawBufferPointer, count: Int, path: String) throws(IndexError) -> [String] {
    var texts: [String] = []
    var offset = 0
    while texts.count < count, offset + 4 <= bytes.count {
      let length = Int(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian)
      offset += 4
      guard length <= bytes.count - offset else { break }
      texts.append(String(decoding: bytes[offset..<offset + length], as: UTF8.self))
      offset += length
    }
    guard texts.count == count, offset == bytes.count else { throw .damaged(path: path, part: "ids withdrawn") }
    return texts
  }
}

// Claims by their numbers.
extension DigestTable {
  /// The digest of a claim's id.
  package func id(_ claim: Int) -> Digest256 { digest(at: DigestTable.headerLength, claim) }

  /// What is known of a claim.
  package func record(_ claim: Int) -> ClaimDigest {
    let contents = DigestTable.headerLength + count * DigestTable.digestLength
    let states = contents + count * DigestTable.digestLength
    let state = ClaimDigest.State(rawValue: storage.bytes[states + claim])
    return ClaimDigest(id: id(claim), content: digest(at: contents, claim), state: state)
  }

  /// Hands on the digests of the contents of some claims, one after the other.
  package func withContents<Result>(
    of claims: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    let contents = DigestTable.headerLength + count * DigestTable.digestLength
    let start = contents + claims.lowerBound * DigestTable.digestLength
    let end = start + claims.count * DigestTable.digestLength
    return body(UnsafeRawBufferPointer(rebasing: storage.bytes[start..<end]))
  }

  /// Where a claim with an id stands or would stand, and whether it is there. O(log n).
  package func place(of id: Digest256) -> (claim: Int, isThere: Bool) {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self.id(middle) < id { low = middle + 1 } else { high = middle }
    }
    return (low, low < count && self.id(low) == id)
  }

  private func digest(at start: Int, _ claim: Int) -> Digest256 {
    Digest256(UnsafeRawBufferPointer(rebasing: storage.bytes[(start + claim * DigestTable.digestLength)...]))
  }
}
