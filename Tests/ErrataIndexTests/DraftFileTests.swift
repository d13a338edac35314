import ErrataIndex
import Foundation
import Testing

/// Files on their way to a path.
@Suite final class DraftFileTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "/errata-draft-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { "\(folder)/\(name)" }
  private var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }

  private func content(of name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: path(name)).map(Array.init)
  }

  @Test func `saves of one path at the same time don't disturb one another`() throws {
    let target = path("a.errata")
    let versions = (0..<16).map { [UInt8](repeating: UInt8($0), count: 200_000 + $0) }
    for _ in 0..<4 {
      DispatchQueue.concurrentPerform(iterations: versions.count) { number in
        #expect(throws: Never.self) { try IndexFile.save(versions[number], to: target) }
      }
      #expect(names == ["a.errata"])
      #expect(versions.contains(content(of: "a.errata") ?? []))
    }
  }

  @Test func `two drafts of one path live beside each other, and the last that is committed stands`() throws {
    var (first, second) = (try DraftFile(for: path("a")), try DraftFile(for: path("a")))
    #expect(names.count == 2)
    try ([1] as [UInt8]).withUnsafeBytes { try first.write($0) }
    try second.write(header: [9])
    try second.commit()
    try first.write(header: [8])
    try first.commit()
    #expect(names == ["a"])
    #expect(content(of: "a")?.first == 8 && content(of: "a")?.last == 1)
  }

  @Test func `a draft that isn't committed leaves nothing`() throws {
    do {
      var draft = try DraftFile(for: path("a"))
      try draft.write(header: [1, 2])
      #expect(names.count == 1)
    }
    #expect(names == [])
  }

  @Test func `what is spilled has no name, and can be read`() throws {
    let spill = try DraftFile.spill(beside: path("a"))
    #expect(names == [])
    let bytes: [UInt8] = [1, 2, 3, 4]
    for _ in 0..<2 { try bytes.withUnsafeBytes { try spill.append($0) } }
    var found = [UInt8](repeating: 0, count: 3)
    try found.withUnsafeMutableBytes { try spill.read(into: $0, at: 3) }
    #expect(found == [4, 1, 2])
    #expect(throws: IndexError.self) { try found.withUnsafeMutableBytes { try spill.read(into: $0, at: 6) } }
  }

  @Test func `what lies in the way of a temporary name is passed over`() throws {
    for number in 0..<200 {
      try FileManager.default.createDirectory(
        atPath: path("a.errata.\(getpid()).\(number).tmp"), withIntermediateDirectories: false)
    }
    try IndexFile.save([3], to: path("a.errata"))
    #expect(content(of: "a.errata") == [3])
    #expect(names.count == 201)
  }
}
