/// Writes English number words as digits: `twelve`, `twenty-five`, `two hundred thousand`, `5 million`.
///
/// `one` alone stays, as a pronoun, and so does a magnitude without a number before it (`a million`).
/// Numbers that follow each other without making one stay apart: `twenty twenty` is `20 20`.
enum SpelledNumbers {
  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
  ]
  private static let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
  private static let large = ["hundred", "thousand", "million", "billion", "trillion"]

  /// Each word, with its value as a code: itself up to 90, then 100 + the number of zeros.
  static var phrases: [(phrase: String, result: String)] {
    let values = Array(0..<20) + Array(stride(from: 20, to: 100, by: 10)) + [102, 103, 106, 109, 112]
    return zip(small + tens + large, values).map { word, value in
      (word, String(Unicode.Scalar(UInt8(value))))
    }
  }

  static func apply(to buffer: UnitBuffer, _ words: PhraseTable) -> Int {
    guard buffer.seen.has(.latin) else { return 0 }
    var pass = SpelledNumberPass(buffer: buffer, words: words, writer: UnitWriter(buffer))
    guard pass.finds() else { return 0 }
    pass.run()
    pass.writer.finish()
    return pass.changes
  }
}

/// One pass over a text.
private struct SpelledNumberPass {
  let buffer: UnitBuffer
  let words: PhraseTable
  var writer: UnitWriter
  var changes = 0

  /// A word and where it ends.
  private struct NumberWord {
    /// 0 to 90; nil for a magnitude.
    let value: UInt64?
    /// Zeros of a magnitude.
    let zeros: Int
    let end: Int
  }

  /// True if the text has a number word in it.
  func finds() -> Bool {
    for position in 0..<buffer.count where word(position) != nil { return true }
    return false
  }

  mutating func run() {
    var position = 0
    while position < buffer.count {
      if let (number, end) = spelled(position) ?? scaled(position) {
        writer.append(number, covering: position..<end, of: buffer)
        changes += 1
        position = writer.endNumber(before: end, of: buffer)
      } else {
        writer.append(buffer.units[position])
        position += 1
      }
    }
  }

  /// The number word that begins at a position and stands alone.
  @inline(__always)
  private func word(_ position: Int) -> NumberWord? {
    guard buffer.traits(position).has(.latin),
      !buffer.traits(position - 1).isWord || buffer.traits(position - 1).isIdeographic
    else { return nil }
    guard let match = words.match(buffer, at: position) else { return nil }
    let end = position + match.count
    guard !buffer.traits(end).isDigit, buffer.scalar(end) != 0x27, buffer.scalar(position - 1) != 0x27 else {
      return nil
    }
    guard let code = words.result(match.entry).first else { return nil }
    return NumberWord(value: code < 100 ? UInt64(code) : nil, zeros: Int(code) - 100, end: end)
  }

  /// The number word after a space, a hyphen or `and`.
  private func nextWord(_ position: Int, allowsAnd: Bool) -> NumberWord? {
    guard buffer.scalar(position) == 0x20 || buffer.scalar(position) == 0x2D else { return nil }
    if let next = word(position + 1) { return next }
    let and: [Unicode.Scalar] = ["a", "n", "d", " "]
    guard allowsAnd, zip(and, 1...).allSatisfy({ buffer.character(position + $1) == $0 }) else { return nil }
    return word(position + 5)
  }

  /// A number in words from `start` on, and its end.
  private func spelled(_ start: Int) -> (DecimalNumber, Int)? {
    guard let first = word(start), let value = first.value else { return nil }
    var total: UInt64 = 0
    var current = value
    // What a further small word must be below: 10 after twenty, 100 after a magnitude.
    var room: UInt64 = value >= 20 ? 10 : 0
    var lastZeros = Int.max
    var end = first.end
    var isAfterMagnitude = false
    while let next = nextWord(end, allowsAnd: isAfterMagnitude) {
      if let small = next.value {
        guard small > 0, small < room else { break }
        current += small
        room = small >= 20 ? 10 : 0
        isAfterMagnitude = false
      } else if next.zeros == 2 {
        guard current > 0, current < 100 else { break }
        (current, room, isAfterMagnitude) = (current * 100, 100, true)
      } else {
        guard current > 0, next.zeros < lastZeros else { break }
        guard let part = DecimalNumber(mantissa: current).shifted(by: next.zeros) else { break }
        total += part.mantissa
        (current, lastZeros, room, isAfterMagnitude) = (0, next.zeros, 100, true)
      }
      end = next.end
    }
    if let (decimal, decimalEnd) = decimal(total + current, end) { return (decimal, decimalEnd) }
    if value == 1 && end == first.end { return nil }
    return multiplied(DecimalNumber(mantissa: total + current), end)
  }

  /// `three point one four`, with a magnitude after it or none.
  private func decimal(_ whole: UInt64, _ wordEnd: Int) -> (DecimalNumber, Int)? {
    let point: [Unicode.Scalar] = [" ", "p", "o", "i", "n", "t"]
    guard zip(point, wordEnd...).allSatisfy({ buffer.character($1) == $0 }) else { return nil }
    var number = DecimalNumber(mantissa: whole)
    var end = wordEnd + point.count
    while number.places < 6, let digit = nextWord(end, allowsAnd: false), let value = digit.value, value < 10 {
      guard let shifted = DecimalNumber(mantissa: number.mantissa).shifted(by: 1) else { return nil }
      number = DecimalNumber(mantissa: shifted.mantissa + value, places: number.places + 1)
      end = digit.end
    }
    guard number.places > 0 else { return nil }
    if let scale = nextWord(end, allowsAnd: false), scale.value == nil,
      let scaled = number.shifted(by: scale.zeros)
    {
      return (scaled, scale.end)
    }
    return (number, end)
  }

  /// A number and the magnitudes that still follow it: `6 hundred million`.
  private func multiplied(_ number: DecimalNumber, _ end: Int) -> (DecimalNumber, Int) {
    var result = (number, end)
    while let next = nextWord(result.1, allowsAnd: false), next.value == nil {
      guard let shifted = result.0.shifted(by: next.zeros) else { break }
      result = (shifted, next.end)
    }
    return result
  }

  /// Digits and a magnitude, `1.5 million`, and its end.
  private func scaled(_ start: Int) -> (DecimalNumber, Int)? {
    guard buffer.traits(start).isDigit, !buffer.traits(start - 1).isDigit, !buffer.traits(start - 1).isLetter
    else {
      return nil
    }
    guard buffer.scalar(start - 1) != 0x2E && buffer.scalar(start - 1) != 0x2C else { return nil }
    var end = start
    while buffer.traits(end).isDigit { end += 1 }
    let whole = end
    if buffer.scalar(end) == 0x2E, buffer.traits(end + 1).isDigit {
      end += 1
      while buffer.traits(end).isDigit { end += 1 }
    }
    guard end - start < 16, let next = nextWord(end, allowsAnd: false), next.value == nil else { return nil }
    guard var number = ChineseNumber.digits(buffer, start..<whole).map({ DecimalNumber(mantissa: $0) }) else {
      return nil
    }
    if end > whole {
      guard let part = ChineseNumber.digits(buffer, (whole + 1)..<end) else { return nil }
      guard let shifted = number.shifted(by: end - whole - 1) else { return nil }
      number = DecimalNumber(mantissa: shifted.mantissa + part, places: end - whole - 1)
    }
    return number.shifted(by: next.zeros).map { multiplied($0, next.end) }
  }
}
