/// Finds the cues of a text: literals by the automaton, word borders and gaps by hand, then longer cues
/// swallow shorter ones and negations turn their neighbours.
struct CueScanner: Sendable {
  let rules: [StanceRule]
  private let forms: [PatternForm]
  private let slotCount: Int
  private let automaton: CueAutomaton

  init(_ table: StanceTable) {
    rules = table.rules
    automaton = CueAutomaton(table.patterns.map(\.pattern))
    var next = 0
    forms = table.patterns.map { pattern, rule in
      defer { next += pattern.tails.isEmpty ? 0 : 1 }
      return PatternForm(pattern, rule: rule, slot: next)
    }
    slotCount = next
  }

  /// Puts the cues of a text, in reading order, into `cues`.
  func scan(
    _ scalars: [UInt32], _ layout: TextLayout, into cues: inout [Cue], _ heads: inout [HeadPlaces],
    _ epoch: inout Int32, _ order: inout [CueSegment]
  ) {
    cues.removeAll(keepingCapacity: true)
    renew(&heads, &epoch)
    var state: Int32 = 0
    for index in scalars.indices {
      state = automaton.step(from: state, over: scalars[index])
      var from = state
      while let (literal, next) = automaton.output(of: from) {
        collect(literal, endingAt: index + 1, scalars, layout, &cues, &heads, epoch)
        from = next
      }
    }
    swallow(&cues, &order)
    cues.sort { ($0.head.lowerBound, $0.tail.upperBound) < ($1.head.lowerBound, $1.tail.upperBound) }
    CueNegation.apply(to: &cues, rules, layout)
  }

  private func renew(_ heads: inout [HeadPlaces], _ epoch: inout Int32) {
    epoch &+= 1
    if heads.count != slotCount || epoch <= 0 {
      heads = [HeadPlaces](repeating: HeadPlaces(), count: slotCount)
      epoch = 1
    }
  }

  private func collect(
    _ literal: Int, endingAt end: Int, _ scalars: [UInt32], _ layout: TextLayout,
    _ cues: inout [Cue], _ heads: inout [HeadPlaces], _ epoch: Int32
  ) {
    let range = (end - Int(automaton.lengths[literal]))..<end
    let uses = Int(automaton.useStarts[literal])..<Int(automaton.useStarts[literal + 1])
    for use in automaton.uses[uses] {
      let form = forms[Int(use.pattern)]
      guard fits(form, range, isTail: use.isTail, scalars, layout) else { continue }
      if use.isTail {
        addPair(form, tail: range, layout, &cues, heads[form.slot], epoch)
      } else if form.isPair {
        heads[form.slot].add(range, epoch)
      } else {
        cues.append(cue(form, head: range, tail: range))
      }
    }
  }

  private func cue(_ form: PatternForm, head: Range<Int>, tail: Range<Int>) -> Cue {
    Cue(rule: form.rule, kind: rules[Int(form.rule)].kind, head: head, tail: tail)
  }

  /// Joins the second literal to the nearest first one, if that is close enough and in the same sentence.
  private func addPair(
    _ form: PatternForm, tail: Range<Int>, _ layout: TextLayout, _ cues: inout [Cue],
    _ places: HeadPlaces, _ epoch: Int32
  ) {
    guard places.epoch == epoch, let head = places.nearest(before: tail.lowerBound),
      tail.lowerBound - head.upperBound <= form.gap,
      isOneBreath(head.upperBound, tail.lowerBound, form.gap, layout)
    else { return }
    cues.append(cue(form, head: head, tail: tail))
  }

  /// A gap holds no sentence end, and one of less than ten scalars no comma.
  private func isOneBreath(_ start: Int, _ end: Int, _ gap: Int, _ layout: TextLayout) -> Bool {
    let ends = gap < 10 ? layout.clauseEnds : layout.outerSentenceEnds
    return ends[start] == ends[end]
  }

  /// Word borders and anchors.
  private func fits(
    _ form: PatternForm, _ range: Range<Int>, isTail: Bool, _ scalars: [UInt32],
    _ layout: TextLayout
  ) -> Bool {
    let start = range.lowerBound, end = range.upperBound
    let isOpen = isTail ? form.isTailOpen : form.isHeadOpen
    let isWord = TextLayout.isWordScalar
    if start > 0, isWord(scalars[start]), isWord(scalars[start - 1]) { return false }
    if !isOpen, end < scalars.count, isWord(scalars[end - 1]), isWord(scalars[end]) { return false }
    if form.atStart, !isTail, !layout.isSentenceStart(scalars, start) { return false }
    if form.atEnd, isTail || !form.isPair, !layout.isClauseEnd(scalars, end) { return false }
    return true
  }

  /// A literal that lies within a longer literal of another kind of cue loses its cue: 谣言 in 不是谣言. Of equal
  /// ones only a `void` one, or one with a second literal, takes the other along.
  private func swallow(_ cues: inout [Cue], _ order: inout [CueSegment]) {
    order.removeAll(keepingCapacity: true)
    for index in cues.indices {
      order.append(CueSegment(range: cues[index].head, cue: index))
      if cues[index].hasGap { order.append(CueSegment(range: cues[index].tail, cue: index)) }
    }
    order.sort { a, b in
      let first = a.range, second = b.range
      return (first.lowerBound, second.upperBound, rank(cues[a.cue]), a.cue)
        < (second.lowerBound, first.upperBound, rank(cues[b.cue]), b.cue)
    }
    var widest: CueSegment?
    for segment in order {
      if let wide = widest, segment.range.upperBound <= wide.range.upperBound {
        cues[segment.cue].isDropped = cues[segment.cue].isDropped || isTaken(segment, by: wide, cues)
      } else if takesAlong(cues[segment.cue]) {
        widest = segment
      }
    }
  }

  /// Weak signs, and what counts between matched words only, leave shorter cues alone.
  private func takesAlong(_ cue: Cue) -> Bool {
    cue.kind != .weigh && rules[Int(cue.rule)].places != .inside
  }

  /// A cue of the same kind stays, as it may stand for another place; `StanceVote` counts one of the two. A
  /// frame says nothing against what it holds. Two literals with a gap say more than one of them, so only
  /// words that change the sense take them out.
  private func isTaken(_ inner: CueSegment, by outer: CueSegment, _ cues: [Cue]) -> Bool {
    let kind = cues[inner.cue].kind, other = cues[outer.cue].kind
    if inner.cue == outer.cue || kind == .void || kind == other || other == .frame { return false }
    if inner.range == outer.range {
      return other == .void || (cues[outer.cue].hasGap && !cues[inner.cue].hasGap)
    }
    return !cues[inner.cue].hasGap || other == .void || other == .question || other == .assert
  }
}

/// What the scanner needs of a pattern.
private struct PatternForm: Sendable {
  let rule: Int32
  /// The place of its first literals in `StanceScratch.heads`.
  let slot: Int
  let gap: Int
  let isPair: Bool
  let atStart: Bool
  let atEnd: Bool
  let isHeadOpen: Bool
  let isTailOpen: Bool

  init(_ pattern: StancePattern, rule: Int32, slot: Int) {
    (self.rule, self.slot, gap, isPair) = (rule, slot, pattern.gap, !pattern.tails.isEmpty)
    (atStart, atEnd) = (pattern.atStart, pattern.atEnd)
    (isHeadOpen, isTailOpen) = (pattern.isHeadOpen, pattern.isTailOpen)
  }
}

/// Among literals of the same place void cues come first, then those with a second literal.
private func rank(_ cue: Cue) -> Int {
  cue.kind == .void ? 0 : cue.hasGap ? 1 : 2
}

/// Negations and the cues that they turn round: 并不是 in 这并不是谣言, "not" in "not a hoax".
enum CueNegation {
  /// Turns the nearest cue in each negation's reach; a negation that turned something counts for nothing
  /// else.
  static func apply(to cues: inout [Cue], _ rules: [StanceRule], _ layout: TextLayout) {
    for index in cues.indices where cues[index].kind == .negate && !cues[index].isDropped {
      let rule = rules[Int(cues[index].rule)]
      guard let target = target(of: index, rule, cues, layout) else { continue }
      cues[target].kind = cues[target].kind == .assert ? .refute : .assert
      dropOthers(at: cues[index].head, but: target, &cues)
    }
  }

  private static func target(
    of index: Int, _ rule: StanceRule, _ cues: [Cue], _ layout: TextLayout
  ) -> Int? {
    let own = cues[index].range
    if rule.places.contains(.before) {
      var next = index + 1
      while next < cues.count, cues[next].head.lowerBound - own.upperBound <= rule.limit {
        if turns(cues[next]), isNear(own.upperBound, cues[next].head.lowerBound, layout) { return next }
        next += 1
      }
    }
    guard rule.places.contains(.after) else { return nil }
    return cues[..<index].lastIndex {
      turns($0) && own.lowerBound - $0.tail.upperBound <= rule.limit
        && isNear($0.tail.upperBound, own.lowerBound, layout)
    }
  }

  private static func turns(_ cue: Cue) -> Bool {
    !cue.isDropped && (cue.kind == .refute || cue.kind == .assert)
  }

  private static func isNear(_ end: Int, _ start: Int, _ layout: TextLayout) -> Bool {
    end <= start && layout.clauseEnds[end] == layout.clauseEnds[start]
  }

  /// 并非 is a refutation on its own and a negation in 并非谣言: there it mustn't count twice.
  private static func dropOthers(at range: Range<Int>, but target: Int, _ cues: inout [Cue]) {
    for index in cues.indices where index != target && cues[index].head.overlaps(range) {
      if cues[index].kind == .refute, cues[index].head == range { cues[index].isDropped = true }
    }
  }
}
