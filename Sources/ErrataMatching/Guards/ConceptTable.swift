internal import CErrataLexicon
internal import ErrataIndex
internal import ErrataText

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

  private struct Name: Sendable {
    var hashes: [UInt32]
    var concept: Concept
  }

  private var names: [UInt32: [Name]] = [:]
  private var sections: [String] = []
  /// For each thing that is part of another, that other one.
  private var wholes: [Int: Int] = [:]
  private var lines = 0
  /// Units of the longest name.
  private(set) var longestName = 0

  /// Reads tables; lines that begin with `#` are remarks.
  ///
  /// - Parameter tables: texts, each with the section that its first lines stand in.
  init(_ tables: [(text: String, section: String)]) {
    for table in tables { add(table.text, table.section) }
    for key in names.keys { names[key]?.sort { $0.hashes.count > $1.hashes.count } }
  }

  private mutating func add(_ text: String, _ first: String) {
    let normalizer = Normalizer()
    var units = Units()
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
        UnitReader.read(normalizer.normalize(String(name)), into: &units)
        add(units, Concept(number: lines, section: section))
      }
    }
    for (part, whole) in parts { wholes[part] = numbers[whole] }
  }

  private mutating func add(_ units: Units, _ concept: Concept) {
    guard let first = units.hashes.first,
      !(names[first] ?? []).contains(where: { $0.hashes == units.hashes && $0.concept == concept })
    else { return }
    names[first, default: []].append(Name(hashes: units.hashes, concept: concept))
    longestName = max(longestName, units.count)
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

  private mutating func number(ofSection name: String) -> Int {
    if let known = sections.firstIndex(of: name) { return known }
    sections.append(name)
    return sections.count - 1
  }

  /// The name of a section.
  func name(ofSection section: Int) -> String { sections[section] }

  /// Calls `body` with each thing whose longest name begins at a position, and returns the name's length.
  @discardableResult
  func forEach(at position: Int, of hashes: [UInt32], _ body: (Concept) -> Void) -> Int {
    guard let list = names[hashes[position]] else { return 0 }
    var length = 0
    for name in list where name.hashes.count >= length && stands(name, in: hashes, at: position) {
      length = name.hashes.count
      body(name.concept)
    }
    return length
  }

  private func stands(_ name: Name, in hashes: [UInt32], at position: Int) -> Bool {
    let end = position + name.hashes.count
    return end <= hashes.count && name.hashes.indices.allSatisfy { hashes[position + $0] == name.hashes[$0] }
  }

  /// All things in a stretch of a sequence of unit hashes, by the longest name at each position; names may begin and
  /// end outside.
  func findings(in hashes: [UInt32], near range: Range<Int>) -> [Finding] {
    var found: [Finding] = []
    var position = max(0, range.lowerBound - longestName + 1)
    while position < min(range.upperBound, hashes.count) {
      let before = found.count
      let length = forEach(at: position, of: hashes) {
        found.append(Finding(concept: $0, range: position..<position))
      }
      for index in before..<found.count { found[index].range = position..<position + length }
      position += max(1, length)
    }
    return found.filter { $0.range.overlaps(range) }
  }

  /// All things in a sequence of unit hashes.
  func findings(in hashes: [UInt32]) -> [Finding] {
    findings(in: hashes, near: 0..<hashes.count)
  }
}

// The tables that are compiled in.
extension ConceptTable {
  /// Places, persons, organisations, foods, diseases and their like.
  static let names = ConceptTable([
    (text(errata_places(), errata_places_length()), "place"), (text(errata_names(), errata_names_length()), ""),
    (text(errata_things(), errata_things_length()), ""),
  ])

  /// Measures and parts of dates.
  static let measures = ConceptTable([(text(errata_measures(), errata_measures_length()), "")])

  /// The text of an embedded table.
  static func text(_ start: UnsafePointer<UInt8>?, _ length: UInt) -> String {
    String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
  }
}
