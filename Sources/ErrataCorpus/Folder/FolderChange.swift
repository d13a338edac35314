internal import ErrataIndex
internal import ErrataModel

/// A folder of segments at the begin of a change, with all that it takes to know what the change would make of it.
struct FolderState {
  let folder: String
  let manifest: FolderManifest
  /// The index files, base first.
  let segments: [IndexReader]
  /// Their digests.
  let digests: [DigestTable]

  /// Opens what a folder's manifest names.
  ///
  /// - Throws: `IndexError`.
  init(_ folder: String, manifest: FolderManifest) throws(IndexError) {
    self.folder = folder
    self.manifest = manifest
    segments = try IndexFolder.openSegments(manifest, of: folder)
    var digests: [DigestTable] = []
    for segment in manifest.segments { digests.append(try DigestTable(segment.digests, of: folder)) }
    self.digests = digests
  }

  /// The deltas, each with the ids that it withdraws, oldest first.
  var deltas: [(index: IndexReader, withdrawn: [String])] {
    zip(segments, digests).dropFirst().map { ($0, $1.withdrawn) }
  }

  /// What is known of the claim with an id; `nil` when the corpus has none.
  func record(_ id: Digest256) -> ClaimDigest? {
    for table in digests.reversed() {
      let (place, isThere) = table.place(of: id)
      guard isThere else { continue }
      let record = table.record(place)
      return record.state.contains(.gone) ? nil : record
    }
    return nil
  }

  /// The id and the canonical JSON of the claim in the index with an id, which may be spelled otherwise; `nil` when it
  /// has none.
  func liveClaim(id: String) -> (id: String, payload: [UInt8])? {
    for (number, segment) in segments.enumerated().reversed() {
      let (place, isThere) = segment.place(ofID: id)
      if isThere { return (segment.id(ofClaim: place), segment.payload(ofClaim: place)) }
      if digests[number].withdrawn.contains(id) { return nil }
    }
    return nil
  }

  /// The table by which the texts were weighed.
  ///
  /// - Throws: `IndexError.otherBackground` when it was another program's own.
  func background() throws(IndexError) -> BackgroundModel {
    guard let file = manifest.background.file else {
      guard manifest.background.checksum == BackgroundModel.embeddedChecksum else {
        throw .otherBackground(path: folder)
      }
      return .embedded
    }
    return try FolderBackground.load(file, manifest.background.checksum, of: folder)
  }

  /// All changes of the deltas to the base's digests, and further ones, sorted; the newest of each id.
  func changes(_ further: [ClaimDigest]) -> [ClaimDigest] {
    FolderState.newest(digests.dropFirst().map { table in (0..<table.count).map(table.record) } + [further])
  }

  /// The newest record of each id of some lists, oldest list first, sorted.
  static func newest(_ lists: [[ClaimDigest]]) -> [ClaimDigest] {
    var newest: [Digest256: ClaimDigest] = [:]
    for list in lists { for record in list { newest[record.id] = record } }
    return newest.values.sorted { $0.id < $1.id }
  }
}

/// The file of a folder that a manifest names, with its size and checksum.
extension FolderManifest.Segment {
  /// A segment whose files are written.
  ///
  /// - Throws: `IndexError`.
  init(index name: String, of folder: String, digests: [UInt8]) throws(IndexError) {
    let index = try IndexReader(path: folder.hasSuffix("/") ? folder + name : folder + "/" + name)
    self.init(
      index: FolderManifest.File(name: name, bytes: index.byteCount, checksum: index.checksum),
      digests: FolderManifest.File(
        name: FolderFiles.digests(of: name), bytes: digests.count,
        checksum: digests.suffix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }))
  }
}

/// What the texts of a folder are weighed by.
package enum FolderBackground: Sendable {
  /// The table of the program.
  case embedded
  /// A table of `errata index background`.
  case table([UInt8])

  /// The table as a model.
  ///
  /// - Throws: `IndexError.foreign` when it is none.
  func model(path: String) throws(IndexError) -> BackgroundModel {
    guard case .table(let bytes) = self else { return .embedded }
    guard let model = bytes.withUnsafeBytes({ BackgroundModel(table: $0) }) else { throw .foreign(path: path) }
    return model
  }

  /// How a manifest names it.
  func reference(_ model: BackgroundModel) -> FolderManifest.Background {
    guard case .table(let bytes) = self else {
      return .init(documents: model.documents, checksum: BackgroundModel.embeddedChecksum, file: nil)
    }
    let checksum = bytes.withUnsafeBytes { Checksum.xxh64($0) }
    return .init(documents: model.documents, checksum: checksum, file: FolderFiles.background(checksum))
  }

  /// The table of a folder's file.
  ///
  /// - Throws: `IndexError`.
  static func load(_ file: String, _ checksum: UInt64, of folder: String) throws(IndexError) -> BackgroundModel {
    let path = folder.hasSuffix("/") ? folder + file : folder + "/" + file
    let bytes = try MappedFile(path: path)
    guard Checksum.xxh64(bytes.bytes) == checksum, let model = BackgroundModel(table: bytes.bytes) else {
      throw .damaged(path: path, part: "checksum")
    }
    return model
  }
}
