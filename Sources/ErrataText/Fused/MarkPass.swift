/// The steps for punctuation and blanks in one pass over a text.
///
/// It goes from event to event and leaves the events of the folded text. What is between them are words, moved as they
/// are; between words are gaps. A single blank or mark between two words is settled at once, any other gap by `Gap`.
struct MarkPass {
  fileprivate let buffer: UnitBuffer
  private let units: UnsafeMutablePointer<Unit>
  /// Where the folded text goes.
  fileprivate let output: UnsafeMutablePointer<Unit>
  private let outputCapacity: Int
  private let events: UnsafeMutablePointer<UInt32>
  fileprivate let count: Int
  /// How many units of the folded text are written.
  fileprivate var written = 0
  /// How many events of the folded text are written, over those that have been read.
  fileprivate var noted = 0
  /// The event to read next.
  private var next = 0
  fileprivate var quotes = Quotes()

  private init(_ buffer: UnitBuffer) {
    self.buffer = buffer
    units = buffer.units
    (output, outputCapacity) = buffer.takeSpare(buffer.count)
    events = buffer.events
    count = buffer.count
  }

  /// Folds the marks and blanks of a text.
  static func apply(to buffer: UnitBuffer) {
    buffer.close()
    var pass = MarkPass(buffer)
    pass.run()
    buffer.exchange(pass.output, pass.outputCapacity, pass.written)
    buffer.eventCount = pass.noted
  }

  private mutating func run() {
    events[buffer.eventCount] = UInt32(truncatingIfNeeded: count)
    var position = 0
    while true {
      let event = nextEvent(from: position)
      copy(position, to: event)
      if event >= count { return }
      position = event &+ 1
      if units[event].traits.isWord {
        note()
        write(units[event])
      } else if units[position].traits.isWord && written > 0 {
        settleSingle(event)
      } else {
        position = takeGap(event)
      }
    }
  }

  /// The first event from a position on, past those inside what a step has blanked.
  @inline(__always)
  private mutating func nextEvent(from position: Int) -> Int {
    while Int(events[next]) < position { next &+= 1 }
    return Int(events[next])
  }

  /// Copies the letters, ideographs and digits from `start` to `end`: one block or more, as most words fit into one and
  /// nothing can be told of their length. What is copied beyond the end is written over later.
  @inline(__always)
  private mutating func copy(_ start: Int, to end: Int) {
    let (source, target) = (UnsafeRawPointer(units + start), UnsafeMutableRawPointer(output + written))
    let size = (end &- start) &* MemoryLayout<Unit>.stride
    var offset = 0
    repeat {
      let block = source.loadUnaligned(fromByteOffset: offset, as: Block.self)
      target.storeBytes(of: block, toByteOffset: offset, as: Block.self)
      offset &+= MemoryLayout<Block>.size
    } while offset < size
    written &+= end &- start
  }

  /// As many units as the margin behind a text has.
  private typealias Block = (
    SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>, SIMD4<UInt32>,
    SIMD4<UInt32>
  )

  /// Notes an event where the next unit will be written.
  @inline(__always)
  fileprivate mutating func note() {
    events[noted] = UInt32(truncatingIfNeeded: written)
    noted &+= 1
  }

  /// Writes a unit.
  @inline(__always)
  fileprivate mutating func write(_ unit: Unit) {
    output[written] = unit
    written &+= 1
  }

  /// Settles the only mark or blank between two words.
  @inline(__always)
  private mutating func settleSingle(_ position: Int) {
    var unit = units[position]
    if unit.traits.has(.sign) {
      unit.become(Punctuation.sign(buffer, position, &quotes))
    } else if unit.traits.isLineBreak {
      quotes.endLine()
    }
    // An event also for the next character, which may stand beside the one before now.
    note()
    if unit.traits.isSpace {
      let before = output[written &- 1]
      if Blanks.isBesideHan(before.traits, units[position &+ 1].traits) || Blanks.isInside(before.scalar, 0) { return }
      unit = .space(unit.start, unit.end)
    } else if unit.traits.isLineBreak {
      unit = .lineFeed(unit.start, unit.end)
    }
    write(unit)
  }

  /// Settles a gap of any length, and writes the word character behind it; returns the position after that.
  private mutating func takeGap(_ start: Int) -> Int {
    var gap = Gap()
    var position = start
    while position < count {
      let unit = units[position]
      if unit.traits.isWord {
        let isEvent = nextEvent(from: position) == position
        gap.append(unit, isEvent: isEvent, to: &self)
        return position &+ 1
      }
      if unit.traits.isSpace {
        while units[position].traits.isSpace { position &+= 1 }
        gap.wait(with: unit, until: units[position &- 1].end)
      } else {
        gap.take(unit, at: position, &self)
        position &+= 1
      }
    }
    gap.close(&self)
    return count
  }
}

/// What stands between two words: marks, blanks and anything else.
///
/// A run of blanks waits until the next character tells what becomes of it; a space before a sentence mark waits for
/// the character after the mark.
private struct Gap {
  /// The sentence mark written last, with nothing but blanks after it; 0 if there is none.
  private var mark: UInt32 = 0
  private var markPosition = 0

  private var waiting = Waiting()
  /// The bytes of the blanks that wait.
  private var blankStart: UInt32 = 0
  private var blankEnd: UInt32 = 0
  /// Where the doubtful space was written.
  private var doubtfulSpace = 0

  /// What waits for the next character other than a blank.
  private struct Waiting: OptionSet {
    let rawValue: UInt8
    /// A run of blanks.
    static let blank = Waiting(rawValue: 1)
    /// There is a line break in it.
    static let lineBreak = Waiting(rawValue: 2)
    /// The last mark was repeated.
    static let repeated = Waiting(rawValue: 4)
    /// A space was written that goes if the mark after it doesn't begin a word.
    static let doubtful = Waiting(rawValue: 8)
  }

  /// Takes a mark, a blank or anything else outside words.
  @inline(__always)
  mutating func take(_ original: Unit, at position: Int, _ pass: inout MarkPass) {
    var unit = original
    if unit.traits.has(.sign) {
      unit.become(Punctuation.sign(pass.buffer, position, &pass.quotes))
    } else if unit.traits.isLineBreak {
      pass.quotes.endLine()
    }
    if unit.traits.isBlank { return wait(with: unit, until: unit.end) }
    if unit.scalar == mark {
      pass.output[markPosition].end = unit.end
      waiting = waiting.subtracting([.blank, .lineBreak]).union(.repeated)
      return
    }
    append(unit, isEvent: true, to: &pass)
    if Punctuation.isRepeatable(unit.scalar) { (mark, markPosition) = (unit.scalar, pass.written &- 1) }
  }

  /// Lets a run of blanks wait.
  @inline(__always)
  mutating func wait(with blank: Unit, until end: UInt32) {
    if !waiting.contains(.blank) { blankStart = blank.start }
    blankEnd = end
    waiting.formUnion(blank.traits.isLineBreak ? [.blank, .lineBreak] : .blank)
  }

  /// Writes a character other than a blank, and before it what waits for it.
  @inline(__always)
  mutating func append(_ unit: Unit, isEvent: Bool, to pass: inout MarkPass) {
    let isBeside = waiting.isEmpty ? false : settle(before: unit, &pass)
    if isEvent || isBeside { pass.note() }
    mark = 0
    pass.write(unit)
  }

  /// Settles what waits at the end of the text.
  mutating func close(_ pass: inout MarkPass) {
    if waiting.contains(.doubtful) { settleSpace(before: Traits(rawValue: 0), &pass) }
  }

  /// Settles what waits; true if the character now stands beside one that a blank set it apart from.
  private mutating func settle(before next: Unit, _ pass: inout MarkPass) -> Bool {
    let waited = waiting
    let hasBlank = waited.contains(.blank)
    if waited.contains(.repeated), next.traits.isDigit, !hasBlank { separateNumbers(pass) }
    if waited.contains(.doubtful) { settleSpace(before: hasBlank ? Traits(rawValue: 0) : next.traits, &pass) }
    waiting = []
    return hasBlank && !writeBlank(before: next, waited.contains(.lineBreak), &pass)
  }

  /// `3...5` isn't 3.5.
  private func separateNumbers(_ pass: MarkPass) {
    guard markPosition > 0, pass.output[markPosition - 1].traits.isDigit else { return }
    pass.output[markPosition].become(Unit.blank)
  }

  /// Keeps the space before a mark if a word begins there, or takes it out.
  private func settleSpace(before next: Traits, _ pass: inout MarkPass) {
    if Blanks.beginsWord(next) { return }
    pass.output[doubtfulSpace] = pass.output[doubtfulSpace + 1]
    pass.written &-= 1
    pass.noted &-= 1
  }

  /// Writes the blank that waits; false if none is to stand here.
  private mutating func writeBlank(before next: Unit, _ isLineBreak: Bool, _ pass: inout MarkPass) -> Bool {
    guard pass.written > 0 else { return false }
    if !isLineBreak {
      let before = pass.output[pass.written &- 1]
      if Blanks.isBesideHan(before.traits, next.traits) || Blanks.isInside(before.scalar, next.scalar) { return false }
      if Blanks.isSentenceMark(next.scalar) { (doubtfulSpace, waiting) = (pass.written, .doubtful) }
    }
    pass.note()
    pass.write(isLineBreak ? .lineFeed(blankStart, blankEnd) : .space(blankStart, blankEnd))
    return true
  }
}

extension Unit {
  /// What stands for a run of blanks.
  @inline(__always)
  fileprivate static func space(_ start: UInt32, _ end: UInt32) -> Unit {
    Unit(blank, start: start, end: end, traits: Traits(rawValue: UInt32(ScalarClass.space.rawValue)))
  }

  /// What stands for a run of blanks with a line break in it.
  @inline(__always)
  fileprivate static func lineFeed(_ start: UInt32, _ end: UInt32) -> Unit {
    Unit(0x0A, start: start, end: end, traits: Traits(rawValue: UInt32(ScalarClass.lineBreak.rawValue)))
  }
}
