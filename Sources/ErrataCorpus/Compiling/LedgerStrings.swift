internal import ErrataDigest
internal import ErrataIndex

/// Ids and payloads of the claims of a ledger, and the revision's digest, which is made as their lines pass.
struct LedgerStrings: ClaimStrings {
  private let ledger: ClaimLedger
  private let order: [UInt32]
  /// The rows that go into the index.
  private let live: [UInt32]
  private var digest = ContentDigest()
  private var line: [UInt8] = []
  private var next = 0

  /// The strings of a ledger's rows in an order.
  init(_ ledger: ClaimLedger, order: [UInt32], live: [UInt32]) {
    self.ledger = ledger
    self.order = order
    self.live = live
  }

  func lengths(ofClaim claim: Int) -> (id: Int, payload: Int) {
    let row = ledger.rows[Int(live[claim])]
    return (Int(row.idLength), Int(row.lineLength) - 1)
  }

  mutating func appendNext(to buffer: inout [UInt8]) throws(IndexError) {
    while let row = try nextRow() {
      guard row.isLive else { continue }
      ledger.withID(of: row) { buffer.append(contentsOf: $0) }
      buffer += line[..<(line.count - 1)]
      return
    }
  }

  mutating func revision() throws(IndexError) -> String {
    while try nextRow() != nil {}
    return digest.hex
  }

  /// Reads the line of the next claim, whether it goes into the index or not.
  private mutating func nextRow() throws(IndexError) -> ClaimLedger.Row? {
    guard next < order.count else { return nil }
    let row = ledger.rows[Int(order[next])]
    next += 1
    try ledger.readLine(of: row, into: &line)
    digest.update(line)
    return row
  }
}
