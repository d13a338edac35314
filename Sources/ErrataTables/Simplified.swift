/// Variant forms that Unihan doesn't list as traditional, and forms whose first listed simplified one isn't
/// meant.
private let extra: [(from: String, to: String)] = [
  ("爲裏説峯羣綫牀汙啓喫祕綉麪徧佈佔妳牠檯纔衆僞鷄麽囬迺歎筍嚐噁甦噹韆", "为里说峰群线床污启吃秘绣面遍布占你它台才众伪鸡么回乃叹笋尝恶苏当千"),
  ("乾夥復徵摺瞭著藉餘鍾覆線裡", "干伙复征折了着借余钟复线里"),
  ("槓痠矽菸痺嘅洩脣慾託週迴遊採採髒籲彿痲傢兇唸姦炰雇綵慄燻蓆", "杠酸硅烟痹慨泄唇欲托周回游采采脏吁佛麻家凶念奸炮雇彩栗熏席"),
  ("㑹㒵兎刄囯堃塩寳敎汚眞硏竒緖値廻強沒奬產鉢", "会貌兔刃国坤盐宝教污真研奇绪值回强没奖产钵"),
]

extension UnicodeData {
  /// The simplified form of each traditional character, chains followed to their end.
  ///
  /// Where Unihan lists several, the everyday one (GB 2312) other than the character itself is taken: the
  /// fold is the same for claim and post, so 乾 becomes 干 in 乾坤 too, and no reading is lost that search would
  /// need.
  func simplifiedForms() -> [UInt32: UInt32] {
    var table: [UInt32: UInt32] = [:]
    for (from, candidates) in simplified {
      let others = candidates.filter { $0 != from }
      if let best = others.first(where: { everyday.contains($0) }) ?? others.first { table[from] = best }
    }
    for (from, to) in extra {
      for (old, new) in zip(from.unicodeScalars, to.unicodeScalars) where old != new {
        table[old.value] = new.value
      }
    }
    return table.mapValues { end(of: $0, in: table) }.filter { $0.key != $0.value }
  }

  private func end(of point: UInt32, in table: [UInt32: UInt32]) -> UInt32 {
    var point = point
    for _ in 0..<4 {
      guard let next = table[point], next != point else { break }
      point = next
    }
    return point
  }
}
