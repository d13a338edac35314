import ErrataIndex
import Foundation
import Testing

@Suite final class IndexFileTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/errata-index-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }

  private func content(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map(Array.init)
  }

  private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] }

  private func openError(_ path: String) -> IndexError? {
    do throws(IndexError) {
      _ = try IndexReader(path: path)
      return nil
    } catch {
      return error
    }
  }

  private func saveError(_ bytes: [UInt8], _ path: String) -> IndexError? {
    do throws(IndexError) {
      try IndexFile.save(bytes, to: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a saved index opens and reads like one in memory`() throws {
    let bytes = try indexBytes(smallClaims)
    try IndexFile.save(bytes, to: path("a.errata"))
    #expect(content(of: "a.errata") == bytes)
    #expect(names == ["a.errata"])
    let keys = termKeys(smallClaims)
    let texts = textUnits(smallClaims)
    let mapped = try IndexReader(path: path("a.errata"))
    #expect(mapped.byteCount == bytes.count)
    let content = IndexContent(try IndexReader(bytes: bytes), keys: keys, texts: texts)
    #expect(IndexContent(mapped, keys: keys, texts: texts) == content)
    #expect(content.candidates.contains { !$0.isEmpty })
  }

  @Test func `an open index keeps its content when the file is replaced`() throws {
    try IndexFile.save(try indexBytes(smallClaims), to: path("a.errata"))
    let old = try IndexReader(path: path("a.errata"))
    try IndexFile.save(
      try indexBytes([indexedClaim("other", (.wording, "Hats make rain."))]), to: path("a.errata"))
    let new = try IndexReader(path: path("a.errata"))
    #expect((0..<2).map(old.id) == ["sock-tea", "喝酒"])
    #expect(new.claimCount == 1 && new.id(ofClaim: 0) == "other")
    #expect(names == ["a.errata"])
  }

  @Test func `an index outlives the removal of its file`() throws {
    try IndexFile.save(try indexBytes(smallClaims), to: path("a.errata"))
    let index = try IndexReader(path: path("a.errata"))
    try FileManager.default.removeItem(atPath: path("a.errata"))
    #expect(index.id(ofClaim: 1) == "喝酒")
  }

  @Test func `a folder that isn't there can't be written to`() throws {
    let target = path("missing/a.errata")
    #expect(saveError([1], target) == .unwritable(path: target, reason: "No such file or directory"))
  }

  @Test(.enabled(if: geteuid() != 0, "root may write anywhere"))
  func `a folder without permission can't be written to`() throws {
    try IndexFile.save([1, 2], to: path("a.errata"))
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
    #expect(
      saveError([3], path("a.errata")) == .unwritable(path: path("a.errata"), reason: "Permission denied"))
    #expect(content(of: "a.errata") == [1, 2])
  }

  @Test func `a failed rename leaves nothing behind`() throws {
    try FileManager.default.createDirectory(atPath: path("a.errata"), withIntermediateDirectories: false)
    #expect(saveError([3], path("a.errata")) == .unwritable(path: path("a.errata"), reason: "Is a directory"))
    #expect(names == ["a.errata"])
  }

  @Test func `an empty index file can be saved and is refused`() throws {
    try IndexFile.save([], to: path("a.errata"))
    #expect(openError(path("a.errata")) == .truncated(path: path("a.errata"), expected: 544, found: 0))
  }

  @Test func `a missing file is reported`() {
    let missing = path("missing.errata")
    #expect(openError(missing) == .unreadable(path: missing, reason: "No such file or directory"))
  }

  @Test func `a path through a file is reported`() throws {
    try IndexFile.save([1], to: path("a.errata"))
    let inside = path("a.errata/b.errata")
    #expect(openError(inside) == .unreadable(path: inside, reason: "Not a directory"))
  }

  @Test func `a folder, a device and a pipe are no files`() {
    #expect(openError(folder) == .notAFile(path: folder))
    #expect(openError("/dev/null") == .notAFile(path: "/dev/null"))
    let pipe = path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(openError(pipe) == .notAFile(path: pipe))
  }

  @Test func `a damaged file is refused by its path`() throws {
    var bytes = try indexBytes(smallClaims)
    bytes[bytes.count / 2] ^= 1
    try IndexFile.save(bytes, to: path("a.errata"))
    let index = try IndexReader(path: path("a.errata"))
    let error = #expect(throws: IndexError.self) { try index.verify() }
    #expect(error?.description.hasPrefix(path("a.errata") + ": is damaged (checksum of section ") == true)
    try IndexFile.save(Array("just a note, nothing else".utf8), to: path("b.errata"))
    #expect(openError(path("b.errata")) == .foreign(path: path("b.errata")))
  }
}
