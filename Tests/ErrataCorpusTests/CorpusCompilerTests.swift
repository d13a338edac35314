import ErrataIndex
import ErrataModel
import ErrataTestSupport
import Foundation
import Synchronization
import Testing

@testable import ErrataCorpus

/// Compiling without holding the claims, against loading them first.
@Suite final class CorpusCompilerTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "errata-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private var target: String { folder + "/a.index" }
  private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }
  private var written: [UInt8]? { FileManager.default.contents(atPath: target).map(Array.init) }

  private static let cuts: [(bytes: Int, batches: Int)] = [(1, 1), (1, 7), (700, 3), (5000, 2), (1 << 18, 32)]

  private func compile(_ files: [CorpusFile], _ cut: (bytes: Int, batches: Int)) throws -> CorpusCompiler.Report {
    try CorpusCompiler.compile(
      files: files, to: target, settings: .init(batchBytes: cut.bytes, batches: cut.batches))
  }

  /// Both ways give the same bytes and revision.
  private func expectSame(_ files: [CorpusFile], _ remark: String = "") throws {
    let corpus = try CorpusLoader.load(files: files)
    let expected = try IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest)
    for cut in Self.cuts {
      let report = try compile(files, cut)
      #expect(report == .init(revision: corpus.revision, byteCount: expected.count), "\(cut) \(remark)")
      #expect(written == expected, "\(cut) \(remark)")
      #expect(names == ["a.index"])
    }
  }

  /// Both ways refuse with the same faults, and nothing is written.
  private func expectSameFaults(_ files: [CorpusFile], _ remark: String = "") throws {
    let expected = try #require(CorpusLoaderTests.error(files), "\(remark)")
    for cut in Self.cuts {
      let error = #expect(throws: CorpusError.self, "\(cut) \(remark)") { try compile(files, cut) }
      #expect(error == expected, "\(cut) \(remark)")
      #expect(names == [])
    }
  }

  @Test func `the starter corpus gives the same bytes`() throws {
    try expectSame(ShippedData.starterCorpus)
  }

  @Test func `an empty corpus gives the same bytes`() throws {
    try expectSame([])
    try expectSame([CorpusFile(name: "a", text: "\n \n")])
  }

  /// Random claims with ids that sort and fold in odd ways.
  private func randomClaims(_ random: inout SeededRandom) -> [Claim] {
    let stems = ["a", "B", "aa", "é", "e\u{301}", "中", "喝酒", "Å", "z", "123456789", "12345678", "~", "\u{1F600}"]
    let words = ["swans", "obey", "the", "lights", "no", "12", "疫苗", "不", "致命", ".", "tea", "中", "国"]
    func text(_ random: inout SeededRandom) -> String {
      (0..<Int.random(in: 1...14, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }
        .joined(separator: Bool.random(using: &random) ? " " : "")
    }
    return (0..<Int.random(in: 1...90, using: &random)).map { number in
      var claim = ClaimLine.claim(id: (stems.randomElement(using: &random) ?? "") + "\(number)", text: text(&random))
      claim.variants = (0..<Int.random(in: 0...2, using: &random)).map { _ in text(&random) }
      claim.negatives = Bool.random(using: &random) ? [text(&random), ""] : []
      claim.status = Int.random(in: 0..<6, using: &random) == 0 ? .draft : .published
      if Int.random(in: 0..<6, using: &random) == 0 { claim.reviews = [] }
      return claim
    }
  }

  /// The claims as files with blank lines, other line ends and byte order marks.
  private func files(_ claims: [Claim], _ random: inout SeededRandom) -> [CorpusFile] {
    var files = [CorpusFile(name: "f0", text: "")]
    for claim in claims {
      if Int.random(in: 0..<12, using: &random) == 0 {
        files.append(CorpusFile(name: "f\(files.count)", text: Bool.random(using: &random) ? "\u{FEFF}" : ""))
      }
      let end = ["\n", "\r\n", "\n\n", "\n \t\n"].randomElement(using: &random) ?? "\n"
      files[files.count - 1].bytes += Array((ClaimLine.text(claim) + end).utf8)
    }
    for number in files.indices where Bool.random(using: &random) && files[number].bytes.last == 0x0A {
      files[number].bytes.removeLast()
    }
    return files
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `random claims give the same bytes, however the lines are cut into batches`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claims = randomClaims(&random)
    try expectSame(files(claims, &random), "seed \(seed)")
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `a corpus with faults is refused with the same faults in the same order`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let claims = randomClaims(&random)
    var files = files(claims + [claims[0]], &random)
    for number in files.indices {
      let faults = ["{}\n", "[1]\n", "{\"id\":\"x\"}\n", "?\n", ClaimLine.text(claims[0]) + "\n"]
      files[number].bytes += Array("\n\(faults.randomElement(using: &random) ?? "")".utf8)
    }
    try expectSameFaults(files, "seed \(seed)")
  }

  @Test func `an id used three times is told twice, and canonically equal ids are the same`() throws {
    try expectSameFaults([
      ClaimLine.file("a", [ClaimLine.claim(id: "a"), ClaimLine.claim(id: "b"), ClaimLine.claim(id: "a")]),
      ClaimLine.file("b", [ClaimLine.claim(id: "a"), ClaimLine.claim(id: "c")]),
    ])
    try expectSameFaults([
      ClaimLine.file("a", [ClaimLine.claim(id: "caf\u{E9}"), ClaimLine.claim(id: "cafe\u{301}")])
    ])
  }

  @Test func `a claim with faults holds its id all the same`() throws {
    let bad = ClaimLine.text(ClaimLine.claim(id: "a")).replacing("\"verdict\":\"false\"", with: "\"verdict\":\"no\"")
    try expectSameFaults([CorpusFile(name: "a", text: "\(bad)\n\(ClaimLine.text(ClaimLine.claim(id: "a")))\n")])
  }

  @Test func `a line of one MiB is compiled, a longer one is told and the next goes on`() throws {
    var claim = ClaimLine.claim()
    claim.note = ""
    claim.note = String(repeating: "n", count: ClaimLines.limit - ClaimLine.text(claim).utf8.count)
    try expectSame([ClaimLine.file([claim])])
    claim.note? += "n"
    let next = ClaimLine.claim(id: "next")
    try FileManager.default.removeItem(atPath: target)
    try expectSameFaults([ClaimLine.file([claim, next, next])])
    try expectSameFaults([CorpusFile(name: "long", bytes: [UInt8](repeating: 0x20, count: 3 * ClaimLines.limit))])
  }

  @Test func `files on disk give the same bytes as in memory, in the order of the paths`() throws {
    let corpus = folder + "/corpus"
    try FileManager.default.createDirectory(atPath: corpus, withIntermediateDirectories: true)
    let files = ["z.jsonl", "b.jsonl"].map { name in
      ClaimLine.file("\(corpus)/\(name)", (0..<300).map { ClaimLine.claim(id: "\(name)-\($0)") })
    }
    for file in files { try Data(file.bytes).write(to: URL(fileURLWithPath: file.name)) }
    let expected = try compile(files, (1 << 18, 32))
    let bytes = written
    for paths in [[corpus], files.map(\.name), [files[0].name, corpus]] {
      let report = try CorpusCompiler.compile(
        paths: paths, to: target, settings: .init(batchBytes: 10_000, batches: 4))
      #expect(report == expected && written == bytes)
    }
  }

  @Test func `a file that can't be read is told with what is wrong elsewhere`() throws {
    let bad = folder + "/bad.jsonl"
    try Data("?\n".utf8).write(to: URL(fileURLWithPath: bad))
    let empty = folder + "/empty"
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: true)
    let paths = [bad, folder + "/none.jsonl", empty]
    let error = #expect(throws: CorpusError.self) { try CorpusCompiler.compile(paths: paths, to: target) }
    #expect(error?.diagnostics.map(\.code) == ["not-json", "unreadable-file", "empty-folder"])
    #expect(error?.diagnostics == CorpusLoader.read(paths: paths).diagnostics)
    #expect(names == ["bad.jsonl", "empty"])
  }

  @Test func `an index that can't be written is told before anything is read`() {
    let missing = folder + "/none/a.index"
    #expect(throws: IndexError.unwritable(path: missing, reason: "No such file or directory")) {
      try CorpusCompiler.compile(files: [], to: missing)
    }
    #expect(throws: IndexError.unwritable(path: folder, reason: "Is a directory")) {
      try CorpusCompiler.compile(files: [], to: folder)
    }
    #expect(names == [])
  }

  @Test func `stopping leaves the old file as it was and nothing beside it`() throws {
    let old = try compile(ShippedData.starterCorpus, (1 << 18, 32))
    let asked = Mutex(0)
    for limit in 0..<6 {
      asked.withLock { $0 = 0 }
      let watch = CompilingWatch(isStopped: {
        asked.withLock { asked in
          asked += 1
          return asked > limit
        }
      })
      let files = [ClaimLine.file((0..<3).map { ClaimLine.claim(id: "c\($0)") })]
      let settings = CorpusCompiler.Settings(batchBytes: 1, batches: 1)
      #expect(throws: CompilingStopped.self, "after \(limit)") {
        try CorpusCompiler.compile(files: files, to: target, settings: settings, watch: watch)
      }
      #expect(names == ["a.index"])
      #expect(written?.count == old.byteCount)
    }
    #expect(CompilingStopped().description == "stopped; nothing was written")
  }

  @Test func `progress counts bytes and claims to the end, then tells of the writing`() throws {
    let stages = Mutex<[CompilingWatch.Stage]>([])
    let file = ClaimLine.file((0..<5).map { ClaimLine.claim(id: "c\($0)") })
    _ = try CorpusCompiler.compile(
      files: [file], to: target, settings: .init(batchBytes: 1, batches: 2),
      watch: CompilingWatch(report: { stage in stages.withLock { $0.append(stage) } }))
    let told = stages.withLock { $0 }
    let all = file.bytes.count
    #expect(told.first == .reading(bytes: all / 5 * 2, totalBytes: all, claims: 2))
    #expect(told.suffix(2) == [.reading(bytes: all, totalBytes: all, claims: 5), .writing(claims: 5)])
  }
}

@Suite struct LineBatcherTests {
  private struct Found: Equatable {
    var text: [UInt8]?
    var number: Int
  }

  private func lines(_ feed: (inout LineSplitter, (Line) -> Void) -> Void, limit: Int) -> [Found] {
    var found: [Found] = []
    var splitter = LineSplitter(limit: limit)
    let note = { (line: Line) in
      switch line {
      case .whole(let number, let bytes): found.append(Found(text: Array(bytes), number: number))
      case .tooLong(let number): found.append(Found(text: nil, number: number))
      }
    }
    feed(&splitter, note)
    splitter.finish(note)
    return found
  }

  @Test(arguments: 1...300 as ClosedRange<UInt64>)
  func `batches hold the same lines as the file, whatever the pieces and sizes`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let limit = Int.random(in: 1...12, using: &random)
    let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
      Array("\n\r abc\n".utf8).randomElement(using: &random) ?? 0
    }
    let expected = lines({ splitter, note in bytes.withUnsafeBufferPointer { splitter.feed($0, note) } }, limit: limit)
    var batcher = LineBatcher(file: 3, size: Int.random(in: 1...40, using: &random), limit: limit)
    var batches: [LineBatch] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = Array(rest.prefix(Int.random(in: 1...30, using: &random)))
      piece.withUnsafeBufferPointer { batcher.feed($0) { batches.append($0) } }
      rest = rest.dropFirst(piece.count)
    }
    batcher.finish { batches.append($0) }
    var found: [Found] = []
    for batch in batches {
      let part = lines(
        { splitter, note in batch.bytes.withUnsafeBufferPointer { splitter.feed($0, note) } }, limit: limit)
      found += part.map { Found(text: $0.text, number: $0.number + (found.last?.number ?? 0)) }
    }
    #expect(found == expected, "seed \(seed)")
    #expect(batches.allSatisfy { $0.file == 3 && !$0.bytes.isEmpty })
    #expect(batches.map(\.isFirst) == batches.indices.map { $0 == 0 }, "seed \(seed)")
  }

  @Test func `a line without end is left out where a file breaks off`() {
    var batcher = LineBatcher(file: 0, size: 100, limit: 100)
    var batches: [LineBatch] = []
    Array("ab\ncd\nef".utf8).withUnsafeBufferPointer { batcher.feed($0) { batches.append($0) } }
    batcher.finishWholeLines { batches.append($0) }
    #expect(batches.map(\.bytes) == [Array("ab\ncd\n".utf8)])
  }
}
