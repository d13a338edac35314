/// Loads a corpus: all of it, or an error that tells everything that is wrong.
package enum CorpusLoader {
  /// Loads claims from files, and from the `*.jsonl` of folders (not of folders inside them), in the order
  /// given.
  ///
  /// Files are read piece by piece; a claim line may have up to 1 MiB.
  ///
  /// - Throws: `CorpusError` with every error: a file that can't be read, a line that isn't a claim, an id
  ///   used twice.
  package static func load(paths: [String]) throws(CorpusError) -> Corpus {
    try Corpus(read(paths: paths))
  }

  /// Loads claims from files in memory.
  ///
  /// - Throws: `CorpusError` with every error.
  package static func load(files: [CorpusFile]) throws(CorpusError) -> Corpus {
    try Corpus(read(files: files))
  }

  /// Loads the starter corpus that is compiled in.
  ///
  /// - Throws: `CorpusError`, which a test of the shipped data rules out.
  package static func starter() throws(CorpusError) -> Corpus {
    try load(files: ShippedData.starterCorpus)
  }

  /// Reads files and folders, and notes what is wrong.
  static func read(paths: [String]) -> ClaimEntries {
    var lines = ClaimLines()
    var seen: Set<String> = []
    for path in paths {
      do throws(FileFault) {
        let files = try FileBytes.claimFiles(at: path)
        if files.isEmpty {
          lines.note(
            path, line: 0, code: .emptyFolder, "has no *.jsonl; name a folder or file with claims")
        }
        for file in files where seen.insert(file).inserted { lines.read(path: file) }
      } catch {
        lines.note(path, line: 0, code: .unreadableFile, error.message)
      }
    }
    return lines.entries
  }

  /// Reads files in memory, and notes what is wrong.
  static func read(files: [CorpusFile]) -> ClaimEntries {
    var lines = ClaimLines()
    for file in files { lines.read(file) }
    return lines.entries
  }
}
