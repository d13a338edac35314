import ErrataIndex
import Testing

@Suite struct FolderManifestTests {
  private static let manifest = FolderManifest(
    generation: 7, revision: exampleRevision, claims: 12, published: 10,
    background: .init(documents: 155_600, checksum: 0xAB, file: nil),
    segments: [
      .init(
        index: .init(name: "base-3.index", bytes: 4096, checksum: 1),
        digests: .init(name: "base-3.index.digests", bytes: 100, checksum: .max)),
      .init(
        index: .init(name: "delta-7.index", bytes: 2048, checksum: 2),
        digests: .init(name: "delta-7.index.digests", bytes: 40, checksum: 3)),
    ])

  private static func sealed(_ lines: String) -> String {
    lines + "checksum \(Digits.text(Array(lines.utf8).withUnsafeBytes { Checksum.xxh64($0) }))\n"
  }

  private static var body: String {
    manifest.text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
  }

  @Test func `a manifest is a text that reads back`() throws {
    #expect(
      Self.manifest.text
        == Self.sealed(
          """
          errata-index-folder 1
          generation 7
          revision \(exampleRevision)
          claims 12
          published 10
          background 155600 00000000000000ab -
          segment base-3.index 4096 0000000000000001 base-3.index.digests 100 ffffffffffffffff
          segment delta-7.index 2048 0000000000000002 delta-7.index.digests 40 0000000000000003

          """))
    #expect(try FolderManifest(text: Self.manifest.text, path: "m") == Self.manifest)
    var custom = Self.manifest
    custom.background.file = "background-00000000000000ab.bin"
    #expect(try FolderManifest(text: custom.text, path: "m") == custom)
    #expect(custom.files.count == 5)
  }

  @Test(arguments: [
    ("generation 7", "generation -7", "line 2"), ("generation 7", "generation x", "line 2"),
    ("claims 12\n", "", "line 4"), ("published 10", "published 10 11", "line 5"),
    ("00000000000000ab", "ab", "line 6"), ("155600", "", "line 6"), (" -\n", " ../secret\n", "line 6"),
    ("base-3.index 4096", "../base-3.index 4096", "line 7"), ("base-3.index 4096", "/etc/passwd 4096", "line 7"),
    ("base-3.index 4096", "base-.index 4096", "line 7"), ("base-3.index.digests", "base-x.index.digests", "line 7"),
    ("delta-7.index 2048", "LOCK 2048", "line 8"), ("\nsegment delta-7", "\nsegments delta-7", "line 8"),
    (" 40 ", " 40  ", "line 8"),
  ])
  func `a line that isn't as it should be is named, and no name leads elsewhere`(
    _ row: (old: String, new: String, line: String)
  ) {
    let text = Self.sealed(Self.body.replacing(row.old, with: row.new))
    #expect(throws: IndexError.damaged(path: "m", part: row.line)) { try FolderManifest(text: text, path: "m") }
  }

  @Test func `other forms and other texts are refused`() {
    let newer = Self.sealed(Self.body.replacing("folder 1\n", with: "folder 2\n"))
    #expect(throws: IndexError.newerFolder(path: "m", version: 2)) { try FolderManifest(text: newer, path: "m") }
    #expect(throws: IndexError.foreign(path: "m")) { try FolderManifest(text: "hello\n", path: "m") }
    #expect(throws: IndexError.foreign(path: "m")) { try FolderManifest(text: "", path: "m") }
    let none = Self.sealed(Self.body.split(separator: "\n").prefix(6).joined(separator: "\n") + "\n")
    #expect(throws: IndexError.self) { try FolderManifest(text: none, path: "m") }
    #expect(throws: IndexError.damaged(path: "m", part: "checksum")) {
      try FolderManifest(text: Self.manifest.text.replacing("claims 12", with: "claims 13"), path: "m")
    }
  }
}

@Suite struct DigestTableTests {
  private static func digest(_ byte: UInt8) -> Digest256 { Digest256([UInt8](repeating: byte, count: 32)) }

  private static let records = (1...5 as ClosedRange<UInt8>).map {
    ClaimDigest(id: digest($0 * 2), content: digest(100 + $0), state: $0 % 2 == 0 ? .live : [.live, .published])
  }

  @Test func `a table reads back, and finds by the digests of ids`() throws {
    let bytes = DigestTable.bytes(of: Self.records, withdrawn: ["a", "", "喝酒"])
    let table = try DigestTable(bytes: bytes, name: "t")
    #expect((0..<table.count).map(table.record) == Self.records)
    #expect(table.withdrawn == ["a", "", "喝酒"])
    for byte in 0...12 as ClosedRange<UInt8> {
      let place = table.place(of: Self.digest(byte))
      #expect(place.isThere == (byte > 0 && byte % 2 == 0 && byte <= 10))
      #expect(place.claim == Self.records.count { $0.id < Self.digest(byte) })
    }
    let contents = table.withContents(of: 1..<3) { Array($0) }
    #expect(contents == [102, 103].flatMap { [UInt8](repeating: $0, count: 32) })
    #expect(try DigestTable(bytes: DigestTable.bytes(of: []), name: "t").count == 0)
  }

  @Test func `any changed byte and any missing one is noticed`() {
    let bytes = DigestTable.bytes(of: Self.records, withdrawn: ["a"])
    for place in bytes.indices {
      var bad = bytes
      bad[place] ^= 0x10
      #expect(throws: IndexError.self, "byte \(place)") { try DigestTable(bytes: bad, name: "t") }
    }
    for length in bytes.indices {
      #expect(throws: IndexError.self) { try DigestTable(bytes: Array(bytes.prefix(length)), name: "t") }
    }
  }

  @Test(arguments: [(16, UInt64.max), (16, 6), (24, 2), (24, UInt64.max)] as [(Int, UInt64)])
  func `counts that lie are refused, whatever the checksum says`(_ row: (place: Int, value: UInt64)) {
    var bytes = Array(DigestTable.bytes(of: Self.records, withdrawn: ["a"]).dropLast(8))
    for byte in 0..<8 { bytes[row.place + byte] = UInt8(truncatingIfNeeded: row.value >> UInt64(byte * 8)) }
    let checksum = bytes.withUnsafeBytes { Checksum.xxh64($0) }
    for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: checksum >> UInt64(byte * 8))) }
    #expect(throws: IndexError.self) { try DigestTable(bytes: bytes, name: "t") }
  }

  @Test func `digests are ordered by their bytes`() {
    let digests = [[0, 1], [0, 2], [1], [1, 0, 0, 0, 0, 0, 0, 0, 9], [255]].map { Digest256($0 as [UInt8]) }
    #expect(digests.shuffled().sorted() == digests)
    var bytes: [UInt8] = []
    digests[3].append(to: &bytes)
    #expect(bytes == [1, 0, 0, 0, 0, 0, 0, 0, 9] + [UInt8](repeating: 0, count: 23) && Digest256(bytes) == digests[3])
  }
}
