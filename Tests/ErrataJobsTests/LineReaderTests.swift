import ErrataJobs
import Foundation
import Testing

@Suite struct LineReaderTests {
  private struct Read: Equatable {
    var number: Int
    var text: String?
    var length: Int
  }

  private func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lines-\(UUID())").path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private func lines(_ bytes: [UInt8], limits: LineLimits = LineLimits()) throws -> [Read] {
    try withFile(bytes) { path in
      var reader = try LineReader(.path(path), limits: limits)
      var result: [Read] = []
      while let batch = try reader.next() {
        for line in batch.lines {
          let text = line.range == nil ? nil : batch.withBytes(of: line) { String(decoding: $0, as: UTF8.self) }
          result.append(Read(number: line.number, text: text, length: line.length))
        }
      }
      return result
    }
  }

  static let texts: [(input: String, numbers: [Int], lines: [String])] = [
    ("", [], []), ("\n", [], []), ("\n \t\n\n", [], []), ("a", [1], ["a"]), ("a\n", [1], ["a"]),
    ("a\nb", [1, 2], ["a", "b"]), ("a\r\nb\r\n", [1, 2], ["a", "b"]), ("a\n\nb\n", [1, 3], ["a", "b"]),
    ("\u{FEFF}a\nb", [1, 2], ["a", "b"]), ("a\0b\n", [1], ["a\0b"]), (" a \n", [1], [" a "]),
  ]

  @Test(arguments: texts)
  func `a file is read line by line`(_ row: (input: String, numbers: [Int], lines: [String])) throws {
    for chunk in [1, 2, 3, 4096] {
      let read = try lines(Array(row.input.utf8), limits: LineLimits(chunkBytes: chunk))
      #expect(read.map(\.number) == row.numbers)
      #expect(read.compactMap(\.text) == row.lines)
    }
  }

  @Test func `a line longer than the limit is told without its bytes, and the next is read`() throws {
    let text = String(repeating: "x", count: 50) + "\nshort\n"
    let read = try lines(Array(text.utf8), limits: LineLimits(lineBytes: 20, chunkBytes: 7))
    #expect(read == [Read(number: 1, text: nil, length: 50), Read(number: 2, text: "short", length: 5)])
  }

  @Test func `batches are bounded in lines and bytes, and lose nothing`() throws {
    let text = (0..<1000).map { "line \($0)" }.joined(separator: "\n")
    let limits = LineLimits(batchLines: 64, batchBytes: 300, chunkBytes: 100)
    try withFile(Array(text.utf8)) { path in
      var reader = try LineReader(.path(path), limits: limits)
      #expect(reader.totalBytes == text.utf8.count)
      var numbers: [Int] = []
      var offset = 0
      while let batch = try reader.next() {
        #expect(batch.lines.count <= 64)
        #expect(batch.endOffset > offset)
        offset = batch.endOffset
        numbers += batch.lines.map(\.number)
      }
      #expect(numbers == Array(1...1000))
      #expect(offset == text.utf8.count)
    }
  }

  @Test func `a raised flag ends the input`() throws {
    try withFile(Array("a\nb\n".utf8)) { path in
      let stop = StopFlag()
      stop.raise()
      var reader = try LineReader(.path(path), stop: stop)
      let batch = try reader.next()
      #expect(batch == nil)
    }
  }

  @Test func `missing files and folders are told with what to do`() {
    let folder = FileManager.default.temporaryDirectory.path
    let table = [
      ("\(folder)/nowhere-\(UUID())", "no such file. Check the path, or give - to read standard input."),
      (folder, "is a directory, expected a file of JSON Lines. Name a file in it."),
    ]
    for (path, message) in table {
      #expect {
        _ = try LineReader(.path(path))
      } throws: { "\($0)" == "\(path): \(message)" }
    }
  }

  @Test(arguments: [
    ([0x1F, 0x8B, 0x08, 0x00] as [UInt8], "is compressed with gzip"), ([0xFF, 0xFE, 0x7B, 0x00], "is UTF-16"),
  ])
  func `compressed and UTF-16 files are refused with a way out`(_ row: (bytes: [UInt8], message: String)) {
    #expect { try lines(row.bytes + [1, 2, 3, 4]) } throws: { "\($0)".contains(row.message) }
  }

  @Test func `a minus stands for standard input`() {
    #expect(InputSource(argument: "-") == .standardInput)
    #expect(InputSource(argument: "x") == .path("x"))
    #expect(InputSource.standardInput.name == "<stdin>")
  }
}
