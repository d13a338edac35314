internal import CErrataLexicon

/// Syllables of Mandarin in toneless pinyin, with the everyday characters that are read so, commonest first.
struct PinyinTable: Sendable {
  /// Characters by syllable, letters packed into a number.
  private let characters: [UInt64: [UInt32]]
  /// Syllables by character.
  private let syllables: [UInt32: [UInt64]]

  /// Letters of the longest syllable.
  static let longest = 6

  /// The table that is compiled in, made from Unihan.
  static let embedded = PinyinTable(table: ConceptTable.text(errata_pinyin(), errata_pinyin_length()))

  /// Reads a table: a syllable, a tab, its characters; `#` begins a remark.
  init(table: String) {
    var characters: [UInt64: [UInt32]] = [:]
    var syllables: [UInt32: [UInt64]] = [:]
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, fields[0].utf8.count <= PinyinTable.longest else { continue }
      let key = fields[0].utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let scalars = fields[1].unicodeScalars.map(\.value)
      characters[key] = scalars
      for scalar in scalars { syllables[scalar, default: []].append(key) }
    }
    self.characters = characters
    self.syllables = syllables
  }

  /// The characters of a syllable; none when the letters are no syllable.
  func characters(of letters: ArraySlice<UInt32>) -> [UInt32] {
    guard letters.count <= PinyinTable.longest else { return [] }
    return characters[letters.reduce(UInt64(0)) { $0 << 8 | UInt64($1 & 0xFF) }] ?? []
  }

  /// The characters that sound like one, itself left out.
  func soundalikes(of character: UInt32) -> [UInt32] {
    (syllables[character] ?? []).flatMap { characters[$0] ?? [] }.filter { $0 != character }
  }
}
