package import ErrataExchange
internal import ErrataJSON
package import ErrataModel

/// Reads an item from a line of JSON Lines.
package enum ItemLine {
  /// The item, or what is wrong with the line.
  package static func decode(
    _ line: Line, of batch: LineBatch, file: String
  ) -> Result<ItemDecoder.Decoded, Diagnostic> {
    guard line.range != nil else {
      let message = "has \(line.length) bytes, expected at most \(batch.lineLimit); left out"
      return .failure(Diagnostic(file: file, line: line.number, code: "line-too-long", message: message))
    }
    return batch.withBytes(of: line) { decode($0, file: file, number: line.number) }
  }

  private static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, number: Int
  ) -> Result<ItemDecoder.Decoded, Diagnostic> {
    do {
      return .success(try ItemDecoder.decode(JSONParser.parse(bytes)))
    } catch let error as JSONError {
      return .failure(Diagnostic(file: file, line: number, code: "bad-json", message: error.description))
    } catch let fault as FieldFault {
      return .failure(
        Diagnostic(
          file: file, line: number, field: fault.field.shortened, code: fault.code, message: fault.message.shortened))
    } catch {
      return .failure(Diagnostic(file: file, line: number, code: "bad-item", message: "\(error)"))
    }
  }
}
