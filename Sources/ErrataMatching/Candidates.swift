internal import ErrataIndex

/// An entry that shares terms with an item.
struct Candidate: Hashable, Sendable {
  /// The entry's number in the index.
  var entry: Int
  /// Sum of the weights of the shared terms.
  var mass: UInt32
}

/// Memory for finding candidates: one counter an entry, and the list of counters in use.
struct CandidateScratch {
  var masses: [UInt32] = []
  var touched: [UInt32] = []
  var terms: [QueryTerm] = []

  /// A term of the item that the index has.
  struct QueryTerm {
    var key: UInt32
    var number: Int
    var weight: UInt8
    var bytes: Int
    var isPair: Bool
  }
}

/// Finds entries that share informative terms with an item.
///
/// Term at a time: every distinct term of the item adds its weight to the entries that have it, rarest first, until the
/// budget of postings is spent. What counts is shared weight times the share of the entry, or of the item, that it
/// makes up: a long post about the same subject shares much with many claims but little of each.
enum Candidates {
  /// The best entries that may match, wordings and negatives, best first.
  static func find(
    _ units: Units, in index: IndexReader, limit: Int, scratch: inout CandidateScratch,
    into found: inout [Candidate]
  ) {
    found.removeAll(keepingCapacity: true)
    collectTerms(units, singles: .words, in: index, scratch: &scratch)
    let itemMass = scratch.terms.reduce(UInt32(0)) { $0 &+ UInt32($1.weight) }
    accumulate(in: index, scratch: &scratch)
    for entry in scratch.touched {
      let mass = scratch.masses[Int(entry)]
      scratch.masses[Int(entry)] = 0
      if mass >= minimumMass { found.append(Candidate(entry: Int(entry), mass: mass)) }
    }
    scratch.touched.removeAll(keepingCapacity: true)
    found.sort { $0.entry < $1.entry }
    keepBest(limit, &found) { rank($0, in: index, itemMass: itemMass) }
  }

  /// Shared weight below which an entry isn't worth aligning: one rare pair.
  private static let minimumMass: UInt32 = 96
  /// Weight of a term below which it is too common to look for, four bits: one text in sixteen has it.
  private static let commonWeight: UInt8 = 32

  private static func rank(_ candidate: Candidate, in index: IndexReader, itemMass: UInt32) -> Double {
    let mass = Double(candidate.mass)
    let smaller = Double(max(1, min(index.termMass(ofEntry: candidate.entry), itemMass)))
    return mass * min(1, mass / smaller)
  }

  /// Keeps the `limit` candidates of the highest rank, in descending order; equal ranks keep their order.
  private static func keepBest(_ limit: Int, _ found: inout [Candidate], rank: (Candidate) -> Double) {
    var best: [(candidate: Candidate, rank: Double)] = []
    for candidate in found {
      let rank = rank(candidate)
      if best.count == limit, let last = best.last, rank <= last.rank { continue }
      let place = best.firstIndex { rank > $0.rank } ?? best.count
      best.insert((candidate, rank), at: place)
      if best.count > limit { best.removeLast() }
    }
    found.removeAll(keepingCapacity: true)
    found.append(contentsOf: best.map(\.candidate))
  }

  /// The distinct terms of an item that the index has, rarest first.
  static func collectTerms(
    _ units: Units, singles: TermReader.Singles, in index: IndexReader, scratch: inout CandidateScratch
  ) {
    scratch.terms.removeAll(keepingCapacity: true)
    TermReader.forEach(units, singles: singles) { key, _, isPair in
      guard let term = index.term(key) else { return }
      scratch.terms.append(
        .init(
          key: key, number: term.number, weight: term.weight, bytes: index.postingBytes(ofTerm: term.number),
          isPair: isPair))
    }
    scratch.terms.sort { ($0.bytes, $0.key) < ($1.bytes, $1.key) }
    var kept = 0
    for position in scratch.terms.indices {
      if kept > 0, scratch.terms[kept - 1].key == scratch.terms[position].key { continue }
      scratch.terms[kept] = scratch.terms[position]
      kept += 1
    }
    scratch.terms.removeLast(scratch.terms.count - kept)
  }

  private static func accumulate(in index: IndexReader, scratch: inout CandidateScratch) {
    if scratch.masses.count < index.entryCount {
      scratch.masses = [UInt32](repeating: 0, count: index.entryCount)
    }
    var budget = MatchLimits.postingBytes
    for term in scratch.terms {
      budget -= term.bytes
      guard budget > 0 else { return }
      guard term.weight >= commonWeight else { continue }
      let weight = UInt32(term.weight)
      index.forEachPosting(ofTerm: term.number) { entry, _ in
        guard index.field(ofEntry: entry).rawValue <= EntryField.negative.rawValue else { return }
        if scratch.masses[entry] == 0 { scratch.touched.append(UInt32(truncatingIfNeeded: entry)) }
        scratch.masses[entry] &+= weight
      }
    }
  }
}
