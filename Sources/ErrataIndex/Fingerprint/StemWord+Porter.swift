/// The steps of Porter 1980.
extension StemWord {
  /// Cuts English endings.
  mutating func reduceByPorter() {
    removePlural()
    removePast()
    turnY()
    replaceFirst(PorterRules.step2, minimumMeasure: 0)
    replaceFirst(PorterRules.step3, minimumMeasure: 0)
    removeSuffix()
    removeFinalE()
    removeDoubleL()
  }

  // Conditions on the stem, the first `length` letters.

  private func isConsonant(_ index: Int) -> Bool {
    switch letters[index] {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: false
    case 0x79: index == 0 || !isConsonant(index - 1)
    default: true
    }
  }

  /// Porter's m: the number of times that a run of vowels is followed by a run of consonants.
  private func measure(_ length: Int) -> Int {
    var sequences = 0
    var wasVowel = false
    for index in 0..<length {
      let consonant = isConsonant(index)
      if consonant, wasVowel { sequences += 1 }
      wasVowel = !consonant
    }
    return sequences
  }

  private func hasVowel(_ length: Int) -> Bool {
    (0..<length).contains { !isConsonant($0) }
  }

  private func endsInDoubleConsonant(_ length: Int) -> Bool {
    length >= 2 && letters[length - 1] == letters[length - 2] && isConsonant(length - 1)
  }

  /// Consonant, vowel, consonant at the end, where the last is not w, x or y: hop, but not snow.
  private func endsInShortSyllable(_ length: Int) -> Bool {
    guard length >= 3, isConsonant(length - 1), !isConsonant(length - 2), isConsonant(length - 3) else {
      return false
    }
    return ![0x77, 0x78, 0x79].contains(letters[length - 1])
  }

  // The steps.

  /// Step 1a: caresses, ponies, cats.
  private mutating func removePlural() {
    if ends(in: "sses") {
      count -= 2
    } else if ends(in: "ies") {
      count -= 2
    } else if !ends(in: "ss"), ends(in: "s"), count > 2 {
      count -= 1
    }
  }

  /// Step 1b: agreed, plastered, motoring.
  private mutating func removePast() {
    if ends(in: "eed") {
      if measure(count - 3) > 0 { count -= 1 }
      return
    }
    let size = ends(in: "ed") ? 2 : ends(in: "ing") ? 3 : 0
    guard size > 0, hasVowel(count - size) else { return }
    count -= size
    if ends(in: "at") || ends(in: "bl") || ends(in: "iz") {
      append(0x65)
    } else if endsInDoubleConsonant(count) {
      if ![0x6C, 0x73, 0x7A].contains(letters[count - 1]) { count -= 1 }
    } else if measure(count) == 1, endsInShortSyllable(count) {
      append(0x65)
    }
  }

  /// Step 1c: happy.
  private mutating func turnY() {
    if ends(in: "y"), hasVowel(count - 1) { letters[count - 1] = 0x69 }
  }

  /// Steps 2 and 3: the first rule whose suffix fits, if the stem before it is long enough.
  private mutating func replaceFirst(_ rules: [PorterRules.Rule], minimumMeasure: Int) {
    guard let rule = rules.first(where: { ends(in: $0.suffix) }) else { return }
    if measure(count - rule.suffix.utf8CodeUnitCount) > minimumMeasure {
      replace(rule.suffix, with: rule.ending)
    }
  }

  /// Step 4: the longest suffix that fits falls off a stem of measure 2 or more.
  private mutating func removeSuffix() {
    guard let suffix = PorterRules.step4.first(where: { ends(in: $0) }) else { return }
    let length = count - suffix.utf8CodeUnitCount
    guard measure(length) > 1 else { return }
    if ends(in: "ion"), ![0x73, 0x74].contains(letters[length - 1]) { return }
    count = length
  }

  /// Step 5a: probate, cease.
  private mutating func removeFinalE() {
    guard ends(in: "e") else { return }
    let measure = measure(count - 1)
    if measure > 1 || (measure == 1 && !endsInShortSyllable(count - 1)) { count -= 1 }
  }

  /// Step 5b: controll.
  private mutating func removeDoubleL() {
    if ends(in: "l"), endsInDoubleConsonant(count), measure(count - 1) > 1 { count -= 1 }
  }
}

/// Porter's tables; longer suffixes stand before those that they end in.
enum PorterRules {
  /// A suffix and what stands in its place.
  struct Rule: Sendable {
    let suffix: StaticString
    let ending: StaticString
  }

  static let step2 = [
    Rule(suffix: "ational", ending: "ate"), Rule(suffix: "tional", ending: "tion"),
    Rule(suffix: "enci", ending: "ence"), Rule(suffix: "anci", ending: "ance"), Rule(suffix: "izer", ending: "ize"),
    Rule(suffix: "abli", ending: "able"), Rule(suffix: "alli", ending: "al"), Rule(suffix: "entli", ending: "ent"),
    Rule(suffix: "eli", ending: "e"), Rule(suffix: "ousli", ending: "ous"), Rule(suffix: "ization", ending: "ize"),
    Rule(suffix: "ation", ending: "ate"), Rule(suffix: "ator", ending: "ate"), Rule(suffix: "alism", ending: "al"),
    Rule(suffix: "iveness", ending: "ive"), Rule(suffix: "fulness", ending: "ful"),
    Rule(suffix: "ousness", ending: "ous"), Rule(suffix: "aliti", ending: "al"), Rule(suffix: "iviti", ending: "ive"),
    Rule(suffix: "biliti", ending: "ble"),
  ]

  static let step3 = [
    Rule(suffix: "icate", ending: "ic"), Rule(suffix: "ative", ending: ""), Rule(suffix: "alize", ending: "al"),
    Rule(suffix: "iciti", ending: "ic"), Rule(suffix: "ical", ending: "ic"), Rule(suffix: "ful", ending: ""),
    Rule(suffix: "ness", ending: ""),
  ]

  static let step4: [StaticString] = [
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
  ]
}
