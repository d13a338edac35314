/// A point in time, in milliseconds since 1970-01-01T00:00:00Z, written as RFC 3339 in UTC.
///
/// The pure core never reads a clock: callers pass a `Timestamp`.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  public var milliseconds: Int64

  /// Makes a timestamp from milliseconds since 1970-01-01T00:00:00Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Parses RFC 3339 (`2024-05-01T12:00:00Z`, `…12:00:00.250+08:00`) or an ISO 8601 date, which stands for its first
  /// moment in UTC: `2024`, `2024-05`, `2024-05-01`.
  ///
  /// Returns `nil` for anything else, impossible dates such as 2023-02-29 included, and for times that their zone puts
  /// outside the years 0000 to 9999 of UTC, since they could not be written so that they can be read again.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(Array(text.utf8))
    guard let year = scanner.digits(4) else { return nil }
    var month = 1
    var day = 1
    var offset: Int64 = 0
    var milliseconds: Int64 = 0
    if scanner.skip("-") {
      guard let m = scanner.digits(2), (1...12).contains(m) else { return nil }
      month = m
      if scanner.skip("-") {
        guard let d = scanner.digits(2), (1...Timestamp.daysInMonth(m, year: year)).contains(d) else {
          return nil
        }
        day = d
        if scanner.skip("T") || scanner.skip("t") || scanner.skip(" ") {
          guard let time = scanner.timeOfDay(), let zone = scanner.zone() else { return nil }
          milliseconds = time
          offset = zone
        }
      }
    }
    guard scanner.isAtEnd else { return nil }
    let days = Timestamp.daysFromCivil(year: year, month: month, day: day)
    self.milliseconds = days * 86_400_000 + milliseconds - offset
    guard Timestamp.writable.contains(self.milliseconds) else { return nil }
  }

  /// Parses the one form that nearly all times have, `2024-05-01T12:00:00Z`, without allocating.
  ///
  /// Returns `nil` for every other text, whether it is a time or not.
  package init?(plain text: Span<UInt8>) {
    guard text.count == 20, text[4] == 0x2D, text[7] == 0x2D, text[10] == 0x54, text[13] == 0x3A, text[16] == 0x3A,
      text[19] == 0x5A, let year = Timestamp.digits(text, 0..<4), let month = Timestamp.digits(text, 5..<7),
      let day = Timestamp.digits(text, 8..<10), let hour = Timestamp.digits(text, 11..<13),
      let minute = Timestamp.digits(text, 14..<16), let second = Timestamp.digits(text, 17..<19),
      (1...12).contains(month), day >= 1, day <= Timestamp.daysInMonth(month, year: year), hour < 24, minute < 60,
      second < 60
    else { return nil }
    let days = Timestamp.daysFromCivil(year: year, month: month, day: day)
    milliseconds = days * 86_400_000 + Int64((hour * 60 + minute) * 60 + second) * 1000
  }

  private static func digits(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      let digit = Int(text[index]) - 0x30
      guard (0...9).contains(digit) else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The years 0000 to 9999, which RFC 3339 can write.
  private static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  /// Earlier than.
  public static func < (a: Timestamp, b: Timestamp) -> Bool {
    a.milliseconds < b.milliseconds
  }

  /// This time moved by a number of seconds, to the nearest millisecond, saturating at the ends of the range.
  public func advanced(bySeconds seconds: Double) -> Timestamp {
    let moved = Double(milliseconds) + seconds * 1000
    guard moved.magnitude < 9e15 else { return Timestamp(milliseconds: moved < 0 ? .min : .max) }
    return Timestamp(milliseconds: Int64(moved.rounded()))
  }

  /// Seconds from `other` to this time; negative when `other` is later.
  public func seconds(since other: Timestamp) -> Double {
    (Double(milliseconds) - Double(other.milliseconds)) / 1000
  }

  static func daysInMonth(_ month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 of a proleptic Gregorian date (Hinnant 2013, `days_from_civil`).
  static func daysFromCivil(year: Int, month: Int, day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  /// The inverse of `daysFromCivil` (Hinnant 2013, `civil_from_days`).
  static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with milliseconds only when there are any: `2024-05-01T12:00:00Z`. Years outside 0000 to 9999,
  /// which RFC 3339 lacks, get a sign or more digits.
  public var description: String {
    // Rounded down, without a step that could overflow at the ends of the range.
    let beyond = milliseconds % 86_400_000
    let days = milliseconds / 86_400_000 - (beyond < 0 ? 1 : 0)
    let rest = beyond < 0 ? beyond + 86_400_000 : beyond
    let (year, month, day) = Timestamp.civil(fromDays: days)
    if (0...9999).contains(year), rest % 1000 == 0 {
      return Timestamp.plain(year, month, day, secondOfDay: rest / 1000)
    }
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value.magnitude)
      return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }.joined(
      separator: ":")
    let fraction = rest % 1000 == 0 ? "" : "." + padded(rest % 1000, 3)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(time)\(fraction)Z"
  }
}

extension Timestamp {
  /// The usual form, `2024-05-01T12:00:00Z`, in one allocation: each answer has it several times.
  private static func plain(_ year: Int64, _ month: Int64, _ day: Int64, secondOfDay second: Int64) -> String {
    String(unsafeUninitializedCapacity: 20) { text in
      var place = 0
      func put(_ value: Int64, _ mark: Unicode.Scalar) {
        text[place] = UInt8(0x30 + value / 10)
        text[place + 1] = UInt8(0x30 + value % 10)
        text[place + 2] = UInt8(ascii: mark)
        place += 3
      }
      put(year / 100, "-")
      place -= 1
      put(year % 100, "-")
      put(month, "-")
      put(day, "T")
      put(second / 3600, ":")
      put(second / 60 % 60, ":")
      put(second % 60, "Z")
      return place
    }
  }
}

/// Reads fixed-width digits from bytes.
private struct DigitScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
    position += 1
    return true
  }

  mutating func digits(_ count: Int) -> Int? {
    guard position + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[position..<position + count] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += count
    return value
  }

  /// `hh:mm:ss` with an optional fraction, in milliseconds. A leap second counts as the second before it.
  mutating func timeOfDay() -> Int64? {
    guard let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60, skip(":"),
      let second = digits(2), second <= 60
    else { return nil }
    var fraction: Int64 = 0
    if skip(".") {
      var scale: Int64 = 100
      var any = false
      while let digit = digits(1) {
        fraction += Int64(digit) * scale
        scale /= 10
        any = true
      }
      guard any else { return nil }
    }
    return Int64((hour * 60 + minute) * 60 + min(second, 59)) * 1000 + fraction
  }

  /// `Z` or `±hh:mm`, in milliseconds.
  mutating func zone() -> Int64? {
    if skip("Z") || skip("z") { return 0 }
    let sign: Int64 = skip("+") ? 1 : skip("-") ? -1 : 0
    guard sign != 0, let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60 else {
      return nil
    }
    return sign * Int64(hour * 60 + minute) * 60_000
  }
}
