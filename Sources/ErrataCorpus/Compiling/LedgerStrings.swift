internal import ErrataIndex

/// Ids and payloads of the claims of a ledger.
struct LedgerStrings: ClaimStrings {
  private let ledger: ClaimLedger
  /// The rows that go into the index.
  private let live: [UInt32]
  private let digest: String
  private var line: [UInt8] = []
  private var next = 0

  /// The strings of some of a ledger's rows, for an index of a revision.
  init(_ ledger: ClaimLedger, live: [UInt32], digest: String) {
    self.ledger = ledger
    self.live = live
    self.digest = digest
  }

  func lengths(ofClaim claim: Int) -> (id: Int, payload: Int) {
    let row = ledger.rows[Int(live[claim])]
    return (Int(row.idLength), Int(row.lineLength) - 1)
  }

  mutating func appendNext(to buffer: inout [UInt8]) throws(IndexError) {
    let row = ledger.rows[Int(live[next])]
    next += 1
    try ledger.readLine(of: row, into: &line)
    ledger.withID(of: row) { buffer.append(contentsOf: $0) }
    buffer += line[..<(line.count - 1)]
  }

  func revision() throws(IndexError) -> String { digest }
}
