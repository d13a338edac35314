import ErrataExchange
import ErrataIngest
import ErrataJSON
import ErrataModel
import Foundation
import Testing

/// Helpers of the tests of imports.
enum Importing {
  /// What an import gave.
  struct Result {
    var claims: [Claim]
    var report: ImportReport

    /// The codes of a kind of lines, with their places.
    func codes(_ kind: ImportNote.Kind) -> [String] {
      report.notes.filter { $0.kind == kind }.map(\.code)
    }

    /// The only claim.
    var only: Claim {
      get throws {
        try #require(claims.count == 1, "\(report)")
        return claims[0]
      }
    }
  }

  /// Imports texts.
  static func run(
    _ texts: String..., settings: ImportSettings = ImportSettings(), base: [Claim] = []
  ) throws -> Result {
    try run(texts.map { Array($0.utf8) }, settings: settings, base: base)
  }

  /// Imports bytes.
  static func run(
    _ sources: [[UInt8]], settings: ImportSettings = ImportSettings(), base: [Claim] = []
  ) throws -> Result {
    var importer = Importer(settings: settings)
    for bytes in sources { try importer.read(ByteSource(name: "source", bytes: bytes)) }
    let (claims, report) = importer.finish(into: base)
    return Result(claims: claims, report: report)
  }

  /// Settings that differ in something from the standard ones.
  static func settings(_ change: (inout ImportSettings) -> Void) -> ImportSettings {
    var settings = ImportSettings()
    change(&settings)
    return settings
  }

  /// The folder of fixtures.
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

  /// The bytes of a fixture.
  static func fixture(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: fixtures.appendingPathComponent(name)))
  }

  /// A claim on one line, as a corpus has it.
  static func line(_ claim: Claim) -> String {
    var writer = JSONWriter()
    ClaimEncoder.encode(claim, into: &writer)
    return writer.string
  }
}
