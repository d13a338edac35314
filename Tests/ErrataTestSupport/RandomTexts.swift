package import ErrataIndex

/// Random texts for property tests: Han without blanks, invented words with them, or both.
package enum RandomTexts {
  private static let han = Array(
    "茶酒盐糖油米面鱼肉蛋奶果菜豆瓜桃梨杏枣姜葱碗盘锅炉灯床门窗墙路桥河湖海山石沙土木林花草鸟虫马牛羊猪狗猫鸡鸭风雨雪云雷电火光声色香味头脸眼耳鼻口手足心肝血骨皮毛城村街店厂校院车船机票书报信画歌舞")

  /// Words of two or three invented syllables; none ends in s.
  private static let words: [String] = {
    let syllables = ["ba", "do", "fe", "gu", "ki", "lo", "ma", "ne", "pu", "ri", "ta", "vo", "zu"]
    return syllables.flatMap { first in
      syllables.flatMap { second in [first + second, first + second + "n"] }
    }
  }()

  /// A run of Han characters; none stands twice side by side.
  package static func han(_ random: inout SeededRandom, count: Int) -> [String] {
    var tokens: [String] = []
    while tokens.count < count {
      let token = String(han[Int.random(in: 0..<han.count, using: &random)])
      if token != tokens.last { tokens.append(token) }
    }
    return tokens
  }

  /// Words.
  package static func words(_ random: inout SeededRandom, count: Int) -> [String] {
    (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
  }

  /// Stretches of Han and of words, from few different tokens, so that many stand more than once.
  package static func mixed(_ random: inout SeededRandom, count: Int) -> [String] {
    let pool = han(&random, count: 12) + words(&random, count: 8)
    return (0..<count).map { _ in pool[Int.random(in: 0..<pool.count, using: &random)] }
  }

  /// Tokens as a text: blanks around words.
  package static func text(_ tokens: some Sequence<String>) -> String {
    var text = ""
    for token in tokens {
      let isWord = token.utf8.first.map { $0 < 0x80 } ?? false
      if isWord, text.utf8.last.map({ $0 < 0x80 && $0 != 0x20 }) ?? false { text += " " }
      text += token
    }
    return text
  }

  /// Tokens as units, without the normalizer.
  package static func units(_ tokens: [String]) -> Units {
    var units = Units()
    for token in tokens {
      let scalars = token.unicodeScalars.map(\.value)
      let hash = scalars.withUnsafeBufferPointer { Hashing.unit($0) }
      let start = Int(units.ends.last ?? 0)
      units.append(
        hash: hash, start: start, end: start + scalars.count, flags: scalars[0] < 0x80 ? .word : .ideograph)
    }
    return units
  }

  /// Characters of many scripts, marks, emoji and controls.
  package static func noise(_ random: inout SeededRandom, count: Int) -> String {
    let ranges: [ClosedRange<UInt32>] = [
      0x0...0x7F, 0x4E00...0x9FA5, 0x1F300...0x1F64F, 0x200B...0x202E, 0xFF00...0xFFEF, 0x400...0x4FF, 0x3000...0x30FF,
      0x300...0x36F, 0xE0000...0xE007F, 0x10FF00...0x10FFFF,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<count {
      let range = ranges[Int.random(in: 0..<ranges.count, using: &random)]
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
    }
    return String(text)
  }
}
