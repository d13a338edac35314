internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel

/// A query of a file.
struct QueryLine: Hashable {
  /// Its id: that of its object, or the line's number.
  var id: String
  /// What was searched for.
  var query: String
  /// How often; 1 where the file doesn't say.
  var count: Int
}

/// Reads files of queries: JSON Lines with `id` and `query` (or `text`) and perhaps `count`, or plain lines.
enum QueryLines {
  /// Calls `body` with each query, in order. A line that begins with `{` must be an object with a query.
  ///
  /// - Throws: `InputError`, or `FileProblem` that names the line.
  static func forEach(in argument: String, _ body: (QueryLine) throws -> Void) throws {
    var reader = try LineReader(InputSource(argument: argument))
    while let batch = try reader.next() {
      for line in batch.lines {
        guard line.range != nil else {
          throw problem(argument, line.number, "has \(line.length) bytes, expected at most \(batch.lineLimit)")
        }
        try body(query(batch.withBytes(of: line) { Array($0) }, argument, line.number))
      }
    }
  }

  private static func query(_ bytes: [UInt8], _ file: String, _ line: Int) throws -> QueryLine {
    guard bytes.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") else {
      return QueryLine(id: String(line), query: String(decoding: bytes, as: UTF8.self), count: 1)
    }
    let value: JSONValue
    do { value = try bytes.withUnsafeBufferPointer { try JSONParser.parse($0) } } catch {
      throw problem(file, line, "isn't JSON: \(error)")
    }
    guard case .string(let query)? = value["query"] ?? value["text"] else {
      throw problem(file, line, "has no query; expected {\"id\":…,\"query\":\"…\"}")
    }
    var result = QueryLine(id: String(line), query: query, count: 1)
    if case .string(let id)? = value["id"] { result.id = id }
    if case .number(let number)? = value["id"] { result.id = "\(number)" }
    if case .number(let number)? = value["count"], let count = Int("\(number)"), count > 0 { result.count = count }
    return result
  }

  private static func problem(_ file: String, _ line: Int, _ message: String) -> FileProblem {
    FileProblem(description: "\(file):\(line): \(message)")
  }
}
