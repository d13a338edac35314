import ErrataModel

/// Indonesian, Vietnamese, Japanese, Korean and Arabic texts.
enum MoreAsianCases {
  static let indonesian =
    StanceCase.all(
      .refutes,
      [
        "Hoaks: [[bawang putih menyembuhkan virus corona]]",
        "[[Air akan mati tiga hari]] itu tidak benar, kata pemkot",
        "Tidak benar bahwa [[ponsel di bawah bantal menyebabkan tumor]]",
        "Beredar pesan yang menyebut [[jembatan runtuh tadi malam]]. Itu bohong, jangan disebarkan.",
        "[SALAH] [[Wali kota akan memajaki anjing]]",
        "Tidak ada bukti bahwa [[madu dengan bawang mematikan]]",
        "Polisi membantah kabar [[bom ditemukan di mal]]",
        "[[Jus pare menyembuhkan diabetes]]. Omong kosong!",
        "Jangan percaya pesan ini: [[jus pare menyembuhkan diabetes]]",
        "[[Bersin bisa mematahkan tulang rusuk]] hanyalah mitos",
        "Video yang memperlihatkan [[pengumuman listrik dunia padam]] adalah hasil rekayasa",
        "CEK FAKTA: [[Senin listrik seluruh dunia padam]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "Benarkah [[air akan mati tiga hari]]?",
        "[[Jembatan runtuh tadi malam]], fakta atau hoaks?",
        "Ada yang tahu, [[bom ditemukan di mal]]?",
        "[[Madu dengan bawang mematikan]]?",
        "Mohon konfirmasi, [[wali kota akan memajaki anjing]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "Beredar di WhatsApp: [[Senin listrik seluruh dunia padam]]",
        "Pria ditangkap karena menyebarkan kabar [[bom ditemukan di mal]]",
        "Wali kota angkat bicara soal [[wali kota akan memajaki anjing]]",
        "Viral video yang mengklaim [[madu dengan bawang mematikan]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Bawang putih menyembuhkan virus corona]]",
        "PENTING: [[air akan mati tiga hari]]. Sebarkan, ini nyata!",
        "Ini bukan hoaks: [[air akan mati tiga hari]]",
        "[[Jembatan runtuh tadi malam]], bukan bohong, saya lihat sendiri",
        "Tahukah kamu [[madu dengan bawang mematikan]]?",
        "Dokter bilang [[jus pare menyembuhkan diabetes]]",
        "[[Bersin bisa mematahkan tulang rusuk]], tidak diragukan lagi",
        "Kenapa tidak ada yang bilang [[Senin listrik seluruh dunia padam]]?",
        "Viralkan! [[Senin listrik seluruh dunia padam]]",
        "Kabar ini bukan hoaks, [[air akan mati tiga hari]]",
      ])

  static let vietnamese =
    StanceCase.all(
      .refutes,
      [
        "Tin giả: [[tỏi chữa được virus corona]]",
        "[[Sẽ cắt nước ba ngày liền]] là thông tin sai sự thật, thành phố cho biết",
        "Không có chuyện [[điện thoại để dưới gối gây u não]]",
        "Trên mạng lan truyền tin [[cầu sập tối qua]]. Đây là bịa đặt, mọi người đừng tin.",
        "SAI: [[thị trưởng sẽ đánh thuế nuôi chó]]",
        "Không có bằng chứng nào cho thấy [[mật ong ăn với hành gây chết người]]",
        "Công an bác bỏ thông tin [[có bom trong trung tâm thương mại]]",
        "[[Nước khổ qua chữa khỏi tiểu đường]]. Nhảm nhí!",
        "Đừng chia sẻ tin này nữa: [[nước khổ qua chữa khỏi tiểu đường]]",
        "[[Hắt hơi làm gãy xương sườn]] chỉ là lời đồn",
        "Video [[thông báo mất điện toàn cầu]] đã bị cắt ghép, không đúng sự thật",
        "Đính chính: [[thứ hai tới mất điện toàn cầu]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "Có thật là [[sẽ cắt nước ba ngày liền]]?",
        "[[Cầu sập tối qua]] có đúng không?",
        "Cho hỏi có thật [[có bom trong trung tâm thương mại]] không ạ?",
        "[[Mật ong ăn với hành gây chết người]]?",
        "[[Thị trưởng sẽ đánh thuế nuôi chó]], thật hay giả?",
      ])
    + StanceCase.all(
      .reports,
      [
        "Mạng xã hội xôn xao thông tin [[thứ hai tới mất điện toàn cầu]]",
        "Bắt một người vì tung tin [[có bom trong trung tâm thương mại]]",
        "Thị trưởng lên tiếng về tin đồn [[thị trưởng sẽ đánh thuế nuôi chó]]",
        "Một video lan truyền cho rằng [[mật ong ăn với hành gây chết người]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Tỏi chữa được virus corona]]",
        "KHẨN: [[sẽ cắt nước ba ngày liền]]. Hãy chia sẻ, đây là sự thật!",
        "Không phải tin giả: [[sẽ cắt nước ba ngày liền]]",
        "[[Cầu sập tối qua]], không phải bịa đặt, chính mắt tôi thấy",
        "Bạn có biết [[mật ong ăn với hành gây chết người]]?",
        "Bác sĩ nói [[nước khổ qua chữa khỏi tiểu đường]]",
        "[[Hắt hơi làm gãy xương sườn]], không nghi ngờ gì nữa",
        "Tại sao không ai nói [[thứ hai tới mất điện toàn cầu]]?",
        "Chia sẻ ngay cho cả nhà: [[thứ hai tới mất điện toàn cầu]]",
        "Đây không phải là tin giả: [[sẽ cắt nước ba ngày liền]]",
      ])

  static let japanese =
    StanceCase.all(
      .refutes,
      [
        "【デマ】[[ニンニクで新型コロナが治る]]",
        "[[明日から三日間断水する]]という情報はデマです。市役所が発表",
        "[[枕元の携帯電話が脳腫瘍を起こす]]というのは事実ではありません",
        "SNSで拡散している「[[昨夜橋が崩落した]]」は嘘です。拡散しないでください。",
        "誤り：[[市長が犬に税金をかける]]",
        "[[蜂蜜と玉ねぎを一緒に食べると死ぬ]]という科学的根拠はない",
        "警察は[[商業施設に爆弾がある]]との噂を否定した",
        "[[ゴーヤジュースで糖尿病が治る]]。ばかばかしい。",
        "[[ゴーヤジュースで糖尿病が治る]]なんて信じないで",
        "[[くしゃみで肋骨が折れる]]は都市伝説",
        "[[世界中が停電になる]]と告げる動画はAIで生成されたものです",
        "ファクトチェック：[[月曜日に世界中が停電になる]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "[[明日から三日間断水する]]って本当ですか？",
        "[[昨夜橋が崩落した]]、デマでしょうか",
        "[[商業施設に爆弾がある]]らしいけど、詳しい人いませんか",
        "[[蜂蜜と玉ねぎを一緒に食べると死ぬ]]？",
        "[[市長が犬に税金をかける]]というのは本当か",
      ])
    + StanceCase.all(
      .reports,
      [
        "SNS上で[[月曜日に世界中が停電になる]]という投稿が広まっている",
        "[[商業施設に爆弾がある]]と投稿した男を逮捕",
        "市長、[[犬に税金をかける]]との噂についてコメント",
        "[[蜂蜜と玉ねぎを一緒に食べると死ぬ]]というチェーンメールが出回っている",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[ニンニクで新型コロナが治る]]",
        "【拡散希望】[[明日から三日間断水する]]。これは本当です！",
        "デマではありません。[[明日から三日間断水する]]",
        "[[昨夜橋が崩落した]]、嘘じゃない、この目で見た",
        "知っていましたか？[[蜂蜜と玉ねぎを一緒に食べると死ぬ]]",
        "医者によると[[ゴーヤジュースで糖尿病が治る]]",
        "[[くしゃみで肋骨が折れる]]のは間違いない",
        "なぜ誰も言わないのか、[[月曜日に世界中が停電になる]]",
        "拡散してください！[[月曜日に世界中が停電になる]]",
        "これはフェイクニュースじゃない：[[市長が犬に税金をかける]]",
      ])

  static let korean =
    StanceCase.all(
      .refutes,
      [
        "[팩트체크] [[마늘이 코로나를 치료한다]]",
        "[[내일부터 사흘간 단수된다]]는 소문은 사실이 아니라고 시청이 밝혔다",
        "[[베개 밑 휴대전화가 뇌종양을 일으킨다]]는 것은 거짓입니다",
        "카톡에 [[어젯밤 다리가 무너졌다]]는 글이 돌고 있는데 가짜뉴스입니다. 믿지 마세요.",
        "거짓: [[시장이 개에게 세금을 매긴다]]",
        "[[꿀과 양파를 같이 먹으면 죽는다]]는 과학적 근거가 없다",
        "경찰은 [[쇼핑몰에 폭탄이 있다]]는 소문을 부인했다",
        "[[여주즙이 당뇨를 고친다]]. 말도 안 되는 헛소리",
        "[[여주즙이 당뇨를 고친다]]는 글 퍼뜨리지 마세요",
        "[[재채기로 갈비뼈가 부러진다]]는 건 낭설일 뿐",
        "[[전 세계 정전을 예고하는]] 영상은 AI로 만든 것으로 드러났다",
        "[[월요일에 전 세계가 정전된다]]? 사실무근",
      ])
    + StanceCase.all(
      .questions,
      [
        "[[내일부터 사흘간 단수된다]]는 게 사실인가요?",
        "[[어젯밤 다리가 무너졌다]]던데 정말인가요?",
        "[[쇼핑몰에 폭탄이 있다]]는데 아시는 분 있나요?",
        "[[꿀과 양파를 같이 먹으면 죽는다]]?",
        "[[시장이 개에게 세금을 매긴다]]는 말이 진짜인지 궁금합니다",
      ])
    + StanceCase.all(
      .reports,
      [
        "온라인에 [[월요일에 전 세계가 정전된다]]는 소문이 퍼지고 있다",
        "[[쇼핑몰에 폭탄이 있다]]는 글을 올린 남성 체포",
        "시장, [[개에게 세금을 매긴다]]는 소문에 대해 입장 밝혔다",
        "[[꿀과 양파를 같이 먹으면 죽는다]]는 영상이 확산",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[마늘이 코로나를 치료한다]]",
        "긴급 공유! [[내일부터 사흘간 단수된다]]. 이건 사실입니다!",
        "가짜뉴스가 아닙니다. [[내일부터 사흘간 단수된다]]",
        "[[어젯밤 다리가 무너졌다]], 거짓말이 아니라 제 눈으로 봤어요",
        "알고 계셨나요? [[꿀과 양파를 같이 먹으면 죽는다]]",
        "의사들이 [[여주즙이 당뇨를 고친다]]고 말한다",
        "[[재채기로 갈비뼈가 부러진다]], 틀림없다",
        "왜 아무도 말하지 않나, [[월요일에 전 세계가 정전된다]]",
        "널리 알려주세요, [[월요일에 전 세계가 정전된다]]",
        "이건 루머가 아니에요: [[시장이 개에게 세금을 매긴다]]",
      ])

  static let arabic =
    StanceCase.all(
      .refutes,
      [
        "إشاعة: [[الثوم يشفي من كورونا]]",
        "[[ستقطع المياه ثلاثة أيام]] خبر غير صحيح بحسب البلدية",
        "ليس صحيحا أن [[الهاتف تحت الوسادة يسبب الأورام]]",
        "انتشرت على واتساب رسالة تزعم أن [[الجسر انهار أمس]]. هذا كذب، لا تنشروها.",
        "زائف: [[رئيس البلدية سيفرض ضريبة على الكلاب]]",
        "لا يوجد أي دليل علمي على أن [[العسل مع البصل قاتل]]",
        "الشرطة تنفي صحة ما يقال عن [[وجود قنبلة في المركز التجاري]]",
        "[[عصير البطيخ المر يشفي من السكري]]. كلام فارغ!",
        "لا تصدقوا أن [[عصير البطيخ المر يشفي من السكري]]",
        "[[العطاس يكسر الأضلاع]] مجرد خرافة",
        "الفيديو الذي يظهر [[إعلان انقطاع الكهرباء عن العالم]] مفبرك",
        "وزارة الطاقة: لا صحة لما يتداول عن [[انقطاع الكهرباء عن العالم يوم الاثنين]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "هل صحيح أن [[المياه ستقطع ثلاثة أيام]]؟",
        "[[الجسر انهار أمس]]، حقيقة أم إشاعة؟",
        "هل من أحد يؤكد أن [[هناك قنبلة في المركز التجاري]]؟",
        "[[العسل مع البصل قاتل]]؟",
        "لا أعرف إن كان [[رئيس البلدية سيفرض ضريبة على الكلاب]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "يتداول ناشطون على فيسبوك أن [[الكهرباء ستنقطع عن العالم يوم الاثنين]]",
        "القبض على رجل بتهمة نشر أن [[هناك قنبلة في المركز التجاري]]",
        "رئيس البلدية يعلق على ما يقال من أن [[رئيس البلدية سيفرض ضريبة على الكلاب]]",
        "مقطع متداول يقول إن [[العسل مع البصل قاتل]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[الثوم يشفي من كورونا]]",
        "عاجل: [[ستقطع المياه ثلاثة أيام]]. انشروا، الخبر صحيح!",
        "هذه ليست إشاعة: [[ستقطع المياه ثلاثة أيام]]",
        "[[الجسر انهار أمس]]، ليس كذبا، رأيته بعيني",
        "هل تعلم أن [[العسل مع البصل قاتل]]؟",
        "يقول الأطباء إن [[عصير البطيخ المر يشفي من السكري]]",
        "[[العطاس يكسر الأضلاع]] بلا شك",
        "لماذا لا أحد يقول إن [[الكهرباء ستنقطع عن العالم يوم الاثنين]]؟",
        "انشروها للجميع: [[الكهرباء ستنقطع عن العالم يوم الاثنين]]",
      ])
}
