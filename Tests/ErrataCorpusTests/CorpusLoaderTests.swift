import ErrataModel
import Foundation
import Testing

@testable import ErrataCorpus

@Suite struct CorpusLoaderTests {
  /// The error that loading these files gives.
  static func error(_ files: CorpusFile...) -> CorpusError? { error(files) }

  static func error(_ files: [CorpusFile]) -> CorpusError? {
    do throws(CorpusError) {
      _ = try CorpusLoader.load(files: files)
      return nil
    } catch {
      return error
    }
  }

  @Test func `claims come sorted by id and are found by it`() throws {
    let ids = ["m", "z", "a", "k"]
    let corpus = try CorpusLoader.load(files: [ClaimLine.file(ids.map { ClaimLine.claim(id: $0) })])
    #expect(corpus.claims.map(\.id) == ["a", "k", "m", "z"])
    for id in ids { #expect(corpus.claim(id: id)?.id == id) }
    #expect(corpus.claim(id: "b") == nil)
    #expect(corpus.claim(id: "zz") == nil)
  }

  @Test func `blank lines, a byte order mark and a missing last line end are no faults`() throws {
    let line = ClaimLine.text(ClaimLine.claim())
    let file = CorpusFile(name: "a", bytes: [0xEF, 0xBB, 0xBF] + Array("\n  \n\(line)".utf8))
    #expect(try CorpusLoader.load(files: [file]).claims.count == 1)
    let marked = CorpusFile(name: "a", bytes: [0xEF, 0xBB, 0xBF] + Array(line.utf8))
    #expect(try CorpusLoader.load(files: [marked]).claims.count == 1)
  }

  @Test func `only published claims are for the index`() throws {
    var draft = ClaimLine.claim(id: "draft")
    draft.status = .draft
    let corpus = try Corpus([draft, ClaimLine.claim()])
    #expect(corpus.published.map(\.id) == ["swans"])
  }

  @Test func `an id used twice names both places`() throws {
    let file = ClaimLine.file("b.jsonl", [ClaimLine.claim(), ClaimLine.claim()])
    let error = try #require(Self.error(ClaimLine.file("a.jsonl", [ClaimLine.claim()]), file))
    #expect(error.diagnostics.map(\.line) == [1, 2])
    #expect(
      error.diagnostics[0].description.hasPrefix(
        "b.jsonl:1: error: id: \"swans\" is already used at a.jsonl:1"))
  }

  @Test func `two claims of the same id in memory are refused`() {
    #expect(throws: CorpusError.self) { try Corpus([ClaimLine.claim(), ClaimLine.claim()]) }
  }

  @Test func `every fault is told with file, line and field`() throws {
    let good = ClaimLine.text(ClaimLine.claim())
    let misspelled = good.replacing("\"verdict\":\"false\"", with: "\"verdikt\":\"false\"")
    let file = CorpusFile(name: "c.jsonl", text: "\(good)\n{\n\(misspelled)\n[]\n")
    let found = try #require(Self.error(file)).diagnostics.map { "\($0.line) \($0.field) \($0.code)" }
    #expect(found.contains("2  not-json"))
    #expect(found.contains("3 verdict missing-field"))
    #expect(found.contains("3 verdikt unknown-field"))
    #expect(found.contains("4  wrong-type"))
  }

  @Test func `a line of one MiB is read, a longer one is told and the next goes on`() throws {
    var claim = ClaimLine.claim()
    claim.note = ""
    claim.note = String(repeating: "n", count: ClaimLines.limit - ClaimLine.text(claim).utf8.count)
    #expect(ClaimLine.text(claim).utf8.count == ClaimLines.limit)
    #expect(Self.error(ClaimLine.file([claim])) == nil)
    claim.note? += "n"
    let file = ClaimLine.file([claim, ClaimLine.claim(id: "next"), ClaimLine.claim(id: "next")])
    let codes = try #require(Self.error(file)).diagnostics.map { "\($0.line) \($0.code)" }
    #expect(codes == ["1 line-too-long", "3 duplicate-id"])
  }

  @Test func `the error text shows twenty and counts the rest`() throws {
    let file = CorpusFile(name: "x", text: String(repeating: "?\n", count: 23))
    let error = try #require(Self.error(file))
    let lines = error.description.split(separator: "\n")
    #expect(error.diagnostics.count == 23)
    #expect(lines.first == "the corpus can't be used, it has 23 errors:")
    #expect(lines.count == 22)
    #expect(lines[1].hasPrefix("x:1: error: not JSON at byte 1"))
    #expect(lines.last == "and 3 more")
  }

  @Test func `folders give their claim files by name, and a file named twice counts once`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "errata-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["b", "a"] {
      let text = ClaimLine.text(ClaimLine.claim(id: name)) + "\n"
      try text.write(to: folder.appending(path: "\(name).jsonl"), atomically: true, encoding: .utf8)
    }
    try "no claims".write(to: folder.appending(path: "README.md"), atomically: true, encoding: .utf8)
    let path = folder.path
    #expect(CorpusLoader.read(paths: [path]).claims.map(\.file) == ["\(path)/a.jsonl", "\(path)/b.jsonl"])
    #expect(try CorpusLoader.load(paths: ["\(path)/b.jsonl", path]).claims.count == 2)
  }

  @Test func `a missing file and a folder without claims are errors`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "errata-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let found = CorpusLoader.read(paths: [folder.path, folder.path + "/none.jsonl"]).diagnostics
    #expect(found.map(\.code) == ["empty-folder", "unreadable-file"])
    #expect(found[1].description.contains("No such file"))
  }

  @Test func `a file on disk reads as one in memory does, across pieces`() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "errata-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: url) }
    let claims = (0..<400).map { ClaimLine.claim(id: "c\($0)") }
    let file = ClaimLine.file(url.path, claims)
    #expect(file.bytes.count > 3 << 16)
    try Data(file.bytes).write(to: url)
    #expect(try CorpusLoader.load(paths: [url.path]) == CorpusLoader.load(files: [file]))
  }
}
