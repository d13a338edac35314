internal import ErrataIndex

/// The distinct terms of a query that an index has, rarest first.
struct QueryTerms {
  /// The terms.
  private(set) var terms: [Term] = []

  /// A term of the query.
  struct Term {
    /// The term as the index has it.
    var term: SegmentedIndex.Term
    /// Whether it is two units.
    var isPair: Bool
  }

  /// Reads the terms of a query, in place of those of the one before.
  mutating func read(_ units: Units, in index: SegmentedIndex) {
    terms.removeAll(keepingCapacity: true)
    TermReader.forEach(units, singles: .all) { key, _, isPair in
      if let term = index.term(key) { terms.append(Term(term: term, isPair: isPair)) }
    }
    terms.sort { ($0.term.bytes, $0.term.key) < ($1.term.bytes, $1.term.key) }
    var kept = 0
    for position in terms.indices {
      if kept > 0, terms[kept - 1].term.key == terms[position].term.key { continue }
      terms[kept] = terms[position]
      kept += 1
    }
    terms.removeLast(terms.count - kept)
  }
}
