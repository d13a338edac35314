internal import ErrataIndex
internal import ErrataModel

/// Another number in a word of letters and digits: B12 against B17, H1N1 against H5N1.
enum SerialNumber {
  private static let reach = 2
  private static let longestWord = 12
  /// Pairs of words that are looked at in one text: bounds the work for items made for it.
  private static let mostPairs = 4

  static func objection(_ context: GuardContext) -> SuppressionReason? {
    var pairs = 0
    for unit in context.pairs.indices
    where context.pairs[unit] < 0 && context.flags(ofEntryUnit: unit).contains(.word) {
      for position in context.gap(atEntryUnit: unit, reach: reach)
      where !context.taken[position] && context.units.flags[position].contains(.word) {
        let word = context.scalars(ofItemUnit: position)
        guard word.count <= longestWord, let digits = digits(in: word) else { continue }
        pairs += 1
        guard pairs <= mostPairs else { return nil }
        if differs(Array(word), at: digits, from: context.entryHashes[unit]) { return .number }
      }
    }
    return nil
  }

  /// Whether a word becomes the one with a hash when its first number is changed.
  ///
  /// - Complexity: a thousand hashes.
  static func differs(_ word: [UInt32], from hash: UInt32) -> Bool {
    digits(in: word[...]).map { differs(word, at: $0, from: hash) } ?? false
  }

  private static func differs(_ word: [UInt32], at digits: Range<Int>, from hash: UInt32) -> Bool {
    let (head, tail) = (Array(word[..<digits.lowerBound]), word[digits.upperBound...])
    return (0..<1000).contains { GuardWords.hash(head + String($0).unicodeScalars.map(\.value) + tail) == hash }
  }

  /// Where the first number stands in a word that has letters too, counted from the word's beginning.
  private static func digits(in word: ArraySlice<UInt32>) -> Range<Int>? {
    guard let start = word.firstIndex(where: isDigit) else { return nil }
    let end = word[start...].firstIndex { !isDigit($0) } ?? word.endIndex
    return start - word.startIndex..<end - word.startIndex
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }
}
