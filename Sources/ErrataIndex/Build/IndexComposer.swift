/// Composes an index from prepared claims: puts them into their order, makes the sections and writes them.
///
/// Memory goes with the number of units: about 40 bytes each at most. Ids and payloads pass through.
package struct IndexComposer {
  private var pieces: [PreparedClaims]
  private let places: [ClaimPlace]
  private let background: BackgroundModel
  private var counts = IndexCounts()
  private var entries: [EntryRecord] = []

  private struct EntryRecord {
    var claim: UInt32
    var firstUnit: UInt32
    var unitCount: UInt32
    var mass: UInt32
    var field: UInt8
    var number: UInt16

    var units: Range<Int> { Int(firstUnit)..<Int(firstUnit) + Int(unitCount) }
  }

  /// A composer of the claims at some places of some pieces, in the order of the places.
  package init(pieces: consuming [PreparedClaims], places: [ClaimPlace], background: BackgroundModel) {
    self.pieces = pieces
    self.places = places
    self.background = background
  }

  /// Refuses more texts or units than the format holds.
  ///
  /// - Throws: `IndexError.tooLarge`.
  package static func checkSize(entries: Int, units: Int) throws(IndexError) {
    guard units < UInt32.max, entries <= 1 << 30 else { throw .tooLarge(what: "texts", limit: 1 << 30) }
  }

  /// Writes the whole index, and gives the sink back.
  ///
  /// - Parameters:
  ///   - strings: ids and payloads in the order of the places.
  ///   - beside: where a second core may be used.
  package consuming func compose<Sink: IndexSink, Strings: ClaimStrings>(
    into sink: consuming Sink, strings: inout Strings, beside: SideTask = { work in (work(), {}).1 }
  ) throws(Sink.Failure) -> Sink where Strings.Failure == Sink.Failure {
    placeEntries()
    let (seedBuilder, entryCount) = (makeSeedBuilder(), entries.count)
    let seeds = Slot<SeedBuilder.Sections>()
    let wait = beside { seeds.fill(seedBuilder.build(entries: entryCount)) }
    var writer = SectionWriter(sink)
    let written = Result { () throws(Sink.Failure) in
      try writeClaims(to: &writer, &strings)
      try writeUnits(
        to: &writer, hashes: seedBuilder.hashes, weights: seedBuilder.conditional, flags: seedBuilder.flags)
      try writeTerms(to: &writer, hashes: seedBuilder.hashes)
    }
    wait()
    try written.get()
    try IndexComposer.write(seeds.take() ?? seedBuilder.build(entries: entryCount), to: &writer)
    return try writer.finish(counts, revision: strings.revision())
  }
}

// Order.
extension IndexComposer {
  private mutating func placeEntries() {
    counts.claims = places.count
    entries.reserveCapacity(pieces.reduce(0) { $0 + $1.entryCount })
    for (number, place) in places.enumerated() {
      let piece = pieces[Int(place.piece)]
      let claim = piece.claims[Int(place.claim)]
      counts.length += UInt64(claim.length)
      for entry in piece.entries[claim.entries] {
        entries.append(
          EntryRecord(
            claim: UInt32(number), firstUnit: UInt32(counts.units), unitCount: entry.unitCount, mass: entry.mass,
            field: entry.field, number: entry.number))
        counts.units += Int(entry.unitCount)
      }
    }
    counts.entries = entries.count
  }

  /// Takes a column of the units out of the pieces, in the order of the places.
  private mutating func gather<Value>(_ column: WritableKeyPath<UnitColumns, [Value]>) -> [Value] {
    let columns = pieces.map { $0.units[keyPath: column] }
    let isInOrder = columns.count == 1 && counts.units == columns[0].count && arePlacesInOrder
    for piece in pieces.indices { pieces[piece].units[keyPath: column] = [] }
    if isInOrder { return columns[0] }
    var gathered: [Value] = []
    gathered.reserveCapacity(counts.units)
    for place in places { gathered += columns[Int(place.piece)][units(at: place)] }
    return gathered
  }

  private var arePlacesInOrder: Bool {
    places.enumerated().allSatisfy { $0.element == ClaimPlace(piece: 0, claim: $0.offset) }
  }

  /// The units of a claim in its piece.
  private func units(at place: ClaimPlace) -> Range<Int> {
    let claims = pieces[Int(place.piece)].claims
    let first = Int(claims[Int(place.claim)].firstUnit)
    let entries = pieces[Int(place.piece)].entries[claims[Int(place.claim)].entries]
    return first..<entries.reduce(first) { $0 + Int($1.unitCount) }
  }

  private mutating func makeSeedBuilder() -> SeedBuilder {
    let matched = entries.indices.filter { entries[$0].field <= EntryField.negative.rawValue }
    return SeedBuilder(
      hashes: gather(\.hashes), flags: gather(\.flags), conditional: gather(\.weights), own: gather(\.own),
      texts: matched.map { (UInt32($0), entries[$0].units) },
      layout: SeedLayout(units: counts.units, entries: entries.count),
      documents: SeedBuilder.documents(background: background.documents, entries: entries.count))
  }
}

// Sections.
extension IndexComposer {
  private func writeClaims<Sink: IndexSink, Strings: ClaimStrings>(
    to writer: inout SectionWriter<Sink>, _ strings: inout Strings
  ) throws(Sink.Failure) where Strings.Failure == Sink.Failure {
    try writer.section { writer throws(Sink.Failure) in try writeClaimRecords(to: &writer, strings) }
    try writer.section { writer throws(Sink.Failure) in
      for _ in places { try writer.append { buffer throws(Sink.Failure) in try strings.appendNext(to: &buffer) } }
    }
    try writer.section { writer throws(Sink.Failure) in
      for entry in entries {
        for word in [entry.claim, entry.firstUnit, entry.unitCount, entry.mass] { try writer.append(little: word) }
        try writer.append(little: UInt16(entry.field))
        try writer.append(little: entry.number)
      }
    }
  }

  private func writeClaimRecords<Sink: IndexSink>(
    to writer: inout SectionWriter<Sink>, _ strings: borrowing some ClaimStrings
  ) throws(Sink.Failure) {
    var (offset, firstEntry) = (0, 0)
    for (number, place) in places.enumerated() {
      let claim = pieces[Int(place.piece)].claims[Int(place.claim)]
      let lengths = strings.lengths(ofClaim: number)
      for value in [offset, offset + lengths.id] { try writer.append(little: UInt64(value)) }
      for value in [UInt32(firstEntry), claim.entryCount, claim.length, 0] { try writer.append(little: value) }
      offset += lengths.id + lengths.payload
      firstEntry += Int(claim.entryCount)
    }
    for _ in 0..<2 { try writer.append(little: UInt64(offset)) }
    for value in [UInt32(firstEntry), 0, 0, 0] { try writer.append(little: value) }
  }

  private mutating func writeUnits<Sink: IndexSink>(
    to writer: inout SectionWriter<Sink>, hashes: [UInt32], weights: [UInt8], flags: [UInt8]
  ) throws(Sink.Failure) {
    try writer.section(hashes)
    try writer.section(weights)
    try writer.section(gather(\.bits))
    try writer.section(gather(\.pairBits))
    try writer.section(flags)
  }

  private mutating func writeTerms<Sink: IndexSink>(
    to writer: inout SectionWriter<Sink>, hashes: [UInt32]
  ) throws(Sink.Failure) {
    pieces = []
    let terms = TermBuilder(
      hashes: hashes, claims: entries.map(\.claim), units: entries.map(\.units), claimCount: counts.claims
    ).build()
    counts.terms = terms.keys.count
    try writer.section(terms.buckets)
    try writer.section(terms.keys)
    try writer.section(terms.rankIdf)
    try writer.section(terms.offsets)
    try writer.section(terms.postings)
  }

  private static func write<Sink: IndexSink>(
    _ seeds: SeedBuilder.Sections, to writer: inout SectionWriter<Sink>
  ) throws(Sink.Failure) {
    try writer.section(seeds.lines)
    try writer.section(seeds.directory)
    try writer.section(seeds.masses)
    try writer.section(seeds.words)
  }
}
