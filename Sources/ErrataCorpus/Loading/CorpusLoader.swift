internal import ErrataModel

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

  /// The claims of files, and of the `*.jsonl` of folders, with their places, in reading order.
  ///
  /// - Throws: `CorpusError` when anything in them is an error.
  package static func located(paths: [String]) throws(CorpusError) -> [LocatedClaim] {
    let entries = read(paths: paths)
    let errors = entries.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw CorpusError(diagnostics: errors) }
    return entries.claims
  }

  /// Reads files and folders, and notes what is wrong.
  static func read(paths: [String]) -> ClaimEntries {
    var lines = ClaimLines()
    for source in sources(at: paths) {
      switch source {
      case .file(let path): lines.read(path: path)
      case .fault(let diagnostic): lines.note(diagnostic)
      }
    }
    return lines.entries
  }

  /// What a path stands for.
  enum Source {
    /// A file to read.
    case file(String)
    /// Nothing that can be read.
    case fault(Diagnostic)
  }

  /// The files that paths stand for, each once, in the order given.
  static func sources(at paths: [String]) -> [Source] {
    var sources: [Source] = []
    var seen: Set<String> = []
    for path in paths {
      do throws(FileFault) {
        let files = try FileBytes.claimFiles(at: path)
        if files.isEmpty {
          let message = "has no *.jsonl; name a folder or file with claims"
          sources.append(.fault(fault(path, .emptyFolder, message)))
        }
        sources += files.filter { seen.insert($0).inserted }.map(Source.file)
      } catch {
        sources.append(.fault(fault(path, .unreadableFile, error.message)))
      }
    }
    return sources
  }

  /// A diagnostic about a whole file.
  static func fault(_ path: String, _ code: LintCode, _ message: String) -> Diagnostic {
    Diagnostic(file: path, line: 0, code: code.rawValue, message: message)
  }

  /// Reads files in memory, and notes what is wrong.
  static func read(files: [CorpusFile]) -> ClaimEntries {
    var lines = ClaimLines()
    for file in files { lines.read(file) }
    return lines.entries
  }
}
