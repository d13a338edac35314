package import ErrataModel
package import ErrataText

/// What is known of a text besides its spans.
package struct StanceContext: Sendable {
  /// The text is what somebody wrote above a repost, so it is about the claim as a whole and short words
  /// weigh more.
  package var isRepostComment = false
  /// No claim was looked for in the text: it is a remark on something else. Only cues count that speak of true and
  /// false wherever they stand, since most questions and negations in such a remark are about something else.
  package var isRemark = false
  /// The claim's own wording, normalized. With it, cues between the matched words count where the claim has
  /// none of them (能不能, 是否), and a question mark at the span's end counts when the claim isn't a question.
  package var claim: FoldedText?

  /// Makes a context.
  package init(isRepostComment: Bool = false, isRemark: Bool = false, claim: FoldedText? = nil) {
    self.isRepostComment = isRepostComment
    self.isRemark = isRemark
    self.claim = claim
  }
}

/// Says how a text uses a claim that was found in it, from cue words and signs, their places and quotations.
///
/// Pure and safe to share between threads. Time is linear in the text, apart from sorting the cues found.
package struct StanceClassifier: Sendable {
  /// So many matched scalars make a copy, not a mention.
  private static let longCopy = 100

  /// Tables, compiled.
  private final class Rules: Sendable {
    let scanner: CueScanner
    let names: [String]

    init(_ table: StanceTable) {
      scanner = CueScanner(table)
      names = table.names
    }

    /// The tables that are part of the program. Most runs that find nothing never need them, and compiling them takes
    /// longer than the start of the program. That they can be read is ensured by a test.
    static let embedded = Rules((try? StanceTable(EmbeddedTables.all())) ?? StanceTable())
  }

  /// Rules of the caller's; `nil` for those that are part of the program.
  private let own: Rules?
  private var scanner: CueScanner { (own ?? Rules.embedded).scanner }
  private var names: [String] { (own ?? Rules.embedded).names }

  /// Uses the tables that are part of the program; they are compiled at the first use.
  package init() {
    own = nil
  }

  /// Loads tables; the first fault is thrown with file and line.
  package init(tables: [(file: String, text: String)]) throws(StanceRuleError) {
    own = Rules(try StanceTable(tables))
  }

  /// The stance of `text` towards the claim whose matched words are `spans`.
  ///
  /// - Parameters:
  ///   - text: the normalized text.
  ///   - spans: ranges of folded scalars, sorted; without any, the whole text is taken to be about the
  ///     claim. Ranges outside the text are clipped.
  ///   - context: see `StanceContext`.
  package func classify(
    _ text: FoldedText, spans: [Range<Int>], context: StanceContext = StanceContext()
  ) -> StanceFinding {
    var scratch = StanceScratch()
    return classify(text, spans: spans, context: context, scratch: &scratch)
  }

  /// The same with storage of the caller, for many texts one after the other.
  package func classify(
    _ text: FoldedText, spans: [Range<Int>], context: StanceContext = StanceContext(),
    scratch: inout StanceScratch
  ) -> StanceFinding {
    guard findCues(text, scratch: &scratch) else { return StanceFinding(stance: .asserts, cues: []) }
    return judge(text, spans: spans, context: context, scratch: &scratch)
  }

  /// Looks for cues of any kind; a text without one asserts what it has, whatever the claim.
  package func findCues(_ text: FoldedText, scratch: inout StanceScratch) -> Bool {
    scan(text, &scratch)
    return scratch.cues.contains { !$0.isDropped }
  }

  /// The stance of the text whose cues were found last.
  package func judge(
    _ text: FoldedText, spans: [Range<Int>], context: StanceContext, scratch: inout StanceScratch
  ) -> StanceFinding {
    if let claim = context.claim { scanClaim(claim, &scratch) }
    findPieces(text, spans, context, &scratch)
    count(text, context, &scratch)
    let needed = StanceVote.needed - (context.isRepostComment ? 1 : 0)
    let stance = StanceVote.stance(of: scratch.votes, needed: needed)
    if stance == .asserts, !scratch.denial.isEmpty { return finding(.refutes, scratch.denial, text, scratch) }
    let kinds = StanceVote.kinds(for: stance)
    let cues = scratch.votes.filter { kinds.contains($0.kind) }.map(\.cue).sorted()
    return finding(stance, cues, text, scratch)
  }

  /// All cues of a text in reading order, for traces.
  package func cues(in text: FoldedText) -> [FoundCue] {
    var scratch = StanceScratch()
    scan(text, &scratch)
    return scratch.cues.filter { !$0.isDropped }.map {
      FoundCue(rule: name(of: $0), kind: $0.kind, range: $0.range)
    }
  }

  private func name(of cue: Cue) -> String {
    names[Int(scanner.rules[Int(cue.rule)].name)]
  }

  private func scan(_ text: FoldedText, _ scratch: inout StanceScratch) {
    scratch.layout.lay(text.scalars)
    scanner.scan(
      text.scalars, scratch.layout, into: &scratch.cues, &scratch.heads, &scratch.epoch, &scratch.order)
  }

  private func scanClaim(_ claim: FoldedText, _ scratch: inout StanceScratch) {
    scratch.claimLayout.lay(claim.scalars)
    scanner.scan(
      claim.scalars, scratch.claimLayout, into: &scratch.claimCues, &scratch.heads, &scratch.epoch,
      &scratch.order)
  }

  private func findPieces(
    _ text: FoldedText, _ spans: [Range<Int>], _ context: StanceContext, _ scratch: inout StanceScratch
  ) {
    ClaimPieces.clip(spans, count: text.count, into: &scratch.pieces)
    if let claim = context.claim, claim.scalars.last != 0x3F, let last = scratch.pieces.last,
      last.count > 1, text.scalars[last.upperBound - 1] == 0x3F
    {
      scratch.pieces[scratch.pieces.count - 1] = last.lowerBound..<(last.upperBound - 1)
    }
    ClaimPieces.gather(scratch.pieces, into: &scratch.clusters)
  }

  private func count(_ text: FoldedText, _ context: StanceContext, _ scratch: inout StanceScratch) {
    scratch.votes.removeAll(keepingCapacity: true)
    var reach = CueReach(
      scalars: text.scalars, layout: scratch.layout, pieces: scratch.pieces, clusters: scratch.clusters)
    let standing = { (reach: CueReach, cue: Cue) in
      reach.standing(of: cue, scanner.rules[Int(cue.rule)]) == .governs
    }
    // A long copy under "it is being said that" spreads it all the same.
    let isLong = scratch.pieces.reduce(0) { $0 + $1.count } >= Self.longCopy
    reach.isFramed = scratch.cues.contains {
      ($0.kind == .frame || $0.kind == .question) && !$0.isDropped && standing(reach, $0)
    }
    var gist = StanceGist(
      pieces: scratch.pieces, clusters: scratch.clusters, count: text.count,
      isSpelled: scratch.layout.isSpelled)
    for (index, cue) in scratch.cues.enumerated() where !cue.isDropped && counts(cue.kind) {
      let rule = scanner.rules[Int(cue.rule)]
      if context.isRemark, !isAboutTruth(rule, text) { continue }
      var place = reach.standing(of: cue, rule)
      // A verbatim copy ends on the claim's own question mark.
      if place == .governs, context.claim != nil, touches(cue, scratch.pieces), isOwn(rule, scratch.claimCues) {
        place = .inside
      }
      if place == .between || place == .inside, reach.faces(cue, rule),
        isForeign(cue, rule, isFree: place == .between, text, context, scratch)
      {
        place = .governs
      }
      if place == .governs || place == .away { gist.add(index, cue, rule, isFar: place == .away) }
      guard place == .governs, cue.kind != .weigh else { continue }
      add(index, cue, rule, isQuoted: reach.isQuoted(cue), isLong: isLong, &scratch.votes)
    }
    dropShadowed(scratch.cues, &scratch.votes)
    scratch.denial = gist.denial
  }

  /// Of two cues of a kind, one within the other, the longer counts.
  private func dropShadowed(_ cues: [Cue], _ votes: inout [StanceVote.Entry]) {
    let all = votes
    votes.removeAll { inner in
      let range = cues[inner.cue].range
      return all.contains { outer in
        let wide = cues[outer.cue]
        return inner.kind == outer.kind && inner.name != outer.name
          && [wide.head, wide.tail].contains { $0.count > range.count && $0.clamped(to: range) == range }
      }
    }
  }

  private func counts(_ kind: CueKind) -> Bool {
    kind != .void && kind != .negate
  }

  /// Whether a cue of a remark can be about what the remark is on: one that isn't bound to a claim's words. A question
  /// mark is, where there is hardly more. What is meant ironically is as often about the people.
  private func isAboutTruth(_ rule: StanceRule, _ text: FoldedText) -> Bool {
    if rule.kind == .sarcasm { return false }
    if rule.kind == .question, text.count <= StanceClassifier.bareQuestion { return true }
    let isFree = rule.places != .inside && rule.boundary != .touch
    return isFree && (rule.kind != .question || rule.boundary != .clause)
  }

  /// Scalars of a text that is a question mark with a word at most.
  private static let bareQuestion = 4

  /// True when at most two marks or blanks lie between a cue and the nearest matched words.
  private func touches(_ cue: Cue, _ pieces: [Range<Int>]) -> Bool {
    pieces.contains { cue.range.lowerBound <= $0.upperBound + 2 && cue.range.upperBound + 2 >= $0.lowerBound }
  }

  /// True when the claim's own wording has such a cue.
  private func isOwn(_ rule: StanceRule, _ claimCues: [Cue]) -> Bool {
    claimCues.contains { scanner.rules[Int($0.rule)].name == rule.name }
  }

  /// True when a cue among the matched words says something about the claim: a matched stretch may bridge
  /// words that the claim hasn't, and what holds only the claim's own cue words copies no claim.
  private func isForeign(
    _ cue: Cue, _ rule: StanceRule, isFree: Bool, _ text: FoldedText, _ context: StanceContext,
    _ scratch: StanceScratch
  ) -> Bool {
    guard let claim = context.claim else { return false }
    if isOwn(rule, scratch.claimCues) { return rule.kind != .assert && isFragment(scratch.pieces, of: claim, rule) }
    if rule.places.contains(.inside) { return isFree || rule.boundary != .touch }
    // Questions are told by their place, so only those of several words are looked for.
    if cue.kind == .question, rule.boundary.sentenceEnds == 0 { return false }
    return ![cue.head, cue.tail].allSatisfy { ClaimPieces.holds(claim.scalars, text.scalars[$0]) }
  }

  /// True when so little of the claim was found that the text is no copy of it: less than half of a short
  /// claim, a quarter of a long one; an eighth for rules that many claims have words of, such as a mere 不能.
  private func isFragment(_ pieces: [Range<Int>], of claim: FoldedText, _ rule: StanceRule) -> Bool {
    let isFirm = rule.strength >= StanceVote.needed && !rule.places.contains(.inside)
    let share = !isFirm ? 8 : claim.count <= Self.longCopy ? 2 : 4
    return pieces.reduce(0) { $0 + $1.count } * share < claim.count
  }

  private func add(
    _ index: Int, _ cue: Cue, _ rule: StanceRule, isQuoted: Bool, isLong: Bool,
    _ votes: inout [StanceVote.Entry]
  ) {
    let strength = isLong && cue.kind == .frame ? max(1, rule.strength - 2) : rule.strength
    let entry = StanceVote.Entry(
      name: rule.name, kind: cue.kind, strength: strength, cue: index, isQuoted: isQuoted,
      isPlain: rule.places == .inside)
    guard let known = votes.firstIndex(where: { $0.name == rule.name && $0.kind == cue.kind }) else {
      votes.append(entry)
      return
    }
    let isBetter = strength > votes[known].strength || (votes[known].isQuoted && !isQuoted)
    if isBetter { votes[known] = entry }
  }

  private func finding(
    _ stance: Stance, _ cues: [Int], _ text: FoldedText, _ scratch: StanceScratch
  ) -> StanceFinding {
    StanceFinding(
      stance: stance,
      cues: cues.map { index in
        let cue = scratch.cues[index]
        let bytes = text.sourceRange(of: cue.range)
        return StanceCue(rule: name(of: cue), span: ByteSpan(start: bytes.lowerBound, end: bytes.upperBound))
      })
  }
}
