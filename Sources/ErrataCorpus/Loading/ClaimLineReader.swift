internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// Reads the claim of one line, and tells what is wrong with it: the same for all ways to load a corpus.
struct ClaimLineReader {
  /// What a line holds.
  struct Found {
    /// The claim, as far as it could be read; `nil` for a blank line and where there is no id.
    var claim: Claim?
    /// What is wrong with the line, its number and file included.
    var faults: [Diagnostic] = []
  }

  private var claims = ClaimReader()

  /// A reader for any number of lines.
  init() {}

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - number: the line's number in diagnostics.
  ///   - isFirst: whether it is the first of its file, where a byte order mark may stand.
  mutating func read(_ line: Line, of file: String, number: Int, isFirst: Bool) -> Found {
    switch line {
    case .tooLong:
      let message =
        "is longer than \(ClaimLines.limit) bytes; a claim stands on one line, with fewer or shorter variants"
      return Found(faults: [
        Diagnostic(file: file, line: number, code: LintCode.lineTooLong.rawValue, message: message)
      ])
    case .whole(_, let bytes):
      let text = isFirst ? ClaimLineReader.withoutByteOrderMark(bytes) : bytes
      guard !text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else { return Found() }
      return read(text, of: file, number)
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, of file: String, _ number: Int) -> Found {
    do throws(JSONError) {
      let decoded = try claims.read(bytes)
      let faults = decoded.faults.map {
        Diagnostic(file: file, line: number, field: $0.field, code: $0.code, message: $0.message)
      }
      return Found(claim: decoded.claim.id.isEmpty ? nil : decoded.claim, faults: faults)
    } catch {
      let message = "\(error); a line holds one JSON object"
      return Found(faults: [
        Diagnostic(file: file, line: number, code: LintCode.notJSON.rawValue, message: message)
      ])
    }
  }

  private static func withoutByteOrderMark(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: bytes.dropFirst(3)) : bytes
  }
}
