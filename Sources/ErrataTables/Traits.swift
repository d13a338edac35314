/// What the tables say of a code point, as bits. The generated header carries the same names for the library.
enum Trait {
  /// Names and values in the order of the header.
  static let all: [(name: String, value: UInt32)] = [
    ("FOLD", fold), ("CASE", letterCase), ("TRADITIONAL", traditional), ("LOOKALIKE", lookalike),
    ("INVISIBLE", invisible), ("DECORATION", decoration), ("MARK", mark), ("NUMERAL", numeral),
    ("LATIN", latin), ("HAN", han), ("FOREIGN", foreign), ("SIGN", sign),
  ]
  /// Has a compatibility fold.
  static let fold: UInt32 = 0x10
  /// Has a lower-case form.
  static let letterCase: UInt32 = 0x20
  /// Has a simplified form.
  static let traditional: UInt32 = 0x40
  /// Looks like a Latin letter.
  static let lookalike: UInt32 = 0x80
  /// Isn't seen, and is dropped.
  static let invisible: UInt32 = 0x100
  /// Emoji and ornaments.
  static let decoration: UInt32 = 0x200
  /// Combines with the character before.
  static let mark: UInt32 = 0x400
  /// A Chinese numeral.
  static let numeral: UInt32 = 0x800
  /// A letter of the Latin script.
  static let latin: UInt32 = 0x1000
  /// Han or kana.
  static let han: UInt32 = 0x2000
  /// A letter of a script that has Latin look-alikes.
  static let foreign: UInt32 = 0x4000
  /// A sentence mark, quotation mark or bracket that folds into another.
  static let sign: UInt32 = 0x8000
}

/// Classes of code points; the numbers are those of the library's `ScalarClass`.
enum PointClass: UInt32 {
  case other, letter, ideographic, digit, space, lineBreak, punctuation
}

/// Scripts written without spaces between words, matched by character.
private let unspacedScripts: Set<String> = [
  "Han", "Hiragana", "Katakana", "Katakana_Or_Hiragana", "Hangul", "Bopomofo", "Thai", "Lao", "Khmer",
  "Myanmar", "Tibetan", "Yi", "Tai_Le", "New_Tai_Lue", "Tai_Tham", "Tai_Viet", "Javanese", "Balinese",
]

private let foreignScripts: Set<String> = ["Cyrillic", "Greek", "Armenian", "Cherokee", "Coptic"]

private let numerals = Set("〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟廿卅".unicodeScalars.map(\.value))

/// Punctuation that the library's punctuation step knows; what isn't here is ornament.
private let knownSigns = Set(
  ("\"'[]{}。，、！？：；…‥“”„‟«»‹›「」『』《》〈〉‘’‚‛〝〞〟【】〔〕〖〗〘〙〚〛–—―‐‑‒−⸺⸻〜・؟،؛۔।॥։።፧፣"
    + "⟨⟩‼⁇⁈⁉").unicodeScalars.map(\.value))
private let plainSigns = Set(".,!?:;()-/%&‰\u{2044}".unicodeScalars.map(\.value))
private let asciiOrnaments = Set("*_\\|~^`@#".unicodeScalars.map(\.value))

/// Letters that are written like punctuation, and apostrophes written like letters.
private let extraOrnaments = Set("·•‧∙⋅・†‡§¶※‣¡¿©®™№∼←→↑↓".unicodeScalars.map(\.value))

/// Blocks of arrows and shapes, some of which count as mathematics.
private let ornamentBlocks: [ClosedRange<UInt32>] = [
  0x2190...0x21FF, 0x2300...0x23FF, 0x2500...0x27BF, 0x27F0...0x27FF, 0x2900...0x297F, 0x2B00...0x2BFF,
  0xE000...0xF8FF, 0x1F000...0x1FAFF, 0xF0000...0x10FFFF,
]

extension UnicodeData {
  /// Traits of a code point that don't depend on the other tables.
  func traits(of point: UInt32) -> UInt32 {
    if let ascii = controlTraits(point) { return ascii }
    if ignorable[Int(point)] || characters[Int(point)].category == "Cf" { return Trait.invisible }
    if (0x20000...0x3FFFD).contains(point) { return PointClass.ideographic.rawValue | Trait.han }
    switch characters[Int(point)].category.first {
    case "L": return letterTraits(point)
    case "M": return markTraits(point)
    case "N": return numberTraits(point)
    case "Z": return (point == 0x2028 || point == 0x2029 ? PointClass.lineBreak : .space).rawValue
    case "P": return punctuationTraits(point)
    default: return symbolTraits(point)
    }
  }

  private func controlTraits(_ point: UInt32) -> UInt32? {
    switch point {
    case 0x0A...0x0D, 0x85: PointClass.lineBreak.rawValue
    case 0x09, 0xFFFD: PointClass.space.rawValue
    case 0..<0x20, 0x7F..<0xA0: Trait.invisible
    default: nil
    }
  }

  private func letterTraits(_ point: UInt32) -> UInt32 {
    let script = scripts[Int(point)]
    let unspaced = unspacedScripts.contains(script) || (0x3031...0x3035).contains(point) || point == 0x30FC
    var traits = (unspaced ? PointClass.ideographic : .letter).rawValue
    if script == "Latin" { traits |= Trait.latin }
    if foreignScripts.contains(script) { traits |= Trait.foreign }
    if ["Han", "Hiragana", "Katakana", "Bopomofo"].contains(script) || point == 0x30FC {
      traits |= Trait.han
    }
    if numerals.contains(point) { traits |= Trait.numeral }
    if (0x1160...0x11FF).contains(point) { traits |= Trait.mark }
    return traits
  }

  private func markTraits(_ point: UInt32) -> UInt32 {
    let script = scripts[Int(point)]
    if ["Inherited", "Zinh", "Hebrew", "Arabic", "Common", "Cyrillic", "Greek"].contains(script) {
      return Trait.mark
    }
    return (unspacedScripts.contains(script) ? PointClass.ideographic : .letter).rawValue
  }

  private func numberTraits(_ point: UInt32) -> UInt32 {
    if characters[Int(point)].category == "Nd" { return PointClass.digit.rawValue }
    if point == 0x3007 { return PointClass.ideographic.rawValue | Trait.han | Trait.numeral }
    return characters[Int(point)].category == "Nl" ? letterTraits(point) : PointClass.other.rawValue
  }

  private func punctuationTraits(_ point: UInt32) -> UInt32 {
    if plainSigns.contains(point) { return PointClass.punctuation.rawValue }
    if knownSigns.contains(point) { return PointClass.punctuation.rawValue | Trait.sign }
    return asciiOrnaments.contains(point) || point > 0x7F
      ? PointClass.punctuation.rawValue | Trait.decoration : PointClass.punctuation.rawValue
  }

  private func symbolTraits(_ point: UInt32) -> UInt32 {
    let category = characters[Int(point)].category
    if point == 0x2212 { return PointClass.punctuation.rawValue | Trait.sign }
    let ornament =
      category == "So" || category == "Sk" || category == "Co" || pictographic[Int(point)]
      || asciiOrnaments.contains(point) || extraOrnaments.contains(point)
      || ornamentBlocks.contains { $0.contains(point) }
    return ornament && point != 0xB0 ? Trait.decoration : PointClass.other.rawValue
  }
}
