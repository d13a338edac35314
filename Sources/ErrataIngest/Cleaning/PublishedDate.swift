internal import ErrataModel

/// Reads dates as publishers write them, and writes them as a corpus has them.
enum PublishedDate {
  private static let months: [String] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The date in RFC 3339 or as `YYYY-MM-DD`, `YYYY-MM`, `YYYY`; `nil` for what can't be read.
  ///
  /// Read are RFC 3339; ISO 8601 without a zone or with one without colon, which then counts as a day; RFC 822 as in
  /// RSS; `12 March 2020` and `March 12, 2020`; `2020/3/12`, `2020.3.12`; `2020年3月12日`; seconds or milliseconds since
  /// 1970. A day and month in figures alone that could be either way round aren't read.
  static func read(_ text: String) -> String? {
    let text = text.drop { $0.isWhitespace }
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
    let trimmed = String(text[..<end].prefix(64))
    if trimmed.utf8.count != 4 || trimmed > "1900", let time = Timestamp(trimmed), isPlausible(time) {
      return trimmed
    }
    return epoch(trimmed) ?? numeric(trimmed) ?? worded(trimmed)
  }

  /// The date in an address such as `/2020/03/12/`.
  static func inAddress(_ address: String) -> String? {
    let parts = address.split(separator: "/").map(String.init)
    for index in parts.indices.dropLast(1) {
      guard parts[index].count == 4, let year = Int(parts[index]), (1990...2100).contains(year),
        let month = Int(parts[index + 1]), parts[index + 1].count == 2, (1...12).contains(month)
      else { continue }
      if index + 2 < parts.count, parts[index + 2].count == 2, let day = Int(parts[index + 2]) {
        if let date = calendarDay(year, month, day) { return date }
      }
      return "\(year)-\(padded(month))"
    }
    return nil
  }

  private static func isPlausible(_ time: Timestamp) -> Bool { time.milliseconds > -2_208_988_800_000 }

  /// Seconds or milliseconds since 1970, from 2001 on.
  private static func epoch(_ text: String) -> String? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text) else { return nil }
    switch text.utf8.count {
    case 10: return Timestamp(milliseconds: number * 1000).description
    case 13: return Timestamp(milliseconds: number).description
    case 8: return calendarDay(Int(number / 10000), Int(number / 100 % 100), Int(number % 100))
    default: return nil
    }
  }

  /// Year, month and day in figures, in this order, whatever stands between and behind.
  private static func numeric(_ text: String) -> String? {
    let numbers = text.split { !$0.isNumber || !$0.isASCII }.map(String.init)
    guard numbers.count >= 3, text.first?.isNumber == true, numbers[0].count == 4, let year = Int(numbers[0]),
      let month = Int(numbers[1]), let day = Int(numbers[2]), numbers[1].count <= 2, numbers[2].count <= 2
    else { return nil }
    return calendarDay(year, month, day)
  }

  /// A month's English name with a day and a year, with a time and a zone in the manner of RFC 822 or without.
  private static func worded(_ text: String) -> String? {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ":" || $0 == "+" || $0 == "-") }
      .map(String.init)
    guard let month = words.compactMap({ word in months.firstIndex { word.hasPrefix($0) } }).first.map({ $0 + 1 })
    else { return nil }
    let numbers = words.compactMap { Int($0.filter(\.isNumber)) }.filter { $0 > 0 }
    let plain = words.filter {
      $0.allSatisfy(\.isNumber) || $0.hasSuffix("th") || $0.hasSuffix("st")
        || $0.hasSuffix("nd") || $0.hasSuffix("rd")
    }
    let figures = plain.compactMap { Int($0.filter(\.isNumber)) }
    guard
      let year = figures.first(where: { (1990...2100).contains($0) })
        ?? numbers.first(where: { $0 > 1990 && $0 < 2100 })
    else { return nil }
    guard let day = figures.first(where: { (1...31).contains($0) }) else { return "\(year)-\(padded(month))" }
    guard let date = calendarDay(year, month, day) else { return nil }
    return timed(date, words) ?? date
  }

  private static func timed(_ date: String, _ words: [String]) -> String? {
    guard let time = words.first(where: { $0.contains(":") }), let zone = words.last else { return nil }
    let clock = time.split(separator: ":").count == 2 ? time + ":00" : time
    let offset: String
    switch zone {
    case "gmt", "utc", "z", "ut": offset = "Z"
    case let zone where zone.utf8.count == 5 && (zone.hasPrefix("+") || zone.hasPrefix("-")):
      offset = zone.prefix(3) + ":" + zone.suffix(2)
    default: return nil
    }
    let text = "\(date)T\(clock)\(offset)"
    return Timestamp(text) == nil ? nil : text
  }

  private static func calendarDay(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard year >= 1900, year <= 9999 else { return nil }
    let text = "\(year)-\(padded(month))-\(padded(day))"
    return Timestamp(text) == nil ? nil : text
  }

  private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
