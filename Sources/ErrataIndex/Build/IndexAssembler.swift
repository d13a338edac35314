internal import ErrataText

/// Puts header and sections of an index file together.
struct IndexAssembler {
  let revision: String
  let claims: Int
  let entries: Int
  let units: Int
  let terms: Int
  let length: UInt64

  /// The whole file.
  func assemble(_ sections: [[UInt8]]) -> [UInt8] {
    let start = aligned(IndexFormat.headerLength + 8)
    var table: [UInt8] = []
    var body: [UInt8] = []
    for section in sections {
      let checksum = section.withUnsafeBytes { Checksum.xxh64($0) }
      table.append(little: UInt64(start + body.count))
      table.append(little: UInt64(section.count))
      table.append(little: checksum)
      body += section
      body += [UInt8](repeating: 0, count: aligned(body.count) - body.count)
    }
    var header = self.header(fileLength: start + body.count)
    header += table
    let checksum = header.withUnsafeBytes { Checksum.xxh64($0) }
    header.append(little: checksum)
    header += [UInt8](repeating: 0, count: start - header.count)
    return header + body
  }

  private func header(fileLength: Int) -> [UInt8] {
    var header = IndexFormat.magic
    header.append(little: IndexFormat.version)
    header.append(little: UInt32(IndexFormat.headerLength))
    header.append(little: UInt64(fileLength))
    header += padded(Normalizer.version, IndexFormat.normalizerLength)
    header += padded(revision, IndexFormat.revisionLength)
    for count in [claims, entries, units, terms] { header.append(little: UInt32(count)) }
    header.append(little: length)
    return header
  }

  private func padded(_ text: String, _ length: Int) -> [UInt8] {
    let bytes = Array(text.utf8.prefix(length))
    return bytes + [UInt8](repeating: 0, count: length - bytes.count)
  }

  private func aligned(_ offset: Int) -> Int {
    (offset + 7) / 8 * 8
  }
}
