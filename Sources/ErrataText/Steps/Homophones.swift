/// Undoes well-known replacements of Han characters: by pinyin (`yi苗`, `疫miao`) and by characters of the same
/// sound that make no word of their own (`薇信`). Only unambiguous ones; real words such as 威信 and 核算 stay.
enum Homophones {
  /// Words and the pinyin of each character; both halves are recognized in pinyin beside the other in Han.
  private static let words = [
    "疫苗 yi miao", "疫情 yi qing", "新冠 xin guan", "病毒 bing du", "核酸 he suan", "口罩 kou zhao", "封城 feng cheng",
    "微信 wei xin", "微博 wei bo", "死亡 si wang", "肺炎 fei yan", "感染 gan ran", "政府 zheng fu", "警察 jing cha",
    "谣言 yao yan", "辟谣 pi yao", "转发 zhuan fa", "隔离 ge li", "确诊 que zhen", "接种 jie zhong", "癌症 ai zheng",
    "致癌 zhi ai", "白酒 bai jiu", "中毒 zhong du", "银行 yin hang", "诈骗 zha pian", "退休 tui xiu", "地震 di zhen",
    "爆炸 bao zha", "自杀 zi sha", "毒品 du pin", "手机 shou ji", "医院 yi yuan", "国家 guo jia", "中国 zhong guo",
  ]

  /// Evasive spellings that pinyin halves don't cover.
  private static let fixed: [(phrase: String, result: String)] = [
    ("v信", "微信"), ("薇信", "微信"), ("徽信", "微信"), ("薇芯", "微信"), ("微芯号", "微信号"), ("围脖号", "微博号"),
    ("役苗", "疫苗"), ("疫喵", "疫苗"), ("疫描", "疫苗"), ("新管肺炎", "新冠肺炎"), ("心冠肺炎", "新冠肺炎"),
    ("新官肺炎", "新冠肺炎"), ("关状病毒", "冠状病毒"), ("冠壮病毒", "冠状病毒"), ("管状病毒", "冠状病毒"), ("菏酸", "核酸"),
    ("河酸检测", "核酸检测"), ("合酸检测", "核酸检测"),
  ]

  /// Every recognized spelling with its word.
  static var phrases: [(phrase: String, result: String)] {
    fixed + words.flatMap(halves)
  }

  /// The first characters of the spellings that go on in Han.
  static var firstsBeforeHan: Set<UInt32> {
    Set(
      phrases.compactMap { phrase, _ in
        let points = phrase.unicodeScalars.map(\.value)
        return points.count > 1 && Traits(of: points[1]).has(.han) ? points[0] : nil
      })
  }

  private static func halves(_ line: String) -> [(phrase: String, result: String)] {
    let parts = line.split(separator: " ").map(String.init)
    guard parts.count == 3, let first = parts[0].first, let second = parts[0].last else { return [] }
    return [(parts[1] + String(second), parts[0]), (String(first) + parts[2], parts[0])]
  }

  static func apply(to buffer: UnitBuffer, _ table: PhraseTable) -> Int {
    guard buffer.seen.has(.han) else { return 0 }
    var position = 0
    while position < buffer.count, !begins(buffer, table, position) { position += 1 }
    guard position < buffer.count else { return 0 }
    var written = position
    var changes = 0
    while position < buffer.count {
      if let match = table.match(buffer, at: position), !table.isGuard(match.entry) {
        written = write(table.result(match.entry), for: position..<(position + match.count), buffer, written)
        position += match.count
        if buffer.scalar(position) == Unit.blank { position += 1 }
        changes += 1
      } else {
        buffer.units[written] = buffer.units[position]
        written += 1
        position += 1
      }
    }
    buffer.count = written
    return changes
  }

  @inline(__always)
  private static func begins(_ buffer: UnitBuffer, _ table: PhraseTable, _ position: Int) -> Bool {
    table.mayBegin(buffer.units[position].scalar) && table.match(buffer, at: position) != nil
  }

  /// Writes a word over the units up to `range`, without a space before it; returns the new end of the text.
  private static func write(
    _ word: [UInt32], for range: Range<Int>, _ buffer: UnitBuffer, _ end: Int
  ) -> Int {
    var written = end
    if written > 0 && buffer.units[written - 1].scalar == Unit.blank { written -= 1 }
    let (start, stop) = (buffer.units[range.lowerBound].start, buffer.units[range.upperBound - 1].end)
    for scalar in word.prefix(range.count) {
      buffer.units[written] = Unit(scalar, start: start, end: stop)
      written += 1
    }
    return written
  }
}
