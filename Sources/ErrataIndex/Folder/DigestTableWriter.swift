extension DigestTable {
  /// The bytes of a table.
  ///
  /// - Parameter records: sorted by the digests of ids, each id once.
  package static func bytes(of records: [ClaimDigest], withdrawn: [String] = []) -> [UInt8] {
    var bytes = magic
    bytes.reserveCapacity(headerLength + records.count * 65 + 8)
    bytes.append(little: version)
    bytes.append(little: UInt32(0))
    bytes.append(little: UInt64(records.count))
    bytes.append(little: UInt64(withdrawn.count))
    for record in records { record.id.append(to: &bytes) }
    for record in records { record.content.append(to: &bytes) }
    for record in records { bytes.append(record.state.rawValue) }
    for id in withdrawn {
      bytes.append(little: UInt32(id.utf8.count))
      bytes += id.utf8
    }
    bytes.append(little: bytes.withUnsafeBytes { Checksum.xxh64($0) })
    return bytes
  }
}
