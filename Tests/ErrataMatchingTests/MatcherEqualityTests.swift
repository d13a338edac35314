import ErrataIndex
import ErrataModel
import ErrataTestSupport
import Foundation
import Testing

@testable import ErrataMatching

/// The matcher against the plain one, on generated claims and items.
///
/// `ERRATA_EQUALITY_ITEMS` sets the number of items; an item's number is its seed.
@Suite struct MatcherEqualityTests {
  private static let itemCount =
    ProcessInfo.processInfo.environment["ERRATA_EQUALITY_ITEMS"].flatMap { Int($0) } ?? 200

  /// Items that go by one set of claims.
  private static let itemsPerCorpus = 2000

  @Test func `its decisions are those of the plain one`() throws {
    var counts = (matches: 0, outcomes: [SuppressionReason?: Int](), stances: [Stance: Int](), crowded: 0)
    for first in stride(from: 0, to: Self.itemCount, by: Self.itemsPerCorpus) {
      let claims = GeneratedPosts.claims(seed: UInt64(first) + 1, count: 400)
      let plain = try PlainMatcher(claims)
      let matcher = try Matcher(index: plain.index, wording: { claim, number in claims[claim].wordings[number] })
      var scratch = MatchScratch()
      for seed in first..<min(Self.itemCount, first + Self.itemsPerCorpus) {
        let item = GeneratedPosts.item(of: claims, seed: UInt64(seed))
        let found = matcher.match(
          item.text, top: 16, minimumScore: item.minimumScore, parent: item.parent, scratch: &scratch)
        let expected = plain.match(item.text, top: 16, minimumScore: item.minimumScore, parent: item.parent)
        #expect(found.map(\.match) == expected, "item \(seed): \(item.text)")
        #expect(found.map { claims[$0.claim].id } == expected.map(\.claim), "item \(seed)")
        counts.matches += expected.count
        if expected.count == 16 { counts.crowded += 1 }
        for match in expected where match.score >= 0.5 {
          counts.outcomes[match.reason, default: 0] += 1
          counts.stances[match.stance.stance, default: 0] += 1
        }
      }
    }
    // The items are worth something when most kinds of decisions occur.
    guard Self.itemCount >= 200 else { return }
    #expect(counts.matches > Self.itemCount && counts.crowded > 0, "\(counts)")
    #expect(counts.outcomes.count >= 5 && counts.outcomes[nil] != nil, "\(counts)")
    #expect(counts.stances.count >= 3, "\(counts)")
  }
}

/// Claims and items that have much in common with each other.
enum GeneratedPosts {
  /// An item and how it is asked for.
  struct Item {
    var text: String
    var minimumScore: Double
    var parent: Parent?
  }

  private static let subjects = [
    "The swans of Oldtown", "Blueberry soup", "The church bells of Northport", "The mayor of Millbridge", "Sock tea",
    "The fog over the harbour", "山顶的石头", "蓝莓汤", "镇上教堂的钟声", "动物园的猴子", "城里的河水", "隔夜的茶水",
  ]
  private static let doings = [
    "obey the traffic lights on the bridge", "cures colds in 3 days", "crack every mirror in town",
    "never drinks water after 12 o'clock", "is blown out of a chimney at night", "makes grey hair black again",
    "每天晚上自己走下山去喝水", "三天就能让白发变黑", "会震碎所有镜子", "会用贝壳给游客算命", "今晚会变成蓝色的果酱", "不能给孩子喝",
  ]
  private static let frames = [
    ("", ""), ("", ""), ("", ""), ("辟谣：网传“", "”，专家：此消息为谣言。"), ("Fact check: it is false that ", "."),
    ("Is it true that ", "?"), ("", "，这是真的吗？"), ("紧急通知：", "！转发给家人"), ("BREAKING: ", "! Forward this to ten friends."),
    ("据说", ""), ("// ", ""), ("I was at the market when somebody told me that ", ", and then it rained all day"),
  ]

  private static let odd = ["https://news.example.org/2019/bells", "茶", "tea", "…", "drum drum drum", "t.co/Ab3xYz"]

  /// Claims: sentences of a few parts, so that many share much; random ones; families of one text with small changes;
  /// links, single words and texts that tell nothing.
  static func claims(seed: UInt64, count: Int) -> [SmallIndex.Claim] {
    var random = SeededRandom(seed: seed)
    let family = sentence(&random)
    return (0..<count).map { number in
      var claim = SmallIndex.Claim(id: "c\(number)", wordings: [])
      switch Int.random(in: 0..<20, using: &random) {
      case 0...8: claim.wordings = [sentence(&random), sentence(&random)]
      case 9...11: claim.wordings = [changed(family, &random)]
      case 12...14: claim.wordings = [RandomTexts.text(RandomTexts.han(&random, count: 18))]
      case 15...17: claim.wordings = [RandomTexts.text(RandomTexts.words(&random, count: 12)), sentence(&random)]
      case 18: claim.wordings = [odd[number % odd.count]]
      default: claim.wordings = [RandomTexts.text(RandomTexts.mixed(&random, count: 20))]
      }
      if number % 4 == 0 { claim.negatives = [sentence(&random), changed(claim.wordings[0], &random)] }
      if number % 9 == 0 { claim.titles = [sentence(&random)] }
      return claim
    }
  }

  private static func sentence(_ random: inout SeededRandom) -> String {
    let (subject, doing) = (subjects.randomElement(using: &random) ?? "", doings.randomElement(using: &random) ?? "")
    let year = Int.random(in: 1990..<2020, using: &random)
    let rest = RandomTexts.text(RandomTexts.han(&random, count: 5))
    return "\(subject) \(doing), \(year % 2 == 0 ? "in \(year)" : rest)"
  }

  /// A text with a small change, or none.
  private static func changed(_ text: String, _ random: inout SeededRandom) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return text.replacing("3", with: "5").replacing("三", with: "七").replacing("12", with: "4")
    case 1:
      return text.replacing("能", with: "不能").replacing("会", with: "不会").replacing(" is ", with: " is not ")
        .replacing("obey", with: "do not obey")
    case 2:
      return text.replacing("Oldtown", with: "Newtown").replacing("城里", with: "村里")
        .replacing("Northport", with: "Southport")
    case 3: return text.split(separator: " ").shuffled(using: &random).joined(separator: " ")
    case 4: return String(text.prefix(text.count / 2))
    case 5: return String(text.suffix(text.count / 2)).uppercased()
    case 6: return text + RandomTexts.text(RandomTexts.han(&random, count: Int.random(in: 1...30, using: &random)))
    default: return text
    }
  }

  /// An item: a claim's text or a changed one within a frame, several of them, or what only sounds alike.
  static func item(of claims: [SmallIndex.Claim], seed: UInt64) -> Item {
    var random = SeededRandom(seed: seed)
    func part() -> String {
      let claim = claims.randomElement(using: &random)
      let texts = (claim?.wordings ?? []) + (claim?.negatives ?? []) + (claim?.titles ?? [])
      return changed(texts.randomElement(using: &random) ?? "", &random)
    }
    var text = ""
    switch Int.random(in: 0..<16, using: &random) {
    case 0...8:
      let frame = frames.randomElement(using: &random) ?? ("", "")
      text = frame.0 + part() + frame.1
    case 9...11: text = (0..<Int.random(in: 2...5, using: &random)).map { _ in part() }.joined(separator: "。")
    case 12: text = sentence(&random)
    case 13: text = RandomTexts.noise(&random, count: 20) + part() + RandomTexts.noise(&random, count: 20)
    case 14: text = String(repeating: part() + " ", count: Int.random(in: 0...12, using: &random))
    default:
      let around = RandomTexts.words(&random, count: Int.random(in: 0...200, using: &random))
      text = RandomTexts.text(around) + part()
    }
    let parent = seed % 7 == 0 ? Parent(id: "p", kind: seed % 2 == 0 ? .repost : .quote) : nil
    return Item(text: text, minimumScore: [0, 0.3, 0.6].randomElement(using: &random) ?? 0, parent: parent)
  }
}
