import ErrataIndex
import ErrataTestSupport
import Testing

/// Sections of seeds whose checksums are right and whose content is not: looking for candidates must not end the
/// process, nor tell entries that there aren't.
@Suite struct ForgedSeedsTests {
  private let claims = RepeatingClaims.make(seed: 9, count: 200)
  private let original: RawIndex
  private let texts: [Units]

  init() throws {
    original = RawIndex(bytes: try indexBytes(claims))
    texts = textUnits(Array(claims.prefix(40))) + [Units(), normalizedUnits("no such words stand in any claim 99")]
  }

  /// Changes each word of a section.
  private func forge(_ section: IndexFormat.Section, in raw: inout RawIndex, _ change: (Int, UInt32) -> UInt32) {
    let range = raw.range(section)
    for place in 0..<range.count / 4 {
      let offset = range.lowerBound + place * 4
      let word = UInt32(truncatingIfNeeded: raw.word(offset))
      raw.put(UInt64(change(place, word)), at: offset, width: 4)
    }
  }

  /// All candidates of all texts.
  private func candidates(_ raw: RawIndex) throws -> [[Candidate]] {
    var raw = raw
    raw.seal()
    let index = try IndexReader(bytes: raw.bytes)
    var finder = CandidateFinder()
    return texts.map { units in
      finder.find(units, in: index, limit: 1000)
      for candidate in finder.found {
        #expect((0..<index.entryCount).contains(candidate.entry) && candidate.rank >= 48)
      }
      #expect(zip(finder.found, finder.found.dropFirst()).allSatisfy { $0.rank >= $1.rank })
      return finder.found
    }
  }

  @Test func `untouched, the texts of the claims are found`() throws {
    #expect(try candidates(original).contains { !$0.isEmpty })
  }

  @Test func `groups that run over their bucket's end end the bucket`() throws {
    var raw = original
    forge(.seeds, in: &raw) { _, word in word | 0x00FF_0000 }
    _ = try candidates(raw)
    // Of whichever words, heads and entries alike.
    forge(.seeds, in: &raw) { _, _ in .max }
    #expect(try candidates(raw).allSatisfy(\.isEmpty))
  }

  @Test func `entries out of bounds are none`() throws {
    let entries = claims.flatMap(\.entries).count
    var raw = original
    var next = 0
    forge(.seeds, in: &raw) { place, word in
      // Heads stay as they are.
      guard place == next else { return UInt32(entries) &+ word &* 0x0001_0001 }
      next += 1 + Int(word >> 16 & 0xFF)
      return word
    }
    #expect(try candidates(raw).allSatisfy(\.isEmpty))
  }

  @Test func `one entry in all groups, as often as they have room, is one candidate`() throws {
    var raw = original
    var next = 0
    forge(.seeds, in: &raw) { place, word in
      guard place == next else { return 3 }
      next += 1 + Int(word >> 16 & 0xFF)
      return word | 0xFF00_0000
    }
    let found = try candidates(raw)
    #expect(found.allSatisfy { $0.isEmpty || $0.map(\.entry) == [3] } && found.contains { !$0.isEmpty })
  }

  @Test func `a directory that descends, or leads out of the section, leads to nothing else`() throws {
    let words = original.range(.seeds).count / 4
    for change in [
      { place, _ in UInt32(max(0, words - place)) }, { _, _ in .max }, { _, _ in 0 },
      { place, word in place % 2 == 0 ? .max : word }, { place, word in place % 2 == 0 ? 0 : word &+ 1 },
    ] as [(Int, UInt32) -> UInt32] {
      var raw = original
      forge(.seedBuckets, in: &raw, change)
      _ = try candidates(raw)
    }
  }

  @Test(arguments: [0, 1, 3, 4, 7, 1000]) func `buckets that are cut short are read as far as they go`(_ length: Int)
    throws
  {
    var raw = original
    raw.put(UInt64(length), at: RawIndex.table + IndexFormat.Section.seeds.rawValue * 24 + 8, width: 8)
    let found = try candidates(raw)
    #expect(length > 4 || found.allSatisfy { $0.isEmpty })
  }

  @Test func `lines that mark all runs as frequent or as seeds, or none, are only slow or blind`() throws {
    for bits in [UInt32.max, 0] {
      for marked in [0..<4, 4..<16, 0..<16] {
        var raw = original
        // Of the 16 words of 32 bits of a line four tell frequent runs.
        forge(.seedLines, in: &raw) { place, word in marked.contains(place % 16) ? bits : word }
        let found = try candidates(raw)
        if bits == 0, marked.contains(4) { #expect(found.allSatisfy { $0.isEmpty }) }
      }
    }
  }

  @Test func `masses of nothing, or beyond all bounds, give ranks all the same`() throws {
    for mass in [0, 1, .max] as [UInt32] {
      var raw = original
      forge(.seedMasses, in: &raw) { _, _ in mass }
      #expect(try candidates(raw).contains { !$0.isEmpty })
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func `no content traps a search`(_ seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let sections: [IndexFormat.Section] = [.seedLines, .seedBuckets, .seedMasses, .seeds]
    var raw = original
    for section in sections.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random)) {
      let share = Int.random(in: 1...100, using: &random)
      forge(section, in: &raw) { _, word in
        Int.random(in: 0..<100, using: &random) < share ? UInt32.random(in: 0...(.max), using: &random) : word
      }
    }
    _ = try candidates(raw)
  }
}
