/// Closed-class words of languages whose posts nobody counted: articles, prepositions, pronouns, auxiliaries.
///
/// The background table holds posts in Chinese and English, so an "und" or "который" would tell as much as the rarest
/// name, and two German texts would be alike by their grammar. These words are taken to stand in a fixed share of all
/// posts, as their English counterparts do. A word that the table has counted more than `mostCounted` times keeps its
/// count, and those that are English words as well (sin, fur, pour, die) are left out of the lists, so that nothing
/// changes for English and Chinese. Written from general knowledge, in folded form.
enum CommonWords {
  /// The share of posts that have one of the commonest words, and one of the others.
  static let shares = (most: 0.04, many: 0.01)
  /// Posts among those counted that may have a word that is set here: strays in other languages.
  static let mostCounted = 4.0

  /// Each word's term, by the rules of its language and by those of English, by which short texts are cut.
  static func terms() -> [(term: UInt32, share: Double)] {
    let most = lists.flatMap { words($0.most, $0.language) }.map { ($0, shares.most) }
    return most + lists.flatMap { words($0.many, $0.language) }.map { ($0, shares.many) }
  }

  /// Checksum of the lists, for indexes that were weighed by them.
  static var checksum: UInt64 {
    var text = "\(shares)"
    for list in lists { text += "\(list.language) \(list.most) \(list.many)\n" }
    return Array(text.utf8).withUnsafeBytes { Checksum.xxh64($0) }
  }

  private static func words(_ list: String, _ language: TextLanguage) -> [UInt32] {
    list.split { $0 == " " || $0 == "\n" }.flatMap { word in
      let scalars = word.unicodeScalars.map(\.value)
      return scalars.withUnsafeBufferPointer { word in
        Set([language, .english]).map { Hashing.term(WordForms.embedded.hash(of: word, in: $0)) }
      }
    }
  }
}

extension CommonWords {
  /// Languages without rules of their own are cut as English.
  static let lists: [(language: TextLanguage, most: String, many: String)] = [
    (
      .spanish,
      "que para una como pero",
      """
      este esta esto estos estas ese esa eso esos esas les tus muy sobre entre cuando donde quien quienes porque
      tambien sino aunque hasta desde hacia durante segun ser estar estan fue fueron sido haber habia tiene tienen
      tener puede pueden hace hacen todo todos toda todas otro otra otros otras cada mismo misma nada nadie algo
      alguien ellos ellas usted ustedes nosotros cual cuales cuyo aqui alli asi entonces tanto antes despues luego
      siempre nunca aun
      """
    ),
    (
      .portuguese,
      "uma que para nao dos das mais como",
      """
      aos pela pelo pelas pelos numa este esta isto esse essa isso aquele aquela aquilo seu sua seus suas eles elas
      voce voces lhe lhes meu minha quem quando onde porque tambem muito muita muitos muitas ser estar sao foi foram
      eram sido estao tem tinha pode podem fazer faz vao todo todos toda todas outro outra outros outras cada mesmo
      mesma nada nem sobre entre desde segundo depois antes sempre nunca ainda entao assim aqui qual quais cujo alguem
      algum alguma
      """
    ),
    (
      .french,
      "les une est qui que dans pas par aux elle sont",
      """
      cette ses leur leurs mes votre nous vous ils elles lui eux avec sous chez entre depuis avant apres contre comme
      mais ou donc quand lorsque puisque parce etre ete etait etaient sera seront avoir ont avait avaient fait peut
      peuvent doit tout tous toute toutes autre autres aucun aucune chaque plusieurs tres aussi toujours jamais rien
      quel quelle quels quelles cela celui celle ceux ici alors ainsi
      """
    ),
    (
      .italian,
      "gli della dei che una sono nel alla",
      """
      dello degli delle dalla dalle dagli allo agli alle nello nella nei nelle negli sul sulla sui sulle questo questa
      questi queste quello quella quelli quelle sua suoi loro noi voi lui lei essi anche pero perche quando cui quale
      quali ancora piu molto molti molte tutto tutti tutta tutte essere stato stata stati erano hanno aveva avere puo
      possono fatto deve devono ogni altro altra altri altre stesso stessa nulla niente nessuno senza sotto sopra fra
      dopo contro verso durante mai sempre cosi quindi
      """
    ),
    (
      .german,
      "der und das ist nicht ein eine dem sich auf mit von zu",
      """
      einen einem einer eines sind waren wird werden wurde wurden sein haben hatte hatten kann konnen konnte muss
      mussen soll sollen wollen darf durfen sie ihr ich mich mir dich uns euch ihn ihm ihnen ihre ihren ihrer ihrem
      seine seinen seiner seinem meine unser unsere dieser diese dieses diesem diesen jeder jede jedes alle aller auch
      aber oder denn weil wenn dass wie noch nur schon sehr mehr dann doch kein keine keinen keinem keiner nichts
      niemand aus bei nach vor unter durch gegen ohne bis seit wegen zwischen zum zur vom beim hier dort wer welche
      welcher immer wieder
      """
    ),
    (
      .english,  // Polish.
      "nie jest sie jak przez oraz dla",
      """
      czy juz tylko tym tego tej ktory ktora ktore ktorych ktorym jego jej ich mnie wam byl byla bylo byly byc bedzie
      beda maja moze mozna przy nad przed miedzy wszystko wszystkie kazdy kazda inne innych tak takie bardzo jeszcze
      takze rowniez jesli jezeli kiedy gdy gdzie poniewaz wiec lub albo nawet aby zeby
      """
    ),
    (
      .english,  // Turkish.
      "bir icin ile cok daha olan olarak",
      """
      degil gibi kadar sonra ancak fakat veya bunu bunun onu ona onun onlar siz benim senin bizim kendi hic sadece ise
      oldu oldugu olur olabilir etti edilen yok nasil neden cunku eger yani artik simdi baska diger ayni bazi tum
      butun
      """
    ),
    (
      .english,  // Indonesian.
      "yang ini itu dengan untuk dari tidak akan pada",
      """
      adalah oleh dalam juga bisa dapat karena saya kami kita anda mereka atau jika kalau seperti lebih sudah telah
      belum bukan orang bahwa saat secara para sebagai hanya sangat masih lagi agar supaya namun tetapi setelah
      sebelum antara hingga sampai setiap semua tersebut menjadi harus tanpa
      """
    ),
    (
      .english,  // Vietnamese.
      "cua khong nhung duoc trong cac nguoi cho voi",
      """
      nay khi thi nhu cung roi chua phai nhieu hoac nen vao duoi sau truoc cai
      """
    ),
    (
      .english,  // Russian.
      "и в не на что с по это как из для от у к но",
      """
      он она оно они мы вы ты я его ее их им ему ей нас вас мне меня же так все всех всего за бы ли или если когда
      чтобы потому где кто который которая которое которые которых которой этот эта эти этого этой том тот та те быть
      был была было были есть будет будут может могут уже еще только очень при без до после перед между над под о об
      со во ни нет да даже тоже также сам свой свои своих себя чем тем
      """
    ),
  ]
}
