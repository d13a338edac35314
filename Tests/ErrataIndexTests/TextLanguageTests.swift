import ErrataIndex
import ErrataText
import Testing

@Suite struct TextLanguageTests {
  private func guess(_ text: String) -> TextLanguage {
    normalizedUnits(text).language
  }

  private static let sentences: [(language: TextLanguage, texts: [String])] = [
    (
      .spanish,
      [
        "Las vacunas contienen microchips para controlar a la población",
        "El gobierno prohíbe la venta de carne a partir de enero",
        "Un hombre murió después de beber agua con limón",
        "Los niños vacunados enferman más que los demás",
        "Beber lejía cura el virus, dicen los médicos",
        "La ONU declara el fin de la pandemia",
        "No existe ninguna prueba de que el limón cure el cáncer",
        "Shakira muere en accidente de avión",
        "Cierran todas las escuelas de Madrid",
        "Descubren agua en la luna",
        "Muere el presidente de México",
        "La policía detuvo a tres hombres por el robo de un banco",
        "Esto no es cierto: el vídeo es de 2015",
        "Comer chocolate adelgaza, según un estudio",
      ]
    ),
    (
      .portuguese,
      [
        "As vacinas contêm microchips para controlar a população",
        "O governo proíbe a venda de carne a partir de janeiro",
        "Um homem morreu depois de beber água com limão",
        "As crianças vacinadas adoecem mais do que as outras",
        "Beber água sanitária cura o vírus, dizem os médicos",
        "A ONU declara o fim da pandemia",
        "Não existe nenhuma prova de que o limão cure o câncer",
        "Cantora morre em acidente de avião",
        "Fecham todas as escolas de Lisboa",
        "Morre o presidente do México",
        "A polícia prendeu três homens pelo roubo de um banco",
        "Isto não é verdade: o vídeo é de 2015",
        "Comer chocolate emagrece, segundo um estudo",
      ]
    ),
    (
      .french,
      [
        "Les vaccins contiennent des puces pour contrôler la population",
        "Le gouvernement interdit la vente de viande à partir de janvier",
        "Un homme est mort après avoir bu de l'eau avec du citron",
        "Les enfants vaccinés tombent plus souvent malades que les autres",
        "Boire de l'eau de Javel guérit le virus, disent les médecins",
        "L'ONU déclare la fin de la pandémie",
        "Il n'existe aucune preuve que le citron guérit le cancer",
        "Une chanteuse meurt dans un accident d'avion",
        "Les vaccins causent l'autisme",
        "L'ail protège du coronavirus",
        "Toutes les écoles de Paris ferment",
        "De l'eau découverte sur la lune",
        "La France sort de l'Union européenne",
        "Les antennes 5G propagent le coronavirus",
      ]
    ),
    (
      .italian,
      [
        "I vaccini contengono microchip per controllare la popolazione",
        "Il governo vieta la vendita di carne a partire da gennaio",
        "Un uomo è morto dopo aver bevuto acqua e limone",
        "I bambini vaccinati si ammalano più degli altri",
        "Bere candeggina cura il virus, dicono i medici",
        "L'ONU dichiara la fine della pandemia",
        "Non esiste alcuna prova che il limone curi il cancro",
        "Cantante muore in un incidente aereo",
        "I vaccini causano l'autismo",
        "L'aglio previene il coronavirus",
        "Chiuse tutte le scuole di Roma",
        "Morto il presidente del Messico",
        "L'Italia esce dall'Unione europea",
        "La polizia ha arrestato tre uomini per la rapina in banca",
      ]
    ),
    (
      .german,
      [
        "Impfungen enthalten Mikrochips, um die Bevölkerung zu kontrollieren",
        "Die Regierung verbietet ab Januar den Verkauf von Fleisch",
        "Ein Mann starb, nachdem er Wasser mit Zitrone getrunken hatte",
        "Geimpfte Kinder werden häufiger krank als andere",
        "Die UNO erklärt das Ende der Pandemie",
        "Es gibt keinen Beweis, dass Zitronen Krebs heilen",
        "Sängerin stirbt bei einem Flugzeugabsturz",
        "Knoblauch schützt vor dem Coronavirus",
        "Alle Schulen in Berlin werden geschlossen",
        "Wasser auf dem Mond entdeckt",
        "Der Präsident von Mexiko ist tot",
        "Die Polizei hat drei Männer wegen eines Banküberfalls festgenommen",
        "Das stimmt nicht: Das Video ist von 2015",
        "Schokolade macht schlank, zeigt eine Studie",
      ]
    ),
    (
      .english,
      [
        "Vaccines contain microchips to control the population",
        "The government bans the sale of meat from January",
        "A man died after drinking water with lemon",
        "Vaccinated children fall ill more often than others",
        "Drinking bleach cures the virus, doctors say",
        "Die Hard actor says he was a man of war",
        "Shooting in Las Vegas",
        "Le Pen and Macron debate on TV",
        "Singer dies in plane crash",
        "Trump visits San Juan de Puerto Rico",
        "Tour de France: the final in Paris",
        "Que sera, sera, my friend",
        "I'm so done with this, don't @ me",
        "He died in a car crash on Monday",
        "Photo of Che Guevara in a cafe",
        "Los Angeles closes its schools",
      ]
    ),
  ]

  @Test(arguments: sentences) func `a sentence is known by its small words`(
    _ language: TextLanguage, _ texts: [String]
  ) {
    #expect(texts.count >= 12)
    for text in texts { #expect(guess(text) == language, "\(text)") }
  }

  @Test(arguments: [
    "Vaksin mengandung mikrocip untuk mengendalikan penduduk",
    "Pemerintah melarang penjualan daging mulai Januari di Jakarta",
    "Vắc xin chứa vi mạch để kiểm soát người dân",
    "Chính phủ cấm bán thịt từ tháng một",
    "Con gà là của em, đã nói là không có nào",
    "Aşılar nüfusu kontrol etmek için mikroçip içeriyor",
    "Hükümet ocak ayından itibaren et satışını yasaklıyor",
    "Szczepionki zawierają mikroczipy do kontroli ludności",
    "Rząd zakazuje sprzedaży mięsa od stycznia",
    "To nie jest prawda, że cytryna leczy raka",
    "De regering verbiedt de verkoop van vlees vanaf januari",
    "Een man is overleden na het drinken van water met citroen",
    "Vaccins bevatten microchips om de bevolking te controleren",
    "Regeringen förbjuder försäljning av kött från januari",
    "Vacciner indeholder mikrochips til at kontrollere befolkningen",
    "Guvernul interzice vânzarea cărnii de la 1 ianuarie",
    "Vaccinurile conțin cipuri pentru a controla populația",
    "Ang bakuna ay may microchip para kontrolin ang mga tao",
    "Rokotteet sisältävät mikrosiruja",
    "Az oltások mikrochipet tartalmaznak",
    "sarkar ne mobile par pabandi laga di hai",
    "疫苗含有芯片 the vaccine",
    "Вакцины содержат микрочипы",
    "Nie ma dowodów na to, że witamina leczy wirusa",
    "Bu haber doğru değil, ama herkes paylaşıyor",
    "Berita ini tidak benar dan sudah dibantah",
    "Tin này không đúng và đã bị bác bỏ",
  ]) func `a text in another language is cut as English`(_ text: String) {
    #expect(guess(text) == .english)
  }

  @Test(arguments: [
    "", " ", "vacunas", "la", "nicht", "!", "疫苗", "12", "vacunas causan autismo", "impfungen verursachen autismus",
    "la la la la", "und und und und", "de la", "los angeles, las vegas",
  ]) func `too few small words, however often, decide nothing`(_ text: String) {
    #expect(guess(text) == .english)
  }

  @Test(arguments: [
    ("Las vacunas son seguras para los niños. The vaccines", TextLanguage.spanish),
    ("The vaccines are safe for all of the children. Las vacunas", .english),
    ("Der Arzt sagt, dass die Impfung nicht hilft: le vaccin", .german),
    ("微博 疫苗 Les vaccins ne sont pas dangereux", .french), ("Dr. House: non è mai lupus, dice il medico", .italian),
  ]) func `in a text of two languages the one with more small words wins`(_ text: String, _ language: TextLanguage) {
    #expect(guess(text) == language)
  }

  @Test(arguments: [
    "read https://example.com/la/vida/de/los/otros", "example.com/y/en/su", "@los_otros_y_su hola", "y2 en3 su4",
    "muyen sinel", "muyя яsin", "internacionalmenteyen",
  ]) func `parts of addresses and of other words are no small words`(_ text: String) {
    #expect(units(text).language == .english)
  }

  @Test func `marks, quotation and hyphens stand around small words`() {
    for text in ["«la vida», y su perro.", "(y) su!", "y-su", "y,su", "Y\nsu", "“Y” “su”"] {
      #expect(guess(text) == .spanish, "\(text)")
    }
  }

  @Test func `an elided word before its apostrophe counts`() {
    #expect(guess("c'est vrai qu'elle") == .french)
    #expect(guess("dell'acqua un'antenna") == .italian)
    #expect(guess("c' qu' j' n' un") == .english)
  }

  @Test func `only the beginning of a text is read, up to a last word that is whole`() {
    let words = Array(repeating: "kilo", count: 203).joined(separator: " ")
    #expect(guess(words + " y su") == .spanish)
    #expect(guess(words + " kilos y su") == .english)
    #expect(guess("y su " + words + " the of and with they is") == .spanish)
    let filler = String(repeating: "k ", count: 509)
    #expect(foldedAsIs(filler + "y para").count == 1024)
    var units = Units()
    UnitReader.read(foldedAsIs(filler + "y para"), into: &units)
    #expect(units.language == .spanish)
    UnitReader.read(foldedAsIs(filler + "y paraguas"), into: &units)
    #expect(units.language == .english)
  }

  @Test func `a language that the caller knows isn't guessed, and is forgotten with the text`() {
    var units = Units()
    let text = Normalizer().normalize("Die Impfung ist nicht gefährlich")
    UnitReader.read(text, language: .english, into: &units)
    #expect(units.language == .english)
    UnitReader.read(text, into: &units)
    #expect(units.language == .german)
    units.removeAll()
    #expect(units.language == .english)
  }
}
