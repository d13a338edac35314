/// A folder of segments: a base, deltas above it, and a manifest that says which.
package enum IndexFolder {
  /// A folder as it was opened.
  package struct Opened: Sendable {
    /// The index that it holds.
    package var index: SegmentedIndex
    /// What its manifest says.
    package var manifest: FolderManifest
  }

  /// How often a folder is looked at again that changes while it is opened.
  private static let attempts = 8

  /// Whether a path is a folder.
  package static func isFolder(_ path: String) -> Bool { FolderFiles.isFolder(path) }

  /// What the manifest of a folder says.
  ///
  /// - Throws: `IndexError`.
  package static func manifest(of folder: String) throws(IndexError) -> FolderManifest {
    let path = FolderFiles.path(folder, FolderManifest.name)
    guard FolderFiles.exists(path) else { throw .noManifest(path: folder) }
    let bytes = try FolderFiles.read(path, limit: FolderManifest.limit)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .damaged(path: path, part: "isn't text") }
    return try FolderManifest(text: text, path: path)
  }

  /// Opens the index of a folder: the segments that one state of its manifest names, whatever is changed meanwhile.
  ///
  /// - Parameter older: an index whose mapped files are used again as far as this one has the same; they need not be
  ///   compared with their checksums again.
  /// - Throws: `IndexError`.
  /// - Complexity: linear in the size of the deltas.
  package static func open(_ folder: String, reusing older: SegmentedIndex? = nil) throws(IndexError) -> Opened {
    var manifest = try manifest(of: folder)
    for attempt in 0..<attempts {
      do throws(IndexError) {
        let index = try open(manifest, of: folder, reusing: attempt == 0 ? older : nil)
        return Opened(index: index, manifest: manifest)
      } catch {
        // A change may have removed files that were named when the manifest was read.
        let now = try IndexFolder.manifest(of: folder)
        if attempt > 0, now == manifest { throw error }
        manifest = now
      }
    }
    throw .locked(path: folder)
  }

  private static func open(
    _ manifest: FolderManifest, of folder: String, reusing older: SegmentedIndex?
  ) throws(IndexError) -> SegmentedIndex {
    let segments = try openSegments(manifest, of: folder, reusing: older)
    guard segments.count > 1 || segments[0].revision != manifest.revision else { return SegmentedIndex(segments[0]) }
    var deltas: [(index: IndexReader, withdrawn: [String])] = []
    for (segment, index) in zip(manifest.segments, segments).dropFirst() {
      deltas.append((index, try DigestTable(segment.digests, of: folder).withdrawn))
    }
    let overlay = try IndexOverlay(base: segments[0], deltas: deltas, documents: manifest.background.documents)
    let checksums = segments.map { Digits.text($0.checksum) }.joined(separator: "+")
    return SegmentedIndex(
      base: segments[0], overlay: overlay, revision: manifest.revision,
      identity: "\(manifest.revision) \(manifest.generation) \(checksums)")
  }

  /// Opens the index files that a manifest names, base first.
  ///
  /// - Throws: `IndexError`.
  package static func openSegments(
    _ manifest: FolderManifest, of folder: String, reusing older: SegmentedIndex? = nil
  ) throws(IndexError) -> [IndexReader] {
    let known = older?.segments ?? []
    var segments: [IndexReader] = []
    for segment in manifest.segments {
      let path = FolderFiles.path(folder, segment.index.name)
      func isSame(_ index: IndexReader) -> Bool {
        index.checksum == segment.index.checksum && index.byteCount == segment.index.bytes
      }
      if let index = known.first(where: { $0.path == path && isSame($0) }) {
        segments.append(index)
        continue
      }
      guard FolderFiles.exists(path) else { throw .incomplete(path: folder, file: segment.index.name) }
      let index = try IndexReader(path: path)
      guard isSame(index) else { throw .damaged(path: path, part: "isn't the file that the manifest names") }
      segments.append(index)
    }
    return segments
  }
}
