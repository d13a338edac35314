package import ErrataModel

/// Reads feeds, pages and tables of fact-checkers and makes claims of them.
///
/// Every byte is treated as hostile: what is held of a source is bounded, nothing that content names is opened, and
/// what can't be read is a line of the report. Sources are read one after the other; `finish` brings all
/// of it together.
package struct Importer {
  /// How far an import has come.
  package struct Progress: Hashable, Sendable {
    /// Reviews and claims found.
    package var found = 0
    /// Bytes read.
    package var bytes = 0
  }

  private let settings: ImportSettings
  private var sink: ImportSink

  /// Makes an importer.
  package init(settings: ImportSettings = ImportSettings()) {
    self.settings = settings
    sink = ImportSink(settings: settings)
  }

  /// Reads a source.
  ///
  /// - Parameter watch: is told how far it has come, for each piece that is read.
  /// - Throws: `ImportError`, and what the source throws.
  package mutating func read(_ source: ByteSource, watch: (Progress) -> Void = { _ in }) throws {
    sink.report.sources += 1
    var stream = ByteStream(source, limit: settings.sourceBytes)
    let before = sink.report.bytes
    defer {
      sink.report.bytes = before + stream.bytesRead
    }
    let head = try stream.peek(SourceReading.headBytes)
    if let format = FormatSniffer.compression(of: head) {
      throw ImportError.compressed(source: source.name, format: format)
    }
    var reading = SourceReading(name: source.name, settings: settings)
    try reading.read(&stream, into: &sink) { sink, bytes in
      watch(Progress(found: sink.report.found, bytes: before + bytes))
    }
    if stream.isCut {
      let message = "only the first \(settings.sourceBytes) bytes were read; split it to import the rest"
      sink.report.add(.source, ImportPlace(source: source.name), "too-many-bytes", message)
    }
  }

  /// The claims: those of `base`, changed by what was read, and the new ones, sorted by id.
  ///
  /// The same sources into the same base give the same claims, and a second time no change.
  package mutating func finish(into base: [Claim] = []) -> (claims: [Claim], report: ImportReport) {
    sink.finishTables()
    let claims = sink.merger.merged(into: base, report: &sink.report)
    return (claims, sink.report)
  }
}
