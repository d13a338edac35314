internal import CErrataLexicon

/// Common phrases, from a resource file of one a line.
struct PhraseSet: Sendable {
  private let phrases: PhraseIndex<Bool>

  /// Openings, appeals to forward and the like, compiled in.
  static let frames = PhraseSet(ConceptTable.text(errata_frames(), errata_frames_length()))

  /// Reads a table; lines that begin with `#` are remarks.
  init(_ table: String) {
    phrases = PhraseIndex { add in
      for line in table.split(separator: "\n") where !line.hasPrefix("#") { add(line, true) }
    }
  }

  /// Which units of a sequence belong to a phrase; phrases may overlap.
  ///
  /// - Complexity: linear in the sequence; a first unit begins a few dozen phrases at most.
  func covered(_ hashes: [UInt32]) -> [Bool] {
    var covered = [Bool](repeating: false, count: hashes.count)
    for position in hashes.indices {
      let length = phrases.forEach(at: position, of: hashes) { _ in }
      for unit in position..<position + length { covered[unit] = true }
    }
    return covered
  }
}
