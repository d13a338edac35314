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
    ("\0", [1], ["\0"]), ("\u{FEFF}", [], []), ("\u{FEFF}\r\na", [2], ["a"]), ("\r\n\r\na\r", [3], ["a"]),
    ("a\n\u{FEFF}b", [1, 2], ["a", "\u{FEFF}b"]), ("a\rb", [1], ["a\rb"]),
    ("a\u{2028}b\u{85}c", [1], ["a\u{2028}b\u{85}c"]),
  ]

  @Test(arguments: texts)
  func `a file is read line by line`(_ row: (input: String, numbers: [Int], lines: [String])) throws {
    for chunk in [1, 2, 3, 4096] {
      let read = try lines(Array(row.input.utf8), limits: LineLimits(chunkBytes: chunk))
      #expect(read.map(\.number) == row.numbers)
      #expect(read.compactMap(\.text) == row.lines)
    }
  }

  @Test func `reading that goes on at the end of any batch gives the lines that are left`() throws {
    let text = "\u{FEFF}a\n\nb\r\n" + (0..<50).map { "line \($0)" }.joined(separator: "\n") + "\n\n"
    let limits = LineLimits(batchLines: 3, chunkBytes: 5)
    let all = try lines(Array(text.utf8), limits: limits)
    try withFile(Array(text.utf8)) { path in
      var reader = try LineReader(.path(path), limits: limits)
      var (done, places) = (0, 0)
      while let batch = try reader.next() {
        done += batch.lines.count
        places += 1
        let place = LinePosition(offset: batch.endOffset, line: batch.endLine)
        var rest = try LineReader(.path(path), from: place, limits: limits)
        var numbers: [Int] = []
        while let next = try rest.next() { numbers += next.lines.map(\.number) }
        #expect(numbers == all.dropFirst(done).map(\.number), "after byte \(place.offset)")
      }
      #expect(places > 10)
    }
  }

  @Test func `a pipe has no place to go on from`() throws {
    let pipe = try OpenPipe()
    let error = #expect(throws: InputError.self) {
      _ = try LineReader(.path(pipe.path), from: LinePosition(offset: 5, line: 1))
    }
    #expect(error?.description.contains("go on reading failed") == true)
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

  @Test(arguments: [(19, true), (20, true), (21, false)])
  func `a line of just the limit is held, whatever its line end`(_ row: (length: Int, isHeld: Bool)) throws {
    let text = String(repeating: "x", count: row.length)
    for (end, chunk) in [("", 7), ("\n", 7), ("\r\n", 7), ("\r\n", 64), ("\r\n", 21)] {
      let read = try lines(Array((text + end).utf8), limits: LineLimits(lineBytes: 20, chunkBytes: chunk))
      #expect((read.first?.text == text) == row.isHeld)
      #expect(read.count == 1)
    }
  }

  @Test func `a line of 50 MB that a pipe sends is told with its length, and the next is read`() throws {
    let pipe = try OpenPipe()
    defer { close(pipe.readEnd) }
    Thread.detachNewThread {
      let part = [UInt8](repeating: 0x61, count: 1_000_000)
      for _ in 0..<50 { pipe.send(part) }
      pipe.send(Array("\nnext".utf8))
      close(pipe.writeEnd)
    }
    var reader = try LineReader(.path(pipe.path))
    var read: [Line] = []
    while let batch = try reader.next() { read += batch.lines }
    #expect(read.map(\.length) == [50_000_000, 4])
    #expect(read.map(\.number) == [1, 2])
    #expect(read.map { $0.range == nil } == [true, false])
  }

  @Test func `a pipe that pauses gives what came, and nothing where nobody waits`() throws {
    let pipe = try OpenPipe()
    defer { close(pipe.readEnd) }
    pipe.send(Array("a\nb\nc".utf8))
    var reader = try LineReader(.path(pipe.path))
    let first = try reader.next()
    #expect(first?.lines.map(\.number) == [1, 2])
    #expect(first?.isPaused == true)
    let second = try reader.next(waits: false)
    #expect(second?.lines == [])
    #expect(second?.isPaused == true)
    close(pipe.writeEnd)
    let third = try reader.next(waits: false)
    #expect(third?.lines.map(\.number) == [3])
    let end = try reader.next()
    #expect(end == nil)
  }

  @Test func `a raised flag ends the wait for a pipe, without the line that isn't whole`() throws {
    let pipe = try OpenPipe()
    defer { for end in [pipe.readEnd, pipe.writeEnd] { close(end) } }
    pipe.send(Array("a\nb".utf8))
    let stop = StopFlag()
    var reader = try LineReader(.path(pipe.path), stop: stop)
    let first = try reader.next()
    #expect(first?.lines.count == 1)
    DispatchQueue.global().async { stop.raise() }
    let end = try reader.next()
    #expect(end == nil)
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

  /// Root may read everything.
  @Test(.enabled(if: geteuid() != 0))
  func `a file that may not be read is told with what to do`() throws {
    try withFile([0x61]) { path in
      _ = chmod(path, 0)
      let error = InputError.notPermitted(file: path)
      _ = #expect(throws: error) { _ = try LineReader(.path(path)) }
    }
    #expect("\(InputError.notPermitted(file: "x"))".hasPrefix("x: may not be read. Allow it with chmod u+r"))
  }

  @Test func `a path through a file counts as missing`() throws {
    try withFile([0x61]) { path in
      let error = InputError.missing(file: path + "/x")
      _ = #expect(throws: error) { _ = try LineReader(.path(path + "/x")) }
    }
  }

  @Test func `a read that fails is told with its line and the system's words`() {
    let error = InputError.failed(file: "x", operation: "read", line: 7, code: EIO)
    #expect("\(error)" == "x:7: read failed: Input/output error. Check the file and its device, then run again.")
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
    (
      [0x1F, 0x8B, 0x08, 0x00] as [UInt8],
      "is compressed with gzip, expected JSON Lines. Decompress it first, as in: zcat "
    ),
    ([0x28, 0xB5, 0x2F, 0xFD], "is compressed with zstd, expected JSON Lines. Decompress it first, as in: zstdcat "),
    ([0xFD, 0x37, 0x7A, 0x58], "is compressed with xz, expected JSON Lines. Decompress it first, as in: xzcat "),
    ([0xFF, 0xFE, 0x7B, 0x00], "is UTF-16, expected UTF-8. Convert it first, as in: iconv -f UTF-16 -t UTF-8 "),
    ([0xFE, 0xFF, 0x00, 0x7B], "is UTF-16"),
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
