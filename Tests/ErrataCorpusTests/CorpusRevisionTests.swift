import ErrataModel
import Testing

@testable import ErrataCorpus

@Suite struct CorpusRevisionTests {
  static let first = ClaimLine.claim(id: "a")
  static let second = ClaimLine.claim(id: "b")

  @Test func `the order of files and lines makes no difference`() throws {
    let together = try CorpusLoader.load(files: [ClaimLine.file([Self.first, Self.second])])
    let apart = try CorpusLoader.load(files: [
      ClaimLine.file([Self.second]), ClaimLine.file("b", [Self.first]),
    ])
    #expect(together.revision == apart.revision)
    #expect(together.revision.digest.count == 64)
    #expect(together.revision.shortDigest == together.revision.digest.prefix(12))
  }

  @Test func `the order of fields and the spelling of times make no difference`() throws {
    var claim = Self.first
    claim.expires = Timestamp("2030-01-01T00:00:00Z")
    let line = ClaimLine.text(claim)
    let moved = line.replacing("{\"id\":\"a\",", with: "{").dropLast() + ",\"id\":\"a\"}"
    let spelled = moved.replacing("2030-01-01T00:00:00Z", with: "2030-01-01T08:00:00+08:00")
    #expect(spelled != moved)
    let revisions = try [line, String(spelled)].map {
      try CorpusLoader.load(files: [CorpusFile(name: "a", text: $0)]).revision
    }
    #expect(revisions[0] == revisions[1])
  }

  @Test func `any change of content changes the digest`() throws {
    var retracted = Self.first
    retracted.status = .retracted
    var reordered = Self.first
    reordered.variants.reverse()
    let claims = [[], [Self.first], [Self.second], [retracted], [reordered], [Self.first, Self.second]]
    let digests = try claims.map { try Corpus($0).revision.digest }
    #expect(Set(digests).count == claims.count)
  }

  @Test func `the digest is that of the canonical lines`() throws {
    // SHA-256 of nothing (FIPS 180-4).
    let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(try Corpus([]).revision.digest == nothing)
  }

  @Test func `claims are counted`() throws {
    var paused = Self.second
    paused.status = .paused
    let revision = try Corpus([Self.first, paused]).revision
    #expect(revision.description == "\(revision.shortDigest): 2 claims, 1 published")
  }
}
