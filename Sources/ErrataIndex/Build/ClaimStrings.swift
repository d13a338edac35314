/// Ids and payloads of the claims of an index, asked for once in their order.
package protocol ClaimStrings {
  /// Why they can't be given.
  associatedtype Failure: Error

  /// Bytes of a claim's id and of its payload.
  func lengths(ofClaim claim: Int) -> (id: Int, payload: Int)

  /// Adds the next claim's id and payload to a buffer.
  mutating func appendNext(to buffer: inout [UInt8]) throws(Failure)

  /// The corpus revision's digest; asked for after all claims.
  mutating func revision() throws(Failure) -> String
}

/// Ids and payloads that are kept in memory.
struct HeldStrings: ClaimStrings {
  private let digest: String
  private var bytes: [UInt8] = []
  private var lengths: [(id: Int, payload: Int)] = []
  private var next = 0
  private var offset = 0

  /// No claims of a revision yet.
  init(revision: String) {
    digest = revision
  }

  /// Adds a claim.
  mutating func add(id: String, payload: [UInt8]) {
    let before = bytes.count
    bytes += id.utf8
    let idLength = bytes.count - before
    bytes += payload
    lengths.append((idLength, payload.count))
  }

  func lengths(ofClaim claim: Int) -> (id: Int, payload: Int) { lengths[claim] }

  mutating func appendNext(to buffer: inout [UInt8]) throws(Never) {
    let end = offset + lengths[next].id + lengths[next].payload
    buffer += bytes[offset..<end]
    next += 1
    offset = end
  }

  mutating func revision() throws(Never) -> String { digest }
}
