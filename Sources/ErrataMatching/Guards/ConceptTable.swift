internal import CErrataLexicon
internal import ErrataIndex

/// Names of things that exclude each other, from a resource file: one thing a line, its names in any language apart by
/// tabs; lines in brackets begin a section, and only things of one section exclude each other. A name after `<` is that
/// of the thing which this one is part of; those two don't.
struct ConceptTable: Sendable {
  /// What is known of a name: the thing it means and the section that this stands in.
  struct Concept: Hashable, Sendable {
    /// The thing's number, over all lines.
    var number: Int
    /// The section's number.
    var section: Int
  }

  /// A thing found in a text.
  struct Finding: Hashable {
    var concept: Concept
    /// The units of its name.
    var range: Range<Int>
  }

  private let names: PhraseIndex<Concept>
  private let sections: [String]
  /// For each thing that is part of another, that other one.
  private let wholes: [Int: Int]

  /// Reads tables; lines that begin with `#` are remarks.
  ///
  /// - Parameters:
  ///   - tables: texts, each with the section that its first lines stand in.
  ///   - language: that of the texts in which names are looked for.
  init(_ tables: [(text: String, section: String)], in language: TextLanguage = .english) {
    var reader = Reader()
    names = PhraseIndex(in: language) { add in
      for table in tables { reader.read(table.text, table.section, add) }
    }
    sections = reader.sections
    wholes = reader.wholes
  }

  /// What is known while tables are read.
  private struct Reader {
    var sections: [String] = []
    var wholes: [Int: Int] = [:]
    var lines = 0

    mutating func read(_ text: String, _ first: String, _ add: (Substring, Concept) -> Void) {
      var section = number(ofSection: first)
      var numbers: [Substring: Int] = [:]
      var parts: [(part: Int, whole: Substring)] = []
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        if line.hasPrefix("[") {
          section = number(ofSection: String(line.dropFirst().dropLast()))
          continue
        }
        lines += 1
        for name in line.split(separator: "\t") {
          if name.hasPrefix("<") {
            parts.append((lines, name.dropFirst()))
            continue
          }
          numbers[name] = lines
          add(name, Concept(number: lines, section: section))
        }
      }
      for (part, whole) in parts { wholes[part] = numbers[whole] }
    }

    private mutating func number(ofSection name: String) -> Int {
      if let known = sections.firstIndex(of: name) { return known }
      sections.append(name)
      return sections.count - 1
    }
  }

  /// Whether a text about one thing contradicts one about the other.
  func excludes(_ a: Concept, _ b: Concept) -> Bool {
    a.section == b.section && !isPart(a.number, of: b.number) && !isPart(b.number, of: a.number)
  }

  private func isPart(_ part: Int, of whole: Int) -> Bool {
    var thing: Int? = part
    // A table may name two things as parts of each other.
    for _ in 0..<8 where thing != nil && thing != whole { thing = thing.flatMap { wholes[$0] } }
    return thing == whole
  }

  /// The name of a section.
  func name(ofSection section: Int) -> String { sections[section] }

  /// Calls `body` with each thing whose longest name begins at a position, and returns the name's length.
  @discardableResult
  func forEach(at position: Int, of hashes: [UInt32], _ body: (Concept) -> Void) -> Int {
    names.forEach(at: position, of: hashes, body)
  }

  /// All things in a stretch of a sequence of unit hashes, by the longest name at each position; names may begin and
  /// end outside.
  func findings(in hashes: [UInt32], near range: Range<Int>) -> [Finding] {
    var found: [Finding] = []
    names.forEach(in: hashes, near: range) { found.append(Finding(concept: $0, range: $1)) }
    return found
  }

  /// All things in a sequence of unit hashes.
  func findings(in hashes: [UInt32]) -> [Finding] {
    findings(in: hashes, near: 0..<hashes.count)
  }
}

// The tables that are compiled in.
extension ConceptTable {
  /// Places, persons, organisations, foods, diseases and their like.
  static let names = makeNames(in: .english)

  /// The same for texts of a language, whose rules cut names, too.
  static func nameTable(of language: TextLanguage) -> ConceptTable {
    switch language {
    case .english: names
    case .spanish: spanishNames
    case .portuguese: portugueseNames
    case .french: frenchNames
    case .italian: italianNames
    case .german: germanNames
    }
  }

  // Made when a first text of the language needs them.
  private static let spanishNames = makeNames(in: .spanish)
  private static let portugueseNames = makeNames(in: .portuguese)
  private static let frenchNames = makeNames(in: .french)
  private static let italianNames = makeNames(in: .italian)
  private static let germanNames = makeNames(in: .german)

  private static func makeNames(in language: TextLanguage) -> ConceptTable {
    ConceptTable(
      [
        (text(errata_places(), errata_places_length()), "place"), (text(errata_names(), errata_names_length()), ""),
        (text(errata_things(), errata_things_length()), ""),
      ], in: language)
  }

  /// Measures and parts of dates.
  static let measures = ConceptTable([(text(errata_measures(), errata_measures_length()), "")])

  /// The text of an embedded table.
  static func text(_ start: UnsafePointer<UInt8>?, _ length: UInt) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
  }
}
