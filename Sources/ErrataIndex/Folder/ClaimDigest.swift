/// A digest of 32 bytes, ordered by them.
package struct Digest256: Hashable, Comparable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest whose bytes come first; fewer are filled up with zeros.
  package init(_ bytes: some Collection<UInt8>) {
    var rest = bytes.prefix(32)[...]
    func word() -> UInt64 {
      var word: UInt64 = 0
      for place in 0..<8 { if let byte = rest.popFirst() { word |= UInt64(byte) << UInt64(56 - place * 8) } }
      return word
    }
    words = (word(), word(), word(), word())
  }

  /// The digest at the start of bytes, of which there are enough.
  init(_ bytes: UnsafeRawBufferPointer) {
    func word(_ place: Int) -> UInt64 { bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self).bigEndian }
    words = (word(0), word(1), word(2), word(3))
  }

  /// Adds the bytes to others.
  package func append(to bytes: inout [UInt8]) {
    for word in [words.0, words.1, words.2, words.3] {
      Swift.withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// The first eight bytes, the first highest.
  package var prefix: UInt64 { words.0 }

  package static func == (a: Digest256, b: Digest256) -> Bool { a.words == b.words }
  package static func < (a: Digest256, b: Digest256) -> Bool { a.words < b.words }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }
}

/// What the corpus revision needs to know of a claim.
package struct ClaimDigest: Hashable, Sendable {
  /// SHA-256 of its id.
  package var id: Digest256
  /// SHA-256 of its canonical line.
  package var content: Digest256
  /// Where it stands.
  package var state: State

  /// Where a claim stands.
  package struct State: OptionSet, Hashable, Sendable {
    /// The bits.
    package var rawValue: UInt8
    /// Makes a state of bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It is in the index.
    package static let live = State(rawValue: 1)
    /// It is published.
    package static let published = State(rawValue: 2)
    /// It is no longer in the corpus.
    package static let gone = State(rawValue: 4)
  }

  /// Makes a record.
  package init(id: Digest256, content: Digest256, state: State) {
    self.id = id
    self.content = content
    self.state = state
  }
}
