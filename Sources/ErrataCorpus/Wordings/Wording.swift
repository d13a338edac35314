internal import ErrataDigest
internal import ErrataIndex
internal import ErrataModel
internal import ErrataText

/// A wording as matching sees it: what is equal in texts that match alike, and how near others come.
package struct Wording: Sendable {
  /// Equal for wordings that can't be told apart once normalized, marks and blanks left out.
  package let identity: [UInt8]
  /// The language that its function words tell, other than English; `nil` when they tell none.
  package let language: String?
  /// Number of words and of characters of scripts without spaces.
  package let count: Int
  fileprivate let shingles: [UInt32]

  /// Reads a text.
  ///
  /// - Parameter comparing: whether it will be compared for nearness, which takes memory.
  /// - Complexity: O(n log n).
  package init(_ text: String, by reader: WordingReader, comparing: Bool = false) {
    let linted = LintedText(field: "", text: text, normalizer: reader.normalizer)
    var digest = ContentDigest()
    linted.units.hashes.withUnsafeBytes { digest.update($0) }
    identity = Array(digest.bytes.prefix(16))
    count = linted.units.count
    shingles = comparing ? Shingles.set(of: linted) : []
    language =
      switch linted.units.language {
      case .english: nil
      case .spanish: "es"
      case .portuguese: "pt"
      case .french: "fr"
      case .italian: "it"
      case .german: "de"
      }
  }
}

/// What is needed to read wordings, made once.
package struct WordingReader: Sendable {
  let normalizer = Normalizer()

  /// Makes a reader.
  package init() {}
}

/// Wordings that are nearly the same: the same measure as of the lint finding `near-duplicate`.
package enum NearWordings {
  /// Two wordings by their indices, `a` before `b`, and the share of the shorter one that is in the longer one.
  package struct Pair: Hashable, Sendable {
    /// Index of the earlier wording.
    package let a: Int
    /// Index of the later wording.
    package let b: Int
    /// The share, from 0 to 1.
    package let containment: Double
  }

  /// The pairs, nearest first. Wordings with the same identity are no pair; they are the same.
  package static func pairs(among wordings: [Wording]) -> [Pair] {
    let settings = LintSettings(now: .init(milliseconds: 0))
    let finder = ContainmentFinder(
      sets: wordings.map(\.shingles), owners: Array(wordings.indices), threshold: settings.nearContainment,
      minimum: settings.minimumShingles)
    return finder.pairs().filter { wordings[$0.a].identity != wordings[$0.b].identity }
      .map { Pair(a: $0.a, b: $0.b, containment: $0.containment) }
      .sorted { ($1.containment, $0.a, $0.b) < ($0.containment, $1.a, $1.b) }
  }
}
