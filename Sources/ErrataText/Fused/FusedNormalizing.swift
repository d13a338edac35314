/// The way of a text through all steps at once.
///
/// 1. One pass decodes the bytes and folds what needs no look at its neighbours (`decodeFolding`); a text that
///    can't be folded so (accents and other combining marks, forms that fold into several characters,
///    look-alikes beside Latin letters, compatibility forms beside links, hyphens at line ends) goes step by
///    step to this point: `begin`.
/// 2. The steps for links, mentions and hashtags run if the text has their marks, the one for decoration if it
///    has some.
/// 3. One pass folds marks and blanks (`MarkPass`).
/// 4. One pass looks which of the remaining steps have something to do (`LateSteps`); those run.
///
/// The result is that of running every step in turn, which `normalizeStepwise` does.
extension Normalizer {
  func normalizeFused(_ bytes: UnsafeBufferPointer<UInt8>, _ buffer: UnitBuffer) {
    begin(bytes, buffer)
    if buffer.seen.has(.decoration) { Decoration.applyAtEvents(of: buffer) }
    MarkPass.apply(to: buffer)
    finish(buffer)
  }

  /// Brings the text to where its letters are folded.
  private func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ buffer: UnitBuffer) {
    if let notes = buffer.decodeFolding(bytes), foldNames(buffer, notes) { return }
    buffer.decode(bytes)
    for step in NormalizationStep.allCases.prefix(while: { $0 != .decoration }) { run(step, on: buffer) }
    buffer.findEvents()
  }

  /// Runs the steps for links, mentions and hashtags; false if the folded text doesn't tell enough for them.
  private func foldNames(_ buffer: UnitBuffer, _ notes: DecodingNotes) -> Bool {
    var seen = buffer.seen
    seen.formUnion(notes.folded)
    if seen.has(.lookalike) && seen.has(.latin) { return false }
    if seen.has(.lineBreak), notes.hasSoftHyphen || Hyphenation.mayApply(to: buffer) { return false }
    let marks = notes.marks
    let hasLinks = marks.contains(.slash) || (marks.isSuperset(of: [.point, .w]) && Links.hasPlainHost(buffer))
    let hasNames = !marks.isDisjoint(with: [.at, .hash])
    if notes.hasClassFold && (hasLinks || hasNames) || notes.hasNameFold && hasNames { return false }
    if marks.contains(.hash) && notes.hasLetterFold { return false }
    let links = hasLinks ? Links.apply(to: buffer) : 0
    if links > 0 { buffer.findEvents() }
    let mentions = marks.contains(.at) ? Mentions.applyAtEvents(of: buffer) : 0
    if marks.contains(.hash) { Hashtags.applyAtEvents(of: buffer) }
    note(notes.folded, in: buffer, isWhole: links + mentions == 0)
    return true
  }

  /// Notes the traits of folded characters, as far as these still stand in the text. A numeral has to: where there is
  /// none, digits before 分之 are no number either.
  private func note(_ folded: TraitsSeen, in buffer: UnitBuffer, isWhole: Bool) {
    if isWhole || !folded.has(.numeral) { return buffer.seen.formUnion(folded) }
    for position in 0..<buffer.count { buffer.seen.insert(buffer.units[position].traits) }
  }

  /// Runs the steps after the one for blanks that have something to do.
  private func finish(_ buffer: UnitBuffer) {
    var todo = LateSteps(buffer, phrases)
    var isChanged = false
    func look() { (todo, isChanged) = (LateSteps(again: buffer, phrases), true) }
    if todo.contains(.homophones), homophones(buffer) > 0 { look() }
    if todo.contains(.leetspeak), Leetspeak.apply(to: buffer) > 0 { look() }
    if todo.contains(.repeats), Repeats.apply(to: buffer) > 0 { look() }
    if todo.contains(.separators), Separators.apply(to: buffer) > 0 { look() }
    if todo.contains(.grouping), Grouping.apply(to: buffer) > 0 { look() }
    if todo.contains(.spelledNumbers), run(.spelledNumbers, on: buffer) > 0 { look() }
    if !todo.isDisjoint(with: [.numerals, .digits]), numerals(buffer, todo, isChanged) { todo.insert(.units) }
    if todo.contains(.units) { run(.units, on: buffer) }
  }

  /// Runs the step for numerals and what may follow from it; true if a unit may follow a new number.
  ///
  /// In a text that no step has changed since the one for blanks, these have to change only beside a new number, and
  /// there is no number in words where none was before.
  private func numerals(_ buffer: UnitBuffer, _ todo: LateSteps, _ isChanged: Bool) -> Bool {
    let numbers = Numerals.applyAtEvents(of: buffer, phrases)
    guard numbers.changes > 0 else { return false }
    if isChanged || todo.contains(.spelledNumbers) { _ = SpelledNumbers.apply(to: buffer, phrases.numberWords) }
    if isChanged || numbers.isBesideBlank { _ = Blanks.apply(to: buffer) }
    return isChanged || numbers.mayHaveUnit || todo.contains(.spelledNumbers)
  }
}
