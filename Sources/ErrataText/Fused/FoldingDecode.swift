import CErrataTables

/// What the fused decoding has seen of a text besides its traits.
struct DecodingNotes {
  /// The ASCII marks in the text.
  fileprivate(set) var marks = AsciiMarks()
  /// Traits of what folding made.
  fileprivate(set) var folded = TraitsSeen()
  /// A compatibility form became a character of another class.
  fileprivate(set) var hasClassFold = false
  /// A compatibility form became a mark that is part of names.
  fileprivate(set) var hasNameFold = false
  /// A compatibility form or letter with an accent became a letter of ASCII.
  fileprivate(set) var hasLetterFold = false
  fileprivate(set) var hasSoftHyphen = false

  /// Nothing seen.
  init() {}
}

extension UnitBuffer {
  /// Decodes UTF-8 text and does, code point by code point, what needs no look at its neighbours: drops what
  /// isn't seen, folds compatibility forms, capital letters and traditional characters. Notes the events on the way.
  ///
  /// The steps for links, mentions and hashtags, which come before these folds in the order, can follow. Nil
  /// where a code point needs its neighbours or folds into several; the text has to go step by step then.
  ///
  /// - Complexity: O(n).
  func decodeFolding(_ bytes: UnsafeBufferPointer<UInt8>) -> DecodingNotes? {
    let length = min(bytes.count, Int(UInt32.max))
    reset(capacity: length + 1)
    var notes = DecodingNotes()
    guard let base = bytes.baseAddress else { return notes }
    var decoder = FoldingDecoder(base, length, self)
    while decoder.position < length {
      if decoder.takeRuns() { continue }
      let other = notes.takeOther(base, decoder.position, length)
      guard other.size > 0 else { return nil }
      decoder.append(other)
    }
    count = decoder.unit - units
    eventCount = decoder.event - events
    decoder.settleEvents(eventCount)
    seen = CharacterEntry.seen(decoder.noted)
    notes.marks = CharacterEntry.marks(decoder.noted)
    return notes
  }
}

/// Where the fused decoding is in a text.
private struct FoldingDecoder {
  private let base: UnsafePointer<UInt8>
  private let length: Int
  private let kinds: CharacterKinds
  /// The next byte to read.
  private(set) var position = 0
  /// Where the next unit goes.
  private(set) var unit: UnsafeMutablePointer<Unit>
  private let units: UnsafeMutablePointer<Unit>
  private let events: UnsafeMutablePointer<UInt32>
  /// Where the next event goes: at first the low half of the address of its unit, which saves counting these.
  private(set) var event: UnsafeMutablePointer<UInt32>
  /// The entries of all characters put together.
  private(set) var noted: UInt64 = 0

  init(_ base: UnsafePointer<UInt8>, _ length: Int, _ buffer: UnitBuffer) {
    self.base = base
    self.length = length
    kinds = CharacterKinds.shared
    units = buffer.units
    events = buffer.events
    unit = units
    event = events
  }

  /// Makes positions of the addresses of events.
  func settleEvents(_ count: Int) {
    let first = Self.low(units)
    for index in 0..<count { events[index] = (events[index] &- first) >> 4 }
  }

  @inline(__always)
  private static func low(_ unit: UnsafeMutablePointer<Unit>) -> UInt32 {
    UInt32(truncatingIfNeeded: UInt(bitPattern: unit))
  }

  /// Adds a unit; it is an event if its entry says so, it is the same as the last one, or `begins` is 1.
  @inline(__always)
  private mutating func append(_ scalar: UInt32, _ size: UInt32, _ entry: CharacterEntry, begins: Int = 0) {
    let start = UInt32(truncatingIfNeeded: position)
    event.pointee = Self.low(unit)
    event += entry.event | begins | (scalar == unit[-1].scalar ? 1 : 0)
    unit.pointee = Unit(scalar, start: start, end: start &+ size, traits: entry.traits)
    unit += 1
    position &+= Int(size)
    noted |= entry.rawValue
  }

  /// Adds a character that was folded or is to be dropped.
  @inline(__always)
  mutating func append(_ other: OtherCharacter) {
    noted |= other.seen
    if other.entry.isSlow {
      position &+= Int(other.size)
    } else {
      append(other.scalar, other.size, other.entry)
    }
  }

  /// Takes ASCII characters and sequences of three bytes; false if there is none here, or a slow one.
  @inline(__always)
  mutating func takeRuns() -> Bool {
    let start = position
    takeAscii()
    takeTriples()
    return position > start
  }

  /// Takes a run of ASCII characters, whose first one is an event.
  @inline(__always)
  private mutating func takeAscii() {
    var begins = 1
    while position < length, base[position] < 0x80 {
      let entry = kinds.entry(ascii: base[position])
      if entry.isSlow { return }
      // The flag for a former capital letter, moved, is the bit that sets small letters apart.
      let capital = entry.traits.rawValue & Traits.wasCapital.rawValue
      append(UInt32(base[position]) | capital >> 11, 1, entry, begins: begins)
      begins = 0
    }
  }

  /// Takes a run of sequences of three bytes.
  @inline(__always)
  private mutating func takeTriples() {
    // Four bytes are read, so the last sequence with the one before it.
    while position &+ 3 < length {
      guard takeTriple(load(position)) else { return }
    }
    if position &+ 3 == length, position > 0 { _ = takeTriple(load(position &- 1) >> 8) }
  }

  @inline(__always)
  private func load(_ place: Int) -> UInt32 {
    UInt32(littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt32.self))
  }

  /// Takes a sequence of three bytes, the first of them in the lowest bits; false if it is none or slow.
  @inline(__always)
  private mutating func takeTriple(_ bytes: UInt32) -> Bool {
    guard bytes & 0xC0_C0F0 == 0x80_80E0 else { return false }
    let scalar = (bytes & 0x0F) << 12 | (bytes & 0x3F00) >> 2 | bytes >> 16 & 0x3F
    let entry = kinds.entry(scalar)
    if entry.isSlow { return false }
    append(scalar, 3, entry)
    return true
  }
}

/// A character that the tables don't settle.
private struct OtherCharacter {
  /// What it folds to.
  var scalar: UInt32
  /// Its bytes in the text; 0 if it can't be folded by itself.
  var size: UInt32
  /// `slow` for one to drop.
  var entry: CharacterEntry
  /// What is seen in it, before it folds.
  var seen: UInt64
}

extension DecodingNotes {
  /// Folds the character at a position.
  @inline(never)
  fileprivate mutating func takeOther(_ base: UnsafePointer<UInt8>, _ position: Int, _ length: Int) -> OtherCharacter {
    let (scalar, size) = UnitBuffer.codePoint(base, position, length)
    var unit = Unit(scalar, start: 0, end: 0)
    let seen = CharacterEntry(unit.traits, isQuiet: true).rawValue
    var other = OtherCharacter(scalar: scalar, size: UInt32(truncatingIfNeeded: size), entry: .slow, seen: seen)
    if unit.traits.has(.unsettled), !settle(&unit) { other.size = 0 }
    if unit.traits.has(.invisible) { return other }
    other.scalar = unit.scalar
    let isQuiet = unit.scalar > 0x7F && CharacterKinds.shared.event(unit.scalar) == 0
    other.entry = CharacterEntry(unit.traits, isQuiet: isQuiet)
    return other
  }

  /// Folds a code point; false if it can't be folded by itself.
  private mutating func settle(_ unit: inout Unit) -> Bool {
    if unit.traits.has(.invisible) {
      hasSoftHyphen = hasSoftHyphen || unit.scalar == 0xAD
      return true
    }
    if unit.traits.has(.mark) { return false }
    let isForm = unit.traits.has(.fold)
    if isForm, !foldForm(&unit) { return false }
    if unit.traits.has(.letterCase) {
      unit.become(unit.scalar < 0x80 ? unit.scalar | 0x20 : errata_case(unit.scalar))
    }
    if unit.traits.has(.traditional) {
      unit.become(errata_simplified(unit.scalar))
      folded.insert(unit.traits)
    }
    if isForm { unit.traits.formUnion(.wasFolded) }
    return true
  }

  /// Folds a compatibility form; false if it can't be folded by itself.
  private mutating func foldForm(_ unit: inout Unit) -> Bool {
    let raw = unit
    let fold = errata_fold(unit.scalar)
    guard fold < ERRATA_FOLD_APART else { return false }
    unit.become(fold)
    guard !unit.traits.has([.mark, .invisible]) else { return false }
    folded.insert(unit.traits)
    if raw.traits.classValue != unit.traits.classValue { hasClassFold = true }
    if Self.isTelling(fold, raw.scalar) { hasNameFold = true }
    if fold < 0x80, unit.traits.isLetter { hasLetterFold = true }
    // Marks of names, full width.
    return fold != 0x23 && fold != 0x40
  }

  /// Marks that are parts of names, or begin or end some; the wide colon and bracket do that too.
  private static func isTelling(_ fold: UInt32, _ raw: UInt32) -> Bool {
    switch fold {
    case 0x2C...0x2F, 0x5F: true
    case 0x29, 0x3A: raw != fold + 0xFEE0
    default: false
    }
  }
}
