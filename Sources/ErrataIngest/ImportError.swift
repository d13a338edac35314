/// Why a source can't be imported at all. What is wrong with a single row is a line of the report.
package enum ImportError: Error, Hashable, Sendable {
  /// The source is an address, and nothing is fetched.
  case address(String)
  /// The source is compressed; `format` names how.
  case compressed(source: String, format: String)
  /// The bytes are of no format that is known.
  case unknownFormat(source: String, beginning: String)
  /// A table without a mapping, or whose mapping names a column that it lacks.
  case mapping(source: String, fault: String)
  /// XML that declares entities or a document type of its own.
  case refusedMarkup(source: String, fault: String)
  /// No memory for a parser or a converter.
  case outOfMemory(source: String)
}

extension ImportError: CustomStringConvertible {
  /// What failed, where, and what to do.
  package var description: String {
    switch self {
    case .address(let address):
      "\(address): is an address, expected a file; nothing is fetched. Save the page or feed first, and import the "
        + "file with --base \(address)"
    case .compressed(let source, let format):
      "\(source): is compressed with \(format), expected a feed, page or table. Decompress it first, as in: "
        + "\(format == "gzip" ? "zcat" : format == "xz" ? "xzcat" : "zstdcat") FILE | errata corpus import -"
    case .unknownFormat(let source, let beginning):
      "\(source): is of no known format, begins with \(beginning). Expected JSON, JSON Lines, HTML, RSS, Atom or CSV; "
        + "name it with --format if it is one of these"
    case .mapping(let source, let fault):
      "\(source): \(fault)"
    case .refusedMarkup(let source, let fault):
      "\(source): \(fault). Such a file can be an attack on its reader; take the declarations out if you trust it"
    case .outOfMemory(let source):
      "\(source): no memory to read it; import fewer sources at once"
    }
  }
}
