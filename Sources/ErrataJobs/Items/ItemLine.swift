internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// Reads items from lines of JSON Lines, in reused memory.
struct ItemLine: Sendable {
  private var reader = ItemReader()

  /// Reads the item of a line into a buffer.
  ///
  /// - Returns: paths of unknown fields, perhaps without those that were returned before.
  /// - Throws: what is wrong with the line.
  mutating func read(
    _ line: Line, of batch: LineBatch, file: String, into item: inout ItemBuffer
  ) throws(Diagnostic) -> [String] {
    guard let range = line.range else {
      let message = "has \(line.length) bytes, expected at most \(batch.lineLimit); left out"
      throw Diagnostic(file: file, line: line.number, code: "line-too-long", message: message)
    }
    do {
      return try reader.read(batch.bytes.span.extracting(range), into: &item)
    } catch let error as JSONError {
      throw Diagnostic(file: file, line: line.number, code: "bad-json", message: error.description)
    } catch let fault as FieldFault {
      throw Diagnostic(
        file: file, line: line.number, field: fault.field.shortened, code: fault.code, message: fault.message.shortened)
    } catch {
      throw Diagnostic(file: file, line: line.number, code: "bad-item", message: "\(error)")
    }
  }
}
