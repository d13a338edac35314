/// Writes index files so that a reader sees the old file or the new one, never half of one.
package enum IndexFile {
  /// Writes beside the target, flushes to the disk, then renames. Links are followed, and a device or pipe is refused:
  /// renaming would put a file in its place.
  ///
  /// - Throws: `IndexError.unwritable`; the old file then stands as it was.
  package static func save(_ bytes: [UInt8], to path: String) throws(IndexError) {
    var draft = try DraftFile(for: path, start: 0)
    try bytes.withUnsafeBufferPointer { bytes throws(IndexError) in try draft.write(UnsafeRawBufferPointer(bytes)) }
    try draft.commit()
  }
}
