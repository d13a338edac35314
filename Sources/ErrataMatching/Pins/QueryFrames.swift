internal import CErrataLexicon
internal import ErrataIndex

/// Words with which people ask and search, from a resource file: they say nothing of what a query is about.
struct QueryFrames: Sendable {
  /// What a frame does.
  enum Kind: UInt8, Sendable {
    /// It asks: `is it`, 是不是.
    case asking
    /// It asks at the end of a sentence only: 吗.
    case ending
    /// It is about checking: `fact check`, 辟谣.
    case checking
    /// Searches have it: `latest news`, 最新消息.
    case filler
  }

  private let phrases: PhraseIndex<UInt8>

  /// The table that is compiled in.
  static let embedded = QueryFrames(
    table: ConceptTable.text(errata_query_frames(), errata_query_frames_length()))

  /// Reads a table: a frame a line, in sections `[asking]`, `[ending]`, `[checking]`, `[filler]`; `#` begins a remark.
  init(table: String) {
    phrases = PhraseIndex { add in
      var kind = Kind.filler
      for line in table.split(separator: "\n") where !line.hasPrefix("#") {
        switch line {
        case "[asking]": kind = .asking
        case "[ending]": kind = .ending
        case "[checking]": kind = .checking
        case "[filler]": kind = .filler
        default: add(line, kind.rawValue)
        }
      }
    }
  }

  /// The longest frame that begins at a unit, and its length; none where none begins.
  func frame(at position: Int, of units: Units, count: Int) -> (Kind?, Int) {
    var kind: Kind?
    let length = phrases.forEach(at: position, of: units.hashes) { kind = Kind(rawValue: $0) }
    guard kind == .ending else { return (kind, length) }
    let end = position + length
    let isEnd = end >= count || units.flags[end].contains(.afterBreak)
    return isEnd ? (kind, length) : (nil, 0)
  }
}
