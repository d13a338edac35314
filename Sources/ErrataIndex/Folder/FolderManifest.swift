/// What a folder of segments holds: a small text that is replaced whole, so that whoever reads it sees the folder
/// before a change or after it.
///
///     errata-index-folder 1
///     generation 7
///     revision <64 hexadecimal digits>
///     claims 1000001
///     published 1000000
///     background <documents> <checksum> <file, or - for the table of the program>
///     segment <index file> <bytes> <checksum of its header> <digests file> <bytes> <checksum>
///     checksum <XXH64 of the lines above>
///
/// The first segment is the base; those after it are deltas, oldest first.
package struct FolderManifest: Hashable, Sendable {
  /// Counts the changes of the folder.
  package var generation: Int
  /// The corpus revision's digest.
  package var revision: String
  /// Number of the corpus's claims, of any status, and of those that are published.
  package var claims: Int
  package var published: Int
  /// What the texts were weighed by.
  package var background: Background
  /// The segments.
  package var segments: [Segment]

  /// The table of what is common in ordinary text.
  package struct Background: Hashable, Sendable {
    /// Number of documents counted.
    package var documents: Int
    /// Checksum of the table.
    package var checksum: UInt64
    /// Its file in the folder; `nil` for the table of the program.
    package var file: String?

    /// Makes a reference to a table.
    package init(documents: Int, checksum: UInt64, file: String?) {
      self.documents = documents
      self.checksum = checksum
      self.file = file
    }
  }

  /// A file of the folder.
  package struct File: Hashable, Sendable {
    /// Its name.
    package var name: String
    /// Its size in bytes.
    package var bytes: Int
    /// Of an index file the checksum of its header, of others that of all but the checksum at its end.
    package var checksum: UInt64

    /// Makes a reference to a file.
    package init(name: String, bytes: Int, checksum: UInt64) {
      self.name = name
      self.bytes = bytes
      self.checksum = checksum
    }
  }

  /// An index file with the digests of the claims that it adds to the corpus, or takes from it.
  package struct Segment: Hashable, Sendable {
    /// The index file.
    package var index: File
    /// The digests.
    package var digests: File

    /// Makes a segment.
    package init(index: File, digests: File) {
      self.index = index
      self.digests = digests
    }
  }

  /// Makes a manifest.
  package init(
    generation: Int, revision: String, claims: Int, published: Int, background: Background, segments: [Segment]
  ) {
    self.generation = generation
    self.revision = revision
    self.claims = claims
    self.published = published
    self.background = background
    self.segments = segments
  }

  /// The manifest's name in its folder.
  package static let name = "MANIFEST"
  private static let head = "errata-index-folder"
  /// The form that this code writes and reads.
  package static let version = 1
  /// Most bytes of a manifest.
  static let limit = 1 << 20

  /// The names of all files that the manifest names.
  package var files: Set<String> {
    Set(segments.flatMap { [$0.index.name, $0.digests.name] } + [background.file].compactMap { $0 })
  }
}

// As text.
extension FolderManifest {
  /// The manifest's text.
  package var text: String {
    var text = """
      \(FolderManifest.head) \(FolderManifest.version)
      generation \(generation)
      revision \(revision)
      claims \(claims)
      published \(published)
      background \(background.documents) \(Digits.text(background.checksum)) \(background.file ?? "-")

      """
    for segment in segments {
      text += "segment \(FolderManifest.text(segment.index)) \(FolderManifest.text(segment.digests))\n"
    }
    return text + "checksum \(Digits.text(Checksum.xxh64(of: text)))\n"
  }

  private static func text(_ file: File) -> String { "\(file.name) \(file.bytes) \(Digits.text(file.checksum))" }

  /// Reads a manifest's text.
  ///
  /// - Parameter path: what errors call it.
  /// - Throws: `IndexError.damaged`, `.newer`, `.foreign`.
  package init(text: String, path: String) throws(IndexError) {
    guard text.hasPrefix(FolderManifest.head + " ") else { throw .foreign(path: path) }
    var lines = Lines(text, path: path)
    let version = try lines.number(FolderManifest.head, 0)
    guard version <= FolderManifest.version else { throw .newerFolder(path: path, version: version) }
    try FolderManifest.check(text, path: path)
    generation = try lines.number("generation", 0)
    revision = String(try lines.words("revision", count: 1)[0])
    claims = try lines.number("claims", 0)
    published = try lines.number("published", 0)
    let table = try lines.words("background", count: 3)
    background = Background(
      documents: try lines.count(table[0]), checksum: try lines.checksum(table[1]),
      file: table[2] == "-" ? nil : try lines.name(table[2]))
    segments = []
    while lines.hasNext("segment") {
      let words = try lines.words("segment", count: 6)
      segments.append(Segment(index: try lines.file(words[0..<3]), digests: try lines.file(words[3..<6])))
    }
    _ = try lines.words("checksum", count: 1)
    guard !segments.isEmpty, lines.isAtEnd else { throw lines.fault }
  }

  /// Compares the text with the checksum at its end.
  private static func check(_ text: String, path: String) throws(IndexError) {
    let mark = "\nchecksum "
    guard text.hasSuffix("\n"), text.utf8.count > mark.utf8.count + 17 else {
      throw .damaged(path: path, part: "cut short")
    }
    let body = Array(text.utf8.dropLast(mark.utf8.count - 1 + 17))
    guard text.hasSuffix("checksum \(Digits.text(body.withUnsafeBytes { Checksum.xxh64($0) }))\n") else {
      throw .damaged(path: path, part: "checksum")
    }
  }

  /// Reads lines of words.
  private struct Lines {
    private var lines: ArraySlice<Substring>
    private let path: String
    private var number = 0

    init(_ text: String, path: String) {
      lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      self.path = path
    }

    var isAtEnd: Bool { lines.isEmpty }
    var fault: IndexError { .damaged(path: path, part: "line \(number)") }

    func hasNext(_ word: String) -> Bool { lines.first?.hasPrefix(word + " ") ?? false }

    mutating func words(_ first: String, count: Int) throws(IndexError) -> [Substring] {
      number += 1
      guard let line = lines.popFirst() else { throw fault }
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == count + 1, words[0] == first else { throw fault }
      return Array(words.dropFirst())
    }

    mutating func number(_ first: String, _ place: Int) throws(IndexError) -> Int {
      let word = try words(first, count: 1)[place]
      return try count(word)
    }

    func count(_ word: Substring) throws(IndexError) -> Int {
      guard let count = Int(word), count >= 0 else { throw fault }
      return count
    }

    func checksum(_ word: Substring) throws(IndexError) -> UInt64 {
      guard word.count == 16, let value = UInt64(word, radix: 16) else { throw fault }
      return value
    }

    /// Only names that this program gives lead to files, and none leads out of the folder.
    func name(_ word: Substring) throws(IndexError) -> String {
      guard FolderFiles.isOurs(String(word)) else { throw fault }
      return String(word)
    }

    func file(_ words: ArraySlice<Substring>) throws(IndexError) -> File {
      let words = Array(words)
      return File(name: try name(words[0]), bytes: try count(words[1]), checksum: try checksum(words[2]))
    }
  }
}

/// Checksums as digits.
package enum Digits {
  /// Sixteen hexadecimal digits.
  package static func text(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Checksum {
  /// The checksum of a text's UTF-8.
  fileprivate static func xxh64(of text: String) -> UInt64 {
    Array(text.utf8).withUnsafeBytes { xxh64($0) }
  }
}
