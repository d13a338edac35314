/// Makes one index of a base and what lies above it, as if it were made of the claims themselves: the same bytes.
///
/// Texts need not be read again: their units are taken over. Memory goes with the number of units, as in building.
package struct SegmentMerger {
  private let indexes: [IndexReader]
  private let claims: [SegmentClaim]

  /// A claim of one of the indexes.
  struct SegmentClaim {
    var index: Int
    var claim: Int
  }

  /// A merger of a base with deltas, oldest first, each with the ids of the claims that it withdraws.
  ///
  /// - Throws: `IndexError.damaged` when a segment doesn't fit its checksums: damage must not get new ones.
  package init(base: IndexReader, deltas: [(index: IndexReader, withdrawn: [String])]) throws(IndexError) {
    indexes = [base] + deltas.map(\.index)
    for index in indexes { try index.verify() }
    let live = LiveClaims(base: base, deltas: deltas)
    var coming: [(order: UInt64, claim: SegmentClaim)] = []
    for (number, delta) in deltas.enumerated() {
      for claim in 0..<delta.index.claimCount where live.isLive[number][claim] {
        coming.append((live.order[number][claim], SegmentClaim(index: number + 1, claim: claim)))
      }
    }
    coming.sort { $0.order < $1.order }
    var (claims, rest, dead): ([SegmentClaim], ArraySlice, ArraySlice) = ([], coming[...], live.deadInBase[...])
    claims.reserveCapacity(base.claimCount + coming.count)
    for claim in 0..<base.claimCount {
      while let next = rest.first, next.order < LiveClaims.order(ofBase: claim) {
        claims.append(next.claim)
        rest.removeFirst()
      }
      if dead.first == claim { dead.removeFirst() } else { claims.append(SegmentClaim(index: 0, claim: claim)) }
    }
    self.claims = claims + rest.map(\.claim)
  }

  /// Number of claims of the merged index.
  package var claimCount: Int { claims.count }

  /// The ids of the merged index's claims.
  package var ids: [String] { claims.map { indexes[$0.index].id(ofClaim: $0.claim) } }

  /// Writes the merged index.
  ///
  /// - Parameter background: what all segments were weighed by.
  /// - Returns: the number of its bytes.
  /// - Throws: `IndexError`.
  package func write(
    to path: String, revision: String, background: BackgroundModel, beside: SideTask = { work in (work(), {}).1 },
    isStopped: () -> Bool = { false }
  ) throws(IndexError) -> Int {
    let pieces = indexes.map { PreparedClaims($0, background: background) }
    try IndexComposer.checkSize(
      entries: pieces.reduce(0) { $0 + $1.entryCount }, units: pieces.reduce(0) { $0 + $1.unitCount })
    let composer = IndexComposer(
      pieces: pieces, places: claims.map { ClaimPlace(piece: $0.index, claim: $0.claim) }, background: background)
    var strings = SegmentStrings(indexes: indexes, claims: claims, digest: revision)
    let draft = try composer.compose(into: DraftFile(for: path), strings: &strings, beside: beside)
    if isStopped() { return 0 }
    try draft.commit()
    return draft.byteCount
  }
}

/// Ids and payloads of claims of opened indexes.
private struct SegmentStrings: ClaimStrings {
  let indexes: [IndexReader]
  let claims: [SegmentMerger.SegmentClaim]
  let digest: String
  private var next = 0

  init(indexes: [IndexReader], claims: [SegmentMerger.SegmentClaim], digest: String) {
    self.indexes = indexes
    self.claims = claims
    self.digest = digest
  }

  func lengths(ofClaim claim: Int) -> (id: Int, payload: Int) {
    indexes[claims[claim].index].stringLengths(ofClaim: claims[claim].claim)
  }

  mutating func appendNext(to buffer: inout [UInt8]) throws(IndexError) {
    indexes[claims[next].index].appendStrings(ofClaim: claims[next].claim, to: &buffer)
    next += 1
  }

  func revision() throws(IndexError) -> String { digest }
}

extension PreparedClaims {
  /// The claims of an opened index, as they were prepared for it.
  init(_ index: IndexReader, background: BackgroundModel) {
    self.init()
    func column<Value>(_ section: IndexFormat.Section, _: Value.Type) -> [Value] {
      Array(index.bytes(section).assumingMemoryBound(to: Value.self).prefix(index.unitCount))
    }
    units.hashes = column(.hashes, UInt32.self)
    units.weights = column(.weights, UInt8.self)
    units.bits = column(.bits, UInt8.self)
    units.pairBits = column(.pairBits, UInt8.self)
    units.flags = column(.flags, UInt8.self)
    units.own = PreparedClaims.own(units.hashes, background)
    claims.reserveCapacity(index.claimCount)
    entries.reserveCapacity(index.entryCount)
    var unit: UInt32 = 0
    for claim in 0..<index.claimCount {
      let numbers = index.entries(ofClaim: claim)
      claims.append(
        Claim(
          firstEntry: UInt32(entries.count), entryCount: UInt32(numbers.count), firstUnit: unit,
          length: UInt32(index.length(ofClaim: claim))))
      for number in numbers {
        let entry = index.entry(number)
        entries.append(
          Entry(
            unitCount: UInt32(entry.units.count), mass: entry.mass, field: entry.field.rawValue,
            number: UInt16(truncatingIfNeeded: entry.number)))
        unit += UInt32(entry.units.count)
      }
    }
  }

  /// What each unit tells by itself: the index keeps it for the first of a text's equal units only.
  private static func own(_ hashes: [UInt32], _ background: BackgroundModel) -> [UInt8] {
    let ahead = 16
    return hashes.withUnsafeBufferPointer { hashes in
      [UInt8](unsafeUninitializedCapacity: hashes.count) { own, count in
        for unit in hashes.indices {
          if unit + ahead < hashes.count { background.prefetch(Hashing.term(hashes[unit + ahead])) }
          own[unit] = background.weight(count: background.count(Hashing.term(hashes[unit])))
        }
        count = hashes.count
      }
    }
  }
}
