import ErrataIndex
import Testing

/// Which characters and words negate, by their neighbours.
@Suite struct NegationTests {
  private func negations(_ text: String) -> Int {
    normalizedUnits(text).flags.count { $0.contains(.negation) }
  }

  @Test(arguments: [
    "不仅能治病", "不但有效", "不止一次", "不光是他", "不管是谁", "不少人", "不断上涨", "不同的人", "不过他说", "不久以后", "味道不错", "不锈钢锅",
    "差不多", "了不起", "忍不住", "没错", "没收手机", "没想到", "船沉没了", "无论如何", "无线耳机", "无锡市", "无人机", "无数人", "无纺布", "非常好",
    "非洲猪", "除非下雨", "大是大非", "南非", "未来三天", "未成年人", "莫名其妙", "莫斯科", "特别好", "别人家", "区别", "分别", "级别", "性别",
    "类别", "差别", "个别", "辨别真假", "识别", "鉴别", "别墅", "是否", "能否", "可否", "否则", "是不是真的", "能不能吃", "有没有用", "會不會",
    "特別好", "無論如何", "識別",
  ]) func `a negating character inside such a word doesn't negate`(_ text: String) {
    #expect(negations(text) == 0)
  }

  @Test(arguments: [
    "不能吃", "不会死", "没有用", "没用", "无法治好", "无人死亡", "并非如此", "未死", "请勿吃", "别吃", "别喝水", "千万别信", "否认", "不同意",
    "不过敏", "不管用", "不断电", "不明显", "不止痛", "男性别吃", "这个别买", "小区别去", "广告别信", "从未", "尚未", "毫无用处", "不是药",
    "无效", "非人", "區別不大", "這個別買",
  ]) func `elsewhere it does`(_ text: String) {
    #expect(negations(text) == 1)
  }

  @Test func `two in one phrase both count, so that they lift each other`() {
    for text in ["不得不吃", "不可否认", "不能不信", "无不害怕"] { #expect(negations(text) == 2, "\(text)") }
  }

  @Test(arguments: [
    "It not only cures", "it does not just help", "not merely bad", "not solely", "not simply", "no doubt", "no wonder",
    "no matter",
  ]) func `a word after it can take the negation away in English`(_ text: String) {
    #expect(negations(text) == 0)
  }

  @Test(arguments: [
    "it does not matter", "it is not a cure", "no cure", "never only", "not. Only", "cannot just", "no only",
    "not lonely",
  ]) func `other words after it don't`(_ text: String) {
    #expect(negations(text) == 1)
  }

  @Test func `a character at the end of a text is judged by what stands before it`() {
    #expect(negations("是非") == 0 && negations("不") == 1 && negations("是不") == 1 && negations("别") == 1)
  }

  @Test(arguments: [
    "it doesnt help", "they dont know", "it isnt so", "we cant go", "you wont see", "non toxic", "it aint so",
  ])
  func `contractions without their apostrophe and non negate`(_ text: String) {
    #expect(negations(text) == 1)
  }

  @Test(arguments: ["a font", "the ant", "don quixote", "a distant want", "nonsense"])
  func `words that look alike don't`(_ text: String) {
    #expect(negations(text) == 0)
  }
}
