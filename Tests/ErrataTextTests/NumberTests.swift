import ErrataText
import Testing

@Suite struct NumberTests {
  static let numerals = [
    Fold("十二点", "12点"), Fold("百分之五十", "50%"), Fold("三万", "30000"), Fold("1.5亿", "150000000"),
    Fold("两千", "2000"),
    Fold("二〇二〇年", "2020年"), Fold("一九九八年", "1998年"), Fold("九八年", "98年"), Fold("三分之一", "1/3"),
    Fold("百分之三点五", "3.5%"),
    Fold("三点一四", "3.14"), Fold("一点五亿", "150000000"), Fold("三点五公里", "3.5km"), Fold("零点五", "0.5"),
    Fold("三点五十分", "3点50分"),
    Fold("十点零五分", "10点05分"), Fold("八点一刻", "8点一刻"), Fold("一百二", "120"), Fold("三万五", "35000"),
    Fold("一百零五", "105"),
    Fold("一万亿", "1000000000000"), Fold("一亿五千万", "150000000"), Fold("3万5千", "35000"), Fold("10万", "100000"),
    Fold("0.5万", "5000"),
    Fold("1.23456万", "12345.6"), Fold("二十一", "21"), Fold("两百", "200"), Fold("第二针", "第2针"), Fold("第一针", "第1针"),
    Fold("第十二条", "第12条"),
    Fold("一月", "1月"), Fold("十月一号", "10月1号"), Fold("一公斤", "1kg"), Fold("十几个", "10几个"), Fold("二十几", "20几"),
    Fold("一百多万", "100多万"),
    Fold("两个", "2个"), Fold("三到五天", "3到5天"), Fold("壹佰贰拾元", "120元"), Fold("百万人", "1000000人"),
    Fold("百分百", "百分百"), Fold("三两酒", "3两酒"),
    Fold("三千米", "3000m"), Fold("五千万", "50000000"), Fold("九一八", "918"), Fold("八五折", "85折"),
    Fold("十分钟", "10分钟"), Fold("一百二十三万四千五百六十七", "1234567"),
    Fold("统一三百", "统一300"), Fold("三百姓", "三百姓"), Fold("covid十九", "covid 19"), Fold("十万a", "100000 a"),
  ]

  @Test(arguments: numerals) func `Chinese numerals become digits where they are numbers`(_ fold: Fold) {
    fold.check()
  }

  static let words = [
    "一起", "一定", "一些", "一样", "一直", "万一", "统一", "第一时间", "三文鱼", "四川", "五花肉", "九寨沟", "一个", "一次", "一种", "一位",
    "千万不要", "几十个", "数百万", "成千上万", "三四个", "五六十岁", "老百姓", "十分好", "唯一", "三明治", "一点", "大陆", "放肆", "收拾",
    "不管三七二十一", "四面八方", "五一", "周三", "一方面", "万分感谢", "十字路口", "七上八下", "一下", "百度", "零食", "第一次",
  ]

  @Test(arguments: words) func `a numeral inside a word stays`(_ word: String) { Fold(kept: word).check() }

  static let spelled = [
    Fold("twelve", "12"), Fold("twenty-five", "25"), Fold("twenty five", "25"),
    Fold("two hundred thousand", "200000"),
    Fold("one of them", "one of them"), Fold("no one", "no one"), Fold("one hundred and five", "105"),
    Fold("5 million", "5000000"),
    Fold("1.5 billion", "1500000000"),
    Fold("6 hundred million", "600000000"), Fold("twenty twenty", "20 20"), Fold("a million", "a million"),
    Fold("often tenor", "often tenor"),
    Fold("ten-year-old", "10-year-old"), Fold("zero", "0"), Fold("three million two hundred", "3000200"),
    Fold("covid-nineteen", "covid-19"),
    Fold("three point five percent", "3.5%"), Fold("hundreds of", "hundreds of"), Fold("seven's", "seven's"),
    Fold("nineteen eighty-four", "19 84"),
  ]

  @Test(arguments: spelled) func `English number words become digits`(_ fold: Fold) { fold.check() }

  static let grouping = [
    Fold("1,000", "1000"), Fold("12,345,678", "12345678"), Fold("1,00", "1,00"), Fold("0,123", "0,123"),
    Fold("1234,567", "1234,567"),
    Fold("1,000,00", "1,000,00"), Fold("1, 000", "1, 000"), Fold("1,000万", "10000000"),
    Fold("1,000.5", "1000.5"),
  ]

  @Test(arguments: grouping) func `grouping commas are dropped`(_ fold: Fold) { fold.check() }

  static let units = [
    Fold("5公里", "5km"), Fold("5 千米", "5km"), Fold("5 kilometers", "5km"), Fold("5km", "5km"),
    Fold("3公斤", "3kg"), Fold("3千克", "3kg"),
    Fold("38℃", "38°c"), Fold("38摄氏度", "38°c"), Fold("38 °C", "38°c"), Fold("50 percent", "50%"),
    Fold("50 %", "50%"), Fold("5块钱", "5元"),
    Fold("3个小时", "3小时"), Fold("3个月", "3个月"), Fold("3米饭", "3米饭"), Fold("3克拉", "3克拉"), Fold("a3米", "a3米"),
    Fold("3米a", "3m a"),
    Fold("10 平方米", "10m2"), Fold("five kilograms", "5kg"), Fold("公里", "公里"),
    Fold("100 metersquare", "100 metersquare"),
    Fold("2 liters", "2l"), Fold("500毫升", "500ml"),
  ]

  @Test(arguments: units) func `units after a number are written in one way`(_ fold: Fold) { fold.check() }

  static let leetspeak = [
    Fold("c0vid", "covid"), Fold("v4ccine", "vaccine"), Fold("v@ccine", "vaccine"),
    Fold("v4cc1nes", "vaccines"), Fold("c0vid19", "covid19"),
    Fold("h0ax", "hoax"), Fold("va$$ine", "va$$ine"), Fold(kept: "foo@bar.com"), Fold(kept: "log4j"),
    Fold(kept: "model3s"),
    Fold(kept: "covid19"), Fold(kept: "5g"), Fold(kept: "h1n1"), Fold(kept: "b12"), Fold(kept: "pm2.5"),
    Fold(kept: "mp3"), Fold(kept: "h5n1"),
    Fold(kept: "b2b"), Fold(kept: "i18n"), Fold(kept: "word2vec"), Fold(kept: "win10pro"), Fold(kept: "co2"),
    Fold(kept: "2nd"), Fold(kept: "g20"),
  ]

  @Test(arguments: leetspeak) func `digits inside words are letters`(_ fold: Fold) { fold.check() }

  static let homophones = [
    Fold("薇信", "微信"), Fold("v信", "微信"), Fold("V信", "微信"), Fold("yi苗", "疫苗"), Fold("疫 miao", "疫苗"),
    Fold("新guan疫情", "新冠疫情"),
    Fold("威信", "威信"), Fold("核算", "核算"), Fold("av信", "av信"),
    Fold("8yi苗", "8疫苗"), Fold("a yi苗 b", "a疫苗b"),
    Fold("疫miaos", "疫miaos"),
  ]

  @Test(arguments: homophones) func `well-known evasions become the word that they stand for`(_ fold: Fold) {
    fold.check()
  }
}
