import ErrataText
import Testing

@Suite struct FormTests {
  static let compatibility = [
    Fold("１２３ＡＢＣ", "123abc"), Fold("ﬁre ﬀort", "fire ffort"), Fold("Ⓐⓑⓒ 🄰🄱 🅐🅑 🅰🅱", "abc ab ab ab"),
    Fold("𝐯𝐚𝐜𝐜𝐢𝐧𝐞 𝟏𝟐", "vaccine 12"), Fold("㎏ ℃ ㏂", "kg °c a.m."), Fold("㊗㈱", "祝(株)"), Fold("٣٤ ३४", "34 34"),
    Fold("ﾊﾟｿｺﾝ", "パソコン"), Fold("é", "e"), Fold("e\u{301}", "e"), Fold("Ñandú Łódź Øre", "nandu lodz ore"),
    Fold("straße", "strasse"), Fold("é́́", "e"), Fold("ᴠᴀᴄᴄɪɴᴇ", "vaccine"), Fold("ά α\u{301}", "α α"),
    Fold("й и\u{306}", "й й"), Fold("ё", "е"), Fold("각 \u{1100}\u{1161}\u{11A8}", "각 각"),
    Fold("≠ =\u{338}", "≠ ≠"),
    Fold("か\u{3099} が", "がが"), Fold("أحمد احمد", "احمد احمد"), Fold("Café №5", "cafe 5"),
  ]

  @Test(arguments: compatibility) func `compatibility forms and accents fold`(_ fold: Fold) { fold.check() }

  static let apart = [
    Fold("①喝②酒", "1喝2酒"), Fold("①②", "1 2"), Fold("①3天", "1 3天"), Fold("10⁶", "10 6"), Fold("5½", "5 1/2"),
    Fold("½5", "1/2 5"),
    Fold("1️⃣2️⃣3️⃣", "1 2 3"), Fold("21️⃣", "2 1"), Fold("⑫点", "12点"), Fold("CO₂", "co2"),
    Fold("⒈5", "1. 5"), Fold("❶喝❿", "1喝10"),
  ]

  @Test(arguments: apart) func `a number of its own never grows together with digits beside it`(_ fold: Fold) {
    fold.check()
  }

  static let lookalikes = [
    Fold("vаccine", "vaccine"), Fold("соvid", "covid"), Fold("ВАССINЕ", "baccine"),
    Fold("это вода", "это вода"),
    Fold("сосо is good", "coco is good"), Fold("α blocker", "α blocker"),
    Fold("Москва and vaccine", "москва and vaccine"),
    Fold("οι άνθρωποι", "οι ανθρωποι"), Fold("это сосо is good", "это сосо is good"),
    Fold("Vαccιne", "vaccine"),
  ]

  @Test(arguments: lookalikes) func `look-alikes fold only in words that pass for Latin`(_ fold: Fold) {
    fold.check()
  }

  static let cases = [
    Fold("ÀBC ÇA", "abc ca"), Fold("ПРИВЕТ", "привет"), Fold("ΣΑΣ σας", "σασ σασ"), Fold("İI", "ii"),
  ]

  @Test(arguments: cases) func `capitals become small letters`(_ fold: Fold) { fold.check() }

  static let simplified = [
    Fold("網傳衛生署", "网传卫生署"), Fold("頭髮發現", "头发发现"), Fold("後來皇后", "后来皇后"), Fold("裏面裡面", "里面里面"),
    Fold("乾杯幹部", "干杯干部"), Fold("著名看著", "着名看着"), Fold("瞭解什麼", "了解什么"), Fold("為爲説說", "为为说说"),
    Fold("疫苗臺灣台湾", "疫苗台湾台湾"), Fold("羣眾綫上", "群众线上"), Fold("註冊註", "注册注"),
  ]

  @Test(arguments: simplified) func `traditional and variant characters become simplified`(_ fold: Fold) {
    fold.check()
  }

  static let invisibles = [
    Fold("疫\u{200B}苗", "疫苗"), Fold("va\u{AD}cc\u{200D}ine", "vaccine"),
    Fold("\u{FEFF}好\u{202E}的\u{202C}", "好的"),
    Fold("喝\u{0}酒", "喝酒"), Fold("葛\u{E0100}", "葛"), Fold("a\u{2060}b\u{FE0F}", "ab"),
  ]

  @Test(arguments: invisibles) func `what isn't seen is dropped`(_ fold: Fold) { fold.check() }

  static let decoration = [
    Fold("疫🔥苗", "疫苗"), Fold("3🔥5", "3 5"), Fold("★喝●酒~", "喝酒"), Fold("3~5天", "3-5天"), Fold("3～5天", "3-5天"),
    Fold("**粗体** _a_", "粗体a"), Fold("3·15", "3.15"), Fold("阿里·巴巴", "阿里巴巴"), Fold("🇨🇳国", "国"),
    Fold("👨‍👩‍👧 ok", "ok"),
    Fold("A→B", "a b"), Fold("二○二○年", "2020年"), Fold("a © b ™", "a b"),
    Fold("5 > 3 + 1 = $4", "5 > 3 + 1 = $4"),
  ]

  @Test(arguments: decoration) func `emoji and ornaments become blanks`(_ fold: Fold) { fold.check() }

  @Test func `letters written in two ways come out the same`() {
    for (one, other) in [
      ("é", "e\u{301}"), ("ü", "u\u{308}"), ("が", "か\u{3099}"), ("각", "\u{1100}\u{1161}\u{11A8}"),
    ] {
      #expect(folded(one) == folded(other))
    }
  }
}
