internal import ErrataExchange
internal import ErrataJSON
package import ErrataModel

/// Items of a file, one by one, for looking at them.
package enum PreviewItems {
  /// Calls `body` with each item.
  ///
  /// - Parameter skipped: called with each line that is no item.
  /// - Throws: `InputError` for a file that can't be read, and what `body` throws.
  package static func forEach(
    in argument: String, skipped: (Diagnostic) -> Void, _ body: (Item) throws -> Void
  ) throws {
    var reader = try LineReader(InputSource(argument: argument))
    while let batch = try reader.next() {
      for line in batch.lines {
        func skip(_ code: String, _ field: String, _ message: String) {
          skipped(
            Diagnostic(
              severity: .warning, file: reader.name, line: line.number, field: field, code: code, message: message))
        }
        guard line.range != nil else {
          skip("line-too-long", "", "has \(line.length) bytes, expected at most \(batch.lineLimit); left out")
          continue
        }
        let item: Item
        do {
          item = try ItemDecoder.decode(JSONParser.parse(batch.withBytes(of: line) { Array($0) })).item
        } catch let fault as FieldFault {
          skip(fault.code, fault.field.shortened, fault.message.shortened + "; left out")
          continue
        } catch {
          skip("bad-json", "", "\(error); left out")
          continue
        }
        try body(item)
      }
    }
  }
}
