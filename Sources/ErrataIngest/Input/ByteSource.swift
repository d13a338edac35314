/// A source of an import: a name for messages, and where its bytes come from. Opening files is the caller's business.
package struct ByteSource {
  /// The source's name as the user gave it; `<stdin>` for standard input.
  package let name: String
  /// Reads the next bytes into the buffer, at most its count, and gives their number; 0 at the end.
  package let fill: (_ buffer: inout [UInt8]) throws -> Int

  /// Makes a source.
  package init(name: String, fill: @escaping (_ buffer: inout [UInt8]) throws -> Int) {
    self.name = name
    self.fill = fill
  }

  /// A source in memory.
  package init(name: String, bytes: [UInt8]) {
    var rest = bytes[...]
    self.init(name: name) { buffer in
      let count = min(buffer.count, rest.count)
      buffer.replaceSubrange(0..<count, with: rest.prefix(count))
      rest = rest.dropFirst(count)
      return count
    }
  }
}

/// Where pages are fetched from, if at all: the seam for a fetcher of addresses. Until there is one, an address given
/// as a source is refused.
package protocol PageSource {
  /// Opens an address that the user has named; never one that content names.
  func open(_ address: String) throws -> ByteSource
}

/// Fetches nothing.
package struct NoPages: PageSource {
  /// Makes it.
  package init() {}

  /// Refuses every address.
  ///
  /// - Throws: `ImportError.address`.
  package func open(_ address: String) throws -> ByteSource {
    throw ImportError.address(address)
  }
}
