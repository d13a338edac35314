/// Syllables of Mandarin without tones, each with the everyday characters that are read so.
struct PinyinTable {
  /// Characters of each syllable with how often they are read so in running text.
  private var syllables: [String: [UInt32: Int]] = [:]

  /// Tone marks, as the plain letter below them.
  private static let plain: [Character: Character] = {
    var plain: [Character: Character] = [:]
    for (letter, marked) in ["a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "v": "üǖǘǚǜ", "n": "ńňǹ"]
      as [Character: String]
    {
      for character in marked { plain[character] = letter }
    }
    return plain
  }()

  /// Reads Unihan's lines: `kHanyuPinlu` has readings with frequencies, `kMandarin` the usual reading.
  init(_ lines: [Substring], everyday: Set<UInt32>) {
    for line in lines {
      let fields = line.split(separator: "\t")
      guard fields.count > 2, let point = UInt32(fields[0].dropFirst(2), radix: 16), everyday.contains(point) else {
        continue
      }
      switch fields[1] {
      case "kHanyuPinlu":
        for reading in fields[2].split(separator: " ") {
          let parts = reading.split(whereSeparator: { $0 == "(" || $0 == ")" })
          guard parts.count == 2, let count = Int(parts[1]) else { continue }
          add(point, parts[0], count)
        }
      case "kMandarin":
        for reading in fields[2].split(separator: " ").prefix(1) { add(point, reading, 0) }
      default: continue
      }
    }
  }

  private mutating func add(_ point: UInt32, _ reading: Substring, _ count: Int) {
    let syllable = String(reading.map { PinyinTable.plain[$0] ?? $0 })
    guard syllable.allSatisfy({ ("a"..."z").contains($0) }) else { return }
    syllables[syllable, default: [:]][point, default: 0] += count
  }

  /// The table's text: a syllable a line, a tab, its characters from the commonest on.
  var text: String {
    var text = "# Syllables in toneless pinyin (ü as v), each with its everyday characters (GB 2312), "
    text += "commonest first.\n"
    text += "# Made by the tool ErrataTables from Unihan 15.0 (kHanyuPinlu, kMandarin). Don't edit.\n"
    for (syllable, characters) in syllables.sorted(by: { $0.key < $1.key }) {
      let ordered = characters.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      let scalars = ordered.compactMap { Unicode.Scalar($0.key) }
      text += syllable + "\t" + String(String.UnicodeScalarView(scalars)) + "\n"
    }
    return text
  }
}
