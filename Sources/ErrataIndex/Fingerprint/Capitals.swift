package import ErrataText

extension Units {
  /// Marks the words that begin with a capital letter in the source, where that tells names from other words: not in
  /// texts of which most words do, as headlines.
  ///
  /// - Complexity: linear in the number of units.
  package mutating func markCapitals(_ text: FoldedText, source: Span<UInt8>) {
    var (words, capitals) = (0, 0)
    for unit in flags.indices where flags[unit].contains(.word) {
      words += 1
      let byte = Int(text.starts[Int(starts[unit])])
      guard byte < source.count, (0x41...0x5A).contains(source[byte]) else { continue }
      flags[unit].insert(.capital)
      capitals += 1
    }
    guard capitals * 5 > words * 3 else { return }
    for unit in flags.indices { flags[unit].remove(.capital) }
  }
}
