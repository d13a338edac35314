internal import ErrataIndex
internal import ErrataModel

/// Another place, person, company or the like where the claim has one: 武汉 against 西安 in the same sentence, and 湖南
/// against 云南, which share a character; 王某 against 李某.
enum NameGuard {
  private static let reach = 4
  private static let longEntry = 64

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    guard context.entryCount <= longEntry else { return nil }
    if hasOtherSurname(context) || hasOtherPerson(context) { return .name }
    return ConceptGuard.replacedSection(.nameTable(of: context.units.language), reach: reach, context) == nil
      ? nil : .name
  }

  /// Whether a title that is paired follows another surname: 王教授 against 李教授.
  private static func hasOtherSurname(_ context: GuardContext) -> Bool {
    (1..<max(1, context.entryCount)).contains { unit in
      let item = Int(context.pairs[unit])
      guard item > 0, context.pairs[unit - 1] < 0, titles.contains(context.entryHashes[unit]) else { return false }
      let (ours, theirs) = (context.entryHashes[unit - 1], context.units.hashes[item - 1])
      return ours != theirs && !context.taken[item - 1] && surnames.contains(ours) && surnames.contains(theirs)
        && !context.units.flags[item].contains(.afterBreak)
    }
  }

  /// Whether two or three characters that begin with a surname are replaced by others that do, all around them alike:
  /// 张大山 against 李小河.
  private static func hasOtherPerson(_ context: GuardContext) -> Bool {
    context.replacements().contains { replacement in
      guard replacement.isInside, (2...3).contains(replacement.entry.count), (2...3).contains(replacement.item.count),
        surnames.contains(context.entryHashes[replacement.entry.lowerBound]),
        surnames.contains(context.units.hashes[replacement.item.lowerBound])
      else { return false }
      return replacement.entry.allSatisfy { context.flags(ofEntryUnit: $0).contains(.ideograph) }
        && replacement.item.allSatisfy { context.units.flags[$0].contains(.ideograph) && !context.taken[$0] }
    }
  }

  /// First characters of 某, 先生, 女士, 小姐, 教授, 医生, 博士, 主任, 局长, 院士, 老师, 警官, 书记.
  private static let titles = GuardWords.hashes(characters: "某先女小教医博主局院老警书")
  /// The hundred commonest surnames, but those that mostly are other words.
  private static let surnames = GuardWords.hashes(
    characters: "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩邓冯曹彭曾肖董潘袁蔡蒋余杜叶程魏苏吕丁卢姚沈钟姜崔谭陆范汪廖贾韦邹熊孟秦邱侯尹薛闫雷史陶贺龚邵覃钱戴严孔康赖")
}
