/// Joins words whose characters were set apart: `喝.白.酒`, `v.a.c.c.i.n.e`, `v a c c i n e`.
///
/// Han: at least three, four where commas or line ends set them apart; numerals only within a run of five other
/// characters, since `二.十` by itself may be two numbers. Latin letters:
/// at least four. All separators must be the same, and the characters not all the same. Digits are never
/// joined. (Spaces between Han are gone already.)
enum Separators {
  static func apply(to buffer: UnitBuffer) -> Int {
    guard buffer.count > 4 else { return 0 }
    let units = buffer.units
    var written = 0
    var position = 0
    var joined = 0
    while position < buffer.count {
      let separators = isSeparator(buffer.scalar(position + 1)) ? longestRun(buffer, position) : 0
      if separators > 0 {
        written = join(buffer, position, separators, to: written)
        position += 2 * separators
        joined += 1
        continue
      }
      units[written] = units[position]
      written += 1
      position += 1
    }
    buffer.count = written
    return joined
  }

  /// The run with its numerals where it has enough other characters, else the run up to the first numeral.
  private static func longestRun(_ buffer: UnitBuffer, _ start: Int) -> Int {
    let whole = mixedRun(buffer, start)
    return whole > 0 ? whole : run(buffer, start)
  }

  /// How many separators a run of Han with numerals has; 0 without numerals, or with fewer than five other characters.
  private static func mixedRun(_ buffer: UnitBuffer, _ start: Int) -> Int {
    let separator = buffer.units[start + 1].scalar
    guard separator != 0x20, separator != 0x0A, buffer.traits(start).has(.han) else { return 0 }
    var separators = 0
    var numerals = buffer.traits(start).has(.numeral) ? 1 : 0
    var varies = false
    // A run of numerals alone ends soon, so that it isn't read again from each of its places.
    while numerals <= separators + 1 - numerals + 8 {
      let next = start + 2 * separators + 2
      guard buffer.scalar(next - 1) == separator, buffer.traits(next).has(.han) else { break }
      if buffer.traits(next).has(.numeral) { numerals += 1 }
      varies = varies || buffer.units[next].scalar != buffer.units[start].scalar
      separators += 1
      if !varies && separators > 64 { break }
    }
    return numerals > 0 && separators + 1 - numerals >= 5 ? separators : 0
  }

  /// How many separators the run has that begins with the character at `start`; 0 if there is none to join.
  private static func run(_ buffer: UnitBuffer, _ start: Int) -> Int {
    let kind = kind(buffer.units[start].traits)
    guard kind.rawValue != 0 else { return 0 }
    if kind == .latin && isWordPart(buffer.traits(start - 1)) { return 0 }
    let separator = buffer.units[start + 1].scalar
    var separators = 0
    var varies = false
    while true {
      let next = start + 2 * separators + 2
      guard buffer.scalar(next - 1) == separator, self.kind(buffer.traits(next)) == kind else { break }
      if kind == .latin && isWordPart(buffer.traits(next + 1)) { break }
      varies = varies || buffer.units[next].scalar != buffer.units[start].scalar
      separators += 1
      // Keeps a text of one repeated character from being read again from each of its places.
      if !varies && separators > 64 { break }
    }
    return varies && separators >= least(kind, separator) ? separators : 0
  }

  /// True where a sign that also stands two places before may be the second or third one of a run to join.
  static func maySeparate(_ buffer: UnitBuffer, _ position: Int) -> Bool {
    let separator = buffer.units[position].scalar
    guard isSeparator(separator) else { return false }
    let between = buffer.traits(position - 1)
    return between.has(.han) || (between.has(.latin) && buffer.scalar(position - 4) == separator)
  }

  private static func isWordPart(_ traits: Traits) -> Bool { traits.isLetter || traits.isDigit }

  /// `.han` or `.latin` for what can be joined, none otherwise.
  @inline(__always)
  private static func kind(_ traits: Traits) -> Traits {
    if traits.has(.numeral) { return Traits(rawValue: 0) }
    return traits.intersection([.han, .latin])
  }

  private static func least(_ kind: Traits, _ separator: UInt32) -> Int {
    if kind == .latin { return separator == 0x0A ? Int.max : 3 }
    switch separator {
    case 0x20: return Int.max
    case 0x2C, 0x0A: return 3
    default: return 2
    }
  }

  @inline(__always)
  private static func isSeparator(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A, 0x20, 0x21, 0x2B...0x2F, 0x3A, 0x3B, 0x3D, 0x3F: true
    default: false
    }
  }

  /// Writes all characters of a run but the last, each longer repetition once; returns the new end of the
  /// text.
  private static func join(_ buffer: UnitBuffer, _ start: Int, _ separators: Int, to end: Int) -> Int {
    var written = end
    var index = 0
    while index < separators {
      var same = index + 1
      let unit = buffer.units[start + 2 * index]
      while same <= separators, buffer.units[start + 2 * same].scalar == unit.scalar { same += 1 }
      let isElongation = same - index > 2
      let copies = isElongation ? (same > separators ? 0 : 1) : min(same, separators) - index
      for copy in 0..<copies {
        buffer.units[written] = buffer.units[start + 2 * (index + copy)]
        written += 1
      }
      index = same
    }
    return written
  }
}
