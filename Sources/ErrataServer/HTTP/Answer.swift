internal import ErrataJSON

/// Takes pieces of a body that is written as it comes.
package protocol AnswerSink {
  /// Writes a piece; throws when the caller has gone.
  mutating func write(_ bytes: [UInt8]) async throws
}

/// An answer to a request.
package struct Answer: Sendable {
  /// Writes a body piece by piece.
  package typealias Stream = @Sendable (inout any AnswerSink) async throws -> Void

  /// What the body is.
  package enum Body: Sendable {
    /// All of it.
    case bytes([UInt8])
    /// A stream, written piece by piece until the closure returns.
    case stream(Stream)
  }

  /// The status.
  package var status: Int
  /// Header fields.
  package var headers: [(name: String, value: String)]
  /// The body.
  package var body: Body

  /// An answer with a body of some media type.
  package init(status: Int = 200, type: String, bytes: [UInt8]) {
    self.status = status
    headers = [("Content-Type", type)]
    body = .bytes(bytes)
  }

  /// An answer with a stream of some media type.
  package init(type: String, stream: @escaping Stream) {
    status = 200
    headers = [("Content-Type", type), ("Cache-Control", "no-store")]
    body = .stream(stream)
  }

  /// An answer without a body.
  package init(status: Int) {
    self.status = status
    headers = []
    body = .bytes([])
  }

  /// An answer in JSON.
  static func json(status: Int = 200, _ write: (inout JSONWriter) -> Void) -> Answer {
    var writer = JSONWriter()
    writer.object(write)
    return Answer(status: status, type: "application/json", bytes: writer.bytes)
  }

  /// The body's bytes; empty for a stream.
  package var bytes: [UInt8] {
    if case .bytes(let bytes) = body { return bytes }
    return []
  }

  /// The value of a header field.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
