internal import ErrataIndex

/// The distinct terms of a query that an index has, rarest first.
struct QueryTerms {
  /// The terms.
  private(set) var terms: [Term] = []

  /// A term of the query.
  struct Term {
    /// Its key.
    var key: UInt32
    /// Its number in the index.
    var number: Int
    /// Bytes of its postings.
    var bytes: Int
    /// Whether it is two units.
    var isPair: Bool
  }

  /// Reads the terms of a query, in place of those of the one before.
  mutating func read(_ units: Units, in index: IndexReader) {
    terms.removeAll(keepingCapacity: true)
    TermReader.forEach(units, singles: .all) { key, _, isPair in
      guard let number = index.term(key) else { return }
      terms.append(Term(key: key, number: number, bytes: index.postingBytes(ofTerm: number), isPair: isPair))
    }
    terms.sort { ($0.bytes, $0.key) < ($1.bytes, $1.key) }
    var kept = 0
    for position in terms.indices {
      if kept > 0, terms[kept - 1].key == terms[position].key { continue }
      terms[kept] = terms[position]
      kept += 1
    }
    terms.removeLast(terms.count - kept)
  }
}
