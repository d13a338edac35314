// Terms, by which claims are ranked.
extension SegmentedIndex {
  /// A term that some segment has.
  package struct Term: Hashable, Sendable {
    /// Its key.
    package var key: UInt32
    /// Bytes of its postings: a cheap measure of how many there are.
    package var bytes: Int
    /// Its number in the base, if that has it.
    fileprivate var number: Int?
  }

  /// The term with a key; `nil` when no segment has it.
  @inline(__always)
  package func term(_ key: UInt32) -> Term? {
    let number = base.term(key)
    var bytes = number.map(base.postingBytes(ofTerm:)) ?? 0
    guard let overlay else { return number.map { Term(key: key, bytes: bytes, number: $0) } }
    for delta in overlay.deltas {
      if let number = delta.term(key) { bytes += delta.postingBytes(ofTerm: number) }
    }
    return bytes == 0 ? nil : Term(key: key, bytes: bytes, number: number)
  }

  /// A term's weight for ranking; `nil` when no claim has it any more.
  ///
  /// - Complexity: O(1) in an index of one file, linear in the term's postings in one with deltas: how many claims have
  ///   it is counted as a new index would.
  package func rankWeight(of term: Term) -> UInt8? {
    guard overlay != nil else { return term.number.map(base.rankWeight(ofTerm:)) }
    var (count, last) = (0, -1)
    forEachPosting(of: term) { entry, _ in
      let claim = claim(ofEntry: entry)
      if claim != last { count += 1 }
      last = claim
    }
    return count == 0 ? nil : TermBuilder.rankWeight(of: claimCount, with: count)
  }

  /// Calls `body` with each entry that has a term and how often it has it; those of a claim follow one another.
  @inline(__always)
  package func forEachPosting(of term: Term, _ body: (_ entry: Int, _ count: UInt32) -> Void) {
    guard let overlay else {
      if let number = term.number { base.forEachPosting(ofTerm: number, body) }
      return
    }
    if let number = term.number {
      base.forEachPosting(ofTerm: number) { entry, count in
        if !overlay.isDead(claim: base.claim(ofEntry: entry)) { body(entry, count) }
      }
    }
    for (segment, delta) in overlay.deltas.enumerated() {
      guard let number = delta.term(term.key) else { continue }
      delta.forEachPosting(ofTerm: number) { entry, count in
        let whole = overlay.entryStarts[segment] + entry
        if !overlay.isDead(claim: overlay.claim(ofEntry: whole, base)) { body(whole, count) }
      }
    }
  }

  /// An entry's field alone.
  @inline(__always)
  package func field(ofEntry entry: Int) -> EntryField {
    guard let overlay, let (segment, number) = overlay.place(ofEntry: entry) else { return base.field(ofEntry: entry) }
    return overlay.deltas[segment].field(ofEntry: number)
  }

  /// An entry's claim alone.
  @inline(__always)
  package func claim(ofEntry entry: Int) -> Int {
    overlay?.claim(ofEntry: entry, base) ?? base.claim(ofEntry: entry)
  }
}
