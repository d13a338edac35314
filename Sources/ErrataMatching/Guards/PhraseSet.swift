internal import CErrataLexicon
internal import ErrataIndex
internal import ErrataText

/// Common phrases, from a resource file of one a line.
struct PhraseSet: Sendable {
  private var phrases: [UInt32: [[UInt32]]] = [:]

  /// Openings, appeals to forward and the like, compiled in.
  static let frames = PhraseSet(ConceptTable.text(errata_frames(), errata_frames_length()))

  /// Reads a table; lines that begin with `#` are remarks.
  init(_ table: String) {
    let normalizer = Normalizer()
    var units = Units()
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      UnitReader.read(normalizer.normalize(String(line)), into: &units)
      guard let first = units.hashes.first else { continue }
      phrases[first, default: []].append(units.hashes)
    }
    for key in phrases.keys { phrases[key]?.sort { $0.count > $1.count } }
  }

  /// Which units of a sequence belong to a phrase; phrases may overlap.
  ///
  /// - Complexity: linear in the sequence; a first unit begins a few dozen phrases at most.
  func covered(_ hashes: [UInt32]) -> [Bool] {
    var covered = [Bool](repeating: false, count: hashes.count)
    for position in hashes.indices {
      let phrase = phrases[hashes[position]]?.first { hashes[position...].starts(with: $0) }
      for unit in position..<position + (phrase?.count ?? 0) { covered[unit] = true }
    }
    return covered
  }
}
