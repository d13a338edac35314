internal import ErrataText

/// Builds an index from claims. The same claims in the same order give the same bytes.
package struct IndexBuilder {
  private let revision: String
  private let background: BackgroundModel
  private let normalizer = Normalizer()
  private var scratch = NormalizerScratch()
  private var text = FoldedText()
  private var units = Units()

  private var claims: [UInt8] = []
  private var strings: [UInt8] = []
  private var entries: [EntryRecord] = []
  private var unitHashes: [UInt32] = []
  private var unitWeights: [UInt8] = []
  private var unitBits: [UInt8] = []
  private var pairBits: [UInt8] = []
  private var weights = UnitWeights()
  private var unitFlags: [UInt8] = []
  private var postings: [TermPosting] = []
  private var claimCount = 0
  private var length: UInt64 = 0

  private struct EntryRecord {
    var claim: UInt32
    var firstUnit: UInt32
    var unitCount: UInt32
    var mass: UInt32
    var termMass: UInt32
    var field: UInt8
    var number: UInt16
  }

  private struct TermPosting {
    var key: UInt32
    var entry: UInt32
    var count: UInt32
  }

  /// Begins an index of a corpus revision, given by the 64 hexadecimal digits of its digest.
  package init(revision: String, background: BackgroundModel = .embedded) {
    self.revision = revision
    self.background = background
  }

  /// Adds a claim after the ones before.
  ///
  /// - Throws: `IndexError.tooLarge`.
  package mutating func add(_ claim: IndexedClaim) throws(IndexError) {
    let firstEntry = entries.count
    for entry in claim.entries { try add(entry) }
    claims.append(little: UInt64(strings.count))
    strings += claim.id.utf8
    claims.append(little: UInt64(strings.count))
    strings += claim.payload
    claims.append(little: UInt32(firstEntry))
    claims.append(little: UInt32(entries.count - firstEntry))
    let length = entries[firstEntry...].reduce(UInt32(0)) { sum, entry in
      entry.field == EntryField.negative.rawValue ? sum : sum &+ entry.unitCount
    }
    claims.append(little: length)
    claims.append(little: UInt32(0))
    self.length += UInt64(length)
    claimCount += 1
  }

  private mutating func add(_ entry: IndexedClaim.Entry) throws(IndexError) {
    normalize(entry.text)
    guard unitHashes.count + units.count < UInt32.max, entries.count < 1 << 30 else {
      throw .tooLarge(what: "texts", limit: 1 << 30)
    }
    weights.weigh(units, background: background)
    entries.append(
      EntryRecord(
        claim: UInt32(claimCount), firstUnit: UInt32(unitHashes.count), unitCount: UInt32(units.count),
        mass: weights.conditional.reduce(0) { $0 &+ UInt32($1) }, termMass: 0, field: entry.field.rawValue,
        number: UInt16(clamping: entry.number)))
    unitHashes += units.hashes
    unitWeights += weights.conditional
    appendDistinctBits()
    unitFlags += units.flags.map(\.rawValue)
    addTerms(entry: UInt32(entries.count - 1))
  }

  private mutating func normalize(_ source: String) {
    text.removeAll()
    var source = source
    source.withUTF8 { utf8 in
      normalizer.normalize(utf8.span, into: &text, scratch: &scratch)
      UnitReader.read(text, into: &units)
      units.markCapitals(text, source: utf8.span)
    }
  }

  /// Units and pairs that stand earlier in the text get no bits, so that what is shared is counted once; others get one
  /// step at least, to tell them apart from these.
  private mutating func appendDistinctBits() {
    var seen = Set<UInt32>()
    var seenPairs = Set<UInt64>()
    for unit in 0..<units.count {
      unitBits.append(seen.insert(units.hashes[unit]).inserted ? max(1, weights.own[unit]) : 0)
      let hasNext = unit + 1 < units.count
      let pair = hasNext ? UInt64(units.hashes[unit]) << 32 | UInt64(units.hashes[unit + 1]) : 0
      pairBits.append(hasNext && seenPairs.insert(pair).inserted ? max(1, weights.pair[unit]) : 0)
    }
  }

  private mutating func addTerms(entry: UInt32) {
    var keys: [UInt32] = []
    TermReader.forEach(units, singles: .all) { key, _, _ in keys.append(key) }
    keys.sort()
    var index = 0
    while index < keys.count {
      var end = index + 1
      while end < keys.count, keys[end] == keys[index] { end += 1 }
      postings.append(TermPosting(key: keys[index], entry: entry, count: UInt32(end - index)))
      index = end
    }
  }

  /// The finished index file's bytes.
  package consuming func finish() -> [UInt8] {
    claims.append(little: UInt64(strings.count))
    claims.append(little: UInt64(strings.count))
    claims.append(little: UInt32(entries.count))
    for _ in 0..<3 { claims.append(little: UInt32(0)) }
    let terms = termSections()
    let sections: [[UInt8]] = [
      claims, strings, entryBytes(), littleEndian(unitHashes), unitWeights, unitBits, pairBits, unitFlags,
      littleEndian(terms.buckets), littleEndian(terms.keys), terms.idf, terms.rankIdf, littleEndian(terms.offsets),
      terms.postings,
    ]
    return IndexAssembler(
      revision: revision, claims: claimCount, entries: entries.count, units: unitHashes.count,
      terms: terms.keys.count, length: length
    ).assemble(sections)
  }

  private struct TermSections {
    var buckets: [UInt32] = []
    var keys: [UInt32] = []
    var idf: [UInt8] = []
    var rankIdf: [UInt8] = []
    var offsets: [UInt64] = []
    var postings: [UInt8] = []
  }

  private mutating func termSections() -> TermSections {
    postings.sort { ($0.key, $0.entry) < ($1.key, $1.entry) }
    var sections = TermSections()
    var index = 0
    while index < postings.count {
      var end = index
      while end < postings.count, postings[end].key == postings[index].key { end += 1 }
      appendTerm(postings[index..<end], to: &sections)
      index = end
    }
    sections.offsets.append(UInt64(sections.postings.count))
    sections.buckets = buckets(of: sections.keys)
    return sections
  }

  private mutating func appendTerm(_ group: ArraySlice<TermPosting>, to sections: inout TermSections) {
    guard let key = group.first?.key else { return }
    let weight = termWeight(key: key, entriesWithTerm: group.count)
    sections.keys.append(key)
    sections.idf.append(weight)
    sections.rankIdf.append(rankWeight(of: group))
    sections.offsets.append(UInt64(sections.postings.count))
    var previous: UInt32 = 0
    for posting in group {
      let isRepeated = posting.count > 1
      Varint.append((posting.entry - previous) << 1 | (isRepeated ? 1 : 0), to: &sections.postings)
      if isRepeated { Varint.append(posting.count, to: &sections.postings) }
      previous = posting.entry
      entries[Int(posting.entry)].termMass &+= UInt32(weight)
    }
  }

  /// Bits of a term: by its frequency in the corpus and in ordinary text together.
  private func termWeight(key: UInt32, entriesWithTerm: Int) -> UInt8 {
    let seen = background.count(key) + Double(entriesWithTerm)
    let all = Double(background.documents + entries.count)
    return WeightScale.byte(bits: -binaryLogarithm((seen + 0.5) / (all + 1)))
  }

  /// Bits of a term among the claims (Robertson and Spärck Jones 1976, with one added so that it stays positive).
  private func rankWeight(of group: ArraySlice<TermPosting>) -> UInt8 {
    var claimsWithTerm = 0
    var previous: UInt32?
    for posting in group {
      let claim = entries[Int(posting.entry)].claim
      if claim != previous { claimsWithTerm += 1 }
      previous = claim
    }
    let (all, with) = (Double(claimCount), Double(claimsWithTerm))
    return WeightScale.byte(bits: binaryLogarithm(1 + (all - with + 0.5) / (with + 0.5)))
  }

  private func buckets(of keys: [UInt32]) -> [UInt32] {
    let bits = IndexFormat.bucketBits(terms: keys.count)
    var buckets = [UInt32](repeating: 0, count: 1 << bits + 1)
    for key in keys { buckets[Int(key >> UInt32(32 - bits)) + 1] += 1 }
    for index in 1..<buckets.count { buckets[index] += buckets[index - 1] }
    return buckets
  }

  private func entryBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * IndexFormat.entryStride)
    for entry in entries {
      bytes.append(little: entry.claim)
      bytes.append(little: entry.firstUnit)
      bytes.append(little: entry.unitCount)
      bytes.append(little: entry.mass)
      bytes.append(little: entry.termMass)
      bytes.append(entry.field)
      bytes.append(0)
      bytes.append(little: entry.number)
    }
    return bytes
  }

  private func littleEndian<Value: FixedWidthInteger>(_ values: [Value]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * MemoryLayout<Value>.size)
    for value in values { bytes.append(little: value) }
    return bytes
  }
}

extension [UInt8] {
  /// Appends an integer, lowest byte first.
  mutating func append(little value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
