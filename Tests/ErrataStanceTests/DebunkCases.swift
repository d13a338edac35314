import ErrataModel
import Testing

/// A text in the manner of a published fact check or correction, about a claim whose wording is known.
struct DebunkCase: Sendable, CustomTestStringConvertible {
  let claim: String
  let text: String

  var testDescription: String { text }

  static func all(_ claim: String, _ texts: String...) -> [DebunkCase] {
    texts.map { DebunkCase(claim: claim, text: $0) }
  }
}

/// English fact checks, corrections and statements of those concerned.
enum EnglishDebunks {
  static let all: [DebunkCase] =
    DebunkCase.all(
      "The lighthouse at Port Ellery will be torn down in May",
      "Fact check: [[The lighthouse at Port Ellery will be torn down in May]]",
      "No, [[the lighthouse at Port Ellery]] is not going to be [[torn down in May]].",
      "CLAIM: [[The lighthouse at Port Ellery will be torn down in May]]. AP'S ASSESSMENT: False.",
      "[[The lighthouse at Port Ellery will]] not [[be torn down in May]], the harbor board said on Monday.",
      "There are no plans to demolish [[the lighthouse at Port Ellery]], a spokesperson for the harbor board told us.",
      "Our ruling: False. We rate the claim that [[the lighthouse at Port Ellery will be torn down]] FALSE.",
      "Contrary to a widely shared post, [[the lighthouse at Port Ellery]] is staying where it is.",
      "The harbor board has denied that [[the lighthouse at Port Ellery will be torn down in May]].",
      "Correction: An earlier version of this story said [[the lighthouse at Port Ellery will be torn down in May]]. "
        + "That was incorrect.")
    + DebunkCase.all(
      "Boiled onion skins cure the flu",
      "There is no evidence that [[boiled onion skins cure the flu]].",
      "[[Boiled onion skins]] do not [[cure the flu]], doctors say.",
      "Experts say there is no scientific basis for the idea that [[boiled onion skins cure the flu]].",
      "Social media users have been sharing posts that claim [[boiled onion skins cure the flu]]. "
        + "Health officials said the claim is baseless.",
      "[[Boiled onion skins cure the flu]]? Not true. Rest and fluids help, but nothing in an onion kills the virus.",
      "MYTH: [[Boiled onion skins cure the flu]]. FACT: Nothing you boil will do that.",
      "False claim about [[onion skins]] and [[the flu]] spreads online",
      "While onions are healthy, [[boiled onion skins]] have never been shown to [[cure the flu]], researchers said.",
      "The World Health Organization has debunked the claim that [[boiled onion skins cure the flu]].",
      "This is misleading. [[Onion skins]] contain quercetin, but that does not mean that they [[cure the flu]].")
    + DebunkCase.all(
      "A shark swam through the streets of Marlow after the storm",
      "The photo of [[a shark]] in [[the streets of Marlow after the storm]] is doctored.",
      "A reverse image search shows that the picture of [[a shark in the streets of Marlow]] was first posted in 2011.",
      "No shark [[swam through the streets of Marlow]]. The video was generated with AI.",
      "This video does not show [[a shark in the streets of Marlow after the storm]]. It was filmed in an aquarium.",
      "Hoax: [[A shark swam through the streets of Marlow after the storm]]",
      "An old image has been shared as if it showed [[a shark in the streets of Marlow after the storm]]. It's a fake.",
      "Miscaptioned: [[A shark swam through the streets of Marlow after the storm]].",
      "The viral clip of [[a shark swimming through the streets of Marlow]] comes from a satirical website.",
      "We looked into whether [[a shark swam through the streets of Marlow]]. It didn't happen.")
    + DebunkCase.all(
      "Mayor Ines Kalder said pensioners should pay for parks",
      "[[Mayor Ines Kalder]] never [[said pensioners should pay for parks]].",
      "The quote was fabricated. [[Mayor Kalder]] did not say that [[pensioners should pay for parks]].",
      "[[Mayor Ines Kalder said pensioners should pay for parks]]? The quote is made up.",
      "There is no record of [[Mayor Ines Kalder]] saying that [[pensioners should pay for parks]].",
      "The remark attributed to [[Mayor Ines Kalder]] about [[pensioners]] and [[parks]] was taken out of context.",
      "Posts falsely attribute to [[Mayor Ines Kalder]] the line that [[pensioners should pay for parks]].",
      "\"[[Pensioners should pay for parks]]\" is not something [[Mayor Kalder]] ever said, her office confirmed.",
      "Reports that [[Mayor Kalder said pensioners should pay for parks]] are untrue.",
      "[[Mayor Kalder]]'s words were misquoted. Pants on Fire!")
    + DebunkCase.all(
      "The Delmo phone records everything you say at night",
      "[[The Delmo phone]] isn't [[recording everything you say at night]], the company says.",
      "Verdict: Misleading. [[The Delmo phone]] only listens for its wake word.",
      "There's no proof that [[the Delmo phone records everything you say]]; we asked three engineers.",
      "Delmo called the rumor that its [[phone records everything you say at night]] \"completely false\".",
      "That [[the Delmo phone records everything you say at night]] is a conspiracy theory.",
      "Don't fall for the chain letter that says [[the Delmo phone records everything you say at night]].",
      "It is simply not the case that [[the Delmo phone records everything you say at night]].",
      "Missing context: the text about [[the Delmo phone]] leaves out that recording must be switched on.",
      "The claim that [[the Delmo phone records everything you say]] is unsupported by evidence.")
    + long

  /// Articles that deny a claim without one plain sentence about it, or far from its words.
  static let long: [DebunkCase] =
    DebunkCase.all(
      "The Delmo phone records everything you say at night",
      "A video viewed thousands of times on social media shows a woman who reads out her search history. "
        + "According to the clip, [[the Delmo phone]] hears [[everything you say at night]]. However, a spokesperson "
        + "for the maker told us that the microphone is closed unless the owner opens it. Researchers have looked at the "
        + "traffic and there is no record of sound being sent.",
      "The post was originally published in 2019 as a joke. Since then it has been shared widely, often without "
        + "context. Experts say that [[what you say at night]] does not leave [[the Delmo phone]]. In fact the device "
        + "has an official seal of the privacy office.")
    + DebunkCase.all(
      "Boiled onion skins cure the flu",
      "The message circulating on messaging apps tells readers to drink [[boiled onion skins]] against [[the flu]]. "
        + "Studies have not tested the brew in clinical trials. Doctors say that the virus is fought by the body, and "
        + "that the brew does no harm but does not shorten the illness either.")
}

/// Chinese fact checks, statements and answers, in both scripts.
enum ChineseDebunks {
  static let all: [DebunkCase] =
    DebunkCase.all(
      "白露镇的水塔下周要拆除",
      "[[白露镇的水塔]]并不会在[[下周拆除]]。",
      "[[白露镇的水塔下周]]不会[[拆除]]，镇政府工作人员说。",
      "网上说[[白露镇的水塔下周要拆除]]，记者致电镇政府，对方表示没有这样的安排。",
      "关于[[白露镇的水塔]]，经核实，近期没有任何[[拆除]]计划。",
      "[[白露鎮的水塔下週要拆除]]？鎮公所已澄清",
      "該則訊息稱[[白露鎮的水塔下週要拆除]]，屬錯誤訊息。",
      "查核結果：[[白露鎮的水塔下週要拆除]]為不實訊息",
      "[[白露镇的水塔下周要拆除]]，不实！",
      "答案是否定的。[[白露镇的水塔]]去年刚刚加固过。")
    + DebunkCase.all(
      "蒲公英根茶能清除肺里的尘埃",
      "[[蒲公英根茶]]不能[[清除肺里的尘埃]]。",
      "[[蒲公英根茶]]对[[肺里的尘埃]]无能为力。",
      "指望[[蒲公英根茶清除肺里的尘埃]]，只是一厢情愿。",
      "目前尚无可靠研究支持[[蒲公英根茶能清除肺里的尘埃]]。",
      "说[[蒲公英根茶能清除肺里的尘埃]]还为时过早。",
      "医生不建议用[[蒲公英根茶清除肺里的尘埃]]，它起不到这样的作用。",
      "[[蒲公英根茶能清除肺裡的塵埃]]並無醫學實證，民眾勿輕信。",
      "[[蒲公英根茶]]只是一种饮料，离[[清除肺里的尘埃]]还谈不上。",
      "很遗憾，[[蒲公英根茶]]起不到[[清除肺里尘埃]]的作用。")
    + DebunkCase.all(
      "歌手林遥在南湖落水身亡",
      "歌手[[林遥]]工作室发文：本人安好，[[落水身亡]]的消息系恶意造谣。",
      "[[歌手林遥]]并未[[在南湖落水]]，当晚她在外地演出。",
      "[[林遥落水身亡]]？本人发视频报平安，称是恶作剧。",
      "視頻並非近日拍攝，也與[[歌手林遙]]無關，[[南湖]]當天沒有人[[落水]]。",
      "警方查证，[[南湖]]近期没有接到[[落水]]报警，[[歌手林遥]]的消息系旧闻移花接木。")
    + long

  /// Explanations whose denial lies far from the claim's words or in several weak signs.
  static let long: [DebunkCase] =
    DebunkCase.all(
      "蒲公英根茶能清除肺里的尘埃",
      "粉尘进入肺泡以后，主要由巨噬细胞处理。[[蒲公英根茶]]的成分经过消化道，目前的研究还停留在体外实验阶段，"
        + "有效性有待进一步验证。因此，日常防护还是要靠口罩，[[肺里的尘埃]]是否减少需要影像检查来判断。",
      "有文章称喝[[蒲公英根茶]]可以让[[肺里的尘埃]]排出来。实际上，这项研究只用了细胞，样本量有限，"
        + "结论不能直接用到人身上。专家提醒，咳嗽超过两周应当就医。")
    + DebunkCase.all(
      "白露镇的水塔下周要拆除",
      "针对网民关心的问题，镇里在官网发布了情况说明：截至10月8日，[[水塔]]的鉴定工作尚未完成，"
        + "[[白露镇]]也没有收到任何申请，请大家以官方消息为准。")
}

/// Texts that spread a claim although they hold words that debunks use, too.
enum SpreadingCases {
  static let all: [DebunkCase] =
    DebunkCase.all(
      "蒲公英根茶能清除肺里的尘埃",
      "[[蒲公英根茶能清除肺里的尘埃]]，不用打针不用吃药，转给家人！",
      "研究表明，[[蒲公英根茶能清除肺里的尘埃]]，赶紧收藏",
      "有人说是谣言，但其实是真的：[[蒲公英根茶能清除肺里的尘埃]]",
      "转发：这是真的！[[蒲公英根茶能清除肺里的尘埃]]",
      "并非谣言！[[蒲公英根茶能清除肺里的尘埃]]",
      "[[蒲公英根茶能清除肺裡的塵埃]]，這不是謠言，請分享給親友",
      "老中医不会告诉你的秘密：[[蒲公英根茶能清除肺里的尘埃]]")
    + DebunkCase.all(
      "菌子不能和茄子一起吃", "紧急通知：[[菌子不能和茄子一起吃]]，已经有人中毒了！",
      "[[菌子不能和茄子一起吃]]，专家说的，千万别不信")
    + DebunkCase.all(
      "Boiled onion skins cure the flu",
      "[[Boiled onion skins cure the flu]]. It's not fake, my aunt did it!",
      "They say it's fake but it's true: [[boiled onion skins cure the flu]]",
      "[[Boiled onion skins cure the flu]] and the media is not covering it",
      "This is not a hoax. [[Boiled onion skins cure the flu]]. Please share.",
      "If you didn't know: [[boiled onion skins cure the flu]]",
      "Studies show that [[boiled onion skins cure the flu]]. Doctors don't want you to know.")
    + DebunkCase.all(
      "The Delmo phone does not ring after midnight",
      "[[The Delmo phone does not ring after midnight]], believe it or not")
}
