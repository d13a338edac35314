/// The language by whose rules the words of a text are cut.
///
/// Claims and items must be cut alike, and neither is sure to say its language, so the text's own words decide, and
/// nothing else: equal texts always have equal units, whatever they are tagged as. Function words vote
/// (``FunctionWords``), each once, for every language that has them. A language needs ``leastVotes``, more of them than
/// any other of the five and than English, and no fewer than the languages without rules together; else a text is cut
/// as English.
///
/// One language for the whole text: in a text of two, the one with more function words at its beginning wins.
///
/// The limit of this: a text of a few words may have too few function words (a headline, a search query), and is then
/// cut as English, while a longer one in the same language isn't, so that the two share only words which both rules
/// leave alike. Of sentences of seven words nearly all have the votes, of those of five or six two in three: write
/// claims as sentences, with their articles. A text in a language near one of the five, as Catalan, may be cut by that
/// one's rules.
package enum TextLanguage: UInt8, CaseIterable, Sendable {
  /// English, and any text that no other language is found for.
  case english
  /// Spanish.
  case spanish
  /// Portuguese.
  case portuguese
  /// French.
  case french
  /// Italian.
  case italian
  /// German.
  case german
}

extension TextLanguage {
  /// Votes that a language needs: two words of its own, or one and one that it shares with others, or three of those.
  static let leastVotes = 5
  /// Folded scalars at the beginning of a text that are looked at.
  static let reach = 1024

  /// The language of a folded text.
  ///
  /// - Complexity: linear in the first ``reach`` scalars; allocates nothing.
  package static func guess(_ scalars: UnsafeBufferPointer<UInt32>) -> TextLanguage {
    var votes = LanguageVotes(FunctionWords.table)
    var key = WordKey()
    let end = min(scalars.count, reach)
    var index = 0
    while index < end {
      let scalar = scalars[index]
      index += 1
      if scalar &- 0x61 < 26 {
        key.append(scalar)
      } else if scalar >= 0x2E80 {
        key.spoil()
        while index < end, scalars[index] >= 0x2E80 { index += 1 }
      } else {
        key.append(mark: scalar, before: index < scalars.count ? scalars[index] : 0x20)
        if let word = key.word { votes.add(word) }
        key.close(at: scalar)
      }
    }
    if let word = key.word, scalars.count <= reach { votes.add(word) }
    return votes.winner
  }
}

/// A word of at most eight letters as a number, while a text is read.
private struct WordKey {
  private var letters: UInt64 = 0
  /// Whether what stands here is no word: longer, with digits or other letters, or part of an address.
  private var isSpoiled = false

  /// The word, if one stands here.
  @inline(__always)
  var word: UInt64? { letters == 0 || isSpoiled ? nil : letters }

  /// Takes a sign in that belongs to no word of Latin letters, as Han.
  @inline(__always)
  mutating func spoil() {
    letters = 0
    isSpoiled = true
  }

  /// Takes a letter in.
  @inline(__always)
  mutating func append(_ letter: UInt32) {
    if letters >> 56 != 0 { isSpoiled = true }
    letters = letters << 8 | UInt64(letter)
  }

  /// Takes a sign in that ends a word: an apostrophe belongs to it, as in l'eau; marks inside of addresses and signs
  /// that are no ASCII spoil it, as digits do.
  @inline(__always)
  mutating func append(mark: UInt32, before next: UInt32) {
    switch mark {
    case 0x20, 0x0A: break
    case 0x27: if letters != 0, next &- 0x61 < 26 { append(mark) }
    case 0x2E, 0x2F, 0x40, 0x5F: if next &- 0x61 < 26 { isSpoiled = true }
    case 0x30...0x39: isSpoiled = true
    case 0x201C, 0x201D: break
    default: if mark >= 0x80 { isSpoiled = true }
    }
  }

  /// Begins the next word; one that is spoiled ends at a blank.
  @inline(__always)
  mutating func close(at mark: UInt32) {
    letters = 0
    if mark == 0x20 || mark == 0x0A { isSpoiled = false }
  }
}

/// The votes of the words of one text.
private struct LanguageVotes {
  private let table: FunctionWords
  /// Nine bits a language.
  private var sums: UInt64 = 0
  private var seen = InlineArray<32, UInt64>(repeating: 0)

  init(_ table: FunctionWords) {
    self.table = table
  }

  /// Counts a word's votes, once.
  @inline(__always)
  mutating func add(_ word: UInt64) {
    guard let slot = table.slot(of: word) else { return }
    let bit: UInt64 = 1 << UInt64(slot & 63)
    guard seen[slot >> 6] & bit == 0 else { return }
    seen[slot >> 6] |= bit
    sums &+= table.votes(ofSlot: slot)
  }

  /// The language with the votes that it needs.
  var winner: TextLanguage {
    guard sums != 0 else { return .english }
    var best = (language: TextLanguage.english, votes: TextLanguage.leastVotes - 1)
    for language in TextLanguage.allCases.dropFirst() {
      let votes = count(Int(language.rawValue))
      if votes > best.votes { best = (language, votes) } else if votes == best.votes { best.language = .english }
    }
    let isClear = best.votes > count(Int(TextLanguage.english.rawValue)) && best.votes >= count(FunctionWords.other)
    return isClear ? best.language : .english
  }

  /// The last voter has the bits that are left.
  private func count(_ voter: Int) -> Int {
    let shifted = sums >> UInt64(FunctionWords.bits * voter)
    return Int(voter == FunctionWords.other ? shifted : shifted & (1 << UInt64(FunctionWords.bits) - 1))
  }
}
