/// Walks over the fields of a line, which tabs set apart.
struct TableFields {
  private var position = 0
  private let count: Int

  init(_ line: borrowing Span<UInt8>) {
    count = line.count
  }

  /// Whether there is no further field.
  var isAtEnd: Bool { position > count }

  /// The next field's place, or `nil` at the end.
  mutating func next(_ line: Span<UInt8>) -> Range<Int>? {
    guard position <= count else { return nil }
    let start = position
    while position < count, line[position] != 0x09 { position &+= 1 }
    defer { position &+= 1 }
    return start..<position
  }

  /// Steps over the first field if it is this word.
  mutating func begin(_ word: StaticString, _ line: Span<UInt8>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard count >= length, count == length || line[length] == 0x09 else { return false }
    for index in 0..<length where line[index] != word.utf8Start[index] { return false }
    position = length + 1
    return true
  }

  /// A field's text.
  static func text(_ line: Span<UInt8>, _ field: Range<Int>) -> String {
    line.extracting(field).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// A field as an integer.
  static func integer(_ line: Span<UInt8>, _ field: Range<Int>) -> Int32? {
    guard let (value, digits) = digits(line, field), digits == field.count, digits < 10 else {
      return Int32(text(line, field))
    }
    return Int32(truncatingIfNeeded: value)
  }

  /// A field as a number. Up to fifteen digits and a power of ten that is exact make one correctly rounded division
  /// (Clinger 1990); all else goes to the standard library.
  static func number(_ line: Span<UInt8>, _ field: Range<Int>) -> Double? {
    var start = field.lowerBound
    let isNegative = start < field.upperBound && line[start] == UInt8(ascii: "-")
    if isNegative { start += 1 }
    guard let (whole, digits) = digits(line, start..<field.upperBound) else { return Double(text(line, field)) }
    var value = whole
    var decimals = 0
    let point = start + digits
    if point < field.upperBound {
      guard line[point] == UInt8(ascii: "."),
        let (fraction, count) = TableFields.digits(line, point + 1..<field.upperBound),
        digits + count <= 15, point + 1 + count == field.upperBound
      else { return Double(text(line, field)) }
      decimals = count
      value = whole * UInt64(powers[count]) + fraction
    }
    guard digits + decimals <= 15 else { return Double(text(line, field)) }
    let magnitude = Double(value) / powers[decimals]
    return isNegative ? -magnitude : magnitude
  }

  /// The number that the leading digits make, at most fifteen of them, and how many there are, at least one.
  private static func digits(_ line: Span<UInt8>, _ field: Range<Int>) -> (UInt64, Int)? {
    var value: UInt64 = 0
    var place = field.lowerBound
    while place < field.upperBound, line[place] &- 0x30 < 10 {
      guard place &- field.lowerBound < 15 else { return nil }
      value = value &* 10 &+ UInt64(line[place] &- 0x30)
      place &+= 1
    }
    return place > field.lowerBound ? (value, place - field.lowerBound) : nil
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
