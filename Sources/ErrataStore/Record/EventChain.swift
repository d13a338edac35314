internal import ErrataDigest
internal import ErrataJSON
internal import ErrataModel

/// The chain of the record: each event's digest covers the one before, so that nothing can be changed, removed or
/// swapped without every later digest being wrong (Haber and Stornetta 1991, How to time-stamp a digital document).
///
///     digest    = SHA-256(previous digest, canonical bytes)        the first event's previous digest is 32 zero bytes
///     canonical = {"sequence":1,"kind":"decision","at":"2026-01-31T12:00:00Z","payload":{…}}
enum EventChain {
  /// What stands before the first event.
  static let start = [UInt8](repeating: 0, count: 32)

  /// The digest of an event.
  static func digest(
    after previous: [UInt8], sequence: Int, kind: EventKind, at time: Timestamp, payload: [UInt8]
  ) -> [UInt8] {
    var digest = ContentDigest()
    digest.update(previous)
    digest.update("{\"sequence\":\(sequence),\"kind\":\"\(kind.word)\",\"at\":\"\(time)\",\"payload\":")
    digest.update(payload)
    digest.update("}")
    return digest.bytes
  }

  /// The payload of a decision: which one, on what, and digests of the item version's and the decision's JSON.
  ///
  /// The text itself isn't in the chain, so that it can be deleted on request and the chain still holds.
  static func decisionPayload(sequence: Int, item: String, version: [UInt8], decision: [UInt8]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("decision", sequence)
      writer.member("item", item)
      writer.member("version", Hexadecimal.text(of: version))
      writer.member("digest", Hexadecimal.text(of: decision))
    }
    return writer.bytes
  }
}
