internal import ErrataIndex

/// Reads letters as toneless pinyin: of all ways to cut them into syllables and to give each a character, the one whose
/// pairs of neighbours are the likeliest (Viterbi 1967), with what claims have favored.
struct PinyinDecoder {
  let reading: QueryReading

  /// Least syllables where there is no Han besides, and with some.
  private static let leastSyllables = 4
  private static let leastBesideHan = 1
  /// Characters of a syllable that are tried, and ways that are kept at each place.
  private static let tried = 24
  private static let kept = 12
  /// What a pair that claims have costs of its bits: what isn't in claims can't pin anyway.
  private static let known = 0.2
  /// Bits that another pair costs besides, and the share of its bits that a word's first character costs.
  private static let unknown = 3.0
  private static let beginning = 0.3

  /// A way to read the letters up to a place.
  private struct Way {
    var cost: Double
    var character: UInt32
    /// The way before it: its place and its number there.
    var from: (place: Int, way: Int)?
    var syllables: Int
  }

  /// The query with its letters read as characters; `nil` when they can't be.
  func decode(_ scalars: [UInt32]) -> [UInt32]? {
    let letters = scalars.count { PinyinDecoder.isLetter($0) }
    guard letters >= 2 else { return nil }
    let hasHan = scalars.contains(where: QueryReading.isHan)
    var ways = [[Way]](repeating: [], count: scalars.count + 1)
    ways[0] = [Way(cost: 0, character: 0, from: nil, syllables: 0)]
    var reached = 0
    for place in scalars.indices where !ways[place].isEmpty {
      extend(&ways, scalars, place)
      reached = max(reached, place)
    }
    let end = ways[scalars.count].isEmpty ? reached : scalars.count
    // A syllable that is still being typed may be missing at the end.
    guard end == scalars.count || scalars[end...].allSatisfy(PinyinDecoder.isLetter), scalars.count - end < 6 else {
      return nil
    }
    guard let best = ways[end].indices.min(by: { ways[end][$0].cost < ways[end][$1].cost }) else { return nil }
    let least = hasHan ? PinyinDecoder.leastBesideHan : PinyinDecoder.leastSyllables
    guard ways[end][best].syllables >= least else { return nil }
    return characters(ways, end, best)
  }

  private func extend(_ ways: inout [[Way]], _ scalars: [UInt32], _ place: Int) {
    let scalar = scalars[place]
    guard PinyinDecoder.isLetter(scalar) else {
      // A blank between syllables is dropped, anything else stays as it is.
      let stays = scalar != 0x20
      for (number, way) in ways[place].enumerated() {
        let cost = stays ? way.cost + self.cost(of: scalar, after: way.character) : way.cost
        keep(
          Way(cost: cost, character: stays ? scalar : way.character, from: (place, number), syllables: way.syllables),
          in: &ways[place + 1])
      }
      return
    }
    let isAfterBlank = place > 0 && scalars[place - 1] == 0x20
    for length in 1...PinyinTable.longest where place + length <= scalars.count {
      let slice = scalars[place..<place + length]
      guard slice.allSatisfy(PinyinDecoder.isLetter) else { break }
      let characters = reading.pinyin.characters(of: slice).prefix(PinyinDecoder.tried)
      for (number, way) in ways[place].enumerated() {
        for (rank, character) in characters.enumerated() {
          let own = self.cost(of: character, after: way.character, isAfterBlank: isAfterBlank)
          let cost = way.cost + own + Double(rank) * 0.1
          keep(
            Way(cost: cost, character: character, from: (place, number), syllables: way.syllables + 1),
            in: &ways[place + length])
        }
      }
    }
  }

  /// Keeps a way if it is the best to its character and among the best of all.
  private func keep(_ way: Way, in ways: inout [Way]) {
    if let same = ways.firstIndex(where: { $0.character == way.character }) {
      if way.cost < ways[same].cost { ways[same] = way }
      return
    }
    if ways.count < PinyinDecoder.kept {
      ways.append(way)
    } else if let worst = ways.indices.max(by: { ways[$0].cost < ways[$1].cost }), way.cost < ways[worst].cost {
      ways[worst] = way
    }
  }

  private func cost(of character: UInt32, after previous: UInt32, isAfterBlank: Bool = false) -> Double {
    let unit = Hashing.unit(scalar: character)
    let own = reading.background.bits(unit: unit, after: nil) * PinyinDecoder.beginning
    guard previous != 0 else { return own }
    let bits = reading.background.bits(unit: unit, after: Hashing.unit(scalar: previous))
    if reading.has(previous, character) { return bits * PinyinDecoder.known }
    let foreign = bits + PinyinDecoder.unknown
    return isAfterBlank ? min(own + 1, foreign) : foreign
  }

  private func characters(_ ways: [[Way]], _ place: Int, _ way: Int) -> [UInt32] {
    var read: [UInt32] = []
    var (place, way) = (place, way)
    while let from = ways[place][way].from {
      let (here, before) = (ways[place][way], ways[from.place][from.way])
      let isSame = here.character == before.character && here.syllables == before.syllables
      // A way that a blank was dropped on.
      if place - from.place != 1 || !isSame { read.append(here.character) }
      (place, way) = from
    }
    return read.reversed()
  }

  private static func isLetter(_ scalar: UInt32) -> Bool { scalar &- 0x61 < 26 }
}
