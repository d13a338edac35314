/// The words by which a text's language is known: small words that few texts do without, in folded form, with the votes
/// that they give.
///
/// A word gives three votes to a language that it tells of, and two where other languages share it, or where it is a
/// part of names (la, von) or a common English word (die, come), too. A word with an apostrophe stands before another,
/// as in c'est. Words have at most eight letters.
struct FunctionWords: Sendable {
  /// Bits of a voter's sum; no list may give more votes than they hold.
  static let bits = 9
  /// The place of the languages that have no rules here; those of the others are their raw values.
  static let other = 6

  /// The lists below.
  static let table = FunctionWords(lists)

  private static let slotBits: UInt64 = 11
  /// The word in each slot, 0 in an empty one; apart from the votes, as most words of a text are none of these.
  private var words = [UInt64](repeating: 0, count: 1 << Int(slotBits))
  /// What the word gives, nine bits a voter.
  private var votes = [UInt64](repeating: 0, count: 1 << Int(slotBits))

  /// Makes a table of lists: each the voter's place, the words that give three votes and those that give two.
  init(_ lists: [(voter: Int, own: String, shared: String)]) {
    for list in lists {
      let unit: UInt64 = 1 << UInt64(FunctionWords.bits * list.voter)
      add(list.own, 3 * unit)
      add(list.shared, 2 * unit)
    }
  }

  /// Adds words apart by blanks and line ends; by bytes, since this is done at the start.
  private mutating func add(_ words: String, _ votes: UInt64) {
    var word: UInt64 = 0
    for byte in words.utf8 {
      if byte > 0x20 {
        word = word << 8 | UInt64(byte)
      } else if word != 0 {
        add(word, votes)
        word = 0
      }
    }
    if word != 0 { add(word, votes) }
  }

  private mutating func add(_ word: UInt64, _ votes: UInt64) {
    var slot = FunctionWords.home(of: word)
    while words[slot] != 0, words[slot] != word { slot = (slot + 1) & (words.count - 1) }
    words[slot] = word
    self.votes[slot] &+= votes
  }

  /// Multiplicative hashing (Knuth, volume 3, section 6.4).
  @inline(__always)
  private static func home(of word: UInt64) -> Int {
    Int((word &* 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits))
  }

  /// Where a word stands, or `nil`: its letters, the last one lowest.
  @inline(__always)
  func slot(of word: UInt64) -> Int? {
    var slot = FunctionWords.home(of: word)
    while words[slot] != word {
      guard words[slot] != 0 else { return nil }
      slot = (slot + 1) & (words.count - 1)
    }
    return slot
  }

  /// What the word in a slot gives to each voter.
  @inline(__always)
  func votes(ofSlot slot: Int) -> UInt64 { votes[slot] }
}

extension FunctionWords {
  /// The words of each voter.
  static let lists: [(voter: Int, own: String, shared: String)] = [
    (Int(TextLanguage.english.rawValue), english, englishShared),
    (Int(TextLanguage.spanish.rawValue), spanish, spanishShared),
    (Int(TextLanguage.portuguese.rawValue), portuguese, portugueseShared),
    (Int(TextLanguage.french.rawValue), french, frenchShared),
    (Int(TextLanguage.italian.rawValue), italian, italianShared),
    (Int(TextLanguage.german.rawValue), german, germanShared), (other, others, othersShared),
  ]

  private static let english = """
    the of and to is are were be been being that this these those it its for with by at from has have had having not but
    they she his her them you your our my would can could should may might must who what when where which why how their
    there about after before if does did than then into out up down off only just because while between against through
    some any each such very now new says said i' it' he' she' we' they' you' don' can' isn' that' what' there' let'
    didn' doesn' won' here' who' aren' wasn' couldn' get got make makes made people know think want like here other also
    us over under every many much own same yes during since until today watch a in on or i he we was more most shows
    show
    """
  private static let englishShared = """
    an so all no me will him as do
    """

  private static let spanish = """
    y en su sus fue esto estos pero cuando donde quien quienes muy sin hasta hay tiene tienen puede pueden hace hacen
    hacer otro otra otros otras yo ella ellos ellas nosotros ya tambien segun nadie eso ese eran habia habian hoy ahora
    ante tras despues mientras aunque bajo dicen seran estan fueron debe deben unos ningun ninguna algunos alguna
    algunas mucho muchos mucha muchas asi aqui alli luego cual cuales hemos estaba estaban siendo ustedes usted mismo
    misma aun dijo hizo muere murio morir
    """
  private static let spanishShared = """
    el la los las de del al un una unas con por para se es son ser esta este estas esa como mas sobre entre porque que
    desde ha sido todo todos toda todas nos les mi tu ni si no a durante contra cada nunca nada era anos ano antes dos
    solo dice causa viene tanto menos algo va van sera casi esos han
    """

  private static let portuguese = """
    os um uma umas nas ao aos pelo pela pelos pelas nao com sem muito muita muitos muitas foi sao estao isso isto esse
    esses ele ela eles elas seu seus suas voce voces quem onde ainda tambem apos tem ter pode podem fazer fazem faz vai
    vao foram outro outra outros outras nem agora hoje depois lhe meu minha nosso nossa nossos num numa dele dela deles
    disse diz dizem devem enquanto pra pro dessa desse deste desta nesse nesta neste nessa seja sejam estava estavam
    tinha havia mesmo mesma qualquer alguns algumas alem cerca mil ate o morre morreu
    """
  private static let portugueseShared = """
    as do da dos das em no na nos e que de mas mais ser esta este essa sua quando como porque ja entre sobre contra
    desde ha era sido todo todos toda todas so antes para por se me deve nunca nada cada durante a segundo anos ano dia
    causa estas estes menos tanto sera lo la aqui pouco
    """

  private static let french = """
    les une et est sont dans pour par pas sur avec sans au aux cette ces ses leur leurs elle ils elles nous vous je ont
    ete etre etait etaient avoir fait faire font peut peuvent tout tous toute toutes comme aussi tres depuis apres avant
    contre chez donc quand dont deux notre votre mes moi rien encore selon lors ans jour jours c' qu' n' j' aujourd'
    jusqu' lorsqu' puisqu' aucun aucune ainsi pendant dit doit cela ceux celui celle quel quelle alors sous vers soit
    voici voila trop peu autre autres afin parce ici quoi ayant avait avaient fut seront le meurt l' du
    """
  private static let frenchShared = """
    la de des un ne qui que plus mais ou ce sa son il tu on se en y a si ma mon meme lui jamais sera va ca entre d' s'
    m' t' es or pourquoi
    """

  private static let italian = """
    gli dello della dei degli delle dal dalla dai dalle dagli allo alla agli nel nella nei nelle negli sul sulla sui
    sulle anche sono hanno stato stata stati essere erano piu questo questa questi queste quello quella suo suoi loro io
    lei noi cosi dove perche cosa tutti tutto tutta tutte molto molti molte dopo senza contro sotto gia ancora puo
    possono fatto dell' all' dall' nell' sull' un' quest' quell' anni oggi ogni nostro nostra poi quindi sara devono
    nessuno nessuna niente detto ecco abbiamo stanno degl' aveva avevano invece mentre sempre proprio il muore l'
    secondo
    """
  private static let italianShared = """
    lo la i le un uno una di del da al ai alle con per tra fra e non si ma come ha ho era sua lui mi ci ti se quando
    prima mai solo fare sia due durante o a in su ne deve chi dice d' c' alcuni anno parte pero causa essa che
    """

  private static let german = """
    der dem und ist sind nicht ein eine einen einem einer eines auf aus bei mit nach vom vor zu zum zur fur unter durch
    gegen ohne bis seit wegen auch aber oder wenn als wie wer warum dass weil sie ich wir ihr mich mir sich kein keine
    keinen keiner keinem haben habe hatte hatten wird werden wurde wurden waren sein seine seinen seiner ihre ihren
    ihrer kann konnen konnte muss mussen soll sollen sollte noch nur schon sehr mehr dann nun hier alles jetzt immer
    diese dieser dieses diesem diesen zwei jahre jahren heute laut beim gibt doch damit zwischen sowie etwas nichts
    jeder jede wieder bereits viele vielen dabei deren dessen euch bzw sondern wollen weitere stirbt zeigt das
    """
  private static let germanShared = """
    die den des im in am an von um was wo ob es er du uns man hat war will so da alle nie uber ins ab macht bin ja ware
    neue
    """

  /// Languages without rules here: Dutch, Swedish, Danish, Norwegian, Polish, Czech, Turkish, Indonesian, Vietnamese,
  /// Catalan, Romanian, and a few words of Hungarian, Finnish, Filipino, Swahili and Hindi in Latin letters.
  private static let others = """
    het een van voor niet zijn aan ook maar naar bij wordt worden werd heeft hebben deze dat ik wij zij hij uit nog geen
    meer kan door tot op te och att det som av inte med till har jag ett og ikke til fra af hun efter eller vi ar blev
    var mot jest jak ale po za od przez dla czy juz tylko jego tym lub oraz ten ktory ktore byl bylo moze bedzie jej
    jsou ktery jako pri jen bir bu icin ile cok daha gibi olan olarak ben sen biz onlar ama degil kadar sonra hem ancak
    yang dan ini itu dengan untuk dari tidak akan pada adalah oleh dalam sudah juga bisa ada karena kita kami mereka
    saya anda jika atau seperti tak lebih telah bukan orang bahwa saat cua khong nhung nguoi duoc trong cac voi cho nay
    khi thi anh toi ban ra rat cung bi lam nhu roi chua phai gi tai theo nha viet nuoc amb els dels pel aquest aquesta
    perque tambe seva nu din pentru care sunt este cu pe fost sau prin dupa acest aceasta cele csak ei oli etta ang ng
    mga ay ko mo ito hindi wa kwa hai ki ke mein nahi aur kya ye toh bhi
    """
  private static let othersShared = """
    de en in die di da do na no to o co z w i sa la em tu ma nao se si a lui mai ca mi ne her er den om over jo va ve ni
    ja on als dit ya nem
    """
}
