/// Why the record could not be opened, written or read. What was recorded before is never touched by a failure.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of failure, for a program to act on.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// No file at the path, or nothing in the record under the number asked for.
    case missing
    /// No folder to make the file in.
    case missingFolder
    /// The path is a folder, a device or a pipe.
    case notAFile
    /// A file of another kind.
    case notSQLite
    /// An SQLite file of another program.
    case foreign
    /// Written by a newer version of this program.
    case newer
    /// Written by an older version, and opened for reading only.
    case older
    /// An empty file, opened for reading only.
    case empty
    /// The user has no right to it.
    case denied
    /// The file, or the file system, can't be written, or the store was opened for reading.
    case readOnly
    /// Another process held it too long.
    case locked
    /// The disk is full, or the size limit is reached.
    case full
    /// The disk failed.
    case inputOutput
    /// The file's content makes no sense.
    case damaged
    /// A value is larger than the store can hold.
    case tooLarge
    /// The store refuses what it was given to record.
    case refused
    /// Something else was changed meanwhile.
    case conflict
    /// The store was closed.
    case closed
    /// Anything else that SQLite reports.
    case other
  }

  /// The kind of failure.
  package let kind: Kind
  /// The store's file as the caller gave it.
  package let path: String
  /// What was being done: completes "could not …".
  package let operation: String
  /// What was found.
  package let found: String
  /// What to do, as a sentence without its full stop.
  package let remedy: String

  /// Makes an error from its parts.
  package init(_ kind: Kind, path: String, operation: String, found: String, remedy: String) {
    self.kind = kind
    self.path = path
    self.operation = operation
    self.found = found
    self.remedy = remedy
  }

  /// `path: could not do this: what was found. What to do.`
  package var description: String {
    "\(path): could not \(operation): \(found). \(remedy)."
  }

  /// A write on a store that was opened for reading.
  static func openedForReading(path: String, operation: String) -> StoreError {
    StoreError(
      .readOnly, path: path, operation: operation, found: "the store was opened for reading only",
      remedy: "Open it for writing")
  }
}
