internal import ErrataModel

/// A parameter of a route: what it may be, for the check of requests and for the description alike.
package struct Parameter: Sendable {
  /// Where it stands.
  package enum Place: String, Sendable {
    case query
    case path
    case header
  }

  /// What it may be.
  package enum Kind: Sendable {
    case text(longest: Int)
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case word([String])
    case time
  }

  /// Its name.
  package var name: String
  /// Where it stands.
  package var place: Place
  /// What it may be.
  package var kind: Kind
  /// Whether it must be there.
  package var isRequired: Bool
  /// What it means.
  package var help: String

  static func query(_ name: String, _ kind: Kind, _ help: String, required: Bool = false) -> Parameter {
    Parameter(name: name, place: .query, kind: kind, isRequired: required, help: help)
  }

  static func path(_ name: String, _ help: String) -> Parameter {
    Parameter(name: name, place: .path, kind: .text(longest: 1024), isRequired: true, help: help)
  }

  static func header(_ name: String, _ help: String) -> Parameter {
    Parameter(name: name, place: .header, kind: .text(longest: 256), isRequired: false, help: help)
  }

  /// What is wrong with a value; `nil` for a good one.
  func fault(in value: String) -> String? {
    switch kind {
    case .text(let longest):
      if isRequired, value.isEmpty { return "is empty, expected text" }
      let count = value.utf8.count
      return count <= longest ? nil : "has \(count) bytes, expected at most \(longest)"
    case .integer(let range):
      if let number = Parameter.integer(value), range.contains(number) { return nil }
      return "is \"\(value.quotable)\", expected an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range):
      if let number = Parameter.number(value), range.contains(number) { return nil }
      return "is \"\(value.quotable)\", expected a number from \(range.lowerBound) to \(range.upperBound)"
    case .word(let words):
      return words.contains(value)
        ? nil : "is \"\(value.quotable)\", expected one of: \(words.joined(separator: ", "))"
    case .time:
      return Timestamp(value) == nil
        ? "is \"\(value.quotable)\", expected a time in RFC 3339 such as 2026-01-31T12:00:00Z" : nil
    }
  }

  private static func integer(_ text: String) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2D } ? Int(text) : nil
  }

  private static func number(_ text: String) -> Double? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) || "-.eE+".utf8.contains($0) } ? Double(text) : nil
  }
}
