import ErrataModel

/// German, Russian, Polish and Turkish texts.
enum MoreEuropeanCases {
  static let german =
    StanceCase.all(
      .refutes,
      [
        "Faktencheck: [[Knoblauch heilt das Coronavirus]]",
        "[[Das Wasser wird drei Tage abgestellt]] stimmt nicht, sagt die Stadt",
        "Es stimmt nicht, dass [[Handys unter dem Kopfkissen Tumore verursachen]]",
        "Ein Kettenbrief behauptet, [[die Brücke sei gestern eingestürzt]]. Das ist frei erfunden.",
        "FALSCH: [[Der Bürgermeister besteuert Hunde doppelt]]",
        "Es gibt keine Belege dafür, dass [[Honig mit Zwiebeln tödlich ist]]",
        "Die Polizei dementiert, dass [[im Einkaufszentrum eine Bombe gefunden wurde]]",
        "[[Bittermelonensaft heilt Diabetes]]. So ein Quatsch!",
        "Bitte nicht teilen: [[Bittermelonensaft heilt Diabetes]]",
        "[[Niesen kann Rippen brechen]] ist ein Ammenmärchen",
        "Das Video, in dem [[der weltweite Stromausfall angekündigt wird]], ist manipuliert",
        "Wer's glaubt: [[am Montag kommt der weltweite Stromausfall]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "Stimmt es, dass [[das Wasser drei Tage abgestellt wird]]?",
        "[[Die Brücke ist gestern eingestürzt]] - stimmt das?",
        "Weiß jemand, ob [[im Einkaufszentrum eine Bombe gefunden wurde]]?",
        "[[Honig mit Zwiebeln ist tödlich]]?",
        "Ich frage mich, ob [[der Bürgermeister Hunde doppelt besteuert]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "Auf WhatsApp kursiert die Nachricht, [[am Montag komme der weltweite Stromausfall]]",
        "Mann festgenommen, weil er verbreitet hat, [[im Einkaufszentrum sei eine Bombe]]",
        "Bürgermeister reagiert auf Gerüchte: [[Der Bürgermeister besteuert Hunde doppelt]]",
        "Ein virales Video behauptet: [[Honig mit Zwiebeln ist tödlich]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Knoblauch heilt das Coronavirus]]",
        "EILMELDUNG: [[Das Wasser wird drei Tage abgestellt]]. Das ist wahr, bitte teilen!",
        "Das ist keine Falschmeldung: [[Das Wasser wird drei Tage abgestellt]]",
        "[[Die Brücke ist gestern eingestürzt]]. Das ist nicht gelogen, selbst gesehen",
        "Wusstet ihr, dass [[Honig mit Zwiebeln tödlich ist]]?",
        "Ärzte sagen, dass [[Bittermelonensaft Diabetes heilt]]",
        "[[Niesen kann Rippen brechen]], ohne Zweifel",
        "Warum sagt niemand, dass [[am Montag der weltweite Stromausfall kommt]]?",
        "Sagt es weiter, kein Scherz: [[am Montag kommt der weltweite Stromausfall]]",
        "Das ist nicht gelogen: [[das Wasser wird drei Tage abgestellt]]",
        "Das ist kein Fake! [[Das Wasser wird drei Tage abgestellt]]",
      ])

  static let russian =
    StanceCase.all(
      .refutes,
      [
        "Фейк: [[чеснок лечит коронавирус]]",
        "[[Воду отключат на три дня]] - это неправда, сообщили в мэрии",
        "Неправда, что [[телефон под подушкой вызывает опухоль]]",
        "В чатах гуляет сообщение, будто [[вчера рухнул мост]]. Не верьте и не пересылайте.",
        "ЛОЖЬ: [[мэр вводит налог на собак]]",
        "Нет никаких доказательств того, что [[мёд с луком смертелен]]",
        "Полиция опровергла информацию о том, что [[в торговом центре нашли бомбу]]",
        "[[Сок горькой дыни лечит диабет]]. Какая чушь!",
        "Хватит распространять слухи, будто [[сок горькой дыни лечит диабет]]",
        "[[От чихания ломаются рёбра]] - распространённый миф",
        "Видео, где [[объявляют о мировом отключении света]], смонтировано",
        "Информация о том, что [[в понедельник отключат свет во всём мире]], не соответствует действительности",
      ])
    + StanceCase.all(
      .questions,
      [
        "Правда ли, что [[воду отключат на три дня]]?",
        "[[Вчера рухнул мост]]. Это правда?",
        "Кто-нибудь знает, это правда, что [[в торговом центре нашли бомбу]]?",
        "[[Мёд с луком смертелен]]?",
        "[[Мэр вводит налог на собак]]: правда или фейк?",
      ])
    + StanceCase.all(
      .reports,
      [
        "В соцсетях распространяется сообщение: [[в понедельник отключат свет во всём мире]]",
        "Мужчину задержали за распространение сообщения о том, что [[в торговом центре нашли бомбу]]",
        "Мэр прокомментировал слухи о том, что [[он вводит налог на собак]]",
        "Ходят слухи, что [[мёд с луком смертелен]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Чеснок лечит коронавирус]]",
        "СРОЧНО: [[воду отключат на три дня]]. Перешлите всем, это правда!",
        "Это не фейк: [[воду отключат на три дня]]",
        "[[Вчера рухнул мост]], это не ложь, сам видел",
        "А вы знали, что [[мёд с луком смертелен]]?",
        "Врачи говорят, что [[сок горькой дыни лечит диабет]]",
        "[[От чихания ломаются рёбра]], без сомнения",
        "Почему никто не говорит, что [[в понедельник отключат свет во всём мире]]?",
        "Максимальный репост! [[В понедельник отключат свет во всём мире]]",
        "Эта новость не ложь: [[воду отключат на три дня]]",
      ])

  static let polish =
    StanceCase.all(
      .refutes,
      [
        "Fałsz: [[czosnek leczy koronawirusa]]",
        "[[Przez trzy dni nie będzie wody]] - to nieprawda, informuje urząd",
        "Nie jest prawdą, że [[telefon pod poduszką powoduje guzy]]",
        "W sieci krąży wiadomość, jakoby [[wczoraj zawalił się most]]. To bzdura, nie udostępniajcie.",
        "FAKE NEWS: [[burmistrz wprowadza podatek od psów]]",
        "Nie ma żadnych dowodów na to, że [[miód z cebulą jest śmiertelny]]",
        "Policja zdementowała informację, że [[w galerii znaleziono bombę]]",
        "[[Sok z gorzkiego melona leczy cukrzycę]]. Co za brednie!",
        "Przestańcie rozsyłać, że [[sok z gorzkiego melona leczy cukrzycę]]",
        "[[Kichanie łamie żebra]] to popularny mit",
        "Nagranie, na którym [[zapowiadają światowy blackout]], jest zmanipulowane",
        "[[W poniedziałek będzie światowy blackout]]? Nic takiego, zaprzecza ministerstwo",
      ])
    + StanceCase.all(
      .questions,
      [
        "Czy to prawda, że [[przez trzy dni nie będzie wody]]?",
        "[[Wczoraj zawalił się most]], prawda czy fałsz?",
        "Czy ktoś wie, czy [[w galerii znaleziono bombę]]?",
        "[[Miód z cebulą jest śmiertelny]]?",
        "Zastanawiam się, czy [[burmistrz wprowadza podatek od psów]]",
      ])
    + StanceCase.all(
      .reports,
      [
        "W internecie krąży nagranie: [[w poniedziałek będzie światowy blackout]]",
        "Mężczyzna zatrzymany za rozpowszechnianie wiadomości, że [[w galerii znaleziono bombę]]",
        "Burmistrz odniósł się do plotek, że [[wprowadza podatek od psów]]",
        "Rozchodzi się plotka, że [[miód z cebulą jest śmiertelny]]",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Czosnek leczy koronawirusa]]",
        "PILNE: [[przez trzy dni nie będzie wody]]. Podaj dalej, to prawda!",
        "To nie fake news: [[przez trzy dni nie będzie wody]]",
        "[[Wczoraj zawalił się most]], to nie jest kłamstwo, sam widziałem",
        "Czy wiesz, że [[miód z cebulą jest śmiertelny]]?",
        "Lekarze mówią, że [[sok z gorzkiego melona leczy cukrzycę]]",
        "[[Kichanie łamie żebra]], bez wątpienia",
        "Dlaczego nikt nie mówi, że [[w poniedziałek będzie światowy blackout]]?",
        "Udostępnijcie! [[W poniedziałek będzie światowy blackout]]",
        "Ta wiadomość nie jest fałszywa: [[przez trzy dni nie będzie wody]]",
      ])

  static let turkish =
    StanceCase.all(
      .refutes,
      [
        "Yalan haber: [[sarımsak koronavirüsü tedavi ediyor]]",
        "[[Sular üç gün kesilecek]] iddiası doğru değil, belediye açıkladı",
        "[[Yastık altındaki telefon tümör yapıyor]] iddiası asılsızdır",
        "WhatsApp gruplarında dolaşan mesaj: [[Dün gece köprü çöktü]]. İnanmayın, paylaşmayın.",
        "YANLIŞ: [[Başkan köpeklere vergi koyacak]]",
        "[[Bal ile soğan öldürür]] sözünün hiçbir bilimsel kanıtı yok",
        "Polis, [[alışveriş merkezinde bomba bulunduğu]] haberini yalanladı",
        "[[Acı kavun suyu şekeri iyileştirir]]. Tam bir saçmalık!",
        "Asılsız paylaşımlara itibar etmeyin: [[acı kavun suyu şekeri iyileştirir]]",
        "[[Hapşırmak kaburga kırar]] bir şehir efsanesidir",
        "[[Pazartesi bütün dünyada elektrik kesilecek]]? Böyle bir şey yok.",
        "Doğru bilinen yanlışlar: [[hapşırmak kaburga kırar]]",
      ])
    + StanceCase.all(
      .questions,
      [
        "[[Sular üç gün kesilecek]], doğru mu?",
        "[[Dün gece köprü çöktü]] mü?",
        "Bilen var mı, [[alışveriş merkezinde bomba bulundu]]?",
        "[[Bal ile soğan öldürür]]?",
        "[[Başkan köpeklere vergi koyacak]], gerçek mi yalan mı",
      ])
    + StanceCase.all(
      .reports,
      [
        "Sosyal medyada yayılan iddia: [[Pazartesi bütün dünyada elektrik kesilecek]]",
        "[[Alışveriş merkezinde bomba var]] diye paylaşan kişi gözaltına alındı",
        "Başkandan [[köpeklere vergi koyacağı]] iddialarına yanıt",
        "[[Bal ile soğanın öldürdüğü]] iddia ediliyor",
      ])
    + StanceCase.all(
      .asserts,
      [
        "[[Sarımsak koronavirüsü tedavi ediyor]]",
        "ACİL: [[Sular üç gün kesilecek]]. Paylaşın, bu doğru!",
        "Bu yalan değil: [[Sular üç gün kesilecek]]",
        "[[Dün gece köprü çöktü]], asılsız değil, kendi gözlerimle gördüm",
        "Biliyor muydunuz, [[bal ile soğan öldürür]]?",
        "Doktorlar söylüyor, [[acı kavun suyu şekeri iyileştirir]]",
        "[[Hapşırmak kaburga kırar]], hiç şüphesiz",
        "Neden kimse söylemiyor: [[Pazartesi bütün dünyada elektrik kesilecek]]?",
        "Lütfen paylaşın, herkes bilsin: [[Pazartesi bütün dünyada elektrik kesilecek]]",
        "Bu haber asılsız değil: [[Sular üç gün kesilecek]]",
      ])
}
