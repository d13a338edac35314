internal import ErrataModel

/// Reads claims from the lines of files, and notes what is wrong with each.
struct ClaimLines {
  /// The longest claim line, in bytes: 1 MiB.
  static let limit = 1 << 20

  /// What was read so far.
  private(set) var entries: ClaimEntries
  private var reader = ClaimLineReader()

  /// Goes on from what was read of other files.
  init(_ entries: ClaimEntries = ClaimEntries()) {
    self.entries = entries
  }

  /// Reads a file in memory.
  mutating func read(_ file: CorpusFile) {
    var splitter = LineSplitter(limit: ClaimLines.limit)
    file.bytes.withUnsafeBufferPointer { bytes in
      splitter.feed(bytes) { read($0, of: file.name) }
    }
    splitter.finish { read($0, of: file.name) }
  }

  /// Reads a file from disk, piece by piece.
  mutating func read(path: String) {
    var splitter = LineSplitter(limit: ClaimLines.limit)
    do throws(FileFault) {
      try FileBytes.read(path) { bytes in
        splitter.feed(bytes) { read($0, of: path) }
        return true
      }
      splitter.finish { read($0, of: path) }
    } catch {
      note(CorpusLoader.fault(path, .unreadableFile, error.message))
    }
  }

  /// Notes an error.
  mutating func note(_ diagnostic: Diagnostic) {
    entries.add(diagnostic)
  }

  private mutating func read(_ line: Line, of file: String) {
    let found = reader.read(line, of: file, number: line.number, isFirst: line.number == 1)
    for fault in found.faults { entries.add(fault) }
    if let claim = found.claim { entries.add(LocatedClaim(claim: claim, file: file, line: line.number)) }
  }
}
