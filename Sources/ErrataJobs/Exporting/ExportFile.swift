/// Where an export goes: standard output, or a file that stands in its place when it is whole.
package enum ExportFile {
  /// Runs `body` with a place to write to.
  ///
  /// - Parameter path: the file; standard output when `nil`.
  /// - Throws: `JobFault` for a file that can't be written, and what `body` throws; nothing stands at the path then.
  package static func write<Result>(
    to path: String?, _ body: (([UInt8]) throws -> Void) throws -> Result
  ) throws -> Result {
    guard let path else { return try body { try OutputWriter.standardOutput.write($0) } }
    var output = try JobOutput(path, length: 0)
    let result = try body { try output.write($0) }
    try JobOutput.publish(path)
    return result
  }
}
