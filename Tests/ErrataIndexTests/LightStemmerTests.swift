import ErrataIndex
import ErrataTestSupport
import Testing

/// Savoy's light stemmers, with folded words.
@Suite struct LightStemmerTests {
  private static let together: [(language: TextLanguage, pairs: String)] = [
    (
      .spanish,
      """
      vacuna/vacunas vacunado/vacunada vacunados/vacunadas vacunacion/vacunaciones muerto/muertos muerta/muerto
      medico/medicos medica/medico doctora/doctor doctores/doctor gobierno/gobiernos nuevo/nuevas hospital/hospitales
      virus/virus vecino/vecinas falso/falsas noticia/noticias eleccion/elecciones luces/luz voces/voz veces/vez
      cientifico/cientificas mascarilla/mascarillas hombre/hombres mujer/mujeres paises/pais infectado/infectadas
      limones/limon antena/antenas microchip/microchip peligroso/peligrosa toxico/toxicos
      """
    ),
    (
      .portuguese,
      """
      vacina/vacinas vacinado/vacinada vacinados/vacinadas vacinacao/vacinacoes morto/mortos medico/medicos
      medica/medico doutora/doutor doutores/doutor governo/governos novo/novos hospital/hospitais papel/papeis
      crianca/criancas falso/falsos noticia/noticias eleicao/eleicoes luzes/luz vezes/vez homem/homens virgem/virgens
      mascara/mascaras mulher/mulheres cidadao/cidadaos infectado/infectadas perigosa/perigoso famosa/famoso
      cozinheira/cozinheiro limao/limoes caes/cao rapidamente/rapida proibido/proibida
      """
    ),
    (
      .french,
      """
      vaccin/vaccins vaccine/vaccinee vaccinees/vaccines mort/morts morte/mort medecin/medecins national/nationale
      nationaux/national hopital/hopitaux cheval/chevaux bateaux/bateau jeux/jeu gouvernement/gouvernements
      nouvelle/nouvelles faux/faux enfant/enfants malade/malades dangereux/dangereuse heureux/heureuse masque/masques
      infecte/infectees etude/etudes banane/bananes journal/journaux interdit/interdite americain/americaine
      grande/grandes sportive/sportif lentement/lente animaux/animal chanteuse/chanter petit/petites puce/puces
      """
    ),
    (
      .italian,
      """
      vaccino/vaccini vaccinato/vaccinata vaccinati/vaccinate vaccinazione/vaccinazioni medico/medici medica/medici
      dottore/dottori governo/governi moderno/moderna moderni/moderne ospedale/ospedali bambino/bambini
      bambina/bambino notizia/notizie elezione/elezioni maschera/maschere infetto/infetti infetta/infette
      pericoloso/pericolosa farmacia/farmacie limone/limoni antenna/antenne scuole/scuola tedesco/tedeschi
      tedesca/tedesche straniero/straniere cinese/cinesi contagio/contagi morti/morti famosa/famoso
      scienziato/scienziati
      """
    ),
    (
      .german,
      """
      impfung/impfungen geimpfte/geimpften geimpfter/geimpftes kind/kinder kinder/kindern arzt/arztes arzte/arzten
      tod/todes tote/toten regierung/regierungen neue/neuen neuer/neues krankenhaus/krankenhauses frau/frauen
      mann/mannes manner/mannern nachricht/nachrichten wahl/wahlen maske/masken virus/virus falsche/falscher
      gefahrlich/gefahrliche gefahrliches/gefahrlichen schone/schonste schnell/schneller schnellste/schnell
      bild/bilder zitrone/zitronen banane/bananen hund/hunde hundes/hunden stadt/stadte deutsche/deutschen
      """
    ),
  ]

  private static let apart: [(language: TextLanguage, pairs: String)] = [
    (
      .spanish,
      """
      vacuna/vacante muerte/muralla gobierno/gobernador medico/medida nino/nivel falso/fallo luna/luz agua/aguila
      casa/caza peso/pesca limon/limpio banco/barco
      """
    ),
    (
      .portuguese,
      """
      vacina/vaca morte/morango governo/governador medico/medida homem/homenagem falso/faltar lua/luz agua/aguia
      casa/caca peso/pesca limao/limpo banco/barco
      """
    ),
    (
      .french,
      """
      vaccin/vache mort/morue gouvernement/gouverneur medecin/medaille enfant/enfer faux/faute lune/luxe eau/oiseau
      masque/marque poisson/boisson banque/barque poivre/pauvre
      """
    ),
    (
      .italian,
      """
      vaccino/vacanza medico/medaglia governo/governatore bambino/bambola notizia/notevole acquisto/acquario
      limone/limite maschera/maschile antenna/antico scuola/scusa banchiere/banchina mercato/mercante
      """
    ),
    (
      .german,
      """
      impfung/impressum kind/kino arzt/arzttermin tod/tor regierung/regenschirm frau/frage mann/mantel wahl/wald
      maske/masse hund/hundert bild/bilanz haut/haus
      """
    ),
  ]

  private func pairs(_ text: String) -> [(Substring, Substring)] {
    text.split(whereSeparator: \.isWhitespace).map { pair in
      let words = pair.split(separator: "/")
      return (words[0], words[1])
    }
  }

  private func hash(_ word: String, _ language: TextLanguage) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Stemmer.hash($0, in: language) }
  }

  @Test(arguments: together) func `forms of a word have one stem`(_ language: TextLanguage, _ text: String) {
    #expect(pairs(text).count >= 25)
    for (a, b) in pairs(text) {
      #expect(Stemmer.stem(String(a), in: language) == Stemmer.stem(String(b), in: language), "\(a), \(b)")
    }
  }

  @Test(arguments: apart) func `other words have other stems`(_ language: TextLanguage, _ text: String) {
    #expect(pairs(text).count >= 10)
    for (a, b) in pairs(text) {
      #expect(Stemmer.stem(String(a), in: language) != Stemmer.stem(String(b), in: language), "\(a), \(b)")
    }
  }

  /// One word a rule, and words that are one letter too short for it.
  private static let rules: [(language: TextLanguage, word: String, stem: String)] = [
    (.spanish, "portugueses", "portugues"), (.spanish, "veces", "vez"), (.spanish, "ces", "ces"),
    (.spanish, "muertos", "muert"), (.spanish, "casas", "cas"), (.spanish, "gatos", "gat"), (.spanish, "gato", "gato"),
    (.spanish, "ciudades", "ciudad"), (.spanish, "quieto", "quiet"), (.spanish, "quieta", "quiet"),
    (.spanish, "grande", "grand"), (.spanish, "vacunan", "vacunan"), (.italian, "farmacie", "farmac"),
    (.italian, "banche", "banc"), (.italian, "tedeschi", "tedesc"), (.italian, "negozii", "negoz"),
    (.italian, "farmacia", "farmac"), (.italian, "contagio", "contag"), (.italian, "scuole", "scuol"),
    (.italian, "medici", "medic"), (.italian, "scuola", "scuol"), (.italian, "medico", "medic"),
    (.italian, "banca", "banca"), (.german, "kindern", "kind"), (.german, "inner", "inn"), (.german, "guten", "gut"),
    (.german, "gutem", "gut"), (.german, "guter", "gut"), (.german, "gutes", "gut"), (.german, "gute", "gut"),
    (.german, "den", "den"), (.german, "tods", "tod"), (.german, "haus", "haus"), (.german, "schonste", "schon"),
    (.german, "schonsten", "schon"), (.german, "kalteste", "kalt"), (.german, "starkst", "stark"),
    (.german, "lust", "lust"), (.portuguese, "doutores", "doutor"), (.portuguese, "meses", "mes"),
    (.portuguese, "hoteis", "hotel"), (.portuguese, "males", "mal"), (.portuguese, "vezes", "vez"),
    (.portuguese, "homens", "homem"), (.portuguese, "jornais", "jornal"), (.portuguese, "farois", "farol"),
    (.portuguese, "fuzis", "fuzil"), (.portuguese, "limoes", "lima"), (.portuguese, "caes", "cao"),
    (.portuguese, "rapidamente", "rapid"), (.portuguese, "gatos", "gato"), (.portuguese, "sobrinha", "sobrinh"),
    (.portuguese, "cozinheira", "cozinheir"), (.portuguese, "famosas", "famos"), (.portuguese, "politica", "politic"),
    (.portuguese, "partida", "partid"), (.portuguese, "chamada", "chamad"), (.portuguese, "passiva", "passiv"),
    (.portuguese, "valentona", "valenta"), (.portuguese, "doutora", "doutor"), (.portuguese, "francesa", "frances"),
    (.portuguese, "menina", "menin"), (.portuguese, "americana", "american"), (.portuguese, "mes", "mes"),
    (.french, "bateaux", "bateau"), (.french, "journaux", "journal"), (.french, "jeux", "jeu"),
    (.french, "puces", "puce"), (.french, "etablissement", "etabli"), (.french, "finissant", "fini"),
    (.french, "activement", "actif"), (.french, "lentement", "lent"), (.french, "qualificatrice", "qualifi"),
    (.french, "qualificateur", "qualifi"), (.french, "communicatrice", "comuniqu"),
    (.french, "communicateur", "comuniqu"), (.french, "dictatrice", "dict"), (.french, "createur", "crer"),
    (.french, "actrice", "acteu"), (.french, "troisieme", "trois"), (.french, "chanteuse", "chant"),
    (.french, "chanteur", "chant"), (.french, "danseuse", "danseu"), (.french, "boulangere", "boulang"),
    (.french, "sportive", "sportif"), (.french, "follement", "fole"), (.french, "folle", "fou"),
    (.french, "personnelle", "person"), (.french, "personnel", "personel"), (.french, "complete", "complet"),
    (.french, "politique", "polit"), (.french, "scientifique", "scientif"), (.french, "sagesse", "sages"),
    (.french, "vieillesse", "vieil"), (.french, "patinage", "patin"), (.french, "individualisation", "individuel"),
    (.french, "centralisation", "central"), (.french, "vaccination", "vacin"), (.french, "condition", "cond"),
    (.french, "expedition", "exped"), (.french, "epidemie", "epidem"), (.french, "vacciner", "vacin"),
    (.french, "annee", "ane"), (.french, "mais", "mai"),
  ]

  @Test(arguments: rules) func `a rule cuts words that are long enough`(
    _ language: TextLanguage, _ word: String, _ stem: String
  ) {
    #expect(Stemmer.stem(word, in: language) == stem)
  }

  @Test(arguments: [
    (TextLanguage.french, "l'eau", "eau"), (.french, "qu'il", "il"), (.french, "jusqu'ici", "ici"),
    (.french, "d'hopitaux", "hopital"), (.french, "aujourd'hui", "aujourd'hui"), (.french, "presqu'ile", "presqu'ile"),
    (.french, "l'", "l'"), (.french, "'eau", "'eau"), (.french, "l's", "s"),
    (.italian, "dell'acqua", "acqua"), (.italian, "un'antenna", "antenn"), (.italian, "sant'angelo", "sant'angelo"),
    (.italian, "quest'anno", "anno"), (.spanish, "l'eau", "l'eau"), (.german, "l'eau", "l'eau"),
    (.english, "l'eau", "l'eau"), (.portuguese, "d'agua", "d'agua"),
  ]) func `what lost its vowel before a word falls off in French and Italian`(
    _ language: TextLanguage, _ word: String, _ stem: String
  ) {
    #expect(Stemmer.stem(word, in: language) == stem)
  }

  @Test(arguments: TextLanguage.allCases)
  func `words with other signs, and very long ones, keep their form`(_ language: TextLanguage) {
    for word in ["", "s", "as", "12", "covid19", "5gs", "школы", "喝", String(repeating: "b", count: 33) + "es"] {
      #expect(Stemmer.stem(word, in: language) == word)
    }
    #expect(Stemmer.stem("merkel's", in: language) == "merkel")
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the hash is that of the stem written out, and a stem is no longer than its word`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let letters = Array("aeioucdlmnrstzx")
    let endings = [
      "", "s", "es", "os", "a", "oes", "eis", "ns", "aux", "x", "issement", "atrice", "trice", "teur", "ique", "ete",
      "ation", "ern", "est", "st", "en", "hi", "ie", "eira", "mente", "ualisation", "eses", "ces",
    ]
    for _ in 0..<400 {
      let count = Int.random(in: 0...24, using: &random)
      let stem = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
      let word = stem + (endings.randomElement(using: &random) ?? "")
      for language in TextLanguage.allCases where !word.isEmpty {
        let cut = Stemmer.stem(word, in: language)
        #expect(!cut.isEmpty && cut.utf8.count <= word.utf8.count, "seed \(seed): \(language) \(word)")
        let plain = Array(cut.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Hashing.unit($0) }
        #expect(hash(word, language) == plain, "seed \(seed): \(language) \(word)")
      }
    }
  }
}
