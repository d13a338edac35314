import Testing

/// A claim and an item, for the guards.
struct GuardPair: Sendable, CustomTestStringConvertible {
  var claim: String
  var item: String
  var testDescription: String { item }

  init(_ claim: String, _ item: String) {
    self.claim = claim
    self.item = item
  }
}

/// Items that differ from a claim by one number, measure, date, place, name, negation or opposite.
enum ContradictionTable {
  static let numbers = [
    GuardPair(
      "Taking 3 mg of zinc every morning keeps the flu away",
      "Taking 3 g of zinc every morning keeps the flu away"),
    GuardPair("Vinegar tea removes 5% of body fat in one week", "Vinegar tea removes 50% of body fat in one week"),
    GuardPair(
      "The storm left 2 million homes without power in one night",
      "The storm left 2 billion homes without power in one night"),
    GuardPair(
      "200 people fainted at the opening of the new stadium",
      "300 people fainted at the opening of the new stadium"),
    GuardPair(
      "A dam collapse has flooded 40 villages near the border",
      "A dam collapse has flooded 75 villages near the border"),
    GuardPair(
      "The new tax takes 30 dollars from every pension each month",
      "The new tax takes 30 euros from every pension each month"),
    GuardPair(
      "The patch must stay on the skin for 3 days to work",
      "The patch must stay on the skin for 3 hours to work"),
    GuardPair("Each bottle holds 500 ml of untreated lake water", "Each bottle holds 50 ml of untreated lake water"),
    GuardPair("Running 10 km a day dissolves gallstones for good", "Running 2 km a day dissolves gallstones for good"),
    GuardPair("Seven schools were closed because of singing mice", "Two schools were closed because of singing mice"),
    GuardPair("每天喝3克明矾水可以排出体内的重金属", "每天喝30克明矾水可以排出体内的重金属"),
    GuardPair("手机连续充电3天会自动爆炸", "手机连续充电3小时会自动爆炸"),
    GuardPair("新型路灯让全市5%的鸽子迷路", "新型路灯让全市50%的鸽子迷路"),
    GuardPair("昨夜的龙卷风卷走了2万头奶牛", "昨夜的龙卷风卷走了2亿头奶牛"),
    GuardPair("小区电梯坠落造成12人受伤", "小区电梯坠落造成35人受伤"),
    GuardPair("高速公路今后每公里收费3元", "高速公路今后每公里收费3美元"),
    GuardPair("喝5毫升煤油可以治好蛔虫病", "喝50毫升煤油可以治好蛔虫病"),
    GuardPair("这座水塔一夜之间倾斜了十五度", "这座水塔一夜之间倾斜了四十度"),
    GuardPair("每天吃三顆生雞蛋可以治好耳鳴", "每天吃九顆生雞蛋可以治好耳鳴"),
    GuardPair("捷運票價下個月起漲到80元", "捷運票價下個月起漲到45元"),
    GuardPair(
      "Drinking 1 cup of ink a day makes the hair grow back",
      "Drinking 4 cups of ink a day makes the hair grow back"),
    GuardPair("A 5G tower set fire to the pigeons of the market", "A 4G tower set fire to the pigeons of the market"),
    GuardPair("据说一斤蟑螂粉可以卖到800元", "据说一斤蟑螂粉可以卖到8000元"),
    GuardPair("三天瘦十斤的秘方是喝芹菜根水", "十天瘦三斤的秘方是喝芹菜根水"),
    GuardPair("小区电梯坠落造成12人受伤", "小😡区😡电😡梯😡坠😡落😡造😡成😡3😡5😡人😡受😡伤"),
    GuardPair(
      "Vitamin B17 from cherry stones keeps sailors awake",
      "Vitamin B52 from cherry stones keeps sailors awake"),
    GuardPair("The glue needs hours to harden on a wet roof", "The glue needs seconds to harden on a wet roof"),
    GuardPair(
      "A golden owl will share millions with the villagers",
      "A golden owl will share billions with the villagers"),
    GuardPair(
      "A single aspirin of 500 mg dissolves a blood clot in ten minutes",
      "A single aspirin of 500 mg dissolves a blood clot in forty minutes"),
    GuardPair("香蕉放冰箱超过2天就会产生毒素", "香蕉放冰箱超过20天就会产生毒素"),
  ]

  static let dates = [
    GuardPair(
      "The river bridge will be blown up on March 5 by the army",
      "The river bridge will be blown up on March 19 by the army"),
    GuardPair(
      "All ferries stop running on Monday because of the whale",
      "All ferries stop running on Friday because of the whale"),
    GuardPair(
      "The castle tower collapsed in 1998 during a concert",
      "The castle tower collapsed in 2012 during a concert"),
    GuardPair(
      "Banks will freeze all savings accounts in January to print new notes",
      "Banks will freeze all savings accounts in October to print new notes"),
    GuardPair(
      "The lights of the harbour go out at 9 pm for the comet",
      "The lights of the harbour go out at 9 am for the comet"),
    GuardPair("全市自来水将在3月5日停止供应", "全市自来水将在5月3日停止供应"),
    GuardPair("老城区的电影院周一起全部免费", "老城区的电影院周五起全部免费"),
    GuardPair("2019年火星上发现了一座古城", "2008年火星上发现了一座古城"),
    GuardPair("地铁二号线7月停运检修全部隧道", "地铁二号线9月停运检修全部隧道"),
    GuardPair("全台加油站將在6月10日停止供應柴油", "全台加油站將在6月25日停止供應柴油"),
    GuardPair("火車站的時鐘會在星期三全部倒轉", "火車站的時鐘會在星期六全部倒轉"),
    GuardPair("The comet will hit the old lighthouse on 14 July", "The comet will hit the old lighthouse on 14 August"),
    GuardPair("The comet will hit the old lighthouse in 2031", "The comet will hit the old lighthouse in 2042"),
    GuardPair("本周六下午全城停电检修变压器", "本周日下午全城停电检修变压器"),
    GuardPair("明天上午9点全市拉响防空警报试验", "明天上午11点全市拉响防空警报试验"),
    GuardPair("从2025年1月起养老金全部停发", "从2023年1月起养老金全部停发"),
    GuardPair("The asteroid will strike on Christmas Day 2026", "The asteroid will strike on Christmas Day 2036"),
    GuardPair("十月一日起全国统一停止使用百元钞票", "十二月一日起全国统一停止使用百元钞票"),
  ]

  static let names = [
    GuardPair(
      "La empresa Facebook borrará mañana todas las cuentas que no tengan foto",
      "La empresa Twitter borrará mañana todas las cuentas que no tengan foto"),
    GuardPair(
      "Der Konzern Facebook löscht morgen alle Konten, die kein Foto haben",
      "Der Konzern Twitter löscht morgen alle Konten, die kein Foto haben"),
    GuardPair("Tom Hanks has died after a fall from a ladder", "Tom Cruise has died after a fall from a ladder"),
    GuardPair("Trump signed an order that bans round tables", "Biden signed an order that bans round tables"),
    GuardPair("The Pfizer shot turns blood green within a week", "The Moderna shot turns blood green within a week"),
    GuardPair(
      "Facebook will delete every account without a photo",
      "Twitter will delete every account without a photo"),
    GuardPair(
      "Sharks were seen in the canals of Venice near Chicago harbour",
      "Sharks were seen in the canals of Venice near Boston harbour"),
    GuardPair("Garlic soup cures deafness in old dogs overnight", "Ginger soup cures deafness in old dogs overnight"),
    GuardPair(
      "A secret tunnel runs from Norway to a lake full of gold",
      "A secret tunnel runs from Finland to a lake full of gold"),
    GuardPair(
      "Yesterday the singer Adele Brown fell off the stage in Oldham",
      "Yesterday the singer Clara Brown fell off the stage in Oldham"),
    GuardPair(
      "Old coins can be traded for gold at Walmart this week",
      "Old coins can be traded for gold at Costco this week"),
    GuardPair("微信从下月开始对每条语音收费", "支付宝从下月开始对每条语音收费"),
    GuardPair("王某在车站捡到一箱金条后失踪", "李某在车站捡到一箱金条后失踪"),
    GuardPair("马云昨天在山里买下一座庙", "马化腾昨天在山里买下一座庙"),
    GuardPair("武汉的天空昨晚出现三个月亮", "成都的天空昨晚出现三个月亮"),
    GuardPair("麦当劳的薯条里发现塑料绳子", "肯德基的薯条里发现塑料绳子"),
    GuardPair("用大蒜擦头皮可以让白发变黑", "用生姜擦头皮可以让白发变黑"),
    GuardPair("长期吃木薯会得糖尿病和脚气", "长期吃木薯会得高血压和脚气"),
    GuardPair("刘教授说梧桐树会吸走行人的阳气", "陈教授说梧桐树会吸走行人的阳气"),
    GuardPair("台南的水庫昨天夜裡全部變成紫色", "高雄的水庫昨天夜裡全部變成紫色"),
    GuardPair("臉書下週起要刪除所有沒有頭像的帳號", "推特下週起要刪除所有沒有頭像的帳號"),
    GuardPair("川普在白宮地下室養了一群鱷魚", "拜登在白宮地下室養了一群鱷魚"),
    GuardPair(
      "Chinese engineers built a bridge out of frozen tea",
      "Russian engineers built a bridge out of frozen tea"),
    GuardPair(
      "The ghost of Napoleon haunts the elevator of the town hall",
      "The ghost of Churchill haunts the elevator of the town hall"),
    GuardPair(
      "Keeping onions in the bedroom prevents malaria in children",
      "Keeping onions in the bedroom prevents measles in children"),
    GuardPair(
      "Muslims want the bakery to stop selling striped cakes",
      "Christians want the bakery to stop selling striped cakes"),
    GuardPair("特斯拉汽车在雨天会自己倒车", "比亚迪汽车在雨天会自己倒车"),
    GuardPair("京东的仓库里有一只会打包的狗", "拼多多的仓库里有一只会打包的狗"),
    GuardPair("吃西瓜以后喝牛奶会中毒身亡", "吃芒果以后喝牛奶会中毒身亡"),
    GuardPair("张某半夜在井里捞出一尊玉佛", "赵某半夜在井里捞出一尊玉佛"),
    GuardPair("中國的科學家發明了會發光的米", "日本的科學家發明了會發光的米"),
    GuardPair("The stolen crown is hidden in a barn near Oldham", "The stolen crown is hidden in a barn near Bristol"),
    GuardPair("据村民说张大山在井底挖出一只铜鼓", "据村民说李小河在井底挖出一只铜鼓"),
    GuardPair(
      "Elon Musk is giving away 5000 bitcoin to his fans",
      "Jeff Bezos is giving away 5000 bitcoin to his fans"),
    GuardPair("Germany will ban meat on Fridays from next year", "Sweden will ban meat on Fridays from next year"),
    GuardPair("韩国首尔发生八级大地震", "日本东京发生八级大地震"),
    GuardPair("钟南山院士建议每天用盐水漱口", "李兰娟院士建议每天用盐水漱口"),
    GuardPair("蔡英文宣布全台停止上課一個月", "賴清德宣布全台停止上課一個月"),
    GuardPair("滴滴司机在后备箱里藏了摄像头", "美团司机在后备箱里藏了摄像头"),
    GuardPair("Actor Keanu Reeves bought a village in Iceland", "Actor Johnny Depp bought a village in Iceland"),
    GuardPair("吃菠菜会导致肾结石越来越大", "吃韭菜会导致肾结石越来越大"),
  ]

  static let negations = [
    GuardPair(
      "El vinagre caliente cura la diabetes en una sola noche",
      "El vinagre caliente no cura la diabetes en una sola noche"),
    GuardPair(
      "O vinagre quente cura a diabetes em uma noite com lua",
      "O vinagre quente não cura a diabetes em uma noite com lua"),
    GuardPair(
      "Le vinaigre chaud guérit les diabètes en une seule nuit",
      "Le vinaigre chaud ne guérit pas les diabètes en une seule nuit"),
    GuardPair(
      "L'aceto caldo della nonna cura il diabete in una notte",
      "L'aceto caldo della nonna non cura il diabete in una notte"),
    GuardPair(
      "Warmer Essig heilt den Diabetes in einer Nacht ohne Mond",
      "Warmer Essig heilt den Diabetes nicht in einer Nacht ohne Mond"),
    GuardPair(
      "Boiled rainwater is safe to drink for newborn babies",
      "Boiled rainwater is unsafe to drink for newborn babies"),
    GuardPair("Red lamps increase the weight of sleeping hens", "Red lamps decrease the weight of sleeping hens"),
    GuardPair("Wool scarves cause fever in small children", "Wool scarves prevent fever in small children"),
    GuardPair(
      "The lost captain of the ferry is alive on an island",
      "The lost captain of the ferry is dead on an island"),
    GuardPair("It is legal to park on the rails after midnight", "It is illegal to park on the rails after midnight"),
    GuardPair("The city allows cooking on balconies in summer", "The city bans cooking on balconies in summer"),
    GuardPair(
      "Only vaccinated sailors may enter the old harbour",
      "Only unvaccinated sailors may enter the old harbour"),
    GuardPair(
      "Green paint can stop lightning from hitting barns",
      "Green paint cannot stop lightning from hitting barns"),
    GuardPair("Moon water is not dangerous for house plants", "Moon water is dangerous for house plants"),
    GuardPair(
      "The mill pond does contain mercury from old clocks",
      "The mill pond doesnt contain mercury from old clocks"),
    GuardPair("喝淘米水会让指甲变软脱落", "喝淘米水不会让指甲变软脱落"),
    GuardPair("孕妇可以吃隔夜的银耳羹", "孕妇不可以吃隔夜的银耳羹"),
    GuardPair("这口古井里有能治病的泉水", "这口古井里没有能治病的泉水"),
    GuardPair("经常敲打膝盖会增加骨头的密度", "经常敲打膝盖会减少骨头的密度"),
    GuardPair("下周开始全市允许燃放烟花爆竹", "下周开始全市禁止燃放烟花爆竹"),
    GuardPair("湿头发睡觉容易导致头部中风瘫痪", "湿头发睡觉容易预防头部中风瘫痪"),
    GuardPair("城南的老桥今晚重新开放给卡车通行", "城南的老桥今晚重新关闭给卡车通行"),
    GuardPair("鸡蛋壳磨成的粉末对肠胃有害", "鸡蛋壳磨成的粉末对肠胃无害"),
    GuardPair("明年房租价格一定会上涨三成", "明年房租价格一定会下跌三成"),
    GuardPair("用铁锅煮山楂是安全的做法", "用铁锅煮山楂是危险的做法"),
    GuardPair("村里那位百岁老人昨天还活着", "村里那位百岁老人昨天死了"),
    GuardPair("空腹喝豆漿會讓血壓升高", "空腹喝豆漿會讓血壓降低"),
    GuardPair("這種草藥對退燒有效", "這種草藥對退燒無效"),
    GuardPair("颱風天可以站在陽台上曬衣服", "颱風天不可以站在陽台上曬衣服"),
    GuardPair(
      "Sleeping on the left side damages the pocket watch",
      "Sleeping on the right side damages the pocket watch"),
    GuardPair("The army will open the gates of the dam tonight", "The army will close the gates of the dam tonight"),
    GuardPair("Women live longer in houses with blue doors", "Men live longer in houses with blue doors"),
    GuardPair("The vaccine for bees was approved by the council", "The vaccine for bees was rejected by the council"),
    GuardPair("The bridge is strong enough for elephants", "The bridge is not strong enough for elephants"),
    GuardPair("这条河的水位正在不断上升", "这条河的水位正在不断下降"),
    GuardPair("饭前喝山楂茶能保护牙齿", "饭后喝山楂茶能保护牙齿"),
    GuardPair("政府支持在屋顶养奶牛的计划", "政府反对在屋顶养奶牛的计划"),
    GuardPair("这种纽扣电池吞下去没有危险", "这种纽扣电池吞下去有危险"),
    GuardPair("這個水庫的魚是有毒的", "這個水庫的魚是無毒的"),
    GuardPair("政府宣布明年起取消冬天的路燈", "政府宣布明年起恢復冬天的路燈"),
    GuardPair("Loud music can kill goldfish in their bowl", "Loud music can save goldfish in their bowl"),
    GuardPair("能一口气喝完三碗醋就说明肺没有病", "不能一口气喝完三碗醋就说明肺没有病"),
    GuardPair("Vaccines cause autism in young children", "Vaccines do not cause autism in young children"),
    GuardPair("Coffee raises the risk of heart failure in women", "Coffee lowers the risk of heart failure in women"),
    GuardPair("开水反复煮会产生致癌物", "开水反复煮不会产生致癌物"),
    GuardPair("微波炉加热的食物对人体有害", "微波炉加热的食物对人体没有害处"),
    GuardPair("手机放枕头边会影响大脑发育", "手机放枕头边并不会影响大脑发育"),
    GuardPair("驾照到期后可以晚三个月换证", "驾照到期后不能晚三个月换证"),
    GuardPair("明天起健保卡可以在超商使用", "明天起健保卡不能在超商使用"),
    GuardPair("The president has approved the new tax on bread", "The president has not approved the new tax on bread"),
    GuardPair(
      "Drinking hot water kills the virus in the throat",
      "Drinking hot water doesn't kill the virus in the throat"),
    GuardPair("Schools will reopen on Tuesday after the flood", "Schools will close on Tuesday after the flood"),
  ]
}
