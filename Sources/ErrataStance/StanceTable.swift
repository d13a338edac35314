/// The rules of one or more tables, read and checked, not yet compiled.
struct StanceTable: Sendable {
  /// Names of the rules, in order of appearance.
  private(set) var names: [String] = []
  /// The rows.
  private(set) var rules: [StanceRule] = []
  /// The patterns with the row that each belongs to.
  private(set) var patterns: [(pattern: StancePattern, rule: Int32)] = []

  private var numbers: [String: Int32] = [:]
  private var kinds: [CueKind] = []

  /// An empty table.
  init() {}

  /// Reads tables that have at least one rule; the first fault is thrown with file and line.
  init(_ tables: [(file: String, text: String)]) throws(StanceRuleError) {
    for (file, text) in tables { try read(file: file, text: text) }
    guard !rules.isEmpty else {
      throw StanceRuleError(file: tables.first?.file ?? "stance rules", line: 0, problem: "no rule found")
    }
  }

  /// Reads the rows of a table. The form is described at the head of the tables themselves.
  mutating func read(file: String, text: String) throws(StanceRuleError) {
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if line.first == UInt8(ascii: "#") || line.allSatisfy({ $0 == 32 || $0 == 9 }) { continue }
      do {
        let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: true)
        try read(row: columns.map { Substring($0) })
      } catch {
        throw StanceRuleError(file: file, line: number, problem: error.text)
      }
    }
  }

  private mutating func read(row: [Substring]) throws(PatternReader.Problem) {
    guard row.count >= 6 else {
      throw PatternReader.Problem(
        text: "\(row.count) columns; expected id, kind, place, reach, strength and at least one pattern")
    }
    let kind = try Self.kind(row[1])
    let name = try number(of: String(row[0]), kind: kind)
    let (boundary, limit) = try Self.reach(row[3])
    let rule = StanceRule(
      name: name, kind: kind, places: try Self.places(row[2]), boundary: boundary, limit: limit,
      strength: try Self.strength(row[4]))
    rules.append(rule)
    for source in row[5...] { try add(source) }
  }

  private mutating func add(_ source: Substring) throws(PatternReader.Problem) {
    switch PatternReader.read(source) {
    case .success(let pattern): patterns.append((pattern, Int32(rules.count - 1)))
    case .failure(let problem):
      throw PatternReader.Problem(text: "pattern “\(source)”: \(problem.text)")
    }
  }

  private mutating func number(
    of name: String, kind: CueKind
  ) throws(PatternReader.Problem) -> Int32 {
    guard name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "." || $0 == "-") }) else {
      throw PatternReader.Problem(text: "id “\(name)”; expected lower-case letters, digits, “.” and “-”")
    }
    if let known = numbers[name] {
      guard kinds[Int(known)] == kind else {
        throw PatternReader.Problem(
          text:
            "id “\(name)” is \(kinds[Int(known)].rawValue) above and \(kind.rawValue) here; use another id")
      }
      return known
    }
    let number = Int32(names.count)
    numbers[name] = number
    names.append(name)
    kinds.append(kind)
    return number
  }

  private static func kind(_ word: Substring) throws(PatternReader.Problem) -> CueKind {
    guard let kind = CueKind(rawValue: String(word)) else {
      let known = CueKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw PatternReader.Problem(text: "unknown kind “\(word)”; expected one of \(known)")
    }
    return kind
  }

  private static func places(_ words: Substring) throws(PatternReader.Problem) -> CuePlaces {
    var result: CuePlaces = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false) {
      guard let known = CuePlaces.words.first(where: { $0.word == word }) else {
        let all = CuePlaces.words.map(\.word).joined(separator: ", ")
        throw PatternReader.Problem(text: "unknown place “\(word)”; expected one of \(all)")
      }
      result.formUnion(known.place)
    }
    return result
  }

  private static func reach(
    _ word: Substring
  ) throws(PatternReader.Problem) -> (boundary: CueBoundary, limit: Int) {
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard let boundary = CueBoundary(rawValue: String(parts[0])), parts.count <= 2 else {
      let all = CueBoundary.allCases.map(\.rawValue).joined(separator: ", ")
      throw PatternReader.Problem(
        text: "unknown reach “\(word)”; expected one of \(all), perhaps with “:” and scalars")
    }
    guard parts.count == 2 else { return (boundary, boundary.usualLimit) }
    guard let limit = Int(parts[1]), (0...100_000).contains(limit) else {
      throw PatternReader.Problem(text: "reach “\(word)”; behind “:” stands a number from 0 to 100000")
    }
    return (boundary, limit)
  }

  private static func strength(_ word: Substring) throws(PatternReader.Problem) -> Int32 {
    guard let value = Int32(word), (1...9).contains(value) else {
      throw PatternReader.Problem(text: "strength “\(word)”; expected a number from 1 to 9")
    }
    return value
  }
}
