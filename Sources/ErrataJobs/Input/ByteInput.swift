/// An input that is read as bytes, whatever it holds.
package final class ByteInput {
  /// The input's name for messages.
  package let name: String
  private let descriptor: InputDescriptor
  private let stop = Interrupts.stop

  /// Opens an input.
  ///
  /// - Throws: `InputError` when it is missing, a directory or can't be opened.
  package init(_ source: InputSource) throws(InputError) {
    name = source.name
    descriptor = try InputDescriptor(source)
  }

  /// Reads up to the buffer's size and gives the number of bytes; 0 at the end.
  ///
  /// - Throws: `InputError`.
  package func read(into buffer: inout [UInt8]) throws(InputError) -> Int {
    let chunk: InputDescriptor.Chunk
    do throws(SystemFault) {
      chunk = try descriptor.read(into: &buffer, stop: stop)
    } catch {
      throw .failed(file: name, operation: "read", line: 0, code: error.code)
    }
    if case .bytes(let count) = chunk { return count }
    return 0
  }
}
