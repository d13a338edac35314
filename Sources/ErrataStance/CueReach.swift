/// Whether a cue governs a claim: place, reach and quotation.
struct CueReach {
  let scalars: [UInt32]
  let layout: TextLayout
  let pieces: [Range<Int>]
  let clusters: [Range<Int>]
  /// The claim is told or asked, so refuting cues reach one step further.
  var isFramed = false

  /// Scalars of a text, such as a comment, that says one thing.
  static let shortText = 20

  /// How a cue stands to the claim.
  enum Standing {
    /// Not about the claim.
    case away
    /// Among the matched words.
    case inside
    /// Free between matched words of one clause.
    case between
    /// About the claim.
    case governs
  }

  /// How `cue` stands to the claim. Without any span the whole text is about the claim.
  func standing(of cue: Cue, _ rule: StanceRule) -> Standing {
    if clusters.isEmpty { return standsAlone(rule) ? .governs : .away }
    if rule.kind == .sarcasm, sharesQuotation(cue) { return .away }
    if ClaimPieces.cover(cue.head, pieces) || ClaimPieces.cover(cue.tail, pieces) { return .inside }
    if rule.places.contains(.title), cue.range.upperBound <= layout.titleEnd + 1 { return .governs }
    if rule.places.contains(.start), layout.isTextStart(scalars, cue.head.lowerBound) { return .governs }
    if isComment(cue, rule) { return .governs }
    for cluster in clusters where isInReach(cue, rule, cluster) { return .governs }
    return rule.places.contains(.inside) && isBetween(cue) ? .between : .away
  }

  /// True for words of one who reposts the claim: they are about all of it, however long the chain between.
  private func isComment(_ cue: Cue, _ rule: StanceRule) -> Bool {
    guard cue.range.upperBound <= layout.commentEnd, let first = clusters.first else { return false }
    return first.lowerBound >= layout.commentEnd && rule.boundary.sentenceEnds > 0
  }

  /// True when the matched words around `cue` go on on the side that its rule speaks about.
  func faces(_ cue: Cue, _ rule: StanceRule) -> Bool {
    if rule.places.isDisjoint(with: [.before, .after]) { return true }
    let far = CueBoundary.touch.usualLimit
    let first = ClaimPieces.firstIndex(in: pieces, endingAfter: cue.range.lowerBound)
    let last = ClaimPieces.firstIndex(in: pieces, endingAfter: cue.range.upperBound - 1)
    let isAfter = first < pieces.count && pieces[first].lowerBound + far < cue.range.lowerBound
    let isBefore =
      last < pieces.count && pieces[last].lowerBound < cue.range.upperBound
      && pieces[last].upperBound > cue.range.upperBound + far
    return (isBefore && rule.places.contains(.before)) || (isAfter && rule.places.contains(.after))
      || (!isBefore && !isAfter)
  }

  /// Right in front of matched words, with others of the same sentence before it: 不 in 甲〈不〉会乙.
  private func isBetween(_ cue: Cue) -> Bool {
    let next = ClaimPieces.firstIndex(in: pieces, endingAfter: cue.range.upperBound)
    guard next > 0, next < pieces.count, pieces[next].lowerBound >= cue.range.upperBound else { return false }
    let (before, after) = (pieces[next - 1], pieces[next])
    return after.lowerBound - cue.range.upperBound <= CueBoundary.touch.usualLimit
      && before.upperBound <= cue.range.lowerBound + 1
      && ends(from: before.upperBound, to: after.lowerBound) == 0
      && layout.clauseEnds[cue.range.lowerBound] == layout.clauseEnds[after.lowerBound]
  }

  /// Without a claim in sight, words that must stand close to one count in short texts only.
  private func standsAlone(_ rule: StanceRule) -> Bool {
    let isLoose = rule.boundary != .touch && rule.boundary != .clause
    return isLoose || scalars.count <= Self.shortText
  }

  private func isInReach(_ cue: Cue, _ rule: StanceRule, _ cluster: Range<Int>) -> Bool {
    let range = cue.range
    if rule.kind == .question, !governsMost(of: cluster, cue) { return false }
    if range.lowerBound < cluster.lowerBound, range.upperBound < cluster.upperBound {
      return rule.places.contains(.before) && isClose(range.upperBound, cluster.lowerBound, rule)
    }
    if isBehind(cue, cluster) {
      return rule.places.contains(.after) && isClose(cluster.upperBound, range.lowerBound, rule)
    }
    // Between two pieces of a cluster, or a pattern whose gap holds the claim.
    return !rule.places.isDisjoint(with: [.before, .after])
  }

  /// Behind the cluster; the two may overlap by a few scalars, as matching is not exact at its ends.
  private func isBehind(_ cue: Cue, _ cluster: Range<Int>) -> Bool {
    cue.range.lowerBound > cluster.lowerBound && cue.range.upperBound > cluster.upperBound
  }

  /// A question behind a long copy asks about its last sentence only: that must hold half of what was
  /// matched.
  private func governsMost(of cluster: Range<Int>, _ cue: Cue) -> Bool {
    guard isBehind(cue, cluster) else { return true }
    let last = layout.sentenceEnds[cluster.upperBound]
    var start = cluster.upperBound
    while start > cluster.lowerBound, layout.sentenceEnds[start - 1] == last { start -= 1 }
    return (cluster.upperBound - start) * 2 >= pieces.reduce(0) { $0 + $1.count }
  }

  private func isClose(_ from: Int, _ to: Int, _ rule: StanceRule) -> Bool {
    let start = min(from, to), end = max(from, to)
    var boundary = rule.boundary
    if isFramed, rule.kind == .refute { boundary = boundary.widened }
    guard end - start <= max(rule.limit, boundary == rule.boundary ? 0 : boundary.usualLimit) else {
      return false
    }
    switch boundary {
    case .text: return true
    case .touch, .clause: return layout.clauseEnds[start] == layout.clauseEnds[end]
    default: return ends(from: start, to: end) <= boundary.sentenceEnds
    }
  }

  /// Sentence ends between; those within a quotation that both stand outside of, or that one stands in,
  /// don't count.
  private func ends(from start: Int, to end: Int) -> Int {
    let first = start > 0 ? layout.quotationOf[start - 1] : -1
    let second = end < scalars.count ? layout.quotationOf[end] : -1
    let counts = first == second && first >= 0 ? layout.sentenceEnds : layout.outerSentenceEnds
    return Int(counts[end] - counts[start])
  }

  /// True when a cue and matched words stand in the same quotation: both are the quoted one's words.
  private func sharesQuotation(_ cue: Cue) -> Bool {
    guard isQuoted(cue), let number = layout.quotation(around: cue.range) else { return false }
    return pieces.contains { $0.overlaps(layout.quotations[number]) }
  }

  /// True when the cue stands in a quotation: somebody else's voice.
  func isQuoted(_ cue: Cue) -> Bool {
    guard let number = layout.quotation(around: cue.range) else { return false }
    // The whole post between quotation marks is a way of copying, not a quotation of somebody.
    return layout.quotations[number].count * 10 < scalars.count * 9
  }
}

extension TextLayout {
  /// The quotation that holds a whole cue, or nil.
  func quotation(around range: Range<Int>) -> Int? {
    let first = quotationOf[range.lowerBound]
    guard first >= 0, quotations[Int(first)].upperBound >= range.upperBound else { return nil }
    return Int(first)
  }

  /// True when only marks and blanks stand in front of `index`.
  func isTextStart(_ scalars: [UInt32], _ index: Int) -> Bool {
    !scalars[..<index].contains { TextLayout.isWordScalar($0) || $0 > 0x2E7F }
  }
}
