import ErrataModel
import Testing

/// A text with the stance that it takes towards the marked claim.
struct StanceCase: Sendable, CustomTestStringConvertible {
  let stance: Stance
  let text: String

  var testDescription: String { "\(stance.rawValue): \(text)" }

  static func all(_ stance: Stance, _ texts: [String]) -> [StanceCase] {
    texts.map { StanceCase(stance: stance, text: $0) }
  }
}

enum ChineseCases {
  static let refuting = StanceCase.all(
    .refutes,
    [
      "辟谣：网传“[[喝米醋能溶掉鱼刺]]”，医生提醒别再试了",
      "[[喝米醋能溶掉鱼刺]]，警方：此消息为谣言。",
      "[[明天起全市停水三天]]？水务集团：没有的事，系谣言",
      "网传[[明天起全市停水三天]]实为去年的旧通知",
      "【辟谣】[[西瓜和桃子一起吃会中毒]]",
      "闢謠！網傳[[喝米醋能溶掉魚刺]]，醫師：別再信了",
      "食藥署澄清：[[微波爐加熱會產生致癌物]]並無科學根據，純屬謠言",
      "专家：[[手机放床头会致脑瘤]]没有科学依据",
      "[[手机放床头会致脑瘤]]？目前没有任何证据表明两者有关",
      "经核实，[[某小学发生投毒案]]的消息不属实，请勿传播。",
      "近日网上流传[[某小学发生投毒案]]的视频。经查，该视频系摆拍。",
      "[[木耳隔夜泡会要命]]这种说法纯属捏造",
      "别再信了！[[木耳隔夜泡会要命]]是假的",
      "不要轻信“[[刷脸支付会被盗走全部存款]]”的传言",
      "谣言：[[刷脸支付会被盗走全部存款]]。真相：支付还需要密码。",
      "事实上，[[蜂蜜加葱会毒死人]]的说法站不住脚",
      "[[蜂蜜加葱会毒死人]]？误区！营养师说这没有科学道理",
      "[[蜂蜜加葱会毒死人]]系误传",
      "网传[[本市将征收养狗税]]，官方回应：不实",
      "[[本市将征收养狗税]]，市政府否认",
      "公司发表声明，[[创始人已移民海外]]纯属子虚乌有，已报警。",
      "打假！[[苦瓜水能根治糖尿病]]",
      "[[苦瓜水能根治糖尿病]]，一派胡言！",
      "[[苦瓜水能根治糖尿病]]？鬼才信",
      "以下都是谣言，看看你信过几条：1. [[打喷嚏会震断肋骨]] 2. 牙膏治烫伤",
      "有人说[[打喷嚏会震断肋骨]]。还有人说牙膏治烫伤。以上均为谣言，大家别信。",
      "并非“[[打喷嚏会震断肋骨]]”，而是剧烈咳嗽时偶见",
      "这张说[[大桥昨晚塌了]]的图是P的图，假的",
      "有人造谣[[大桥昨晚塌了]]，已辟谣",
      "网警提醒：[[充电时接电话会触电]]系谣言，不信谣不传谣",
      "流言粉碎：[[充电时接电话会触电]]",
      "[[充电时接电话会触电]]？呵呵，别被忽悠了",
      "「[[紅豆水可以排毒]]」是錯誤觀念，並無醫學依據",
      "事實查核：[[紅豆水可以排毒]]",
      "央视曾辟谣过，[[塑料大米流入市场]]",
      "[[塑料大米流入市场]]，查无实据",
      "谎称[[水库大坝要决堤]]",
      "警方表示：“网传[[水库大坝要决堤]]系谣言，请勿传播。”",
      "所谓“[[酸性体质容易得癌症]]”是伪科学",
      "[[酸性体质容易得癌症]]，这话你也信？纯粹胡说八道",
      "没有证据显示[[吃味精会脱发]]",
      "医生辟谣说[[吃味精会脱发]]",
      "停止转发不实信息：[[吃味精会脱发]]",
    ])

  static let questioning = StanceCase.all(
    .questions,
    [
      "[[喝米醋能溶掉鱼刺]]，是真的吗？",
      "[[喝米醋能溶掉鱼刺]]吗？",
      "听说[[明天起全市停水三天]]，真的假的？",
      "求证：[[明天起全市停水三天]]",
      "有没有人知道[[西瓜和桃子一起吃会中毒]]靠谱吗",
      "[[手机放床头会致脑瘤]]？",
      "请问[[手机放床头会致脑瘤]]吗？求科普",
      "[[某小学发生投毒案]]的消息是否属实？",
      "請問[[紅豆水可以排毒]]是真的嗎？",
      "[[紅豆水可以排毒]]嗎？求解",
      "谁能告诉我[[大桥昨晚塌了]]是不是真的",
      "[[大桥昨晚塌了]]，坐等官方消息，目前未经证实",
      "[[蜂蜜加葱会毒死人]]，这个说法可信吗",
      "[[本市将征收养狗税]]是谣言还是真的？",
      "[[苦瓜水能根治糖尿病]]有科学依据吗？",
      "转群里的：[[打喷嚏会震断肋骨]]。这是真的吗？",
    ])

  static let reporting = StanceCase.all(
    .reports,
    [
      "网传[[明天起全市停水三天]]",
      "市教育局回应[[某小学发生投毒案]]",
      "据报道，警方拘留了一名散布“[[水库大坝要决堤]]”的男子",
      "一男子编造“[[大桥昨晚塌了]]”，被行政拘留五日",
      "朋友圈里疯传[[西瓜和桃子一起吃会中毒]]",
      "官方通报网传[[某小学发生投毒案]]",
      "造谣者因发布[[大桥昨晚塌了]]被处罚",
      "[[创始人已移民海外]]的说法在网上广为流传",
      "網路上流傳[[紅豆水可以排毒]]",
    ])

  static let asserting = StanceCase.all(
    .asserts,
    [
      "[[喝米醋能溶掉鱼刺]]",
      "紧急通知：[[明天起全市停水三天]]，赶紧转发！",
      "[[喝米醋能溶掉鱼刺]]，亲测有效！",
      "这不是谣言！[[明天起全市停水三天]]",
      "[[明天起全市停水三天]]，千真万确",
      "“[[水库大坝要决堤]]”这是真的！我亲眼看到的",
      "[[水库大坝要决堤]]，绝不是谣言",
      "别说是谣言，[[西瓜和桃子一起吃会中毒]]",
      "[[手机放床头会致脑瘤]]，你知道吗？",
      "你知道吗？[[手机放床头会致脑瘤]]",
      "[[蜂蜜加葱会毒死人]]，你还敢吃吗？",
      "震惊！真相竟然是[[塑料大米流入市场]]",
      "专家说[[酸性体质容易得癌症]]，赶紧告诉家人",
      "据报道，[[酸性体质容易得癌症]]",
      "不信谣不传谣，但是[[大桥昨晚塌了]]",
      "為什麼[[紅豆水可以排毒]]？因為它利尿",
      "[[紅豆水可以排毒]]，這是真的，我媽試過有效",
      "[[苦瓜水能根治糖尿病]]。官方至今没有辟谣。",
      "[[苦瓜水能根治糖尿病]]，信不信由你，功德无量",
      "转给身边的人：[[微波炉加热会产生致癌物]]！不转后悔",
      "[[微波炉加热会产生致癌物]]，已被证实",
      "不实名认证的后果：[[刷脸支付会被盗走全部存款]]",
      "真相大白！[[创始人已移民海外]]",
      "有人说“[[大桥昨晚塌了]]是谣言”，我告诉你这是真的！我亲眼看到的",
      "[[造谣的人说大桥昨晚塌了是谣言]]",
      "[[专家辟谣说喝米醋能溶掉鱼刺是真的]]",
      "[[打喷嚏会震断肋骨]]难道还不可怕吗？",
      "早上好！今天给大家讲个养生知识。[[红豆水可以排毒]]。祝大家周末愉快，好运连连。",
      "[[吃味精会脱发]]，难道你不怕吗？",
      "[[塑料大米流入市场]]，怎么办？",
      "医生朋友发来的：[[充电时接电话会触电]]，一定要注意",
      "不可否认，[[酸性体质容易得癌症]]",
    ])
}

enum EnglishCases {
  static let refuting = StanceCase.all(
    .refutes,
    [
      "No, [[drinking vinegar does dissolve fish bones]]. Fact check: it doesn't.",
      "FALSE: [[The city will cut all water for three days]]",
      "PSA: the message going around saying [[the city will cut all water for three days]] is fake.",
      "\"[[The city will cut all water for three days]]\" That's false.",
      "There is no evidence that [[phones under the pillow cause brain tumors]]",
      "Claims that [[phones under the pillow cause brain tumors]] are false, doctors say",
      "Fact check: [[Phones under the pillow cause brain tumors]]",
      "Myth: [[phones under the pillow cause brain tumors]]. Fact: they don't.",
      "[[The bridge collapsed last night]]. This is a hoax, please stop sharing it.",
      "The rumor that [[the bridge collapsed last night]] has been debunked.",
      "[[The bridge collapsed last night]] - totally made up.",
      "It's a myth that [[sugar makes children hyperactive]].",
      "Contrary to popular belief, [[sugar makes children hyperactive]] is not true",
      "Police deny that [[a bomb was found in the mall]]",
      "Officials dismissed rumors that [[a bomb was found in the mall]]",
      "Stop spreading this: [[a bomb was found in the mall]]. It isn't true.",
      "[[Honey with onions is deadly]]? Debunked.",
      "Posts falsely claim [[honey with onions is deadly]]",
      "Viral post claiming [[the mayor will tax dogs]] is misleading",
      "Nope. [[The mayor will tax dogs]]. Never happened.",
      "[[The mayor will tax dogs]] is fake news",
      "The photo showing that [[the mayor will tax dogs]] was photoshopped",
      "Yeah right, [[the mayor will tax dogs]]",
      "[[Bitter melon juice cures diabetes]] what a load of nonsense!",
      "Sure, because [[bitter melon juice cures diabetes]]",
      "Don't fall for it: [[bitter melon juice cures diabetes]]",
      "Fact-checkers rated the claim \"[[bitter melon juice cures diabetes]]\" as false",
      "No truth to the rumor [[the founder moved abroad]]",
      "The company called reports that [[the founder moved abroad]] \"baseless\"",
      "There's no proof [[the founder moved abroad]], just a conspiracy theory",
      "[[Sneezing can break your ribs]] is an urban legend.",
      "Misinformation alert! [[Sneezing can break your ribs]]",
      "Ugh, no. [[Sneezing can break your ribs]] is simply wrong.",
      "People believe [[sneezing can break your ribs]]. They're wrong. It has been debunked many times.",
      "I call BS on [[the five second rule keeps food safe]]",
      "[[The five second rule keeps food safe]]. Not true at all.",
      "The idea that [[the five second rule keeps food safe]] is not supported by science",
      "Hoax alert: [[free phones for the first thousand callers]]",
      "[[Free phones for the first thousand callers]] (it's a scam, do not believe this)",
      "@friend that's not true. [[Free phones for the first thousand callers]]",
      "The fire department says the claim [[charging calls electrocute people]] is untrue",
      "Reminder: [[charging calls electrocute people]] is just an old wives' tale",
    ])

  static let questioning = StanceCase.all(
    .questions,
    [
      "Is it true that [[the city will cut all water for three days]]?",
      "[[The city will cut all water for three days]]? Is this true?",
      "Does anyone know if [[the bridge collapsed last night]]?",
      "Can anyone confirm [[the bridge collapsed last night]]",
      "[[The bridge collapsed last night]]?",
      "Does [[drinking vinegar dissolve fish bones]]?",
      "Heard that [[the mayor will tax dogs]]. True or false?",
      "Not sure if [[the mayor will tax dogs]], waiting for confirmation",
      "Any truth to [[the founder moved abroad]]",
      "Wondering whether [[honey with onions is deadly]]",
      "[[Honey with onions is deadly]], fact or fiction?",
      "[[A bomb was found in the mall]] - has not been verified yet",
    ])

  static let reporting = StanceCase.all(
    .reports,
    [
      "Police arrested a man for spreading \"[[a bomb was found in the mall]]\"",
      "A message claiming [[the city will cut all water for three days]] is making the rounds",
      "Rumors are circulating that [[the founder moved abroad]]",
      "It has been claimed that [[the founder moved abroad]]",
      "Woman fined for posting that [[the bridge collapsed last night]]",
      "A viral video says [[honey with onions is deadly]]",
      "The mayor responds to rumors about [[the mayor will tax dogs]]",
    ])

  static let asserting = StanceCase.all(
    .asserts,
    [
      "[[The bridge collapsed last night]]",
      "BREAKING: [[the bridge collapsed last night]]!!! Share this with everyone",
      "[[The bridge collapsed last night]]. This is true, I saw it with my own eyes",
      "This is not a hoax: [[the city will cut all water for three days]]",
      "[[The city will cut all water for three days]]. It's not fake news, my uncle works there",
      "Did you know that [[phones under the pillow cause brain tumors]]?",
      "[[Phones under the pillow cause brain tumors]] 100% real",
      "[[Honey with onions is deadly]]. Why is nobody talking about it?",
      "Why does nobody say that [[honey with onions is deadly]]?",
      "Doctors say [[bitter melon juice cures diabetes]]. Wake up people!",
      "According to a study, [[bitter melon juice cures diabetes]]",
      "True story: [[sneezing can break your ribs]]",
      "[[Sneezing can break your ribs]]. Have you ever wondered why?",
      "I checked on Snopes and [[free phones for the first thousand callers]] - please share",
      "Believe it or not, [[the five second rule keeps food safe]]",
      "The truth they don't want you to know: [[sugar makes children hyperactive]]",
      "[[Sugar makes children hyperactive]] and it isn't a myth",
      "Confirmed: [[the founder moved abroad]]",
      "What is wrong with this country? [[The mayor will tax dogs]]",
      "[[The rumor that the bridge collapsed is false they say, but it did]]",
      "Good morning all. [[Charging calls electrocute people]]. Be careful out there.",
      "He was wrongly convicted. Anyway, [[the mayor will tax dogs]]",
      "[[The mayor will tax dogs]]. Can you believe it?",
      "\"[[The founder moved abroad]]\" this is true!",
      "No doubt about it, [[charging calls electrocute people]]",
    ])
}
