/// One setting: its name in the file, what it may be, its default, and what it means. Flags, environment, checks,
/// `--print-config` and the documentation all come from the table of these.
package struct Setting: Sendable {
  /// What a value may be.
  package enum Kind: Sendable {
    case text
    case integer(ClosedRange<Int>)
    case number(ClosedRange<Double>)
    case word([String])
    case flag
    /// Several texts.
    case list
  }

  /// Its dotted name, such as `limits.items`.
  package var key: String
  /// What it may be.
  package var kind: Kind
  /// What it means.
  package var help: String
  /// Kept out of what is printed.
  package var isSecret = false
  /// Writes a checked value into the settings.
  var apply: @Sendable (inout ServeSettings, Value) -> Void
  /// Reads it from the settings.
  var read: @Sendable (ServeSettings) -> Value

  /// A checked value.
  package enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case number(Double)
    case flag(Bool)
    case list([String])
  }

  /// The environment variable: `ERRATA_LIMITS_ITEMS` for `limits.items`.
  package var variable: String {
    var name = "ERRATA_"
    for character in key {
      if character == "." {
        name += "_"
      } else if character.isUppercase {
        name += "_\(character)"
      } else {
        name += character.uppercased()
      }
    }
    return name
  }

  /// What it may be, in words.
  package var expected: String {
    switch kind {
    case .text: "text"
    case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .word(let words): "one of: \(words.joined(separator: ", "))"
    case .flag: "true or false"
    case .list: "a list of texts"
    }
  }

  /// The value of a text; `nil` when it isn't what is expected. A list in a text is separated by colons.
  func value(_ text: String) -> Value? {
    switch kind {
    case .text: return .text(text)
    case .integer(let range): return Int(text).flatMap { range.contains($0) ? .integer($0) : nil }
    case .number(let range):
      guard let number = Double(text), range.contains(number) else { return nil }
      return .number(number)
    case .word(let words): return words.contains(text) ? .text(text) : nil
    case .flag: return ["true": .flag(true), "false": .flag(false)][text]
    case .list: return .list(text.isEmpty ? [] : text.split(separator: ":").map(String.init))
    }
  }
}

extension Setting.Value {
  var text: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): number == number.rounded() ? String(Int(number)) : "\(number)"
    case .flag(let flag): flag ? "true" : "false"
    case .list(let texts): texts.joined(separator: ":")
    }
  }

  var integer: Int { if case .integer(let number) = self { number } else { 0 } }
  var number: Double { if case .number(let number) = self { number } else { Double(integer) } }
  var flag: Bool { self == .flag(true) }
  var list: [String] { if case .list(let texts) = self { texts } else { [] } }
}

// Makers, so that the table reads like one. Each takes where the value lives, so that it is written and read there.
extension Setting {
  // A key path has no mutable or reference captures here, which `Sendable` asks for.
  typealias Place<Value> = any WritableKeyPath<ServeSettings, Value> & Sendable

  static func integer(_ key: String, _ place: Place<Int>, _ range: ClosedRange<Int>, _ help: String) -> Setting {
    Setting(
      key: key, kind: .integer(range), help: help, apply: { $0[keyPath: place] = $1.integer },
      read: { .integer($0[keyPath: place]) })
  }

  static func number(
    _ key: String, _ place: Place<Double>, _ range: ClosedRange<Double>, _ help: String
  ) -> Setting {
    Setting(
      key: key, kind: .number(range), help: help, apply: { $0[keyPath: place] = $1.number },
      read: { .number($0[keyPath: place]) })
  }

  static func flag(_ key: String, _ place: Place<Bool>, _ help: String) -> Setting {
    Setting(
      key: key, kind: .flag, help: help, apply: { $0[keyPath: place] = $1.flag },
      read: { .flag($0[keyPath: place]) })
  }

  static func text(_ key: String, _ place: Place<String>, _ help: String) -> Setting {
    Setting(
      key: key, kind: .text, help: help, apply: { $0[keyPath: place] = $1.text },
      read: { .text($0[keyPath: place]) })
  }

  /// A text that may be missing, which `none` and the empty text stand for.
  static func optional(
    _ key: String, _ place: Place<String?>, _ help: String, isSecret: Bool = false
  ) -> Setting {
    Setting(
      key: key, kind: .text, help: help, isSecret: isSecret,
      apply: { $0[keyPath: place] = ["", "none"].contains($1.text) ? nil : $1.text },
      read: { .text($0[keyPath: place] ?? "none") })
  }

  static func list(_ key: String, _ place: Place<[String]>, _ help: String) -> Setting {
    Setting(
      key: key, kind: .list, help: help, apply: { $0[keyPath: place] = $1.list },
      read: { .list($0[keyPath: place]) })
  }

  static func word<Word: RawRepresentable & CaseIterable & Sendable>(
    _ key: String, _ place: Place<Word>, _ help: String
  ) -> Setting where Word.RawValue == String {
    Setting(
      key: key, kind: .word(Word.allCases.map(\.rawValue)), help: help,
      apply: { if let word = Word(rawValue: $1.text) { $0[keyPath: place] = word } },
      read: { .text($0[keyPath: place].rawValue) })
  }
}
