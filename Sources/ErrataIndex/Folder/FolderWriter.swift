/// Changes a folder of segments, one change after the other: whoever holds a writer holds the folder's lock.
///
/// Files are written under names that no manifest has named, flushed to the disk, and count from the moment at which a
/// new manifest takes the place of the old one. Whatever ends a change before that leaves the folder as it was, with
/// files that the next change removes.
package struct FolderWriter: Sendable {
  /// The folder.
  package let folder: String
  private let lock: FolderLock

  /// How long to wait for another change, in hundredths of a second.
  private static let patience = 3000

  /// A step of a change, after which a test may end it.
  package enum Step: Hashable, Sendable, CaseIterable {
    /// The index file is written and has its name.
    case index
    /// The digests are written and have their name.
    case digests
    /// The manifest is written, under another name.
    case draft
    /// The manifest has its name: the change is made.
    case manifest
  }

  /// Told each step; what it throws ends the change there.
  package typealias Witness = @Sendable (Step) throws -> Void

  /// Locks a folder, which is made if it isn't there.
  ///
  /// - Parameter attempts: how often to try, a hundredth of a second apart.
  /// - Throws: `IndexError.locked` when another process keeps it, `.unwritable`.
  package init(_ folder: String, attempts: Int = patience) throws(IndexError) {
    try FolderFiles.make(folder)
    self.folder = folder
    lock = try FolderLock(folder, FolderFiles.lock, attempts: attempts)
  }

  /// What the folder's manifest says; `nil` when there is none.
  ///
  /// - Throws: `IndexError`.
  package func manifest() throws(IndexError) -> FolderManifest? {
    guard FolderFiles.exists(path(FolderManifest.name)) else { return nil }
    return try IndexFolder.manifest(of: folder)
  }

  /// Refuses a folder without a manifest that holds what isn't ours.
  ///
  /// - Throws: `IndexError.unwritable`.
  package func checkIsFree() throws(IndexError) {
    let locks = [FolderFiles.lock, FolderFiles.mergeLock]
    guard !FolderFiles.exists(path(FolderManifest.name)) else { return }
    let others = try FolderFiles.names(in: folder).sorted().first {
      !FolderFiles.isOurs($0) && !FolderFiles.isDraft($0) && !locks.contains($0)
    }
    guard let others else { return }
    throw .unwritable(path: folder, reason: "it has other files, such as \(others); name a new folder")
  }

  /// A file's path in the folder.
  package func path(_ name: String) -> String { FolderFiles.path(folder, name) }

  /// Writes a file of the folder.
  ///
  /// - Throws: `IndexError.unwritable`.
  package func save(_ bytes: [UInt8], as name: String) throws(IndexError) {
    try IndexFile.save(bytes, to: path(name))
  }

  /// Puts a new manifest in the place of the old one: from then on the folder is as it says. Then files go that it
  /// doesn't name.
  ///
  /// - Parameter isMerging: whether the caller has the right to merge, so that no other merge has files on the way.
  /// - Throws: `IndexError.unwritable`, or what the witness throws.
  package func switchTo(_ manifest: FolderManifest, isMerging: Bool = false, witness: Witness) throws {
    let text = Array(manifest.text.utf8)
    guard text.count <= FolderManifest.limit else { throw IndexError.tooLarge(what: "deltas", limit: 1000) }
    // What the manifest names must be on the disk, names included, before it is.
    try FolderFiles.synchronize(folder)
    var draft = try DraftFile(for: path(FolderManifest.name), start: 0)
    try text.withUnsafeBufferPointer { bytes throws(IndexError) in try draft.write(UnsafeRawBufferPointer(bytes)) }
    try witness(.draft)
    try draft.commit()
    try FolderFiles.synchronize(folder)
    try witness(.manifest)
    removeLeftovers(but: manifest.files, isMerging: isMerging)
  }

  /// Removes files that no manifest names: of changes that were ended, and those that the last change gave up. A merge
  /// that goes on keeps what it has written.
  package func removeLeftovers(but named: Set<String>, isMerging: Bool = false) {
    guard let names = try? FolderFiles.names(in: folder) else { return }
    let mergeLock = isMerging ? nil : try? FolderLock(folder, FolderFiles.mergeLock, attempts: 1)
    guard isMerging || mergeLock != nil else { return }
    for name in names where !named.contains(name) && (FolderFiles.isOurs(name) || FolderFiles.isDraft(name)) {
      FolderFiles.remove(path(name))
    }
  }
}

/// The right to merge a folder: changes go on meanwhile, other merges don't.
package struct FolderMergeRight: Sendable {
  private let lock: FolderLock

  /// Takes the right.
  ///
  /// - Throws: `IndexError.locked` when another process merges the folder.
  package init(_ folder: String) throws(IndexError) {
    lock = try FolderLock(folder, FolderFiles.mergeLock, attempts: 1)
  }
}
