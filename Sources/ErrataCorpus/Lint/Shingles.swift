internal import ErrataIndex
internal import ErrataText

/// The set of short runs of characters in a text: two characters of scripts without spaces, three of others,
/// marks left out and words set apart by one blank.
enum Shingles {
  /// Hashes of the runs, ascending, each once. O(n log n).
  static func set(of text: LintedText) -> [UInt32] {
    let (scalars, isIdeograph) = characters(of: text)
    var hashes: Set<UInt32> = []
    scalars.withUnsafeBufferPointer { buffer in
      for start in buffer.indices.dropLast() {
        let length = isIdeograph[start] && isIdeograph[start + 1] ? 2 : 3
        guard start + length <= buffer.count else { break }
        hashes.insert(Hashing.unit(UnsafeBufferPointer(rebasing: buffer[start..<start + length])))
      }
    }
    return hashes.sorted()
  }

  private static func characters(of text: LintedText) -> ([UInt32], [Bool]) {
    var scalars: [UInt32] = []
    var isIdeograph: [Bool] = []
    for unit in 0..<text.units.count {
      let ideograph = text.units.flags[unit].contains(.ideograph)
      if !ideograph, !scalars.isEmpty {
        scalars.append(0x20)
        isIdeograph.append(false)
      }
      let range = text.units.scalarRange(of: unit..<unit + 1)
      scalars += text.folded.scalars[range]
      isIdeograph += repeatElement(ideograph, count: range.count)
    }
    return (scalars, isIdeograph)
  }
}
