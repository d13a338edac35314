internal import ErrataJSON
internal import ErrataJobs
internal import ErrataModel
package import Logging

/// Writes the log to standard error, a line an entry: text for people, JSON for programs.
package struct LogOutput: LogHandler {
  /// What entries have in common.
  package var metadata: Logger.Metadata = [:]
  /// Entries below it are left out.
  package var logLevel = Logger.Level.info
  private let isJSON: Bool
  private let clock: WallClock
  private let write: @Sendable ([UInt8]) -> Void

  /// A log.
  ///
  /// - Parameter write: takes lines; standard error by default.
  package init(
    isJSON: Bool, clock: WallClock = .system,
    write: @escaping @Sendable ([UInt8]) -> Void = { try? OutputWriter.standardError.write($0) }
  ) {
    self.isJSON = isJSON
    self.clock = clock
    self.write = write
  }

  /// What entries have in common, by name.
  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes an entry.
  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
    var writer = JSONWriter()
    let time = clock.now().description
    if isJSON {
      writer.object { writer in
        writer.member("time", time)
        writer.member("level", event.level.rawValue)
        writer.member("message", "\(event.message)")
        for (key, value) in all { writer.member(key, "\(value)") }
      }
    } else {
      let rest = all.map { " \($0.key)=\($0.value)" }.joined()
      writer.raw(LogOutput.plain("\(time) \(event.level.rawValue): \(event.message)\(rest)"))
    }
    writer.newline()
    write(writer.bytes)
  }

  /// The log with warnings and errors only.
  static func quieted(_ log: Logger) -> Logger {
    var log = log
    log.logLevel = .warning
    return log
  }

  /// The text on one line, without signs that move a terminal's cursor: a message may quote what a caller sent.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D: result.append("⏎")
      case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
