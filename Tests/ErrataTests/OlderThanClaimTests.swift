import Errata
import Testing

/// Items that are older than a claim, by the instants and not by the texts of the dates.
@Suite struct OlderThanClaimTests {
  private static let text = "The swans of Oldtown obey the traffic lights on the bridge."

  private func reasons(validFrom: String?, publishedAt: String?) throws -> [SuppressionReason] {
    let from = try validFrom.map { try #require(Timestamp($0), "\($0)") }
    let published = try publishedAt.map { try #require(Timestamp($0), "\($0)") }
    let engine = try TestEngine.make([TestEngine.claim("a", OlderThanClaimTests.text, validFrom: from)])
    let decision = engine.decide(OlderThanClaimTests.text, publishedAt: published)
    #expect(decision.labels.isEmpty != decision.suppressed.isEmpty)
    return decision.suppressed.map(\.reason)
  }

  @Test(arguments: [
    ("2024-05-01T00:00:00Z", "2024-04-30T23:59:59Z"), ("2024-05-01T00:00:00+08:00", "2024-04-30T15:59:59Z"),
    ("2024-05-01T00:00:00Z", "2024-05-01T07:59:59+08:00"), ("2024-05-01T00:00:00-05:00", "2024-05-01T04:59:59Z"),
    ("2024-05-01T00:00:00+08:00", "2024-04-30T10:59:59-05:00"), ("2024-05-01T00:00:00Z", "2009-01-01T00:00:00Z"),
  ]) func `an item from before the claim gets no label`(_ row: (validFrom: String, publishedAt: String)) throws {
    #expect(try reasons(validFrom: row.validFrom, publishedAt: row.publishedAt) == [.olderThanClaim])
  }

  @Test(arguments: [
    ("2024-05-01T00:00:00Z", "2024-05-01T00:00:00Z"), ("2024-05-01T00:00:00+08:00", "2024-04-30T16:00:00Z"),
    ("2024-05-01T00:00:00Z", "2024-05-01T08:00:00+08:00"), ("2024-05-01T00:00:00-05:00", "2024-05-01T13:00:00+08:00"),
    ("2024-05-01T00:00:00Z", "2025-01-01T00:00:00Z"),
  ]) func `one from the same instant or later gets its label`(_ row: (validFrom: String, publishedAt: String)) throws {
    #expect(try reasons(validFrom: row.validFrom, publishedAt: row.publishedAt).isEmpty)
  }

  @Test func `without one of the dates nothing is older`() throws {
    #expect(try reasons(validFrom: nil, publishedAt: "1999-01-01T00:00:00Z").isEmpty)
    #expect(try reasons(validFrom: "2024-05-01T00:00:00Z", publishedAt: nil).isEmpty)
    #expect(try reasons(validFrom: nil, publishedAt: nil).isEmpty)
  }
}
