/// Items that say the same as a claim in other words, or more, or less.
enum AgreementTable {
  static let english = [
    GuardPair(
      "Taking 3 mg of zinc every morning keeps the flu away",
      "They say taking 3 milligrams of zinc every morning keeps the flu away"),
    GuardPair(
      "Vinegar tea removes 5% of body fat in one week",
      "Vinegar tea removes five percent of body fat in one week!"),
    GuardPair(
      "The storm left 2 million homes without power in one night",
      "The storm left 2,000,000 homes without power in one night"),
    GuardPair(
      "200 people fainted at the opening of the new stadium",
      "Two hundred people fainted at the opening of the new stadium"),
    GuardPair(
      "A dam collapse has flooded 40 villages near the border",
      "A dam collapse has flooded villages near the border, 40 of them"),
    GuardPair(
      "The patch must stay on the skin for 3 days to work",
      "The patch has to stay on the skin for three days to work"),
    GuardPair(
      "Each bottle holds 500 ml of untreated lake water",
      "Each bottle holds 0.5 liters of untreated lake water"),
    GuardPair("A crowd of 1000 cats gathered at the old mill", "A crowd of 1k cats gathered at the old mill"),
    GuardPair(
      "A crowd of 1000 cats gathered at the old mill",
      "A crowd of 1,000 cats gathered at the old mill last night"),
    GuardPair(
      "Running 10 km a day dissolves gallstones for good",
      "Running 10 kilometers a day dissolves gallstones for good"),
    GuardPair("Running 10 km a day dissolves gallstones for good", "Running every day dissolves gallstones for good"),
    GuardPair(
      "The river bridge will be blown up on March 5 by the army",
      "The river bridge will be blown up on 5 March by the army"),
    GuardPair(
      "The river bridge will be blown up on March 5 by the army",
      "On March 5th the river bridge will be blown up by the army"),
    GuardPair(
      "All ferries stop running on Monday because of the whale",
      "Because of the whale all ferries stop running on Monday"),
    GuardPair(
      "The castle tower collapsed in 1998 during a concert",
      "During a concert in 1998 the castle tower collapsed"),
    GuardPair(
      "Tom Hanks has died after a fall from a ladder",
      "BREAKING: actor Tom Hanks has died after a fall from a ladder"),
    GuardPair(
      "Trump signed an order that bans round tables",
      "President Donald Trump signed an order that bans round tables"),
    GuardPair(
      "Trump signed an order that bans round tables",
      "Sad day: Trump signed an order that bans round tables, says Biden"),
    GuardPair(
      "The Pfizer shot turns blood green within a week",
      "The Pfizer vaccine shot turns blood green within a week"),
    GuardPair(
      "Facebook will delete every account without a photo",
      "My friend on Twitter told me that Facebook will delete every account without a photo"),
    GuardPair("Garlic soup cures deafness in old dogs overnight", "Garlic soup heals deafness in old dogs overnight"),
    GuardPair(
      "Garlic soup cures deafness in old dogs overnight",
      "Cats hate it, but garlic soup cures deafness in old dogs overnight"),
    GuardPair(
      "A secret tunnel runs from Norway to a lake full of gold",
      "There is a secret tunnel from Norway to a lake full of gold"),
    GuardPair(
      "Yesterday the singer Adele Brown fell off the stage in Oldham",
      "Yesterday the singer Adelle Brown fell off the stage in Oldham"),
    GuardPair(
      "Boiled rainwater is safe to drink for newborn babies",
      "Boiled rainwater is perfectly safe to drink for newborn babies"),
    GuardPair(
      "Boiled rainwater is unsafe to drink for newborn babies",
      "Boiled rainwater is not safe to drink for newborn babies"),
    GuardPair("Red lamps increase the weight of sleeping hens", "Red lamps raise the weight of sleeping hens"),
    GuardPair("Red lamps increase the weight of sleeping hens", "Red lamps increased the weight of sleeping hens"),
    GuardPair("Wool scarves cause fever in small children", "Wool scarves are causing fever in small children"),
    GuardPair(
      "It is illegal to park on the rails after midnight",
      "It is not legal to park on the rails after midnight"),
    GuardPair("The city bans cooking on balconies in summer", "The city prohibits cooking on balconies in summer"),
    GuardPair(
      "Green paint can stop lightning from hitting barns",
      "Green paint can surely stop lightning from hitting barns"),
    GuardPair("Moon water is not dangerous for house plants", "Moon water isn't dangerous for house plants"),
    GuardPair("Moon water is not dangerous for house plants", "Moon water is harmless for house plants"),
    GuardPair("The lost captain of the ferry is dead on an island", "The lost captain of the ferry died on an island"),
    GuardPair(
      "The mill pond does contain mercury from old clocks",
      "The mill pond does, no doubt, contain mercury from old clocks"),
    GuardPair(
      "Drinking 1 cup of ink a day makes the hair grow back",
      "If you drink 1 cup of ink a day the hair grows back"),
    GuardPair(
      "A 5G tower set fire to the pigeons of the market",
      "Breaking!!! 5G tower sets fire to the pigeons of the market"),
    GuardPair("The army will open the gates of the dam tonight", "Tonight the army is opening the gates of the dam"),
    GuardPair("The bridge is strong enough for elephants", "The bridge is more than strong enough for elephants"),
    GuardPair(
      "Chinese engineers built a bridge out of frozen tea",
      "Engineers in China built a bridge out of frozen tea"),
    GuardPair(
      "The ghost of Napoleon haunts the elevator of the town hall",
      "Napoleon's ghost haunts the elevator of the town hall"),
    GuardPair(
      "Keeping onions in the bedroom prevents malaria in children",
      "Keeping an onion in the bedroom protects children from malaria"),
    GuardPair("The vaccine for bees was approved by the council", "The council has approved the vaccine for bees"),
    GuardPair("Women live longer in houses with blue doors", "In houses with blue doors women live longer than men"),
    GuardPair(
      "President Harrow has resigned after the parade of frogs",
      "Prime minister Harrow has resigned after the parade of frogs"),
    GuardPair("In June Doctor Malory sold the moon to a baker", "In June Dr. Malory sold the moon to a baker"),
    GuardPair(
      "Vitamin B17 from cherry stones keeps sailors awake",
      "Vitamin B17 out of cherry stones keeps the sailors awake"),
    GuardPair("The stolen crown is hidden in a barn near Oldham", "The stolen crown is hidden near Oldham in a barn"),
    GuardPair(
      "Baking soda cures warts because warts are a fungus",
      "Baking soda kills warts because warts are a fungus"),
  ]

  static let simplified = [
    GuardPair("每天喝3克明矾水可以排出体内的重金属", "每天喝三克明矾水就可以排出体内的重金属"),
    GuardPair("每天喝3克明矾水可以排出体内的重金属", "每天喝3g明矾水可以排出体内的重金属"),
    GuardPair("手机连续充电3天会自动爆炸", "手机连续充电三天，会自动爆炸"),
    GuardPair("新型路灯让全市5%的鸽子迷路", "新型路灯让全市百分之五的鸽子迷路"),
    GuardPair("昨夜的龙卷风卷走了2万头奶牛", "昨夜的龙卷风卷走了20000头奶牛"),
    GuardPair("小区电梯坠落造成12人受伤", "小区电梯坠落造成十二人受伤，太吓人了"),
    GuardPair("小区电梯坠落造成12人受伤", "小区电梯坠落造成多人受伤"),
    GuardPair("这座水塔一夜之间倾斜了十五度", "这座水塔一夜之间倾斜了15度"),
    GuardPair("全市自来水将在3月5日停止供应", "3月5号全市自来水将停止供应"),
    GuardPair("全市自来水将在3月5日停止供应", "全市自来水将在三月五日停止供应"),
    GuardPair("老城区的电影院周一起全部免费", "老城区的电影院星期一起全部免费"),
    GuardPair("微信从下月开始对每条语音收费", "刚刚得知，微信从下月开始对每条语音收费，支付宝的朋友告诉我的"),
    GuardPair("王某在车站捡到一箱金条后失踪", "王某某在车站捡到一箱金条后失踪"),
    GuardPair("马云昨天在山里买下一座庙", "听说马云昨天在山里买下一座庙"),
    GuardPair("武汉的天空昨晚出现三个月亮", "昨晚武汉天空出现三个月亮"),
    GuardPair("麦当劳的薯条里发现塑料绳子", "在麦当劳的薯条里发现了塑料绳子"),
    GuardPair("用大蒜擦头皮可以让白发变黑", "用大蒜汁擦头皮能让白发变黑"),
    GuardPair("长期吃木薯会得糖尿病和脚气", "长期食用木薯会得糖尿病和脚气"),
    GuardPair("刘教授说梧桐树会吸走行人的阳气", "刘教授讲过，梧桐树会吸走行人的阳气"),
    GuardPair("喝淘米水会让指甲变软脱落", "喝淘米水真的会让指甲变软脱落"),
    GuardPair("孕妇可以吃隔夜的银耳羹", "孕妇能吃隔夜的银耳羹"),
    GuardPair("孕妇不可以吃隔夜的银耳羹", "孕妇不能吃隔夜的银耳羹"),
    GuardPair("这口古井里有能治病的泉水", "这口古井里有可以治病的泉水"),
    GuardPair("经常敲打膝盖会增加骨头的密度", "经常敲打膝盖会提高骨头的密度"),
    GuardPair("下周开始全市禁止燃放烟花爆竹", "下周开始全市严禁燃放烟花爆竹"),
    GuardPair("下周开始全市禁止燃放烟花爆竹", "下周开始全市不允许燃放烟花爆竹"),
    GuardPair("湿头发睡觉容易导致头部中风瘫痪", "湿头发睡觉容易引起头部中风瘫痪"),
    GuardPair("鸡蛋壳磨成的粉末对肠胃有害", "鸡蛋壳磨成的粉末对肠胃非常有害"),
    GuardPair("用铁锅煮山楂是危险的做法", "用铁锅煮山楂是不安全的做法"),
    GuardPair("明年房租价格一定会上涨三成", "明年房租价格必定会涨三成"),
    GuardPair("据说一斤蟑螂粉可以卖到800元", "听说一斤蟑螂粉可以卖到800块钱"),
    GuardPair("本周六下午全城停电检修变压器", "通知：周六下午全城停电检修变压器"),
    GuardPair("明天上午9点全市拉响防空警报试验", "明天上午九点整，全市拉响防空警报试验"),
    GuardPair("吃西瓜以后喝牛奶会中毒身亡", "吃西瓜之后喝牛奶会中毒死亡"),
    GuardPair("这条河的水位正在不断上升", "这条河的水位正在不断升高"),
    GuardPair("政府支持在屋顶养奶牛的计划", "政府赞成在屋顶养奶牛的计划"),
    GuardPair("京东的仓库里有一只会打包的狗", "京东仓库里有只会打包的狗"),
    GuardPair("这种纽扣电池吞下去没有危险", "这种纽扣电池吞下去没有任何危险"),
    GuardPair("小区电梯坠落造成12人受伤", "小😡区😡电😡梯😡坠😡落😡造😡成😡1😡2😡人😡受😡伤"),
    GuardPair("2019年火星上发现了一座古城", "2😡0😡1😡9😡年😡火😡星😡上😡发😡现😡了😡一😡座😡古😡城"),
    GuardPair("能一口气喝完三碗醋就说明肺没有病", "如果能一口气喝完三碗醋，就说明肺没有病"),
  ]

  static let traditional = [
    GuardPair("每天吃三顆生雞蛋可以治好耳鳴", "每天吃3顆生雞蛋就可以治好耳鳴"),
    GuardPair("捷運票價下個月起漲到80元", "捷運票價從下個月起漲到八十元"),
    GuardPair("臉書下週起要刪除所有沒有頭像的帳號", "緊急通知：臉書下週起要刪除所有沒有頭像的帳號，請轉發給朋友"),
    GuardPair("空腹喝豆漿會讓血壓升高", "空腹喝豆漿會讓血壓上升"),
    GuardPair("颱風天可以站在陽台上曬衣服", "颱風天可以站在陽臺上曬衣服喔"),
    GuardPair("台南的水庫昨天夜裡全部變成紫色", "台南水庫昨天夜裡全變成紫色了"),
    GuardPair("中國的科學家發明了會發光的米", "中國科學家發明了會發光的米"),
    GuardPair("這個水庫的魚是有毒的", "這個水庫裡的魚是有毒的啦"),
    GuardPair("政府宣布明年起取消冬天的路燈", "政府宣布從明年起取消冬天的路燈"),
  ]
}
