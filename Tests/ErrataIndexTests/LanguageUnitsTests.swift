import ErrataIndex
import ErrataTestSupport
import ErrataText
import Testing

/// What texts of several languages become.
@Suite struct LanguageUnitsTests {
  private static let reworded: [(language: TextLanguage, claim: String, post: String)] = [
    (
      .spanish, "Una vacuna nueva contra el cáncer es tóxica para los médicos vacunados",
      "¡Ojo! Las vacunas nuevas contra cánceres son muy tóxicas para la médica vacunada, y nadie lo dice."
    ),
    (
      .portuguese, "Uma vacina nova contra o câncer é perigosa para os homens vacinados",
      "Atenção! As vacinas novas contra o câncer são muito perigosas para o homem vacinado, e ninguém diz."
    ),
    (
      .french, "Un vaccin dangereux contre le cancer est interdit dans l'hôpital national",
      "Attention : les vaccins dangereux contre le cancer sont interdits dans les hôpitaux nationaux, qui l’eût cru ?"
    ),
    (
      .italian, "Un vaccino pericoloso contro il cancro è vietato nell'ospedale italiano",
      "Attenzione: i vaccini pericolosi contro il cancro sono vietati negli ospedali italiani, e nessuno lo dice."
    ),
    (
      .german, "Eine neue Impfung gegen Krebs ist für das Kind des Arztes gefährlich",
      "Achtung: Die neuen Impfungen gegen Krebs sind für die Kinder der Ärzte gefährlich, und keiner sagt es."
    ),
  ]

  /// Hashes of the words that carry a claim's sense, those of at least five letters.
  private func senses(_ text: String, in language: TextLanguage? = nil) -> Set<UInt32> {
    var units = Units()
    UnitReader.read(Normalizer().normalize(text), language: language, into: &units)
    return Set((0..<units.count).filter { units.ends[$0] - units.starts[$0] >= 5 }.map { units.hashes[$0] })
  }

  @Test(arguments: reworded) func `a claim in another number, gender and article has its words in a post`(
    _ language: TextLanguage, _ claim: String, _ post: String
  ) {
    #expect(normalizedUnits(claim).language == language)
    #expect(normalizedUnits(post).language == language)
    let (own, found) = (senses(claim), senses(post))
    #expect(own.count >= 5)
    #expect(own.subtracting(found).isEmpty, "\(own.subtracting(found).count) of \(own.count) missing")
  }

  @Test(arguments: reworded) func `the same words cut as English don't all meet`(
    _ language: TextLanguage, _ claim: String, _ post: String
  ) {
    #expect(!senses(claim, in: .english).subtracting(senses(post, in: .english)).isEmpty)
  }

  private static let english = [
    "The new vaccine doesn't contain any microchips, doctors said on Monday.",
    "A man from Los Angeles went to the hospital after he had drunk bleach!",
    "Eating garlic every day prevents you from getting infected with the virus?",
    "He wasn't vaccinated, and his children were taken away by the government.",
    "Photos of sharks swimming through flooded streets are real; I've seen them.",
    "La Palma's volcano could send a 20m tsunami to the coasts of 5 countries.",
    "Die-hard fans say the men's final in Rio de Janeiro was rigged by referees.",
    "Read https://example.com/la-vida-de-los-otros before they've deleted it.",
  ]

  @Test func `English texts have the hashes that they had before other languages were told apart`() {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in Self.english {
      for hash in normalizedUnits(text).hashes { state = (state ^ UInt64(hash)) &* 0x0000_0100_0000_01B3 }
    }
    #expect(state == 0x961E_FBC2_6DED_3F00)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `shuffled English words are cut one by one by the English rules`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let all: String = Self.english.joined(separator: " ").lowercased()
    let words: [Substring] = all.split(whereSeparator: { !$0.isLetter }).filter { $0.utf8.count > 1 }
    let text = words.shuffled(using: &random).map { String($0) }.joined(separator: " ")
    let single = text.split(separator: " ").map { (word: Substring) -> UInt32 in
      Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { WordForms.embedded.hash(of: $0) }
    }
    #expect(units(text).hashes == single, "seed \(seed)")
  }

  @Test func `word forms are English only`() {
    let went: [UInt32] = "went".unicodeScalars.map(\.value)
    let (english, german) = went.withUnsafeBufferPointer {
      (WordForms.embedded.hash(of: $0), WordForms.embedded.hash(of: $0, in: .german))
    }
    #expect(english == unitHash("go"))
    #expect(german != english)
  }

  @Test(arguments: [
    ("El ajo no cura el virus de la gripe", 1), ("Nunca se dijo que el ajo cura", 1),
    ("Vive sin vacunas y sin su perro", 2),
    ("No solo cura el virus, y es de su tierra", 0), ("Sin duda el ajo cura el virus", 0),
    ("No hay nada en su casa", 1),
    ("O alho não cura o vírus", 1), ("Mora no Brasil e na França", 0), ("Nunca disse que o alho cura o vírus", 1),
    ("Não só cura o vírus como a gripe", 0), ("Vive sem vacinas e o seu cão", 1),
    ("L'ail ne guérit pas le virus", 1), ("Il n'y a aucun vaccin dans les hôpitaux", 1),
    ("Il ne guérit jamais les gens", 1),
    ("Il guérit non seulement le virus, mais les gens", 0), ("C'est sans doute le virus", 0), ("Il ne sert à rien", 1),
    ("L'aglio non cura il virus", 1), ("Vive senza il suo vaccino", 1), ("Non solo cura il virus della gente", 0),
    ("Knoblauch heilt das Virus nicht", 1), ("Es gibt keine Impfung und keinen Arzt", 2),
    ("In der Not hilft das Amt", 0),
    ("Nicht nur das Virus ist gefährlich", 0), ("Er hat niemals etwas gesagt, und nie geholfen", 2),
    ("Das ist nicht. Nur so ein Gedanke", 1), ("Ohne Zweifel ist das Virus da", 0),
  ]) func `words of the text's language negate, each negation once`(_ text: String, _ count: Int) {
    let units = normalizedUnits(text)
    #expect(units.language != .english)
    #expect(units.flags.count { $0.contains(.negation) } == count)
  }
}
