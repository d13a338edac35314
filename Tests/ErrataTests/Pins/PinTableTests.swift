import Errata
import Foundation
import Testing

/// Two hundred searches over the starter corpus, in ten kinds.
@Suite struct PinTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var kind: String
    var query: String
    var claim: String?

    var testDescription: String { "\(kind): \(query)" }
  }

  static let rows: [Row] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("pins.tsv")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      return Row(
        kind: fields[0], query: fields[1], claim: fields[2] == "-" ? nil : fields[2])
    }
  }()

  private static let engine = Result { try Engine.starter() }

  @Test func `there are twenty of each kind`() {
    let counts = Dictionary(grouping: PinTableTests.rows, by: \.kind).mapValues(\.count)
    #expect(counts.count == 10)
    #expect(counts.values.allSatisfy { $0 == 20 }, "\(counts)")
    #expect(Set(PinTableTests.rows.map(\.query)).count == 200)
  }

  @Test(arguments: rows) func `a search pins what it is about, and nothing else`(_ row: Row) throws {
    var session = Engine.Session()
    let pins = try PinTableTests.engine.get().pins(row.query, now: TestEngine.now, session: &session)
    #expect(pins.first?.claim == row.claim, "\(pins.map { "\($0.claim) \($0.score) \($0.why)" })")
  }

  @Test(arguments: rows.filter { $0.claim != nil })
  func `what a search is about is pinned while it is typed, and stays`(_ row: Row) throws {
    let engine = try PinTableTests.engine.get()
    var session = Engine.Session()
    var before: Set<String> = []
    let units = row.query.contains(" ") ? words(row.query) : row.query.indices.map { String(row.query[...$0]) }
    for typed in units {
      let options = PinOptions(limit: PinOptions.most)
      let now = Set(engine.pins(typed, now: TestEngine.now, options: options, session: &session).map(\.claim))
      // Claims that lack what is typed on may go: of the same claim in several languages one is left.
      if row.kind != "pinyin", row.kind != "misspelled", row.kind != "mixed", before.contains(row.claim ?? "") {
        #expect(now.contains(row.claim ?? ""), "\(typed): it went")
      }
      before = now
    }
    #expect(before.contains(row.claim ?? ""))
  }

  private func words(_ query: String) -> [String] {
    query.indices.filter { query[$0] == " " }.map { String(query[..<$0]) } + [query]
  }
}
