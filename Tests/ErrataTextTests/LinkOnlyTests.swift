import ErrataTestSupport
import ErrataText
import Testing

/// Texts that are nothing but web addresses, and hashtags of joined words.
@Suite struct LinkOnlyTests {
  static let kept = [
    Fold("https://a.org/b-c?d=1", "https://a.org/b-c?d=1"), Fold(" https://a.org/b ", "https://a.org/b"),
    Fold("https://a.org/b http://c.org/d", "https://a.org/b http://c.org/d"), Fold("t.co/abc", "t.co/abc"),
    Fold("www.example.com", "www.example.com"), Fold("HTTPS://A.ORG/B", "https://a.org/b"),
    Fold("https://a.org/b\nt.co/x1", "https://a.org/b\nt.co/x1"),
  ]

  @Test(arguments: kept) func `a text of addresses only keeps them`(_ fold: Fold) { fold.check() }

  @Test(arguments: ["(https://a.org/b)", "https://a.org/b!!!", "…https://a.org/b…", "😀 https://a.org/b 😀"])
  func `marks and emoji around them are no words`(_ text: String) {
    #expect(folded(text).contains("https://a.org/b"))
  }

  static let dropped = [
    Fold("https://a.org/b 看", "看"), Fold("1 https://a.org/b", "1"), Fold("see https://a.org/b t.co/x", "see"),
    Fold("t.co/abc t.co/def 好", "好"), Fold("a https://a.org/a", "a"),
    Fold("https://a.org/b ℃", "°c"), Fold("https://a.org/b ①", "1"),
  ]

  @Test(arguments: dropped) func `beside any word or number they are dropped`(_ fold: Fold) { fold.check() }

  static let tags = [
    Fold("#StayHome #StaySafe", "stay home stay safe"), Fold("#USAToday", "usa today"),
    Fold("#iPhoneUser", "i phone user"),
    Fold("#StayHome2020", "stay home2020"), Fold("#stayhome", "stayhome"), Fold("#STAYHOME", "stayhome"),
    Fold("StayHome #StayHome", "stayhome stay home"), Fold("＃StayHome", "stay home"), Fold("#A", "a"),
    Fold("#StayHomeDon't", "stay home don't"), Fold("#StayHome在家", "stay home在家"),
    Fold("#StayHome.GoOut", "stay home.goout"), Fold("C#StayHome", "c#stayhome"),
  ]

  @Test(arguments: tags) func `capital letters set the words of a hashtag apart, and of nothing else`(_ fold: Fold) {
    fold.check()
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `places stay inside the source and in order`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let parts = [
      "#", "＃", "StayHome", "USAToday", "https://a.org/b", "t.co/x1", "www.a.org", " ", "\n", "喝酒", "é", "😀", "ﬁ", "a",
      "#1",
      "@ann ", "B", "．", "!", "c#",
    ]
    for _ in 0..<60 {
      let count = Int.random(in: 0...14, using: &random)
      let text = (0..<count).compactMap { _ in parts.randomElement(using: &random) }.joined()
      let result = Fold.normalizer.normalize(text)
      var last = 0
      for index in result.scalars.indices {
        let range = result.sourceRange(of: index..<index + 1)
        #expect(range.lowerBound >= last && range.upperBound <= text.utf8.count, "seed \(seed): \(text)")
        last = range.lowerBound
      }
    }
  }
}
