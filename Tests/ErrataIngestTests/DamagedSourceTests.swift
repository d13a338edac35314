import ErrataCorpus
import ErrataExchange
import ErrataIngest
import ErrataJSON
import ErrataModel
import ErrataTestSupport
import Testing

/// Fixtures with bytes changed, cut out and put in at random: whatever comes of them can be loaded as a corpus.
@Suite struct DamagedSourceTests {
  private static let pieces = [
    "\"", "{", "}", "[", "]", "<", ">", "&", "\\", "\u{0}", ",", "<script>", "</script>", "]]>", "&#0;", "\\ud800",
    "\r",
    "itemscope", "{\"@type\":\"ClaimReview\"", "\u{FEFF}", "�",
  ]

  private func damaged(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
      case 2:
        bytes.insert(contentsOf: Self.pieces.randomElement(using: &random).map { Array($0.utf8) } ?? [], at: place)
      default: bytes.removeLast(bytes.count - place)
      }
    }
    return bytes
  }

  @Test(arguments: FixtureTests.rows)
  func `what comes of a damaged source is a corpus`(_ row: FixtureTests.Row) throws {
    let whole = try row.files.map(Importing.fixture)
    for seed in 1...25 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let sources = whole.map { damaged($0, &random) }
      var importer = Importer(settings: Importing.settings(row.settings))
      for bytes in sources {
        do { try importer.read(ByteSource(name: "source", bytes: bytes)) } catch is ImportError {}
      }
      let (claims, report) = importer.finish()
      #expect(report.found == report.taken + report.leftOut, "seed \(seed)")
      _ = try Corpus(claims)
      for claim in claims {
        let decoded = ClaimDecoder.decode(try JSONParser.parse(Array(Importing.line(claim).utf8)))
        #expect(decoded.faults.isEmpty && decoded.claim == claim, "seed \(seed): \(decoded.faults)")
      }
    }
  }
}
