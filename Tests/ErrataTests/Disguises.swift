import Errata

/// The ways in which the same statement comes back: each keeps what it says.
enum Disguises {
  /// Half-width marks, Chinese numerals as digits, and one word of two characters cut.
  static func rewritten(_ text: String) -> String {
    cut(digits(halfWidth(text)))
  }

  static func halfWidth(_ text: String) -> String {
    let marks: [Character: Character] = [
      "，": ",", "。": ".", "、": ",", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "“": "\"", "”": "\"",
    ]
    return String(text.map { marks[$0] ?? $0 })
  }

  /// Numbers up to 99 that stand before a measure word, as digits: 十二点 is 12点.
  static func digits(_ text: String) -> String {
    var result = ""
    var numeral = ""
    for character in text {
      if numerals.contains(character) {
        numeral.append(character)
        continue
      }
      result += measures.contains(character) ? value(numeral).map(String.init) ?? numeral : numeral
      numeral = ""
      result.append(character)
    }
    return result + numeral
  }

  private static let numerals = Array("零一二三四五六七八九十")
  private static let measures = Array("点年月日号天周个只次杯瓶碗斤克岁小度级吨人倍")

  private static func value(_ numeral: String) -> Int? {
    guard !numeral.isEmpty, !numeral.contains("零"), numeral.count <= 3 else { return nil }
    let digits = numeral.compactMap { numerals.firstIndex(of: $0) }
    guard let ten = digits.firstIndex(of: 10) else { return digits.count == 1 ? digits[0] : nil }
    let (before, after) = (digits[..<ten], digits[(ten + 1)...])
    guard before.count <= 1, after.count <= 1, !after.contains(10) else { return nil }
    return (before.first ?? 1) * 10 + (after.first ?? 0)
  }

  /// The text without two characters next to its middle that are no number, mark or negation.
  static func cut(_ text: String) -> String {
    let characters = Array(text)
    let kept = Set("0123456789,.:;!?()\"%~ 不没无非未勿莫别否" + "零一二三四五六七八九十百千万亿")
    let middle = characters.count / 2
    let places = (1..<max(2, characters.count - 2)).sorted { abs($0 - middle) < abs($1 - middle) }
    let place = places.first { start in
      characters[start..<start + 2].allSatisfy { !kept.contains($0) && ($0.unicodeScalars.first?.value ?? 0) >= 0x4E00 }
    }
    guard let place else { return text }
    return String(characters[..<place] + characters[(place + 2)...])
  }

  /// A mark between all characters, numbers and words of Latin letters kept whole: digits that stand apart are read as
  /// several numbers.
  static func dotted(_ text: String, with mark: String) -> String {
    var result = ""
    var last: Character = "."
    for character in text {
      let joins = isPlain(last) && isPlain(character)
      result += result.isEmpty || joins ? "" : mark
      result.append(character)
      last = character
    }
    return result
  }

  private static func isPlain(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || ".%-".contains(character))
  }

  /// Traditional characters where the table has them; simplified ones for a text that has none that it could turn.
  static func otherScript(_ text: String) -> String {
    let traditional = String(text.map { pairs[$0] ?? $0 })
    return traditional != text ? traditional : String(text.map { backwards[$0] ?? $0 })
  }

  private static let backwards = Dictionary(pairs.map { ($0.value, $0.key) }) { first, _ in first }

  private static let pairs: [Character: Character] = {
    let simplified =
      "这个们会为国来说时对发过还没开问题样现实间动种关点进将从电话长车东门马鱼鸟龙风云气水听读写书学习医药疗体头脑脸发肿经脉过敏热烧伤网络机联线辐射测试验证据预防细"
      + "菌毒疫苗儿应该让谁给请转朋亲让远边运输报纸银钱币价买卖饭馆鸡鸭鱼虾盐醋蜂蜜姜蒜萝卜红枣绿豆颗粒块条张岁万亿双两只铁铜铝锅灯"
      + "员专业师规则则传统节约结论总统选举战争灾难洪涝飞气温变暖冻层冰极岛陆岸湾泻痢肾脏胆肠肝肺骨颈椎关节补钙铅汞镉碱酸"
      + "华颜记录坠轰烟护挤养宠仑陕单权确适证无势领导尔级够组织纪压"
    let traditional =
      "這個們會為國來說時對發過還沒開問題樣現實間動種關點進將從電話長車東門馬魚鳥龍風雲氣水聽讀寫書學習醫藥療體頭腦臉發腫經脈過敏熱燒傷網絡機聯線輻射測試驗證據預防細"
      + "菌毒疫苗兒應該讓誰給請轉朋親讓遠邊運輸報紙銀錢幣價買賣飯館雞鴨魚蝦鹽醋蜂蜜薑蒜蘿蔔紅棗綠豆顆粒塊條張歲萬億雙兩隻鐵銅鋁鍋燈"
      + "員專業師規則則傳統節約結論總統選舉戰爭災難洪澇飛氣溫變暖凍層冰極島陸岸灣瀉痢腎臟膽腸肝肺骨頸椎關節補鈣鉛汞鎘鹼酸"
      + "華顏記錄墜轟煙護擠養寵侖陝單權確適證無勢領導爾級夠組織紀壓"
    return Dictionary(zip(simplified, traditional)) { first, _ in first }
  }()
}
