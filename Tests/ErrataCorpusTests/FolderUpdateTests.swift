import ErrataIndex
import ErrataModel
import ErrataTestSupport
import Foundation
import Testing

@testable import ErrataCorpus

/// Changing the claims of a folder of segments.
@Suite struct FolderUpdateTests {
  private typealias Setup = FolderSetup

  @Test func `claims come, change, are paused, retracted and come back`() throws {
    let setup = try Setup()
    var claims = Dictionary(uniqueKeysWithValues: Setup.claims.map { ($0.id, $0) })
    func expect(_ report: FolderUpdate.Report, _ counts: (added: Int, changed: Int, withdrawn: Int)) throws {
      #expect((report.added, report.changed, report.withdrawn) == counts)
      #expect(try setup.content() == Setup.content(Array(claims.values)))
      #expect(report.revision == (try Corpus(Array(claims.values)).revision))
      #expect(try setup.manifest.claims == claims.count)
      #expect(try setup.names == setup.manifest.files)
    }
    claims["ghosts"] = Setup.fresh
    try expect(setup.update([Setup.fresh]), (1, 0, 0))
    claims["fog"]?.text = "The fog of Oldtown is made by the mayor"
    try expect(setup.update([#require(claims["fog"])]), (0, 1, 0))
    claims["bells"]?.status = .paused
    try expect(setup.update(pause: ["bells"]), (0, 0, 1))
    claims["fog"]?.status = .retracted
    claims["swans"]?.status = .retracted
    try expect(setup.update(retract: ["fog", "swans"]), (0, 0, 2))
    claims["bells"]?.status = .published
    claims["draft"]?.status = .published
    try expect(setup.update([#require(claims["bells"]), #require(claims["draft"])]), (0, 2, 0))
    claims["ghosts"]?.reviews = []
    try expect(setup.update([#require(claims["ghosts"])]), (0, 0, 1))
    claims["draft"]?.note = "Seen again."
    claims["other"] = Setup.with(Setup.draft) { $0.id = "other" }
    try expect(setup.update([#require(claims["draft"]), #require(claims["other"])]), (1, 1, 0))
  }

  @Test func `what stands so already changes nothing`() throws {
    let setup = try Setup()
    let before = try setup.manifest
    let report = try setup.update(Setup.claims)
    #expect(report.isEmpty && report.revision.digest == before.revision)
    #expect(try setup.manifest == before && setup.names == before.files)
  }

  @Test func `an id that is spelled otherwise is the same`() throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    let setup = try Setup([ClaimLine.claim(id: composed), Setup.fresh])
    let changed = ClaimLine.claim(id: decomposed, text: "Swans in Oldtown write poems")
    #expect(try setup.update([changed]).changed == 1)
    #expect(try setup.content() == Setup.content([changed, Setup.fresh]))
    #expect(try setup.update(retract: [composed]).withdrawn == 1)
    let retracted = Setup.with(changed) { $0.status = .retracted }
    #expect(try setup.content() == Setup.content([retracted, Setup.fresh]))
  }

  @Test(
    arguments: [
      (["nobody"], [], [], "index: has no claim \"nobody\"; nothing was changed, check the id"),
      (["swans", "nobody"], [], [], "has no claim \"nobody\""),
      (["draft"], [], [], "claim \"draft\" isn't live already; nothing was changed"),
      ([], ["draft"], [], "claim \"draft\" isn't live already; nothing was changed"),
      (["swans"], ["swans"], [], "claim \"swans\" is named twice; change it by one of --claims, --retract and --pause"),
      (["swans", "swans"], [], [], "claim \"swans\" is named twice"),
      (["ghosts"], [], ["ghosts"], "claim \"ghosts\" is named twice"),
    ] as [(retract: [String], pause: [String], claims: [String], message: String)])
  func `what can't be done is refused, and nothing is changed`(
    _ row: (retract: [String], pause: [String], claims: [String], message: String)
  ) throws {
    let setup = try Setup()
    let before = (try setup.manifest, try setup.names)
    let claims = row.claims.isEmpty ? [] : [Setup.fresh]
    #expect {
      try setup.update(claims, retract: row.retract, pause: row.pause)
    } throws: { "\($0)".contains(row.message) }
    #expect(try setup.manifest == before.0 && setup.names == before.1)
  }

  @Test func `faulty claims are refused with their lines`() throws {
    let setup = try Setup()
    let path = setup.root + "/bad.jsonl"
    try Data("\(ClaimLine.text(Setup.fresh))\n{\"id\":\"x\"}\n".utf8).write(to: URL(fileURLWithPath: path))
    let before = try setup.manifest
    #expect { try FolderUpdate.apply(.init(claims: [path]), to: setup.path) } throws: {
      $0 is CorpusError && "\($0)".contains("bad.jsonl:2: error: claim")
    }
    #expect(try setup.manifest == before)
  }

  @Test func `small deltas are folded into the next, so that there are few`() throws {
    let setup = try Setup()
    var claims = Setup.claims
    for number in 0..<24 {
      let claim = ClaimLine.claim(id: "n\(number)", text: "Number \(number) brings rain to Oldtown on Sundays")
      claims.append(claim)
      let report = try setup.update([claim])
      #expect(report.deltas <= 6)
      #expect(try setup.manifest.segments.count == report.deltas + 1)
      #expect(try setup.names == setup.manifest.files)
    }
    #expect(try setup.content() == Setup.content(claims))
    // Withdrawn in one delta, brought back in another, folded with both.
    try setup.update(retract: ["swans", "n3"])
    try setup.update([Setup.claims[2]])
    try setup.update(retract: ["n4"])
    let expected = claims.map { claim in
      Setup.with(claim) { if ["n3", "n4"].contains($0.id) { $0.status = .retracted } }
    }
    #expect(try setup.content() == Setup.content(expected))
  }

  @Test func `a folder that is none of ours is left alone`() throws {
    let setup = try Setup()
    let other = setup.root + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    #expect { try FolderUpdate.apply(.init(retracted: ["a"]), to: other) } throws: {
      "\($0)".contains("other: is a folder without MANIFEST; expected an index made by `errata index build`")
    }
    #expect(throws: IndexError.noManifest(path: other)) { try FolderMerge.merge(other) }
    #expect(throws: IndexError.noManifest(path: other)) { try IndexFolder.open(other) }
    #expect(throws: IndexError.noManifest(path: setup.root + "/none")) {
      try FolderUpdate.apply(.init(retracted: ["a"]), to: setup.root + "/none")
    }
    try Data("mine".utf8).write(to: URL(fileURLWithPath: other + "/thesis.txt"))
    #expect { try FolderBuild.build(files: [], to: other) } throws: {
      "\($0)".contains("other: can't be written: it has other files, such as thesis.txt; name a new folder")
    }
    #expect(FileManager.default.fileExists(atPath: other + "/thesis.txt"))
  }

  @Test func `a folder that was weighed by another table says so, and one with its own table uses it`() throws {
    let setup = try Setup()
    var counter = BackgroundCounter()
    for text in ["swans obey the lights", "the bells of the town", "the swans"] {
      counter.add(NaiveSeeds.units(text))
    }
    let table = counter.table(minimum: 1)
    _ = try FolderBuild.build(files: [ClaimLine.file(Setup.claims)], to: setup.path, background: .table(table))
    try setup.update([Setup.fresh])
    _ = try FolderMerge.merge(setup.path)
    let corpus = try Corpus(Setup.claims + [Setup.fresh])
    let model = try #require(table.withUnsafeBytes { BackgroundModel(table: $0) })
    let expected = try IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest, background: model)
    #expect(
      FileManager.default.contents(atPath: setup.path + "/" + (try setup.manifest.segments[0].index.name))
        == Data(expected))
    let file = try #require(setup.manifest.background.file)
    try Data(table.dropLast() + [9]).write(to: URL(fileURLWithPath: setup.path + "/" + file))
    #expect { try setup.update(retract: ["fog"]) } throws: { "\($0)".contains("\(file): is damaged (checksum)") }
    _ = try FolderBuild.build(files: [ClaimLine.file(Setup.claims)], to: setup.path)
    var manifest = try setup.manifest
    manifest.background.checksum ^= 1
    try Data(manifest.text.utf8).write(to: URL(fileURLWithPath: setup.path + "/MANIFEST"))
    #expect(throws: IndexError.otherBackground(path: setup.path)) { try setup.update(retract: ["fog"]) }
  }
}
