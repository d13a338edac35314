import CErrataTables

/// What a code point is for matching.
package enum ScalarClass: UInt8, Sendable, CaseIterable {
  /// Anything that is none of the others: symbols, combining marks, controls, code points that stand for
  /// nothing.
  case other
  /// A letter of a script with spaces between words; it forms words.
  case letter
  /// A letter of a script matched by character: Han, kana, Hangul, Thai and others without spaces or with
  /// loose ones.
  case ideographic
  /// A decimal digit of any script.
  case digit
  /// A blank inside a line.
  case space
  /// A line or paragraph end.
  case lineBreak
  /// A punctuation mark.
  case punctuation
}

/// The class of a code point, from a two-stage table.
///
/// - Complexity: O(1), two loads.
package func scalarClass(of scalar: UInt32) -> ScalarClass {
  Traits(of: scalar).scalarClass
}

/// What the tables say of a code point: its class in the low four bits, flags above.
struct Traits: OptionSet, Sendable {
  let rawValue: UInt32

  static let fold = Traits(rawValue: UInt32(ERRATA_TRAIT_FOLD))
  static let letterCase = Traits(rawValue: UInt32(ERRATA_TRAIT_CASE))
  static let traditional = Traits(rawValue: UInt32(ERRATA_TRAIT_TRADITIONAL))
  static let lookalike = Traits(rawValue: UInt32(ERRATA_TRAIT_LOOKALIKE))
  static let invisible = Traits(rawValue: UInt32(ERRATA_TRAIT_INVISIBLE))
  static let decoration = Traits(rawValue: UInt32(ERRATA_TRAIT_DECORATION))
  static let mark = Traits(rawValue: UInt32(ERRATA_TRAIT_MARK))
  static let numeral = Traits(rawValue: UInt32(ERRATA_TRAIT_NUMERAL))
  static let latin = Traits(rawValue: UInt32(ERRATA_TRAIT_LATIN))
  static let han = Traits(rawValue: UInt32(ERRATA_TRAIT_HAN))
  static let foreign = Traits(rawValue: UInt32(ERRATA_TRAIT_FOREIGN))
  static let sign = Traits(rawValue: UInt32(ERRATA_TRAIT_SIGN))
  /// A small letter of ASCII that the fused pass made of a capital one; not from the tables.
  static let wasCapital = Traits(rawValue: 0x1_0000)
  /// What the fused pass made of a compatibility form; not from the tables.
  static let wasFolded = Traits(rawValue: 0x8_0000)

  /// All there is to say of a Han character that is no numeral and folds to itself.
  static let plainHan = Traits(rawValue: Traits.han.rawValue | UInt32(ScalarClass.ideographic.rawValue))

  /// Bits as stored.
  @inline(__always) init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Looks a code point up.
  @inline(__always) init(of scalar: UInt32) { rawValue = UInt32(errata_traits(scalar)) }

  @inline(__always) var classValue: UInt32 { rawValue & 15 }
  @inline(__always) var scalarClass: ScalarClass { ScalarClass(rawValue: UInt8(classValue)) ?? .other }
  @inline(__always) var isLetter: Bool { classValue == UInt32(ScalarClass.letter.rawValue) }
  @inline(__always) var isIdeographic: Bool { classValue == UInt32(ScalarClass.ideographic.rawValue) }
  @inline(__always) var isDigit: Bool { classValue == UInt32(ScalarClass.digit.rawValue) }
  @inline(__always) var isSpace: Bool { classValue == UInt32(ScalarClass.space.rawValue) }
  @inline(__always) var isLineBreak: Bool { classValue == UInt32(ScalarClass.lineBreak.rawValue) }
  @inline(__always) var isPunctuation: Bool { classValue == UInt32(ScalarClass.punctuation.rawValue) }
  @inline(__always) var isBlank: Bool { isSpace || isLineBreak }
  /// A letter, ideograph or digit.
  @inline(__always) var isWord: Bool { classValue &- 1 < 3 }

  /// True when any of the flags of `other` is set.
  @inline(__always) func has(_ other: Traits) -> Bool { rawValue & other.rawValue != 0 }
}

/// Which traits and classes occur in a text: flags as in `Traits`, and one bit for each class from bit 16 up.
struct TraitsSeen {
  private(set) var rawValue: UInt32 = 0

  /// Nothing, or bits as they are.
  @inline(__always) init(rawValue: UInt32 = 0) { self.rawValue = rawValue }

  /// Notes the traits of one more code point.
  @inline(__always) mutating func insert(_ traits: Traits) {
    rawValue |= (traits.rawValue & 0xFFF0) | (1 << (16 &+ traits.classValue))
  }

  /// Notes what another text, or another pass, has seen.
  @inline(__always) mutating func formUnion(_ other: TraitsSeen) { rawValue |= other.rawValue }

  /// True when a code point with one of these flags was seen.
  func has(_ traits: Traits) -> Bool { rawValue & traits.rawValue != 0 }

  /// True when a code point of the class was seen.
  func has(_ kind: ScalarClass) -> Bool { rawValue & (1 << (16 + UInt32(kind.rawValue))) != 0 }
}
