/// What the fused decoding needs to know of a character.
///
/// In the low half stands what becomes the traits of the unit, with the flag `unsettled`; in the high half what is
/// seen: traits, class and, in the bits that no class has, `AsciiMarks`; in the highest bit, whether it is an event.
struct CharacterEntry {
  let rawValue: UInt64

  private static let eventShift: UInt64 = 63
  private static let seenShift: UInt64 = 32
  private static let marksShift: UInt64 = 56
  private static let unsettled: UInt64 = 1 << 18

  /// Bits as stored.
  @inline(__always) init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The entry of a character.
  ///
  /// - Parameter isQuiet: no step has anything to do at the character, unless one beside it is for something.
  init(_ traits: Traits, isQuiet: Bool, marks: AsciiMarks = []) {
    var seen = TraitsSeen()
    seen.insert(traits)
    rawValue =
      (isQuiet ? 0 : 1 << Self.eventShift) | UInt64(marks.rawValue) << Self.marksShift
      | UInt64(seen.rawValue) << Self.seenShift | UInt64(traits.rawValue)
  }

  /// The entry of what folds, is dropped or needs its neighbours.
  static let slow = CharacterEntry(rawValue: 1 << eventShift | unsettled)

  /// True for what has to be looked at more closely.
  @inline(__always) var isSlow: Bool { rawValue & Self.unsettled != 0 }
  /// 1 for an event, 0 for a quiet character.
  @inline(__always) var event: Int { Int(truncatingIfNeeded: rawValue >> Self.eventShift) }
  /// The traits.
  @inline(__always) var traits: Traits { Traits(rawValue: UInt32(truncatingIfNeeded: rawValue)) }

  /// What is seen in the characters whose entries are put together.
  static func seen(_ entries: UInt64) -> TraitsSeen {
    TraitsSeen(rawValue: UInt32(truncatingIfNeeded: entries >> seenShift) & 0xFF_FFFF)
  }

  /// The marks among the characters whose entries are put together.
  static func marks(_ entries: UInt64) -> AsciiMarks {
    AsciiMarks(rawValue: UInt32(truncatingIfNeeded: entries >> marksShift) & 0x7F)
  }
}

/// The entries of the characters that have one, in flat tables.
///
/// Quiet are small letters of ASCII and Han characters that are no numerals and begin no phrase of `Homophones`, but
/// for those phrases that go on in Latin letters: the first of these is an event. Capital letters have the entries of
/// what they fold to.
struct CharacterKinds {
  /// The tables, made once and kept for ever, so that the pointer never dangles; nobody writes to them again.
  nonisolated(unsafe) static let shared = CharacterKinds()

  // One after the other in one piece of memory:
  // - for each code point of 16 bits the number of its entry: a byte, where its traits would take more memory than the
  //   caches near a core have to spare;
  // - the entries that are counted so, the first of them `slow`;
  // - the entry of each ASCII character.
  private let memory: UnsafeRawPointer
  private static let kindCount = 0x1_0000
  private static let entryCount = 256
  private static let entrySize = MemoryLayout<CharacterEntry>.size

  /// The entry of a code point of 16 bits.
  @inline(__always)
  func entry(_ scalar: UInt32) -> CharacterEntry {
    let kind = Int(memory.load(fromByteOffset: Int(scalar), as: UInt8.self))
    return memory.load(fromByteOffset: kind * Self.entrySize + Self.kindCount, as: CharacterEntry.self)
  }

  /// The entry of an ASCII character.
  @inline(__always)
  func entry(ascii byte: UInt8) -> CharacterEntry {
    let offset = (Int(byte) + Self.entryCount) * Self.entrySize + Self.kindCount
    return memory.load(fromByteOffset: offset, as: CharacterEntry.self)
  }

  /// 1 where a code point is an event by itself, 0 where it is quiet.
  @inline(__always)
  func event(_ scalar: UInt32) -> Int {
    if scalar < 0x80 { return entry(ascii: UInt8(truncatingIfNeeded: scalar)).event }
    return scalar < 0x1_0000 ? entry(scalar).event : 1
  }

  private init() {
    var kinds = [UInt8](repeating: 0, count: Self.kindCount)
    var entries = [CharacterEntry.slow]
    let firsts = Homophones.firstsBeforeHan
    for scalar in UInt32(0x800)..<0x1_0000 {
      let entry = Self.entry(of: scalar, firsts)
      let known = entries.firstIndex { $0.rawValue == entry.rawValue }
      if known == nil { entries.append(entry) }
      // More than a byte can count stay slow.
      kinds[Int(scalar)] = UInt8(exactly: known ?? entries.count - 1) ?? 0
    }
    let count = Self.entryCount + 128
    let size = Self.kindCount + count * Self.entrySize
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 64)
    memory.initializeMemory(as: UInt8.self, from: kinds, count: Self.kindCount)
    let table = (memory + Self.kindCount).initializeMemory(as: CharacterEntry.self, repeating: .slow, count: count)
    for (index, entry) in entries.prefix(Self.entryCount).enumerated() { table[index] = entry }
    for byte in UInt8(0)..<128 { table[Self.entryCount + Int(byte)] = Self.entry(of: byte) }
    self.memory = UnsafeRawPointer(memory)
  }

  private static func entry(of byte: UInt8) -> CharacterEntry {
    let traits = Traits(of: UInt32(byte))
    if traits.has(.invisible) { return .slow }
    let isCapital = traits.has(.letterCase)
    let folded = isCapital ? traits.subtracting(.letterCase).union(.wasCapital) : traits
    return CharacterEntry(folded, isQuiet: traits.isLetter, marks: AsciiMarks(of: Unicode.Scalar(byte)))
  }

  private static func entry(of scalar: UInt32, _ firsts: Set<UInt32>) -> CharacterEntry {
    let traits = Traits(of: scalar)
    // Nothing stands for half of a pair.
    if traits.has(.unsettled) || scalar & 0xF800 == 0xD800 { return .slow }
    let isQuiet = traits == .plainHan && !firsts.contains(scalar)
    return CharacterEntry(traits, isQuiet: isQuiet)
  }
}

extension Traits {
  /// What the fused decoding folds or drops.
  static let unsettled: Traits = [.invisible, .mark, .fold, .letterCase, .traditional]
}

/// ASCII characters that links and names are told by.
struct AsciiMarks: OptionSet {
  let rawValue: UInt32

  static let at = AsciiMarks(rawValue: 1)
  static let hash = AsciiMarks(rawValue: 2)
  static let slash = AsciiMarks(rawValue: 4)
  static let point = AsciiMarks(rawValue: 8)
  static let w = AsciiMarks(rawValue: 16)

  /// What a character is.
  fileprivate init(of character: Unicode.Scalar) {
    switch character {
    case "@": self = .at
    case "#": self = .hash
    case "/": self = .slash
    case ".": self = .point
    case "w", "W": self = .w
    default: self = []
    }
  }

  /// Bits as they are.
  init(rawValue: UInt32) { self.rawValue = rawValue }
}
