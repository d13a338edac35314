import Foundation

/// Why the Unicode data could not be read.
struct UnicodeDataError: Error, CustomStringConvertible {
  let description: String
}

/// One line of `UnicodeData.txt`.
struct CharacterData {
  var category = "Cn"
  /// Code points that the character decomposes into, one level deep.
  var decomposition: [UInt32] = []
  /// The tag before a compatibility decomposition, such as `wide`; nil for a canonical one.
  var tag: String?
  /// The whole number that the character stands for.
  var number: Int?
}

/// The parts of the Unicode Character Database that the tables are made from.
struct UnicodeData {
  /// One past the last code point.
  static let limit = 0x110000

  var characters = [CharacterData](repeating: CharacterData(), count: limit)
  var scripts = [String](repeating: "Zzzz", count: limit)
  var ignorable = [Bool](repeating: false, count: limit)
  var pictographic = [Bool](repeating: false, count: limit)
  var excludedFromComposition = Set<UInt32>()
  var caseFolds: [UInt32: UInt32] = [:]
  var simplified: [UInt32: [UInt32]] = [:]
  /// Characters of GB 2312, the everyday simplified characters.
  var everyday = Set<UInt32>()
  /// Characters by their syllables.
  var pinyin = PinyinTable([], everyday: [])
  /// Letters and marks that have a code point together.
  var compositions: [Pair: UInt32] = [:]

  /// Reads the files of a folder laid out like Debian's `unicode-data`.
  init(folder: String) throws {
    try readCharacters(folder + "/UnicodeData.txt")
    try eachRange(folder + "/Scripts.txt") { range, value in
      for point in range { scripts[point] = value }
    }
    try eachRange(folder + "/DerivedCoreProperties.txt") { range, value in
      if value == "Default_Ignorable_Code_Point" { for point in range { ignorable[point] = true } }
    }
    try eachRange(folder + "/emoji/emoji-data.txt") { range, value in
      if value == "Extended_Pictographic" || value == "Emoji_Presentation" {
        for point in range { pictographic[point] = true }
      }
    }
    try eachRange(folder + "/DerivedNormalizationProps.txt") { range, value in
      if value == "Full_Composition_Exclusion" {
        for point in range { excludedFromComposition.insert(UInt32(point)) }
      }
    }
    try readCaseFolds(folder + "/CaseFolding.txt")
    try readHan(folder)
    compositions = makeCompositions()
  }

  /// The full compatibility decomposition of a code point.
  func decomposition(of point: UInt32) -> [UInt32] {
    let character = characters[Int(point)]
    guard !character.decomposition.isEmpty else { return [point] }
    return character.decomposition.flatMap { decomposition(of: $0) }
  }

  private mutating func readCharacters(_ path: String) throws {
    var firstOfRange: Int?
    for line in try lines(of: path) {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      guard fields.count > 8, let point = Int(fields[0], radix: 16) else { continue }
      var character = CharacterData(category: String(fields[2]))
      var parts = fields[5].split(separator: " ")
      if let first = parts.first, first.hasPrefix("<") {
        character.tag = String(first.dropFirst().dropLast())
        parts.removeFirst()
      }
      character.decomposition = parts.compactMap { UInt32($0, radix: 16) }
      character.number = Int(fields[8])
      if fields[1].hasSuffix(", Last>"), let first = firstOfRange {
        for inner in first...point { characters[inner] = character }
      }
      firstOfRange = fields[1].hasSuffix(", First>") ? point : nil
      characters[point] = character
    }
  }

  private mutating func readCaseFolds(_ path: String) throws {
    for line in try lines(of: path) {
      let fields = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      guard fields.count > 2, fields[1] == "C" || fields[1] == "S" else { continue }
      guard let from = UInt32(fields[0], radix: 16), let to = UInt32(fields[2], radix: 16) else { continue }
      caseFolds[from] = to
    }
  }

  private mutating func readHan(_ folder: String) throws {
    for line in try lines(of: folder + "/Unihan_Variants.txt") {
      let fields = line.split(whereSeparator: { $0 == "\t" || $0 == " " })
      guard fields.count > 2, fields[1] == "kSimplifiedVariant" else { continue }
      guard let from = UInt32(fields[0].dropFirst(2), radix: 16) else { continue }
      simplified[from] = fields[2...].compactMap { UInt32($0.dropFirst(2), radix: 16) }
    }
    for line in try lines(of: folder + "/Unihan_OtherMappings.txt") {
      let fields = line.split(separator: "\t")
      guard fields.count > 2, fields[1] == "kGB0" else { continue }
      if let point = UInt32(fields[0].dropFirst(2), radix: 16) { everyday.insert(point) }
    }
    pinyin = PinyinTable(try lines(of: folder + "/Unihan_Readings.txt"), everyday: everyday)
  }
}

/// Calls `body` for each `first..last ; value` line of a property file.
private func eachRange(_ path: String, _ body: (ClosedRange<Int>, String) -> Void) throws {
  for line in try lines(of: path) {
    let data = line.prefix { $0 != "#" }
    let fields = data.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard fields.count > 1 else { continue }
    let ends = fields[0].split(separator: ".", omittingEmptySubsequences: true)
    guard let first = ends.first.flatMap({ Int($0, radix: 16) }) else { continue }
    let last = ends.count > 1 ? Int(ends[1], radix: 16) ?? first : first
    body(first...last, fields[1])
  }
}

/// The lines of a file, or of the same file packed by bzip2 as Debian ships the large ones.
private func lines(of path: String) throws -> [Substring] {
  if let data = FileManager.default.contents(atPath: path) {
    return String(decoding: data, as: UTF8.self).split(separator: "\n")
  }
  guard FileManager.default.fileExists(atPath: path + ".bz2") else {
    throw UnicodeDataError(
      description: "\(path): not found, nor \(path).bz2; install the package unicode-data or pass its folder")
  }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["bzip2", "-dc", path + ".bz2"]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else {
    throw UnicodeDataError(description: "\(path).bz2: bzip2 could not unpack it; is it whole?")
  }
  return String(decoding: data, as: UTF8.self).split(separator: "\n")
}
