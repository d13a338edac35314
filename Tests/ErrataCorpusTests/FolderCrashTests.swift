import ErrataIndex
import ErrataModel
import Foundation
import Synchronization
import Testing

@testable import ErrataCorpus

/// Changes that end half way, at the same time as others, or over damaged files.
@Suite struct FolderCrashTests {
  private typealias Setup = FolderSetup

  /// When readers end.
  private final class End: Sendable {
    let isReached = Atomic<Bool>(false)
  }

  /// Ends a change after a step.
  private static func stop(after step: FolderWriter.Step) -> FolderWriter.Witness {
    { if $0 == step { throw FolderSetup.Stop() } }
  }

  @Test(arguments: FolderWriter.Step.allCases)
  func `an update that ends after a step leaves the folder as it was or as it should be`(_ step: FolderWriter.Step)
    throws
  {
    let setup = try Setup()
    let before = try setup.content()
    let after = try Setup.content(Setup.claims + [Setup.fresh])
    #expect(throws: Setup.Stop.self) { try setup.update([Setup.fresh], witness: Self.stop(after: step)) }
    #expect(try setup.content() == (step == .manifest ? after : before))
    // The next change does what was left, and removes what was left over.
    try setup.update([Setup.fresh])
    #expect(try setup.content() == after)
    #expect(try setup.names == setup.manifest.files)
  }

  @Test(arguments: FolderWriter.Step.allCases)
  func `a merge that ends after a step leaves the folder as it was`(_ step: FolderWriter.Step) throws {
    let setup = try Setup()
    try setup.update([Setup.fresh], retract: ["fog"])
    let content = try setup.content()
    let deltas = try setup.manifest.segments.count
    #expect(throws: Setup.Stop.self) { try FolderMerge.merge(setup.path, witness: Self.stop(after: step)) }
    #expect(try setup.content() == content)
    #expect(try setup.manifest.segments.count == (step == .manifest ? 1 : deltas))
    #expect(try FolderMerge.merge(setup.path).deltas == (step == .manifest ? 0 : deltas - 1))
    #expect(try setup.content() == content)
    try setup.update(retract: ["swans"])
    #expect(try setup.names == setup.manifest.files)
  }

  @Test(arguments: FolderWriter.Step.allCases)
  func `a build over a folder that ends after a step leaves what was there`(_ step: FolderWriter.Step) throws {
    let setup = try Setup()
    try setup.update([Setup.fresh])
    let before = try setup.content()
    let files = [ClaimLine.file([Setup.fresh])]
    #expect(throws: Setup.Stop.self) {
      try FolderBuild.build(files: files, to: setup.path, witness: Self.stop(after: step))
    }
    #expect(try setup.content() == (step == .manifest ? Setup.content([Setup.fresh]) : before))
    _ = try FolderBuild.build(files: files, to: setup.path)
    #expect(try setup.content() == Setup.content([Setup.fresh]))
    #expect(try setup.names == setup.manifest.files)
  }

  @Test func `a merged folder has the bytes of a new build`() throws {
    let setup = try Setup()
    try setup.update([Setup.fresh, Setup.with(Setup.claims[0]) { $0.variants = ["Mirrors hate bells"] }])
    try setup.update(retract: ["fog"])
    let report = try FolderMerge.merge(setup.path)
    #expect(report.deltas > 0 && report.claims == 3)
    let claims = [
      Setup.fresh, Setup.with(Setup.claims[0]) { $0.variants = ["Mirrors hate bells"] },
      Setup.with(Setup.claims[1]) { $0.status = .retracted }, Setup.claims[2], Setup.draft,
    ]
    let other = try Setup(claims)
    let (merged, built) = (try setup.manifest, try other.manifest)
    #expect(merged.revision == built.revision && merged.claims == 5 && merged.published == built.published)
    for path in [\FolderManifest.Segment.index.name, \.digests.name] {
      let files = [(setup, merged), (other, built)].map {
        FileManager.default.contents(atPath: $0.0.path + "/" + $0.1.segments[0][keyPath: path])
      }
      #expect(files[0] != nil && files[0] == files[1])
    }
    #expect(try setup.names == merged.files)
  }

  @Test(arguments: [FolderWriter.Step.index, .digests])
  func `an update while a merge goes on stays above the new base`(_ step: FolderWriter.Step) throws {
    let setup = try Setup()
    try setup.update([Setup.fresh])
    let later = Setup.with(Setup.fresh) { $0.text = "Ghosts pay double rent" }
    let report = try FolderMerge.merge(
      setup.path, witness: { if $0 == step { try setup.update([later], retract: ["swans"]) } })
    let expected = try Setup.content(
      Setup.claims.map { claim in Setup.with(claim) { if $0.id == "swans" { $0.status = .retracted } } } + [later])
    #expect(report.revision.digest == expected[0])
    #expect(try setup.content() == expected)
    #expect(try setup.manifest.segments.count == 2)
    #expect(try setup.names == setup.manifest.files)
  }

  @Test func `two merges, or two changes, don't go on at once`() throws {
    let setup = try Setup()
    try setup.update([Setup.fresh])
    let path = setup.path
    let second: FolderWriter.Witness = { step in
      guard step == .index else { return }
      #expect(throws: IndexError.locked(path: path)) { try FolderMerge.merge(path) }
    }
    _ = try FolderMerge.merge(path, witness: second)
    let writer = try FolderWriter(path)
    #expect(throws: IndexError.locked(path: path)) { try FolderWriter(path, attempts: 2) }
    withExtendedLifetime(writer) {}
  }

  @Test func `a merge that is stopped leaves the folder as it was`() throws {
    let setup = try Setup()
    try setup.update([Setup.fresh])
    let before = try setup.manifest
    #expect(throws: CompilingStopped.self) { try FolderMerge.merge(setup.path, isStopped: { true }) }
    #expect(try setup.manifest == before && setup.names == before.files)
  }

  /// Opens a folder again and again, and tells how often; what is seen must be of one state.
  private static func readStates(of path: String, until end: End, begun: DispatchSemaphore) throws -> Int {
    var (seen, index) = (0, try IndexFolder.open(path).index)
    while !end.isReached.load(ordering: .relaxed) {
      index = try IndexFolder.open(path, reusing: index).index
      let states = index.liveClaims.map { index.withPayload(ofClaim: $0) { String(decoding: $0, as: UTF8.self) } }
        .compactMap { $0.split(separator: "State ").dropFirst().first?.prefix { $0 != " " } }
      #expect(states.count == 2 && Set(states).count == 1, "\(states)")
      seen += 1
      if seen == 1 { begun.signal() }
    }
    return seen
  }

  @Test func `who reads while claims change sees each state whole`() throws {
    let setup = try Setup()
    let path = setup.path
    // Both claims change together, always.
    func pair(_ number: Int) -> [Claim] {
      ["fog", "swans"].map { ClaimLine.claim(id: $0, text: "State \(number) of the ducks of Oldtown") }
    }
    try setup.update(pair(0))
    let (end, begun, readers) = (End(), DispatchSemaphore(value: 0), DispatchGroup())
    for _ in 0..<2 {
      readers.enter()
      // Threads of their own: a queue's would be missing to the merge.
      Thread {
        #expect(throws: Never.self) { _ = try Self.readStates(of: path, until: end, begun: begun) }
        begun.signal()
        readers.leave()
      }.start()
    }
    defer { readers.wait() }
    defer { end.isReached.store(true, ordering: .relaxed) }
    for _ in 0..<2 { begun.wait() }
    for number in 1...12 {
      try setup.update(pair(number))
      if number % 5 == 0 { _ = try FolderMerge.merge(path) }
    }
  }

  @Test func `whoever has a folder open keeps what it has, and the mapped base is used again`() throws {
    let setup = try Setup()
    let old = try IndexFolder.open(setup.path).index
    try old.verify()
    try setup.update([Setup.fresh], retract: ["swans"])
    let new = try IndexFolder.open(setup.path, reusing: old).index
    #expect(new.base.isVerified, "compared before")
    #expect(old.claimCount == 3 && new.claimCount == 3)
    _ = try FolderMerge.merge(setup.path)
    let merged = try IndexFolder.open(setup.path, reusing: new).index
    #expect(!merged.base.isVerified)
    #expect(old.liveClaims.map(old.id(ofClaim:)) == ["bells", "fog", "swans"])
    #expect(new.liveClaims.map(new.id(ofClaim:)) == ["bells", "fog", "ghosts"])
    #expect(merged.liveClaims.map(merged.id(ofClaim:)) == ["bells", "fog", "ghosts"])
    #expect(Set([old.identity, new.identity, merged.identity]).count == 3)
  }
}

/// What is said of files that are damaged or don't belong together.
@Suite struct FolderDamageTests {
  private typealias Setup = FolderSetup

  private func error(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  @Test func `a missing file, another file in its place and a changed byte are told apart`() throws {
    let setup = try Setup()
    try setup.update([Setup.fresh], retract: ["fog"])
    let manifest = try setup.manifest
    let other = try Setup([Setup.fresh])
    for segment in manifest.segments {
      let path = setup.path + "/" + segment.index.name
      let good = try #require(FileManager.default.contents(atPath: path))
      try FileManager.default.removeItem(atPath: path)
      #expect(throws: IndexError.incomplete(path: setup.path, file: segment.index.name)) {
        try IndexFolder.open(setup.path)
      }
      try FileManager.default.copyItem(atPath: other.path + "/base-1.index", toPath: path)
      #expect(
        error { _ = try IndexFolder.open(setup.path) }?.contains("isn't the file that the manifest names") == true)
      var bad = good
      bad[bad.count - 64] ^= 1
      bad[bad.count - 1] ^= 1
      try bad.write(to: URL(fileURLWithPath: path))
      #expect(
        error { try IndexFolder.open(setup.path).index.verify() }?.contains("\(segment.index.name): is damaged") == true
      )
      #expect(error { _ = try FolderMerge.merge(setup.path) }?.contains("is damaged (checksum of section") == true)
      try good.write(to: URL(fileURLWithPath: path))
    }
    #expect(try setup.manifest == manifest)
    #expect(try FolderMerge.merge(setup.path).deltas == 1)
  }

  @Test func `damaged digests stop a change before it changes anything`() throws {
    let setup = try Setup()
    try setup.update([Setup.fresh], retract: ["fog"])
    let manifest = try setup.manifest
    for segment in manifest.segments {
      let path = setup.path + "/" + segment.digests.name
      let good = try #require(FileManager.default.contents(atPath: path))
      for place in [0, 9, 16, 24, 40, good.count / 2, good.count - 9, good.count - 1] {
        var bad = good
        bad[place] ^= 0x41
        try bad.write(to: URL(fileURLWithPath: path))
        #expect(error { try setup.update(retract: ["swans"]) } != nil, "byte \(place)")
        #expect(try setup.manifest == manifest)
      }
      try FileManager.default.removeItem(atPath: path)
      #expect(throws: IndexError.incomplete(path: setup.path, file: segment.digests.name)) {
        try setup.update(retract: ["swans"])
      }
      try good.write(to: URL(fileURLWithPath: path))
    }
    #expect(try setup.update(retract: ["swans"]).withdrawn == 1)
  }

  @Test func `any changed byte of the manifest is noticed`() throws {
    let setup = try Setup()
    try setup.update([Setup.fresh])
    let path = setup.path + "/MANIFEST"
    let good = try #require(FileManager.default.contents(atPath: path))
    for place in good.indices {
      var bad = good
      bad[place] ^= 1
      try bad.write(to: URL(fileURLWithPath: path))
      #expect(error { _ = try IndexFolder.open(setup.path) }?.contains("MANIFEST: ") == true, "byte \(place)")
    }
    for length in [0, 1, 20, good.count / 2, good.count - 1] {
      try good.prefix(length).write(to: URL(fileURLWithPath: path))
      #expect(error { _ = try IndexFolder.open(setup.path) }?.contains("MANIFEST: ") == true, "\(length) bytes")
    }
  }
}
