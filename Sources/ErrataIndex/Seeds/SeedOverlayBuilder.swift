/// Works out the groups of seeds that the claims of deltas, and those that they replace or withdraw, change.
struct SeedOverlayBuilder {
  private let base: IndexReader
  private let entryStarts: [Int]
  private let documents: Double
  private var postings: [Posting] = []
  /// Entries of the base that are gone.
  private var gone: Set<UInt32> = []

  /// Entries of the groups, one after the other.
  private(set) var words: [UInt32] = []
  /// The groups with their keys.
  private(set) var groups: [(key: UInt64, group: SeedTable.Group)] = []
  /// Masses of the base's entries that change.
  private(set) var changedMasses: [UInt32: UInt32] = [:]
  /// Masses of the deltas' entries.
  private(set) var deltaMasses: [UInt32]

  /// A seed of an entry that comes or goes.
  private struct Posting {
    var key: UInt64
    var line: UInt64
    /// What the entry's claim is ordered by.
    var order: UInt64
    var entry: UInt32
    /// What the run tells, before it is bounded by how rare it is.
    var weight: UInt32
    var isGone: Bool
    /// Could be longer if it were frequent.
    var canGrow: Bool
  }

  /// A builder for a base.
  init(base: IndexReader, entryStarts: [Int], documents: Double) {
    self.base = base
    self.entryStarts = entryStarts
    self.documents = documents
    deltaMasses = [UInt32](repeating: 0, count: (entryStarts.last ?? base.entryCount) - base.entryCount)
  }

  /// Takes a claim of the base away.
  mutating func remove(_ claim: Int) {
    for entry in base.entries(ofClaim: claim) {
      gone.insert(UInt32(entry))
      read(entry, of: base, as: entry, order: 0, isGone: true)
    }
  }

  /// Adds a claim of a delta.
  mutating func add(_ claim: Int, of delta: IndexReader, number: Int, order: UInt64) {
    for entry in delta.entries(ofClaim: claim) {
      read(entry, of: delta, as: entryStarts[number] + entry, order: order, isGone: false)
    }
  }

  private mutating func read(_ local: Int, of index: IndexReader, as entry: Int, order: UInt64, isGone: Bool) {
    let record = index.entry(local)
    guard record.field.rawValue <= EntryField.negative.rawValue else { return }
    let units = index.units(of: record)
    base.seeds.reader.forEach(hashes: units.hashes, flags: units.flags) { seed in
      let run = seed.units.reduce(SeedKey.start) { SeedKey.extended($0, by: units.hashes[$1]) }
      postings.append(
        Posting(
          key: max(1, seed.key), line: seed.line, order: order, entry: UInt32(entry),
          weight: SeedOverlayBuilder.weight(seed.units, units), isGone: isGone,
          canGrow: run == seed.state && seed.units.count < SeedKey.longest))
    }
  }

  /// What a run of units tells: the first by itself, each of the others after its left neighbour. A unit that stands
  /// earlier in the text as well tells there what it does by itself.
  private static func weight(_ run: Range<Int>, _ units: IndexReader.EntryUnits) -> UInt32 {
    let hash = units.hashes[run.lowerBound]
    var sum = UInt32(units.bits[units.hashes.firstIndex(of: hash) ?? run.lowerBound])
    for unit in run.dropFirst() { sum += UInt32(units.weights[unit]) }
    return min(255, sum)
  }

  /// Makes the groups, and sets the bits of the seeds that came in lines of the base.
  mutating func finish(_ lines: PrivateBytes) {
    let bits = lines.bytes.assumingMemoryBound(to: UInt64.self)
    postings.sort { ($0.key, $0.order, $0.entry) < ($1.key, $1.order, $1.entry) }
    var start = 0
    while start < postings.count {
      let key = postings[start].key
      let end = postings[start...].firstIndex { $0.key != key } ?? postings.count
      append(postings[start..<end])
      for posting in postings[start..<end] where !posting.isGone {
        let place = SeedLines.seedPlace(key)
        let word = base.seeds.reader.lines.firstWord(ofLine: posting.line) + Int(place >> 6)
        if bits.indices.contains(word) { bits[word] |= 1 << (place & 63) }
      }
      start = end
    }
    postings = []
  }

  /// Makes the group of a seed of what the base has and what comes.
  private mutating func append(_ coming: ArraySlice<Posting>) {
    guard let first = coming.first else { return }
    let old = base.seeds.group(of: first.key)
    let kept = old.map { base.seeds.words[$0.entries].filter { !gone.contains($0) && $0 < base.entryCount } } ?? []
    let limit = coming.contains(where: \.canGrow) ? SeedOverlay.mostEntries : base.layout.limit
    let entries = merged(kept, coming.filter { !$0.isGone }).prefix(limit)
    // Of the base's own group the bounded weight is known; the run's own is no less.
    let weight = max(old?.weight ?? 0, coming.reduce(0) { max($0, $1.weight) })
    let bounded = entries.isEmpty ? 0 : min(weight, SeedBuilder.rarity(entries.count, of: documents))
    let start = words.count
    words += entries
    groups.append((first.key, SeedTable.Group(entries: start..<words.count, weight: bounded)))
    for entry in kept { changeMass(of: entry) { $0 &- min($0, old?.weight ?? 0) } }
    for entry in entries { changeMass(of: entry) { $0 &+ bounded } }
  }

  /// Entries of the base and others, each once, in the order of their claims' ids.
  private func merged(_ kept: [UInt32], _ coming: [Posting]) -> [UInt32] {
    var result: [UInt32] = []
    var rest = kept[...]
    for posting in coming where result.last != posting.entry {
      while let entry = rest.first, order(ofBase: entry) < posting.order { result.append(rest.removeFirst()) }
      result.append(posting.entry)
    }
    return result + rest
  }

  private func order(ofBase entry: UInt32) -> UInt64 {
    LiveClaims.order(ofBase: base.claim(ofEntry: Int(entry)))
  }

  private mutating func changeMass(of entry: UInt32, _ change: (UInt32) -> UInt32) {
    let delta = Int(entry) - base.entryCount
    if delta >= 0 {
      deltaMasses[delta] = change(deltaMasses[delta])
    } else {
      changedMasses[entry] = change(changedMasses[entry] ?? base.seeds.masses[Int(entry)])
    }
  }
}
