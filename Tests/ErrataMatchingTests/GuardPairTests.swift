import ErrataModel
import Testing

@testable import ErrataMatching

/// The guards on claims and items that differ by one detail, and on such that say the same.
@Suite struct GuardPairTests {
  private static let contradictions =
    ContradictionTable.numbers + ContradictionTable.dates + ContradictionTable.names + ContradictionTable.negations
  private static let agreements = AgreementTable.english + AgreementTable.simplified + AgreementTable.traditional

  /// One matcher over all claims of the tables, since making one takes a while.
  private static let matcher: Matcher? = {
    let claims = Set((contradictions + agreements).map(\.claim)).sorted()
    return try? Matcher(index: SmallIndex.make(claims.map { .init(id: $0, wordings: [$0]) }))
  }()

  private func match(_ pair: GuardPair) throws -> Match {
    let hits = try #require(GuardPairTests.matcher).match(pair.item, top: 16)
    return try #require(hits.first { $0.match.claim == pair.claim }, "no match at all: \(pair.item)").match
  }

  @Test func `the tables have pairs enough`() {
    #expect(GuardPairTests.contradictions.count >= 60)
    #expect(GuardPairTests.agreements.count >= 60)
  }

  @Test(arguments: ContradictionTable.numbers)
  func `another number or measure contradicts`(_ pair: GuardPair) throws {
    #expect(try match(pair).reason == .number)
  }

  @Test(arguments: ContradictionTable.dates)
  func `another date contradicts`(_ pair: GuardPair) throws {
    #expect(try match(pair).reason == .date)
  }

  @Test(arguments: ContradictionTable.names)
  func `another name or thing contradicts`(_ pair: GuardPair) throws {
    #expect(try match(pair).reason == .name)
  }

  @Test(arguments: ContradictionTable.negations)
  func `a negation or an opposite contradicts`(_ pair: GuardPair) throws {
    #expect(try match(pair).reason == .negation)
  }

  @Test(arguments: AgreementTable.english + AgreementTable.simplified + AgreementTable.traditional)
  func `the same in other words contradicts nothing`(_ pair: GuardPair) throws {
    #expect(try match(pair).reason == nil)
  }

  @Test(
    arguments: ContradictionTable.numbers + ContradictionTable.dates + ContradictionTable.names
      + ContradictionTable.negations)
  func `no claim contradicts itself`(_ pair: GuardPair) throws {
    #expect(try match(GuardPair(pair.claim, pair.claim)).reason == nil)
  }

  @Test func `in a long text one changed date or number is a variant`() throws {
    let claim =
      "各位家长请注意，自来水公司的内部员工透露，由于上游化工厂的管道破裂，从8月3日起全城的自来水会带有强烈的苦味，"
      + "煮沸以后也不能饮用，请大家提前准备好三天的饮用水和干粮，并且关好门窗，不要让孩子到河边玩耍，特此通知。"
    let item = claim.replacing("8月3日", with: "9月20日")
    let matcher = try Matcher(index: SmallIndex.make(texts: [claim]))
    let match = try #require(matcher.match(item).first?.match)
    #expect(match.reason == nil && match.score > 0.9)
  }
}
