/// Reads Chinese numerals, also mixed with digits (`3万5千`, `1.5亿`).
///
/// Grammar: sections of up to four places (千 百 十), each closed by 万, 亿 or 兆 of falling size; 零 where places
/// are left out; 万亿 is 10^12; a last digit without a place stands for a tenth of the place before it (`一百二`
/// is 120).
struct ChineseNumber {
  private var total: UInt64 = 0
  private var section: UInt64 = 0
  private var pending: DecimalNumber?
  private var lastPlace: UInt64 = .max
  private var lastMyriad: UInt64 = .max
  /// The place that a last digit without one is a tenth of.
  private var placeBefore: UInt64 = 1
  private var isAfterZero = false

  private init() {}

  /// The value of the units `range`; nil if they aren't a well-formed number.
  static func value(_ buffer: UnitBuffer, _ range: Range<Int>) -> DecimalNumber? {
    var number = ChineseNumber()
    var position = range.lowerBound
    while position < range.upperBound {
      let scalar = buffer.units[position].scalar
      if buffer.units[position].traits.isDigit {
        let end = arabicEnd(buffer, position, range.upperBound)
        guard let value = arabic(buffer, position..<end), number.take(value) else { return nil }
        position = end
        continue
      }
      if let digit = digit(scalar) {
        guard digit == 0 ? number.takeZero() : number.take(DecimalNumber(mantissa: digit)) else { return nil }
      } else if let place = place(scalar) {
        guard place < 10_000 ? number.takePlace(place) : number.takeMyriad(place) else { return nil }
      } else {
        return nil
      }
      position += 1
    }
    return number.finish()
  }

  /// The digit that a character stands for; nil if none. 两 is 2.
  static func digit(_ scalar: UInt32) -> UInt64? {
    switch Unicode.Scalar(scalar) {
    case "〇", "零": 0
    case "一", "壹": 1
    case "二", "两", "贰": 2
    case "三", "叁": 3
    case "四", "肆": 4
    case "五", "伍": 5
    case "六", "陆": 6
    case "七", "柒": 7
    case "八", "捌": 8
    case "九", "玖": 9
    default: nil
    }
  }

  /// The power of ten that a character stands for.
  static func place(_ scalar: UInt32) -> UInt64? {
    switch Unicode.Scalar(scalar) {
    case "十", "拾": 10
    case "百", "佰": 100
    case "千", "仟": 1000
    case "万": 10_000
    case "亿": 100_000_000
    default: nil
    }
  }

  /// Digits in any writing, as they stand; nil if they don't fit.
  static func digits(_ buffer: UnitBuffer, _ range: Range<Int>) -> UInt64? {
    guard range.count <= 18 else { return nil }
    var value: UInt64 = 0
    for position in range {
      let scalar = buffer.units[position].scalar
      guard let digit = scalar &- 0x30 < 10 ? UInt64(scalar - 0x30) : digit(scalar) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private static func arabicEnd(_ buffer: UnitBuffer, _ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, buffer.units[end].traits.isDigit || buffer.units[end].scalar == 0x2E { end += 1 }
    return end
  }

  private static func arabic(_ buffer: UnitBuffer, _ range: Range<Int>) -> DecimalNumber? {
    guard let point = range.first(where: { buffer.units[$0].scalar == 0x2E }) else {
      return digits(buffer, range).map { DecimalNumber(mantissa: $0) }
    }
    guard let whole = digits(buffer, range.lowerBound..<point) else { return nil }
    guard let part = digits(buffer, (point + 1)..<range.upperBound) else { return nil }
    let places = range.upperBound - point - 1
    guard var number = DecimalNumber(mantissa: whole).shifted(by: places) else { return nil }
    number.mantissa += part
    number.places = places
    return number
  }

  private mutating func take(_ digit: DecimalNumber) -> Bool {
    guard pending == nil else { return false }
    pending = digit
    return true
  }

  private mutating func takeZero() -> Bool {
    guard pending == nil, total > 0 || section > 0 else { return false }
    isAfterZero = true
    return true
  }

  private mutating func takePlace(_ place: UInt64) -> Bool {
    guard place < lastPlace else { return false }
    guard let digit = pending ?? (place == 10 && section == 0 ? DecimalNumber(mantissa: 1) : nil) else {
      return false
    }
    guard digit.places == 0, digit.mantissa < 10, digit.mantissa > 0 else { return false }
    section += digit.mantissa * place
    (pending, lastPlace, placeBefore, isAfterZero) = (nil, place, place, false)
    return true
  }

  private mutating func takeMyriad(_ myriad: UInt64) -> Bool {
    let zeros = myriad == 10_000 ? 4 : 8
    if let digit = pending, digit.places > 0 { return takeFraction(digit, zeros) }
    section += pending?.mantissa ?? 0
    if section == 0 {
      guard myriad > lastMyriad, pending == nil, placeBefore == lastMyriad else { return false }
      section = total
      total = 0
    }
    guard myriad != lastMyriad, myriad < lastMyriad || total == 0 else { return false }
    guard let product = DecimalNumber(mantissa: section).shifted(by: zeros) else { return false }
    let (sum, overflow) = total.addingReportingOverflow(product.mantissa)
    total = sum
    section = 0
    (pending, lastPlace, lastMyriad, placeBefore, isAfterZero) = (nil, .max, myriad, myriad, false)
    return !overflow
  }

  /// `1.5亿`: only as the whole number.
  private mutating func takeFraction(_ digit: DecimalNumber, _ zeros: Int) -> Bool {
    guard total == 0, section == 0, lastMyriad == .max else { return false }
    guard let product = digit.shifted(by: zeros) else { return false }
    pending = product
    lastMyriad = 0
    lastPlace = 0
    return true
  }

  private func finish() -> DecimalNumber? {
    guard let pending else { return total + section > 0 ? DecimalNumber(mantissa: total + section) : nil }
    if total == 0 && section == 0 { return pending }
    guard pending.places == 0, pending.mantissa < 10 || isAfterZero || placeBefore >= 10_000 else {
      return nil
    }
    let isShort = !isAfterZero && placeBefore > 10 && pending.mantissa < 10
    let value = isShort ? pending.mantissa * (placeBefore / 10) : pending.mantissa
    return DecimalNumber(mantissa: total + section + value)
  }
}
