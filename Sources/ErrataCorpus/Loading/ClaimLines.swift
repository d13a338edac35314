internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// Reads claims from the lines of one file, and notes what is wrong with each.
struct ClaimLines {
  /// The longest claim line, in bytes: 1 MiB.
  static let limit = 1 << 20

  /// What was read so far.
  private(set) var entries: ClaimEntries

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
      }
      splitter.finish { read($0, of: path) }
    } catch {
      note(path, line: 0, code: .unreadableFile, error.message)
    }
  }

  /// Notes an error.
  mutating func note(_ file: String, line: Int, code: LintCode, _ message: String) {
    entries.add(Diagnostic(file: file, line: line, code: code.rawValue, message: message))
  }

  private mutating func read(_ line: Line, of file: String) {
    switch line {
    case .tooLong(let number):
      note(
        file, line: number, code: .lineTooLong,
        "is longer than \(ClaimLines.limit) bytes; a claim stands on one line, with fewer or shorter variants"
      )
    case .whole(let number, let bytes):
      let text = number == 1 ? ClaimLines.withoutByteOrderMark(bytes) : bytes
      guard !text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return }
      read(text, of: file, number)
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, of file: String, _ number: Int) {
    do throws(JSONError) {
      let decoded = ClaimDecoder.decode(try JSONParser.parse(bytes))
      for fault in decoded.faults {
        entries.add(
          Diagnostic(file: file, line: number, field: fault.field, code: fault.code, message: fault.message))
      }
      guard decoded.claim.id.isEmpty == false else { return }
      entries.add(LocatedClaim(claim: decoded.claim, file: file, line: number))
    } catch {
      note(file, line: number, code: .notJSON, "\(error); a line holds one JSON object")
    }
  }

  private static func withoutByteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
  }
}
