import ErrataIndex
import ErrataModel
import Testing

@testable import ErrataMatching

/// A claim, an item that contradicts it, and a twin that says the same and must pass.
struct Contradiction: Sendable, CustomTestStringConvertible {
  var claim: String
  var item: String
  var twin: String
  var testDescription: String { item }

  init(_ claim: String, _ item: String, twin: String) {
    self.claim = claim
    self.item = item
    self.twin = twin
  }
}

/// Each guard with texts that it must keep away, and their twins.
@Suite struct GuardTests {
  static let numbers = [
    Contradiction("下个月起全市地铁票价上涨到15元一次", "下个月起全市地铁票价上涨到6元一次", twin: "下个月起全市地铁票价上涨到十五元一次！"),
    Contradiction("喝下3杯盐水就能排出全部结石", "喝下8杯盐水就能排出全部结石", twin: "喝下三杯盐水就能排出全部结石"),
    Contradiction("全镇有20人因为喝井水而中毒", "全镇有2人因为喝井水而中毒", twin: "全镇有二十人因为喝井水而中毒"),
    Contradiction(
      "The lake swallowed 300 boats in one night", "The lake swallowed 4 boats in one night",
      twin: "Terrible: the lake swallowed three hundred boats in one night"),
    Contradiction(
      "A cup of vinegar melts 90% of kidney stones", "A cup of vinegar melts 5% of kidney stones",
      twin: "a cup of vinegar melts kidney stones, 90% of them"),
  ]

  static let dates = [
    Contradiction("本市8月15日起停止供应天然气", "本市8月22日起停止供应天然气", twin: "本市八月十五日起停止供应天然气，快告诉家人"),
    Contradiction("晚上12点以后吃荔枝会酒精中毒", "晚上9点以后吃荔枝会酒精中毒", twin: "晚上十二点以后吃荔枝，会酒精中毒"),
    Contradiction("2031年月亮会被小行星撞碎", "2055年月亮会被小行星撞碎", twin: "二〇三一年月亮会被小行星撞碎"),
    Contradiction(
      "All bridges in the county close at 9 pm tonight", "All bridges in the county close at 11 pm tonight",
      twin: "Please note that all bridges in the county close at 9 pm tonight"),
  ]

  static let negations = [
    Contradiction("吃大蒜能预防新型流感病毒感染", "吃大蒜不能预防新型流感病毒感染", twin: "吃大蒜不仅能预防新型流感病毒感染"),
    Contradiction("这种蘑菇汤可以治好糖尿病", "这种蘑菇汤并不可以治好糖尿病", twin: "这种蘑菇汤特别可以治好糖尿病"),
    Contradiction("冰箱门上的磁铁会让食物致癌", "冰箱门上的磁铁不会让食物致癌", twin: "冰箱门上的磁铁非常会让食物致癌"),
    Contradiction("洗发水里的泡沫能治疗脱发", "洗发水里的泡沫没法治疗脱发", twin: "洗发水里的泡沫，别人说能治疗脱发"),
    Contradiction("喝骨头汤可以补充钙质", "喝骨头汤无法补充钙质", twin: "喝骨头汤无论如何可以补充钙质"),
    Contradiction("河里的红鱼不能吃，有毒", "河里的红鱼能吃，有毒", twin: "河里的红鱼，不能吃，有毒啊"),
    Contradiction(
      "The museum lamps can cure headaches", "The museum lamps cannot cure headaches",
      twin: "The museum lamps can surely cure headaches"),
    Contradiction(
      "Onion socks draw the fever out of children overnight",
      "Onion socks never draw the fever out of children overnight",
      twin: "Onion socks do not only draw the fever out of children overnight"),
    Contradiction(
      "The harbour water does not freeze because of the paint factory",
      "The harbour water does freeze because of the paint factory",
      twin: "the harbour water doesn't freeze because of the paint factory"),
  ]

  static let places = [
    Contradiction("武汉的跨江大桥昨天被洪水冲垮了一段", "西安的跨江大桥昨天被洪水冲垮了一段", twin: "武汉的跨江大桥，昨天被洪水冲垮了一段"),
    Contradiction("昨晚湖南的水库垮坝淹了三个镇", "昨晚云南的水库垮坝淹了三个镇", twin: "昨晚湖南水库垮坝，淹了三个镇"),
    Contradiction(
      "Sharks swam through the streets of Texas after the storm",
      "Sharks swam through the streets of Florida after the storm",
      twin: "Sharks swam through the flooded streets of Texas after the storm"),
    Contradiction(
      "The mayor of London banned bread in all schools", "The mayor of Paris banned bread in all schools",
      twin: "THE MAYOR OF LONDON BANNED BREAD IN ALL SCHOOLS"),
  ]

  static let others = [
    "Beijing closes every noodle shop that has no green door", "Quinoa porridge reanimates hedgehogs",
    "They say that the people of the city have seen purple barnacles", "猴子会用贝壳给游客算命", "藜麦粥唤醒刺猬",
  ]

  /// One matcher over all claims of the tables, since making one takes a while.
  private static let matcher: Matcher? = {
    let claims = others + (numbers + dates + negations + places).map(\.claim)
    return try? Matcher(index: SmallIndex.make(Set(claims).sorted().map { .init(id: $0, wordings: [$0]) }))
  }()

  private func reason(_ claim: String, _ item: String) throws -> SuppressionReason? {
    let hits = try #require(GuardTests.matcher).match(item)
    let hit = try #require(hits.first { $0.match.claim == claim }, "no match at all: \(item)")
    #expect((hit.match.reason == nil) == (hit.match.outcome == .none), "outcome and reason disagree")
    return hit.match.reason
  }

  private func check(_ row: Contradiction, _ expected: SuppressionReason) throws {
    #expect(try reason(row.claim, row.item) == expected, "not objected to: \(row.item)")
    #expect(try reason(row.claim, row.twin) == nil, "objected to: \(row.twin)")
    #expect(try reason(row.claim, row.claim) == nil, "objected to the claim itself")
  }

  @Test(arguments: numbers)
  func `another number contradicts`(_ row: Contradiction) throws {
    try check(row, .number)
  }

  @Test(arguments: dates)
  func `another date or time of day contradicts`(_ row: Contradiction) throws {
    try check(row, .date)
  }

  @Test func `a number that is left out contradicts nothing, nor do more numbers elsewhere`() throws {
    #expect(try reason("喝下3杯盐水就能排出全部结石", "喝下盐水就能排出全部结石") == nil)
    #expect(try reason("喝下3杯盐水就能排出全部结石", "群里5个人都在传，喝下3杯盐水就能排出全部结石，我转了20次") == nil)
  }

  @Test(arguments: negations)
  func `a negation on one side contradicts`(_ row: Contradiction) throws {
    try check(row, .negation)
  }

  @Test(arguments: [
    "吃大蒜是不是能预防新型流感病毒感染", "吃大蒜是否能预防新型流感病毒感染", "吃大蒜能不能预防新型流感病毒感染", "吃大蒜未来能预防新型流感病毒感染",
    "吃大蒜，没错，能预防新型流感病毒感染", "吃大蒜，不管你信不信，能预防新型流感病毒感染", "吃大蒜不但能预防新型流感病毒感染，还能美容",
  ]) func `words with a negating character that don't negate contradict nothing`(_ item: String) throws {
    #expect(try reason("吃大蒜能预防新型流感病毒感染", item) == nil)
  }

  @Test func `two negations lift each other`() throws {
    #expect(try reason("吃大蒜能预防新型流感病毒感染", "吃大蒜不是不能预防新型流感病毒感染") == nil)
  }

  @Test(arguments: places)
  func `another place contradicts`(_ row: Contradiction) throws {
    try check(row, .name)
  }

  @Test func `another name of the same place doesn't contradict`() throws {
    let claim = "Beijing closes every noodle shop that has no green door"
    #expect(try reason(claim, "北京 closes every noodle shop that has no green door") == nil)
    #expect(try reason(claim, "Shanghai closes every noodle shop that has no green door") == .name)
    #expect(try reason(claim, "上海 closes every noodle shop that has no green door") == .name)
  }

  @Test func `a place that is left out or mentioned elsewhere contradicts nothing`() throws {
    let claim = "武汉的跨江大桥昨天被洪水冲垮了一段"
    #expect(try reason(claim, "跨江大桥昨天被洪水冲垮了一段") == nil)
    #expect(try reason(claim, "西安的朋友转给我看的：武汉的跨江大桥昨天被洪水冲垮了一段") == nil)
    #expect(try reason(claim, "武汉的跨江大桥昨天被洪水冲垮了一段，西安的朋友都吓坏了") == nil)
  }

  @Test func `a text of three units is too short to judge`() throws {
    #expect(try reason("Quinoa porridge reanimates hedgehogs", "Quinoa porridge reanimates") == .tooShort)
    #expect(try reason("Quinoa porridge reanimates hedgehogs", "Quinoa porridge reanimates hedgehogs") == nil)
  }

  @Test func `a text of five characters is too short to judge`() throws {
    #expect(try reason("藜麦粥唤醒刺猬", "藜麦粥唤醒") == .tooShort)
    #expect(try reason("藜麦粥唤醒刺猬", "藜麦粥唤醒刺") == nil)
  }

  @Test func `common wording alone is no match`() throws {
    let claim = "They say that the people of the city have seen purple barnacles"
    #expect(try reason(claim, "They say that the people of the city have met at a new school") == .commonWording)
    // Less than that isn't even looked at.
    let hits = try #require(GuardTests.matcher).match("We met the people at a new school in spring")
    #expect(!hits.contains { $0.match.claim == claim })
    #expect(try reason(claim, claim) == nil)
  }

  @Test func `a negative entry that fits better than the claim keeps it away`() throws {
    let claim = "猴子会用贝壳给游客算命"
    let negative = "动物园的猴子会用贝壳给游客表演"
    let matcher = try Matcher(index: SmallIndex.make([.init(id: "a", wordings: [claim], negatives: [negative])]))
    #expect(matcher.match(negative).first?.match.reason == .negativeEntry)
    #expect(matcher.match(claim).first?.match.reason == nil)
    #expect(try reason(claim, negative) == nil)
  }

  @Test func `a place doesn't contradict the place that it lies in`() throws {
    let claim = "武汉的跨江大桥昨天被洪水冲垮了一段"
    #expect(try reason(claim, "湖北的跨江大桥昨天被洪水冲垮了一段") == nil)
    #expect(try reason(claim, "中国的跨江大桥昨天被洪水冲垮了一段") == nil)
    #expect(try reason(claim, "湖南的跨江大桥昨天被洪水冲垮了一段") == .name)
  }
}
