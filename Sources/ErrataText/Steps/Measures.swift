/// Words after a Chinese numeral that make it a number.
enum Measures {
  /// Measure words, units, dates and times.
  static let words = split(
    """
    个 次 种 位 名 人 岁 例 针 剂 支 份 家 间 所 座 栋 层 楼 户 口 只 头 匹 条 张 片 粒 颗 滴 瓶 杯 碗 勺 盒 包 袋 箱 桶 罐
    台 部 辆 架 艘 列 件 套 双 对 把 根 块 本 册 篇 首 封 页 句 字 项 款 类 级 等 届 轮 波 批 期 场 起 宗 桩 门 科 代 期
    年 月 日 号 天 周 星期 礼拜 季度 小时 分钟 秒 点 时 刻钟 周岁 周年 世纪 年代 更 夜 晚
    元 美元 美金 欧元 英镑 港元 日元 块 毛 角钱 分钱 折 成
    米 公里 千米 厘米 毫米 公分 里 英里 英尺 尺 寸 丈 亩 公顷 平方 平米 立方
    斤 公斤 千克 克 毫克 微克 吨 两 磅 升 毫升 公升
    度 摄氏度 华氏度 倍 % 百分点 个百分点 瓦 千瓦 伏 赫兹 毫安 卡 千卡 大卡
    楼 号楼 单元 室 环 线城市 号线 路 区 省 市 县 村 国 校 州 强 大类
    多个 多名 多人 多年 多岁 多天 几个 几岁
    """)

  /// Words after a bare 一 that make it a number; before a measure word such as 个 it means "a".
  static let strict: [Unicode.Scalar] = [
    "月", "号", "级", "吨", "斤", "米", "岁", "倍", "秒", "元", "年", "天", "升", "克",
  ]

  /// Longer words after a bare 一 that make it a number.
  static let strictWords = split(
    "小时 分钟 公里 千米 厘米 毫米 公斤 千克 毫克 毫升 点钟 周岁 周年 美元 欧元 英镑 百分点 摄氏度 块钱 度电")

  private static func split(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  }
}
