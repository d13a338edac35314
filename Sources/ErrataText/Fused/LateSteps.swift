/// Which of the steps after the one for blanks can change a text, found at its events.
///
/// A step that is named may still find nothing to do; one that isn't named would do nothing.
struct LateSteps: OptionSet {
  let rawValue: UInt32

  static let homophones = LateSteps(rawValue: 1)
  static let leetspeak = LateSteps(rawValue: 2)
  static let repeats = LateSteps(rawValue: 4)
  static let separators = LateSteps(rawValue: 8)
  static let grouping = LateSteps(rawValue: 16)
  static let spelledNumbers = LateSteps(rawValue: 32)
  static let numerals = LateSteps(rawValue: 64)
  static let units = LateSteps(rawValue: 128)
  /// No step: the text has a digit.
  static let digits = LateSteps(rawValue: 256)

  /// Looks at the events of a text.
  init(_ buffer: UnitBuffer, _ phrases: PhraseTables) {
    buffer.close()
    let look = Look(buffer: buffer, phrases: phrases)
    var found: UInt32 = 0
    for event in 0..<buffer.eventCount {
      let place = buffer.units + Int(buffer.events[event])
      found |= look.plainSigns(place)
      if look.isWorthACloserLook(place) { found |= look.closely(place).rawValue }
    }
    rawValue = found
  }

  /// Looks at a text that a step has changed.
  init(again buffer: UnitBuffer, _ phrases: PhraseTables) {
    buffer.findEvents()
    self.init(buffer, phrases)
  }

  /// Bits as they are.
  init(rawValue: UInt32) { self.rawValue = rawValue }

}

/// Tells which steps an event is for, the character at it and the word that may begin there or right after it.
private struct Look {
  let buffer: UnitBuffer
  let phrases: PhraseTables

  /// Steps that are told without a question: that for numerals, digits, and that for a third character of a kind.
  @inline(__always)
  func plainSigns(_ place: UnsafeMutablePointer<Unit>) -> UInt32 {
    let traits = place[0].traits
    let isThird = Self.bit(place[0].scalar == place[-1].scalar) & Self.bit(place[0].scalar == place[-2].scalar)
    return isThird &* LateSteps.repeats.rawValue
      | Self.bit(traits.has(.numeral)) &* LateSteps.numerals.rawValue
      | Self.bit(traits.isDigit) &* LateSteps.digits.rawValue
  }

  /// False where none of the other steps has anything to do. All of it is worked out at every event, as there is no
  /// telling beforehand what an event is.
  @inline(__always)
  func isWorthACloserLook(_ place: UnsafeMutablePointer<Unit>) -> Bool {
    let traits = place[0].traits
    // Where a word begins, if one does: at the event or right after it. What stands before it may be half a phrase.
    let word = place + Int(Self.bit(!traits.isLetter))
    let isWord =
      Self.bit(phrases.homophones.mayBegin(word[-1].scalar, word[0].scalar))
      | Self.bit(phrases.homophones.mayBegin(word[0].scalar, word[1].scalar))
      | Self.bit(phrases.numberWords.mayBegin(word[0].scalar, word[1].scalar, word[2].scalar))
    let (isAfterDigit, isBeforeDigit) = (Self.bit(place[-1].traits.isDigit), Self.bit(place[1].traits.isDigit))
    let isNumber = Self.bit(traits.isDigit) & ~isBeforeDigit | isAfterDigit & isBeforeDigit
    let isSign =
      Self.bit(!traits.isWord) & Self.bit(place[0].scalar == place[-2].scalar)
      | Self.bit(place[0].scalar == 0x40) | Self.bit(place[0].scalar == 0x24)
    return isWord | isNumber | isSign != 0
  }

  @inline(__always)
  private static func bit(_ condition: Bool) -> UInt32 { condition ? 1 : 0 }

  /// All steps that an event is for, but those that `plainSigns` tells.
  func closely(_ place: UnsafeMutablePointer<Unit>) -> LateSteps {
    if place[0].traits.isLetter { return place[-1].traits.isLetter ? [] : word(place) }
    if place[0].traits.isIdeographic { return beginsPhrase(place) ? .homophones : [] }
    let found = place[0].traits.isDigit ? digit(place) : mark(place)
    return place[1].traits.isLetter ? found.union(word(place + 1)) : found
  }

  /// Steps that the word is for that begins at a place.
  private func word(_ place: UnsafeMutablePointer<Unit>) -> LateSteps {
    var found = LateSteps()
    // Half a word in pinyin, and the other half in Han after it or before.
    if beginsPhrase(place) || (place[-1].traits.isIdeographic && beginsPhrase(place - 1)) { found.insert(.homophones) }
    if isNumberWord(place) { found.insert(.spelledNumbers) }
    return found
  }

  /// True where a phrase of the step for homophones begins.
  private func beginsPhrase(_ place: UnsafeMutablePointer<Unit>) -> Bool {
    phrases.homophones.mayBegin(place[0].scalar, place[1].scalar)
      && phrases.homophones.match(buffer, at: place - buffer.units) != nil
  }

  /// True if a word is one for a number, or would be without the digits beside it, which the step for numerals may set
  /// apart. These words have three letters or more.
  private func isNumberWord(_ place: UnsafeMutablePointer<Unit>) -> Bool {
    guard phrases.numberWords.mayBegin(place[0].scalar, place[1].scalar, place[2].scalar) else { return false }
    let match = phrases.numberWords.match(buffer, at: place - buffer.units, insideWords: true)
    return match.map { !place[$0.count].traits.isLetter } ?? false
  }

  /// Steps that the last digit of a number is for.
  private func digit(_ place: UnsafeMutablePointer<Unit>) -> LateSteps {
    if place[1].traits.isDigit { return [] }
    var found = LateSteps()
    if place[-1].traits.isLetter && place[1].traits.isLetter { found.formUnion(leetspeak(place)) }
    let next = place[1].scalar == Unit.blank ? place[2].scalar : place[1].scalar
    if phrases.units.mayBegin(next), Units.follows(buffer, place - buffer.units, phrases.units) { found.insert(.units) }
    return found
  }

  /// Steps that a mark, symbol or blank is for.
  private func mark(_ place: UnsafeMutablePointer<Unit>) -> LateSteps {
    var found = LateSteps()
    let scalar = place[0].scalar
    if scalar == place[-2].scalar, Separators.maySeparate(buffer, place - buffer.units) { found.insert(.separators) }
    if scalar == 0x2C, place[-1].traits.isDigit, place[1].traits.isDigit { found.insert(.grouping) }
    if scalar == 0x40 || scalar == 0x24 { found.formUnion(leetspeak(place)) }
    return found
  }

  private func leetspeak(_ place: UnsafeMutablePointer<Unit>) -> LateSteps {
    Leetspeak.isBetweenLetters(buffer, place - buffer.units) ? .leetspeak : []
  }
}
