/// What a text says around a claim that is a small part of it: a long explanation often denies a claim far
/// from the words that it shares with it, or never in one plain sentence.
///
/// Cues in reach of the claim count in full, `weigh` cues in full wherever they stand, and refuting cues out of
/// reach by half; asserting cues count against. Each rule counts once, so it takes several different signs:
/// one aside about another rumor is not enough.
struct StanceGist {
  /// The sum that a short text needs; from 200 scalars around the claim on, each hundred asks for one more.
  static let fewestStrength: Int32 = 5
  /// Signs that the gist needs, of different rules.
  static let fewest = 3
  /// A text of letters takes so many times the scalars for the same words.
  static let spelling = 3
  /// Scalars before and behind the claim that are looked at: a long chain message holds some of everything.
  static let width = 220

  private let window: Range<Int>
  private let isOpen: Bool
  private let needed: Int32
  private var signs: [Int32: Sign] = [:]

  /// A rule's strongest cue, weighed.
  private struct Sign {
    var strength: Int32
    var cue: Int
    var head: Range<Int>
    var tail: Range<Int>

    func overlaps(_ other: Sign) -> Bool {
      head.overlaps(other.head) || head.overlaps(other.tail) || tail.overlaps(other.head)
        || tail.overlaps(other.tail)
    }
  }

  /// A gist of the surroundings of the claim. There is none when half of the text or more is the claim's.
  init(pieces: [Range<Int>], clusters: [Range<Int>], count: Int, isSpelled: Bool) {
    let matched = pieces.reduce(0) { $0 + $1.count }
    isOpen = !pieces.isEmpty && matched * 2 < count
    let scale = isSpelled ? Self.spelling : 1
    let start = max(0, (clusters.first?.lowerBound ?? 0) - Self.width * scale)
    window = start..<max(start, min(count, (clusters.last?.upperBound ?? 0) + Self.width * scale))
    let hundreds = Int32(max(0, window.count - matched) / (100 * scale))
    needed = Self.fewestStrength + max(0, hundreds - 1)
  }

  /// Adds the cue of number `index`; the strongest of a rule counts.
  mutating func add(_ index: Int, _ cue: Cue, _ rule: StanceRule, isFar: Bool) {
    guard isOpen, window.overlaps(cue.range), !isFar || rule.places != .inside else { return }
    let strength: Int32
    switch cue.kind {
    case .weigh: strength = rule.strength
    case .refute, .frame: strength = isFar ? rule.strength / 2 : rule.strength
    case .assert: strength = -rule.strength
    default: return
    }
    if let known = signs[rule.name], known.strength < 0 || known.strength >= strength && strength > 0 {
      return
    }
    signs[rule.name] = Sign(strength: strength, cue: index, head: cue.head, tail: cue.tail)
  }

  /// The cues by which the surroundings as a whole examine and deny, in reading order; empty when they don't.
  var denial: [Int] {
    var kept: [Sign] = []
    // Of overlapping words the strongest count, the others say the same again.
    for sign in signs.values.sorted(by: { ($1.strength, $0.cue) < ($0.strength, $1.cue) })
    where sign.strength < 0 || !kept.contains(where: { $0.overlaps(sign) }) {
      kept.append(sign)
    }
    let sum = kept.reduce(0) { $0 + $1.strength }
    let cues = kept.filter { $0.strength > 0 }.map(\.cue)
    return cues.count >= Self.fewest && sum >= needed ? cues.sorted() : []
  }
}
