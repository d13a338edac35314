import ErrataText
import Testing

@Suite struct MarkTests {
  static let punctuation = [
    Fold("好。好，好！好？好：好；", "好.好,好!好?好:好;"), Fold("好、好…", "好,好."), Fold("！！！", "!"), Fold("。。。。", "."),
    Fold("a - b – c — d", "a - b - c - d"), Fold("真的？！", "真的?!"), Fold("[a] {b} 【c】", "(a) (b) (c)"),
    Fold("why؟", "why?"),
    Fold("! ! !", "!"), Fold("说——好", "说-好"),
  ]

  @Test(arguments: punctuation) func `marks fold into few and repeated ones are written once`(_ fold: Fold) {
    fold.check()
  }

  static let numbersApart = [
    Fold("确诊3。5人", "确诊3\n5人"), Fold("3，5", "3 5"), Fold("3、5、7", "3 5 7"), Fold("3...5", "3 5"),
    Fold("3…5", "3\n5"),
    Fold("三百，500", "300, 500"), Fold("３．１４", "3.14"), Fold("12：30", "12:30"),
  ]

  @Test(arguments: numbersApart) func `a mark between digits never makes one number of two`(_ fold: Fold) {
    fold.check()
  }

  static let quotes = [
    Fold("\"a\" \"b\"", "“a” “b”"), Fold("「甲」『乙』《丙》〈丁〉", "“甲”“乙”“丙”“丁”"), Fold("«a» „b“ “c”", "“a” “b” “c”"),
    Fold("it’s don't", "it's don't"), Fold("‘a’ 'b'", "“a” “b”"), Fold("students' books", "students books"),
    Fold("他说\"好\"", "他说“好”"), Fold("a \"b\nc\" d", "a “b\nc” d"), Fold("5\" disk", "5 disk"),
  ]

  @Test(arguments: quotes) func `quotation marks become opening and closing ones`(_ fold: Fold) {
    fold.check()
  }

  static let blanks = [
    Fold("  a   b  ", "a b"), Fold("喝 白 酒", "喝白酒"), Fold("喝 3 杯", "喝3杯"), Fold("a \n\n b", "a\nb"),
    Fold("a\r\nb", "a\nb"),
    Fold("hello , world .", "hello, world."), Fold(".net core", ".net core"), Fold("한국 사람", "한국 사람"),
    Fold("甲\n乙", "甲\n乙"),
    Fold("共 一百 二百 人", "共100 200人"), Fold("", ""), Fold(" \n ", ""), Fold("3 5", "3 5"),
  ]

  @Test(arguments: blanks) func `blanks are joined, and dropped beside Han`(_ fold: Fold) { fold.check() }

  static let repeats = [
    Fold("sooooo good", "so good"), Fold("啊啊啊啊", "啊"), Fold("哈哈", "哈哈"), Fold("1111", "1111"),
    Fold("World War III", "world war iii"),
    Fold("aaa", "aaa"), Fold("二二二二", "2222"), Fold("noooo!!!", "no!"), Fold("+++", "+"),
    Fold("good book", "good book"),
    Fold("ㅋㅋㅋㅋ", "ㅋ"),
  ]

  @Test(arguments: repeats) func `elongations shrink and numbers don't`(_ fold: Fold) { fold.check() }

  static let separators = [
    Fold("喝.白.酒", "喝白酒"), Fold("喝-白-酒", "喝白酒"), Fold("快/喝/白/酒吧", "快喝白酒吧"), Fold("v.a.c.c.i.n.e", "vaccine"),
    Fold("is v a c c i n e safe", "is vaccine safe"), Fold("U.S.A.", "u.s.a."), Fold("3.14", "3.14"),
    Fold("2020.1.5", "2020.1.5"),
    Fold("好.好的", "好.好的"), Fold("一.二.三", "一.二.三"), Fold("东，南，西", "东,南,西"), Fold("喝\n白\n酒\n好", "喝白酒好"),
    Fold("I am a man", "i am a man"), Fold("1.2.3.4", "1.2.3.4"), Fold("1 2 3 4", "1 2 3 4"),
    Fold("s.o.o.o.o.n", "son"),
    Fold("e.g. this", "e.g. this"), Fold("今天好.明天好", "今天好.明天好"),
  ]

  @Test(arguments: separators) func `words set apart by marks are joined`(_ fold: Fold) { fold.check() }
}
