import ErrataIndex
import ErrataModel
import Testing

@testable import ErrataMatching

/// Common phrases and the frames of chain letters don't carry a match.
@Suite struct WordingGuardTests {
  private static let claims: [SmallIndex.Claim] = [
    .init(id: "barnacles", wordings: ["They say that the people of the city have seen purple barnacles"]),
    .init(id: "moon", wordings: ["今天晚上大家都要关灯，因为月亮会变成绿色"]),
    .init(id: "diesel", wordings: ["紧急通知！接上级通知，明天起全市加油站停止供应柴油，请马上转发给所有群，让更多人知道！"]),
    .init(id: "stickers", wordings: ["紧急通知！接上级通知，本周六学校门口有人分发毒贴纸，请马上转发给所有群，让更多人知道！"]),
    .init(
      id: "fee",
      wordings: [
        "URGENT: Starting tomorrow Chirper will charge all users a monthly fee unless you forward this message to all "
          + "your friends"
      ]),
    .init(
      id: "photos",
      wordings: [
        "URGENT: Starting tomorrow Chirper will paint hats on your holiday pictures unless you forward this message to "
          + "all your friends"
      ]),
    .init(id: "koi", wordings: ["转发这个锦鲤会有好运"]),
  ]

  private static let matcher = try? Matcher(index: SmallIndex.make(claims))

  private func matches(_ item: String) throws -> [Match] {
    try #require(WordingGuardTests.matcher).match(item, minimumScore: 0.35).map(\.match)
  }

  @Test(arguments: [
    "They say that the people of my team have won", "They say that the people of the village have left", "今天晚上大家都要吃饭",
    "今天晚上大家都要早点睡觉", "好消息好消息，请转发给所有群，让更多人知道", "Please forward this message to all your friends",
    "URGENT: starting tomorrow, forward this message to all your friends", "紧急通知！请马上转发给所有群",
    "紧急通知！接上级通知，今晚十点气象局用飞机撒盐，请马上转发给所有群，让更多人知道！",
    "紧急通知！接上級通知，後天早上動物園免費送鸚鵡，請馬上轉發給所有群，讓更多人知道！",
    "URGENT: Starting tomorrow the library will sell its piano unless you forward this message to all your friends",
  ]) func `what shares common phrases only is kept away`(_ item: String) throws {
    for match in try matches(item) {
      #expect(match.outcome == .suppressed, "\(item): \(match.claim) \(match.score)")
    }
  }

  @Test func `of a short claim a rare word must be found`() throws {
    let claim = "She has seen a flying trombone at the end of the day"
    let matcher = try Matcher(index: SmallIndex.make(texts: [claim]))
    let other = try #require(matcher.match("She has been there at the end of the day and she has seen it all").first)
    #expect(other.match.reason == .commonWording)
    let shorter = try #require(matcher.match("They say she has seen a flying trombone again").first)
    #expect(shorter.match.reason == nil)
  }

  @Test(arguments: ["diesel", "stickers", "fee", "photos"])
  func `of two claims in one frame the right one is told, the other kept away`(_ id: String) throws {
    let claim = try #require(WordingGuardTests.claims.first { $0.id == id })
    let found = try matches(claim.wordings[0])
    #expect(found.first?.claim == id && found.first?.reason == nil)
    for other in found.dropFirst() { #expect(other.reason == .commonWording, "\(other.claim)") }
  }

  @Test(arguments: [
    ("明天起全市加油站停止供应柴油", "diesel"), ("刚刚得知，明天起全市的加油站停止供应柴油，请互相转告", "diesel"),
    ("Starting tomorrow Chirper will charge all users a monthly fee, share with your family and friends", "fee"),
    ("Breaking: they say that the people of the city have seen purple barnacles. Share this!", "barnacles"),
    ("今天晚上大家都要关灯，月亮会变成绿色，看到请转发", "moon"), ("转发这个锦鲤会有好运", "koi"),
  ]) func `another frame around the same claim changes nothing`(_ row: (item: String, claim: String)) throws {
    let best = try #require(try matches(row.item).first)
    #expect(best.claim == row.claim && best.reason == nil, "\(best.claim) \(best.score)")
  }
}

@Suite struct PhraseSetTests {
  @Test func `the longest phrase at each place is covered`() {
    let phrases = PhraseSet("# a remark\nplease share\nplease share this\n请转发\n")
    var scratch = MatchScratch()
    scratch.read("please share this cake, please share, 请转发给")
    #expect(
      phrases.covered(scratch.units.hashes) == [
        true, true, true, false, true, true, true, true, true, false,
      ])
  }
}
