import ErrataIndex
import ErrataTestSupport
import ErrataText
import Testing

@Suite struct DamageTests {
  private let raw: RawIndex
  private let keys = termKeys(smallClaims)
  private let texts = textUnits(smallClaims)

  init() throws {
    raw = RawIndex(bytes: try indexBytes(smallClaims))
  }

  @Test(arguments: [0xFF, 0x01, 0x80] as [UInt8]) func `a changed byte is noticed unless it is padding`(
    _ mask: UInt8
  )
    throws
  {
    let content = IndexContent(try IndexReader(bytes: raw.bytes), keys: keys, texts: texts)
    let padding = raw.padding
    #expect(!padding.isEmpty && padding.count < 18 * 64)
    for offset in raw.bytes.indices {
      var bytes = raw.bytes
      bytes[offset] ^= mask
      if padding.contains(offset) {
        #expect(IndexContent(try IndexReader(bytes: bytes), keys: keys, texts: texts) == content, "byte \(offset)")
      } else {
        #expect(openingError(bytes) != nil, "byte \(offset)")
      }
    }
  }

  @Test func `the error of a changed byte names the part`() {
    func error(at offset: Int, _ mask: UInt8 = 0x10) -> IndexError? {
      var bytes = raw.bytes
      bytes[offset] ^= mask
      return openingError(bytes)
    }
    for offset in 0..<8 { #expect(error(at: offset) == .foreign(path: "x.errata")) }
    #expect(error(at: 8) == .newer(path: "x.errata", version: IndexFormat.version ^ 0x10))
    for offset in 12..<RawIndex.checksum + 8 {
      #expect(error(at: offset) == .damaged(path: "x.errata", part: "header"), "byte \(offset)")
    }
    for section in IndexFormat.Section.allCases {
      for offset in raw.range(section) {
        #expect(error(at: offset) == .damaged(path: "x.errata", part: "checksum of section \(section)"))
      }
    }
  }

  @Test func `a file cut short is refused at every length`() {
    for length in raw.bytes.indices {
      let error = openingError(Array(raw.bytes.prefix(length)))
      let whole = length < RawIndex.checksum + 8 ? RawIndex.checksum + 8 : raw.bytes.count
      let expected: IndexError =
        length < 16
        ? .foreign(path: "x.errata")
        : .truncated(path: "x.errata", expected: UInt64(whole), found: UInt64(length))
      #expect(error == expected, "length \(length)")
    }
  }

  @Test func `a file with something behind it is refused`() {
    for extra in [[0], [UInt8](repeating: 0, count: 8), raw.bytes] {
      #expect(
        openingError(raw.bytes + extra) == .damaged(path: "x.errata", part: "longer than its header says"))
    }
  }

  @Test(
    arguments: [
      [], Array("ERRATAI".utf8), Array("SQLite format 3\u{0} and more".utf8),
      Array("{\"id\":\"c\"}\n{\"id\":\"d\"}\n".utf8),
      Array("ERRATABG".utf8) + [UInt8](repeating: 0, count: 800), [UInt8](repeating: 0, count: 5000),
    ] as [[UInt8]]) func `a foreign file is refused`(_ bytes: [UInt8])
  {
    #expect(openingError(bytes) == .foreign(path: "x.errata"))
  }

  @Test func `a newer format is refused as such, its checksum right or not`() {
    var newer = raw
    newer.put(UInt64(IndexFormat.version + 1), at: RawIndex.version, width: 4)
    #expect(openingError(newer.bytes) == .newer(path: "x.errata", version: IndexFormat.version + 1))
    newer.seal()
    #expect(openingError(newer.bytes) == .newer(path: "x.errata", version: IndexFormat.version + 1))
    newer.put(UInt64(UInt32.max), at: RawIndex.version, width: 4)
    #expect(openingError(Array(newer.bytes.prefix(16))) == .newer(path: "x.errata", version: .max))
  }

  @Test func `an older format is refused as such`() {
    var older = raw
    older.put(0, at: RawIndex.version, width: 4)
    older.seal()
    #expect(openingError(older.bytes) == .older(path: "x.errata", version: 0))
  }

  @Test func `an index of another normalizer is refused`() {
    var other = raw
    for index in 0..<16 { other.bytes[RawIndex.normalizer + index] = index < 3 ? UInt8(ascii: "z") : 0 }
    other.seal()
    #expect(
      openingError(other.bytes)
        == .otherNormalizer(path: "x.errata", found: "zzz", expected: Normalizer.version))
  }

  @Test func `sealing an untouched index changes nothing`() {
    var sealed = raw
    sealed.seal()
    #expect(sealed.bytes == raw.bytes)
  }
}

/// Files whose checksums are right and whose content is not: no tool of ours writes them, yet reading one must not end
/// the process.
@Suite struct ForgedIndexTests {
  private let keys = termKeys(smallClaims)
  private let texts = textUnits(smallClaims)

  @Test(arguments: IndexFormat.Section.allCases) func `a section out of bounds is refused`(
    _ section: IndexFormat.Section
  ) throws {
    let original = RawIndex(bytes: try indexBytes(smallClaims))
    let record = RawIndex.table + section.rawValue * 24
    for (offset, length) in [
      (UInt64.max, 8), (8, UInt64.max), (UInt64(original.bytes.count), 1), (1 << 62, 1 << 62),
    ] {
      var raw = original
      raw.put(offset, at: record, width: 8)
      raw.put(length, at: record + 8, width: 8)
      raw.put(raw.headerSum, at: RawIndex.checksum, width: 8)
      #expect(openingError(raw.bytes) == .damaged(path: "x.errata", part: "section \(section)"))
    }
  }

  @Test(arguments: IndexFormat.Section.allCases.filter { ![.strings, .postings, .seeds].contains($0) })
  func `a section of another length than its count asks for is refused`(_ section: IndexFormat.Section) throws {
    var raw = RawIndex(bytes: try indexBytes(smallClaims))
    let record = RawIndex.table + section.rawValue * 24
    raw.put(raw.word(record + 8) - 1, at: record + 8, width: 8)
    raw.seal()
    #expect(openingError(raw.bytes) == .damaged(path: "x.errata", part: "length of section \(section)"))
  }

  @Test(arguments: IndexFormat.Section.allCases)
  func `a section that begins elsewhere than at a multiple of 64 is refused`(_ section: IndexFormat.Section) throws {
    let original = RawIndex(bytes: try indexBytes(smallClaims))
    let record = RawIndex.table + section.rawValue * 24
    for step in [1, 2, 4, 7] as [UInt64] {
      var raw = original
      raw.put(raw.word(record) - step, at: record, width: 8)
      raw.seal()
      #expect(openingError(raw.bytes) == .damaged(path: "x.errata", part: "section \(section)"))
    }
  }

  @Test func `entries without claims are refused`() throws {
    var raw = RawIndex(bytes: try indexBytes(smallClaims))
    raw.put(0, at: RawIndex.claims, width: 4)
    raw.put(32, at: RawIndex.table + 8, width: 8)
    raw.seal()
    #expect(openingError(raw.bytes) == .damaged(path: "x.errata", part: "entries without claims"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `no content of the sections traps a reader`(_ seed: UInt64)
    throws
  {
    var random = SeededRandom(seed: seed)
    let original = RawIndex(bytes: try indexBytes(smallClaims))
    for round in 0..<400 {
      var raw = original
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let section = IndexFormat.Section.allCases.randomElement(using: &random) ?? .claims
        guard let offset = raw.range(section).randomElement(using: &random) else { continue }
        raw.bytes[offset] = Bool.random(using: &random) ? 0xFF : UInt8.random(in: 0...255, using: &random)
      }
      raw.seal()
      let content = IndexContent(try IndexReader(bytes: raw.bytes), keys: keys, texts: texts)
      #expect(content.candidates.count == texts.count)
      #expect(content.claims.count == 2 * 2 + 6, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [4, 5] as [UInt64]) func `no header traps a reader`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let original = RawIndex(bytes: try indexBytes(smallClaims))
    for _ in 0..<2000 {
      var raw = original
      let offset = Int.random(in: RawIndex.claims..<RawIndex.checksum, using: &random)
      raw.bytes[offset] = UInt8.random(in: 0...255, using: &random)
      raw.put(raw.headerSum, at: RawIndex.checksum, width: 8)
      guard openingError(raw.bytes) == nil else { continue }
      #expect(IndexContent(try IndexReader(bytes: raw.bytes), keys: keys, texts: texts).head.count == 7, "seed \(seed)")
    }
  }
}

extension RawIndex {
  /// The checksum that the header should have.
  fileprivate var headerSum: UInt64 {
    bytes.withUnsafeBytes { Checksum.xxh64(UnsafeRawBufferPointer(rebasing: $0[0..<Self.checksum])) }
  }
}
