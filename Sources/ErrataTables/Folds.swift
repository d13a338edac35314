/// A compatibility fold: what a code point becomes.
struct Fold: Equatable {
  var points: [UInt32]
  /// Stands for a number of its own, so it must not grow together with digits beside it (`5½`, `10⁶`, `①3`).
  var standsApart = false
}

/// Letters that Unicode doesn't decompose, though posts write them with plain ones.
private let plainLetters: [(String, String)] = [
  ("ßſ", "ss s"), ("ẞ", "SS"), ("æÆœŒ", "ae AE oe OE"),
  ("øØđĐðÐłŁħĦŧŦıȷŋŊ", "o O d D d D l L h H t T i j n N"),
  ("þÞ", "th TH"), ("ɑɡʟɪɴʀʙʏʜɢ", "a g l i n r b y h g"),
  ("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ", "a c d e j k m o p t u v w z f s"),
  ("ёЁѐЀѝЍ", "е Е е Е и И"), ("أإآٱ", "ا ا ا ا"), ("ʼʹ", "' '"), ("´", "'"), ("ﾞﾟ", "\u{3099} \u{309A}"),
]

/// Ranges of ornamented capital letters that have no decomposition.
private let letterRanges: [ClosedRange<UInt32>] = [0x1F150...0x1F169, 0x1F170...0x1F189]

/// Code points whose compatibility decomposition would say something else in a post.
private let keptAsTheyAre = Set("，…‥″‴™№℠".unicodeScalars.map(\.value))

extension UnicodeData {
  /// The compatibility fold of each code point that has one, in code point order.
  func folds() -> [(UInt32, Fold)] {
    var extra: [UInt32: [UInt32]] = [:]
    for (letters, plain) in plainLetters {
      for (letter, text) in zip(letters.unicodeScalars, plain.split(separator: " ")) {
        extra[letter.value] = text.unicodeScalars.map(\.value)
      }
    }
    for range in letterRanges { for point in range { extra[point] = [0x41 + point - range.lowerBound] } }
    return (0x80..<UInt32(Self.limit)).compactMap { point in
      if let points = extra[point] { return (point, Fold(points: points)) }
      return fold(point, extra).map { (point, $0) }
    }
  }

  private func fold(_ point: UInt32, _ extra: [UInt32: [UInt32]]) -> Fold? {
    let character = characters[Int(point)]
    if keptAsTheyAre.contains(point) || (0xAC00...0xD7A3).contains(point) { return nil }
    if (0x3131...0x318E).contains(point) { return nil }
    if (0xFFA1...0xFFDC).contains(point) { return Fold(points: character.decomposition) }
    if character.category == "Nd", let digit = character.number {
      return Fold(points: [0x30 + UInt32(digit)])
    }
    if let number = ornamentedNumber(point) {
      return Fold(points: String(number).unicodeScalars.map(\.value), standsApart: true)
    }
    guard !character.decomposition.isEmpty else { return nil }
    var points = composed(withoutAccents(decomposition(of: point))).flatMap { extra[$0] ?? [$0] }
    points = points.map { $0 == 0x2044 ? 0x2F : $0 }
    if character.tag != nil { points = trimmedOfBlanks(points) }
    guard points != [point], !points.isEmpty else { return nil }
    return Fold(points: points, standsApart: standsApart(character, points))
  }

  /// Circled and other ornamented numbers without a decomposition, such as `❶` and `⓫`.
  private func ornamentedNumber(_ point: UInt32) -> Int? {
    let isOrnament = (0x24EA...0x24FF).contains(point) || (0x2776...0x2793).contains(point)
    return isOrnament ? characters[Int(point)].number : nil
  }

  private func standsApart(_ character: CharacterData, _ points: [UInt32]) -> Bool {
    let isForm = ["wide", "narrow", "font", nil].contains(character.tag)
    let hasDigit = points.contains { (0x30...0x39).contains($0) }
    return hasDigit && !isForm
  }

  /// Drops accents after Latin and Greek letters: posts leave them out. Other marks stay.
  private func withoutAccents(_ points: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var isAfterLetter = false
    for point in points {
      let isMark = characters[Int(point)].category == "Mn"
      if isMark && isAfterLetter { continue }
      if !isMark { isAfterLetter = ["Latin", "Greek"].contains(scripts[Int(point)]) }
      result.append(point)
    }
    return result
  }

  /// Joins letters with their marks again where Unicode has one code point for both.
  private func composed(_ points: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    for point in points {
      if let last = result.last, let whole = compositions[Pair(first: last, second: point)] {
        result[result.count - 1] = whole
      } else {
        result.append(point)
      }
    }
    return result
  }

  private func trimmedOfBlanks(_ points: [UInt32]) -> [UInt32] {
    Array(points.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed())
  }
}

/// A letter and the mark that joins it.
struct Pair: Hashable {
  var first: UInt32
  var second: UInt32
}

extension UnicodeData {
  /// Letters and marks that have a code point together, apart from Latin and Greek, whose accents are
  /// dropped.
  func makeCompositions() -> [Pair: UInt32] {
    var pairs: [Pair: UInt32] = [:]
    for point in 0x80..<UInt32(Self.limit) where !excludedFromComposition.contains(point) {
      let character = characters[Int(point)]
      guard character.tag == nil, character.decomposition.count == 2 else { continue }
      let pair = Pair(first: character.decomposition[0], second: character.decomposition[1])
      guard !["Latin", "Greek"].contains(scripts[Int(pair.first)]) else { continue }
      guard !"ёЁѐЀѝЍأإآ".unicodeScalars.contains(where: { $0.value == point }) else { continue }
      pairs[pair] = point
    }
    return pairs
  }
}
