/// Words in which a negating character (不 没 无 非 未 莫 别 否) means nothing of the kind, as in 特别, 非常 and 是否.
///
/// The longest listed word around a character decides: 不管 doesn't negate, 不管用 does. An ideograph between two of
/// the same asks (是不是, 有没有) and doesn't negate either.
enum NegationWords {
  /// Whether the character at a position negates there.
  ///
  /// - Parameters:
  ///   - scalars: folded scalars, simplified.
  ///   - position: the place of a character that can negate.
  /// - Complexity: linear in the number of listed words with that character.
  static func negates(_ scalars: UnsafeBufferPointer<UInt32>, at position: Int) -> Bool {
    var longest = 0
    var negates = !isChoice(scalars, at: position)
    for word in words(with: scalars[position]) where word.scalars.count > longest {
      guard word.stands(in: scalars, at: position) else { continue }
      longest = word.scalars.count
      negates = word.negates
    }
    return negates
  }

  /// 是不是, 能不能, 有没有.
  private static func isChoice(_ scalars: UnsafeBufferPointer<UInt32>, at position: Int) -> Bool {
    position > 0 && position + 1 < scalars.count && scalars[position - 1] == scalars[position + 1]
      && scalars[position - 1] >= 0x3400
  }

  private struct Word {
    var scalars: [UInt32]
    /// Where the character in question stands in it.
    var offset: Int
    var negates: Bool

    func stands(in text: UnsafeBufferPointer<UInt32>, at position: Int) -> Bool {
      let start = position - offset
      guard start >= 0, start + scalars.count <= text.count else { return false }
      return scalars.indices.allSatisfy { text[start + $0] == scalars[$0] }
    }
  }

  /// The words that have a negating character; a list of nine is faster than a dictionary.
  @inline(__always)
  private static func words(with scalar: UInt32) -> [Word] {
    for entry in table where entry.scalar == scalar { return entry.words }
    return []
  }

  /// Words by each negating character that they have, by number.
  private static let table: [(scalar: UInt32, words: [Word])] = {
    var table: [UInt32: [Word]] = [:]
    for (list, negates) in [(harmless, false), (negating, true)] {
      for word in list.split(whereSeparator: \.isWhitespace) {
        let scalars = word.unicodeScalars.map(\.value)
        for (offset, scalar) in scalars.enumerated() where Negation.contains(ideograph: scalar) {
          table[scalar, default: []].append(Word(scalars: scalars, offset: offset, negates: negates))
        }
      }
    }
    return table.sorted { $0.key < $1.key }.map { (scalar: $0.key, words: $0.value) }
  }()

  private static let harmless = """
    不仅 不但 不止 不光 不只 不单 不管 不论 不少 不断 不同 不过 不久 不错 不时 不然 不禁 不妨 不料 不惜 不愧 不免 不由得 不得了 不一会
    不法 不幸 不慎 不良 不明 不锈钢 不倒翁 不动产 差不多 了不起 对不起 说不定 忍不住 禁不住 恨不得 巴不得 动不动 好不容易 不知不觉
    没错 没收 没落 没准 没想到 没料到 淹没 沉没 埋没 出没 吞没 湮没 覆没
    无论 无线 无锡 无人机 无人驾驶 无人车 无数 无疑 无比 无奈 无聊 无辜 无语 无敌 无私 无穷 无限 无尽 无非 无花果 无纺布 无所谓 无症状
    非常 非洲 非典 非凡 非遗 非法 非但 非同小可 除非 是非 大非 南非 北非 中非 东非 西非 莫非
    未来 未婚 未成年 未免 未知 所未
    莫名 莫大 莫斯科 莫言 莫桑比克 莫扎特 莫高窟 莫奈 约莫
    特别 区别 分别 级别 性别 类别 差别 个别 辨别 识别 鉴别 甄别 判别 离别 告别 送别 诀别 久别 派别 别人 别墅 别的 别名 别称 别致 别扭
    别处 别样 别具一格 别克 别针 有别于
    是否 能否 可否 会否 与否 否则
    """

  private static let negating = """
    不同意 不过敏 不过期 不过量 不过关 不过滤 不过夜 不断电 不断网 不断水 不断奶 不管用 不管事 不错过 不光滑 不止痛 不止血 不止咳 不止泻
    不明显 不明确 不明白 不明智 不幸福 不慎重 不少于
    男性别 女性别 这个别 那个别 这类别 那类别 小区别 社区别 地区别 景区别 山区别 广告别
    不可否认
    """
}
