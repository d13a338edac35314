import ErrataModel
import Testing

@testable import ErrataMatching

/// Negative entries: texts that look like a claim and aren't it.
@Suite struct NegativeEntryTests {
  private static let claims: [SmallIndex.Claim] = [
    .init(
      id: "monkeys", wordings: ["猴子会用贝壳给游客算命"], negatives: ["动物园的猴子会用贝壳给游客表演节目"]),
    .init(
      id: "bells", wordings: ["The church bells of Northport crack every mirror in town"],
      negatives: ["The church bells of Northport ring every hour for the fishermen"]),
    .init(id: "fishermen", wordings: ["The bells ring every hour for the fishermen who were lost in the fog"]),
  ]

  private static let matcher = try? Matcher(index: SmallIndex.make(claims))

  private func reasons(_ item: String) throws -> [String: SuppressionReason?] {
    let hits = try #require(NegativeEntryTests.matcher).match(item, minimumScore: 0.3)
    return Dictionary(uniqueKeysWithValues: hits.map { ($0.match.claim, $0.match.reason) })
  }

  @Test(arguments: [
    ("动物园的猴子会用贝壳给游客表演节目", "monkeys"), ("快看，動物園的猴子會用貝殼給遊客表演節目！", "monkeys"),
    ("动物园里的猴子会用贝壳给游客表演", "monkeys"), ("The church bells of Northport ring every hour for fishermen", "bells"),
    ("You know the church bells of Northport ring every hour for the fishermen?", "bells"),
  ]) func `a negative entry and near copies of it are kept away`(_ row: (item: String, claim: String)) throws {
    if let reason = try reasons(row.item)[row.claim] { #expect(reason == .negativeEntry) }
  }

  @Test(arguments: [
    ("猴子会用贝壳给游客算命", "monkeys"), ("动物园的猴子会用贝壳给游客算命", "monkeys"),
    ("The church bells of Northport crack every mirror in town", "bells"),
    ("They say the church bells of Northport crack each mirror in town", "bells"),
  ]) func `the claim is found although the negative entry begins alike`(_ row: (item: String, claim: String)) throws {
    let reasons = try reasons(row.item)
    #expect(reasons.keys.contains(row.claim) && reasons[row.claim] == .some(nil))
  }

  @Test func `the negative entry of one claim doesn't silence another`() throws {
    let text = "The church bells of Northport ring every hour for the fishermen who were lost in the fog"
    let reasons = try reasons(text)
    #expect(reasons["fishermen"] == .some(nil))
    if let reason = reasons["bells"] { #expect(reason == .negativeEntry) }
  }
}
