import ErrataText
import Testing

@Suite struct EntityTests {
  static let links = [
    Fold("看https://t.cn/A6abc，喝酒", "看,喝酒"), Fold("see www.example.com/x?y=1 now", "see now"),
    Fold("see t.co/abc", "see"), Fold("https://a.b/c-d?e=1", "https://a.b/c-d?e=1"), Fold("t.co/abc", "t.co/abc"),
    Fold("(so http://a.b/c).", "(so)."), Fold("HTTP://A.B/C喝酒", "喝酒"), Fold("1.5/2 and/or", "1.5/2 and/or"),
    Fold("v.a.c/flu", "v.a.c/flu"), Fold("a://b", "a://b"), Fold("见youtu.be/x1 好", "见好"),
    Fold("RThttp://a.b/c ok", "rt ok"),
  ]

  @Test(arguments: links) func `web addresses become blanks`(_ fold: Fold) { fold.check() }

  static let mentions = [
    Fold("@user_1 hi", "hi"), Fold("@人民日报 你好", "你好"), Fold("@人民日报：你好", ":你好"), Fold("＠张三 好", "好"),
    Fold("foo@bar.com", "foo@bar.com"), Fold("@张三喝白酒能防新冠病毒大家快去买吧好", "张三喝白酒能防新冠病毒大家快去买吧好"),
    Fold("meet @ noon", "meet noon"), Fold("@a.b@c.d ok", "ok"),
  ]

  @Test(arguments: mentions) func `names of users become blanks`(_ fold: Fold) { fold.check() }

  static let hashtags = [
    Fold("#喝白酒# 真的吗", "喝白酒真的吗"), Fold("#covid #vaccine", "covid vaccine"), Fold("#1 C# F#", "#1 c# f#"),
    Fold("＃话题＃好", "话题好"), Fold("# 标题", "标题"), Fold("#5G", "5g"),
    Fold("#FlattenTheCurve now", "flatten the curve now"), Fold("#COVID19 #StayHome", "covid19 stay home"),
    Fold("FlattenTheCurve", "flattenthecurve"), Fold("#2020年# 好", "2020年好"),
  ]

  @Test(arguments: hashtags) func `hashtags keep their text`(_ fold: Fold) { fold.check() }
}
