import ErrataIndex
import ErrataTestSupport
import Testing

/// Porter's rules, with the words of his paper and others.
@Suite struct StemmerTests {
  private func hash(_ word: String) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Stemmer.hash($0) }
  }

  private func plainHash(_ word: String) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Hashing.unit($0) }
  }

  static let plurals = [
    ("caresses", "caress"), ("ponies", "poni"), ("ties", "ti"), ("caress", "caress"), ("cats", "cat"), ("gas", "ga"),
    ("virus", "viru"), ("doses", "dose"), ("skies", "ski"),
  ]

  static let tenses = [
    ("feed", "feed"), ("agreed", "agre"), ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"),
    ("sing", "sing"), ("conflated", "conflat"), ("troubled", "troubl"), ("sized", "size"), ("hopping", "hop"),
    ("tanned", "tan"), ("falling", "fall"), ("hissing", "hiss"), ("fizzed", "fizz"), ("failing", "fail"),
    ("filing", "file"), ("snowing", "snow"), ("boxed", "box"), ("happy", "happi"), ("sky", "sky"), ("toying", "toi"),
  ]

  static let doubleEndings = [
    ("relational", "relat"), ("conditional", "condit"), ("rational", "ration"), ("valenci", "valenc"),
    ("hesitanci", "hesit"), ("digitizer", "digit"), ("conformabli", "conform"), ("radicalli", "radic"),
    ("differentli", "differ"), ("vileli", "vile"), ("analogousli", "analog"), ("vietnamization", "vietnam"),
    ("predication", "predic"), ("operator", "oper"), ("feudalism", "feudal"), ("decisiveness", "decis"),
    ("hopefulness", "hope"), ("callousness", "callous"), ("formaliti", "formal"), ("sensitiviti", "sensit"),
    ("sensibiliti", "sensibl"), ("triplicate", "triplic"), ("formative", "form"), ("formalize", "formal"),
    ("electriciti", "electr"), ("electrical", "electr"), ("hopeful", "hope"), ("goodness", "good"),
  ]

  static let singleEndings = [
    ("revival", "reviv"), ("allowance", "allow"), ("inference", "infer"), ("airliner", "airlin"),
    ("gyroscopic", "gyroscop"), ("adjustable", "adjust"), ("defensible", "defens"), ("irritant", "irrit"),
    ("replacement", "replac"), ("adjustment", "adjust"), ("dependent", "depend"), ("adoption", "adopt"),
    ("homologou", "homolog"), ("communism", "commun"), ("activate", "activ"), ("angulariti", "angular"),
    ("homologous", "homolog"), ("effective", "effect"), ("bowdlerize", "bowdler"), ("onion", "onion"),
    ("champion", "champion"), ("cement", "cement"),
  ]

  static let finals = [
    ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controll", "control"), ("roll", "roll"),
    ("generalizations", "gener"), ("oscillators", "oscil"), ("vaccinated", "vaccin"), ("vaccination", "vaccin"),
    ("vaccines", "vaccin"),
  ]

  @Test(arguments: plurals) func `a plural ending falls`(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(word) == stem)
  }

  @Test(arguments: tenses) func `endings of tenses fall and y turns`(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(word) == stem)
  }

  @Test(arguments: doubleEndings) func `double endings become single ones`(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(word) == stem)
  }

  @Test(arguments: singleEndings) func `single endings fall off long stems`(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(word) == stem)
  }

  @Test(arguments: finals) func `a final e or l falls off a long stem`(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(word) == stem)
  }

  @Test(arguments: [
    "", "s", "as", "is", "ed", "12", "2020s", "covid19", "5gs", "cafés", "школы", "Cats", "don't", "喝", "ing", "bus's'",
    String(repeating: "b", count: 33) + "s", String(repeating: "drum", count: 8) + "s",
  ]) func `short and long words, and those with other signs than small letters, are left alone`(_ word: String) {
    #expect(Stemmer.stem(word) == word)
    #expect(word.isEmpty || hash(word) == plainHash(word))
  }

  @Test func `the longest word that is cut has 32 letters`() {
    #expect(Stemmer.longest == 32)
    let drums = String(repeating: "drum", count: 7)
    #expect(Stemmer.stem(drums + "oaks") == drums + "oak")
    #expect(Stemmer.stem(drums + "soaks") == drums + "soaks")
  }

  @Test(arguments: [
    ("china's", "china"), ("vaccine's", "vaccin"), ("a's", "a"), ("'s", "'s"), ("cafés's", "cafés"),
    ("o'neil's", "o'neil"), ("covid19's", "covid19"), ("it's", "it"), ("boss's", "boss"),
  ]) func `a possessive ending falls off any word`(_ word: String, _ stem: String) {
    #expect(Stemmer.stem(word) == stem)
    #expect(hash(word) == plainHash(stem))
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `the hash is that of the stem written out, and a stem is no longer than its word`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let letters = Array("aeiouybcdlmnstzx")
    let endings = [
      "", "s", "es", "ies", "ed", "ing", "eed", "ational", "iveness", "ment", "ion", "ll", "e", "y", "ness", "izing",
    ]
    for _ in 0..<400 {
      let count = Int.random(in: 0...26, using: &random)
      let stem = String((0..<count).compactMap { _ in letters.randomElement(using: &random) })
      let word = stem + (endings.randomElement(using: &random) ?? "")
      let cut = Stemmer.stem(word)
      #expect(cut.utf8.count <= word.utf8.count && cut.isEmpty == word.isEmpty, "seed \(seed): \(word)")
      #expect(word.isEmpty || hash(word) == plainHash(cut), "seed \(seed): \(word)")
    }
  }
}
