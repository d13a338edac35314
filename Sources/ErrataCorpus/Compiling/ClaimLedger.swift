internal import ErrataIndex
internal import ErrataModel

/// What is kept of a corpus while it is compiled: of each claim its id, where it stands, and where its texts and its
/// canonical line lie. The texts' units are in memory, the lines in a file.
struct ClaimLedger {
  /// A claim.
  struct Row {
    var idStart: Int
    var idLength: UInt32
    var lineLength: UInt32
    /// Where its canonical line begins in the file of these.
    var lineStart: Int
    var file: UInt32
    var line: UInt32
    var faultsBefore: UInt32
    var piece: UInt32
    /// Its number in its piece; `notLive` when it doesn't go into the index.
    var number: UInt32

    static let notLive = UInt32.max

    var isLive: Bool { number != Row.notLive }
    var place: ClaimPlace { ClaimPlace(piece: Int(piece), claim: Int(number)) }
  }

  /// The claims in reading order.
  private(set) var rows: [Row] = []
  /// What the revision is made of, one a row.
  private(set) var digests: [ClaimDigest] = []
  /// Number of claims that are published.
  private(set) var publishedCount = 0
  private var pieces: [PreparedClaims] = []
  private let lines: TemporaryFile
  private var lineEnd = 0
  private var ids: [UInt8] = []
  private var faults: [Diagnostic] = []
  /// Lines of the file at hand that were read.
  private var lineCount = 0
  private var file = -1
  private var (entryCount, unitCount) = (0, 0)

  /// A ledger that puts canonical lines into a file.
  init(lines: TemporaryFile) {
    self.lines = lines
  }

  /// Whether the corpus is refused already: then texts need not be kept.
  var isRefused: Bool { !faults.isEmpty }

  /// Notes what is wrong with a file.
  mutating func note(_ fault: Diagnostic) {
    faults.append(fault)
    pieces = []
  }

  /// Takes in the batch after the one before.
  ///
  /// - Throws: `IndexError`.
  mutating func add(_ batch: consuming ClaimBatch) throws(IndexError) {
    if batch.file != file { (file, lineCount) = (batch.file, 0) }
    append(batch)
    for var fault in batch.faults {
      fault.line += lineCount
      note(fault)
    }
    ids += batch.ids
    digests += batch.digests
    lineCount += batch.lines
    try batch.canonical.withUnsafeBufferPointer { bytes throws(IndexError) in
      try lines.append(UnsafeRawBufferPointer(bytes))
    }
    lineEnd += batch.canonical.count
    guard !isRefused else { return }
    entryCount += batch.prepared.entryCount
    unitCount += batch.prepared.unitCount
    pieces.append(batch.prepared)
    try IndexComposer.checkSize(entries: entryCount, units: unitCount)
  }

  private mutating func append(_ batch: borrowing ClaimBatch) {
    var (id, line, live): (UInt32, UInt32, UInt32) = (0, 0, 0)
    for row in batch.rows {
      rows.append(
        Row(
          idStart: ids.count + Int(id), idLength: row.idEnd - id, lineLength: row.lineEnd - line,
          lineStart: lineEnd + Int(line), file: UInt32(batch.file), line: UInt32(lineCount) + row.line,
          faultsBefore: UInt32(faults.count) + row.faultsBefore, piece: UInt32(pieces.count),
          number: row.isLive ? live : Row.notLive))
      if row.isLive { live += 1 }
      if row.isPublished { publishedCount += 1 }
      (id, line) = (row.idEnd, row.lineEnd)
    }
  }

  /// What the revision is made of, which the ledger then holds no more.
  mutating func takeDigests() -> [ClaimDigest] {
    defer { digests = [] }
    return digests
  }

  /// The texts of the claims that go into the index, which the ledger then holds no more.
  mutating func takePieces() -> [PreparedClaims] {
    defer { pieces = [] }
    return pieces
  }

  /// Reads a claim's canonical line, with its end, in place of what a buffer held.
  ///
  /// - Throws: `IndexError`.
  func readLine(of row: Row, into buffer: inout [UInt8]) throws(IndexError) {
    let length = Int(row.lineLength)
    if buffer.count != length {
      buffer.removeAll(keepingCapacity: true)
      buffer.append(contentsOf: repeatElement(0, count: length))
    }
    try buffer.withUnsafeMutableBufferPointer { bytes throws(IndexError) in
      try lines.read(into: UnsafeMutableRawBufferPointer(bytes), at: row.lineStart)
    }
  }

  /// Calls `body` with the bytes of a claim's id.
  func withID<Result, Failure: Error>(
    of row: Row, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try ids.withUnsafeBufferPointer { ids throws(Failure) in
      let id = UnsafeBufferPointer(rebasing: ids[row.idStart..<row.idStart + Int(row.idLength)])
      return try body(UnsafeRawBufferPointer(id))
    }
  }
}

// Order.
extension ClaimLedger {
  /// The claims' rows in the order of their ids, as `String` orders them; those of one id in reading order.
  ///
  /// - Complexity: O(n log n), mostly without strings.
  func sorted() -> [UInt32] {
    rows.indices.map(key).sorted(by: precedes).map(\.row)
  }

  private struct Key {
    /// The first eight bytes, the first highest.
    var prefix: UInt64
    var row: UInt32
    /// Only such ids are in the order of their bytes.
    var isASCII: Bool
  }

  private func key(_ row: Int) -> Key {
    withID(of: rows[row]) { id in
      let start = id.prefix(8)
      let prefix = start.reduce(0) { $0 << 8 | UInt64($1) } << UInt64((8 - start.count) * 8)
      return Key(prefix: prefix, row: UInt32(row), isASCII: id.allSatisfy { $0 < 0x80 })
    }
  }

  private func precedes(_ a: Key, _ b: Key) -> Bool {
    let (first, second) = (rows[Int(a.row)], rows[Int(b.row)])
    guard a.isASCII, b.isASCII else {
      let (x, y) = (id(of: first), id(of: second))
      return x == y ? a.row < b.row : x < y
    }
    if a.prefix != b.prefix { return a.prefix < b.prefix }
    if first.idLength <= 8, second.idLength <= 8 {
      return (first.idLength, a.row) < (second.idLength, b.row)
    }
    let order = withID(of: first) { x in withID(of: second) { y in ClaimLedger.compare(x, y) } }
    return order == 0 ? a.row < b.row : order < 0
  }

  private static func compare(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Int {
    for (x, y) in zip(a, b) where x != y { return Int(x) - Int(y) }
    return a.count - b.count
  }

  private func id(of row: Row) -> String {
    withID(of: row) { String(decoding: $0, as: UTF8.self) }
  }

  /// Refuses the corpus when anything is wrong with it.
  ///
  /// - Parameters:
  ///   - order: the rows in the order of their ids.
  ///   - files: names of the files.
  /// - Throws: `CorpusError` with all faults in reading order.
  func check(_ order: [UInt32], files: [String]) throws(CorpusError) {
    let repeats = self.repeats(in: order).sorted { $0.again < $1.again }
    guard isRefused || !repeats.isEmpty else { return }
    var (all, told): ([Diagnostic], Int) = ([], 0)
    for (first, again) in repeats {
      all += faults[told..<Int(rows[again].faultsBefore)]
      told = Int(rows[again].faultsBefore)
      all.append(
        ClaimEntries.fault(
          repeats: id(of: rows[again]), file: files[Int(rows[again].file)], line: Int(rows[again].line),
          first: (files[Int(rows[first].file)], Int(rows[first].line))))
    }
    throw CorpusError(diagnostics: all + faults[told...])
  }

  /// Rows whose id an earlier one has, with the first of these.
  private func repeats(in order: [UInt32]) -> [(first: Int, again: Int)] {
    var found: [(first: Int, again: Int)] = []
    var first = 0
    for place in order.indices.dropFirst() {
      let (a, b) = (rows[Int(order[first])], rows[Int(order[place])])
      if isSame(a, b) { found.append((Int(order[first]), Int(order[place]))) } else { first = place }
    }
    return found
  }

  private func isSame(_ a: Row, _ b: Row) -> Bool {
    let areBytes = withID(of: a) { x in withID(of: b) { y in x.elementsEqual(y) } }
    if areBytes { return true }
    let isASCII = [a, b].allSatisfy { row in withID(of: row) { $0.allSatisfy { $0 < 0x80 } } }
    return !isASCII && id(of: a) == id(of: b)
  }
}
