internal import HTTPTypes
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import ServiceLifecycle
internal import Synchronization

/// Takes calls from sockets and gives them to the service.
struct Listener {
  let service: Service
  private let log: Logger
  /// Is told the port once calls are taken.
  private let onListening: @Sendable (Int) -> Void

  init(service: Service, log: Logger, onListening: @escaping @Sendable (Int) -> Void) {
    self.service = service
    self.onListening = onListening
    // What the server itself tells at lower levels is told by the run already.
    self.log = LogOutput.quieted(log)
  }

  /// The server, as a service of a group.
  func server(loops: any EventLoopGroup) throws -> any ServiceLifecycle.Service {
    let settings = service.settings
    let timeouts = settings.timeouts
    let head = TimeAmount.seconds(Int64(timeouts.headSeconds))
    let configuration = HTTP1Channel.Configuration(
      additionalChannelHandlers: [HeadTimeout(limit: head)],
      idleTimeout: .seconds(Int64(timeouts.idleSeconds)),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: 64 * 1024, maxHeaderListSize: 64 * 1024, maxHeaderFieldCount: 100))
    let certificates = service.certificates
    let builder = HTTPServerBuilder { responder in
      let plain = HTTP1Channel(responder: responder, configuration: configuration)
      guard let certificates else { return plain }
      return SecureChannel(base: plain, holder: certificates)
    }
    return try builder.buildServer(
      configuration: ServerConfiguration(
        address: .hostname(settings.host, port: settings.port), backlog: 1024,
        availableConnectionsDelegate: .maximum(settings.limits.connections, logger: log)),
      eventLoopGroup: loops, logger: log,
      responder: { [service] request, writer, channel in
        try await Exchange(service: service, peer: channel.remoteAddress?.ipAddress ?? "unknown")
          .answer(request, writer)
      },
      onServerRunning: { [onListening] channel in onListening(channel.localAddress?.port ?? 0) })
  }
}

/// A connection that is secured before anything is read from it, with the certificate that serves when it comes.
private struct SecureChannel<Base: ServerChildChannel>: ServerChildChannel {
  let base: Base
  let holder: TLSHolder

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
    let context = holder.context
    return channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
    }.flatMap {
      base.setup(channel: channel, logger: logger)
    }
  }

  func handle(value: Base.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}

/// One request and its answer.
private struct Exchange {
  let service: Service
  let peer: String

  func answer(_ request: HummingbirdCore.Request, _ writer: consuming ResponseWriter) async throws {
    let answer = await service.answer(call(request))
    var fields = HTTPFields()
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    let isClosing = answer.header("Connection") == "close"
    if service.isDraining, !isClosing { fields[.connection] = "close" }
    switch answer.body {
    case .bytes(let bytes):
      if answer.status != 304 { fields[.contentLength] = String(bytes.count) }
      let head = HTTPResponse(status: .init(code: answer.status), headerFields: fields)
      try await writer.write(
        response: head, body: bytes.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: bytes)))
    case .stream(let stream):
      let head = HTTPResponse(status: .init(code: answer.status), headerFields: fields)
      let body = ResponseBody { writer in
        var sink: any AnswerSink = WriterSink(writer: writer)
        try await stream(&sink)
        try await writer.finish(nil)
      }
      try await writer.write(response: head, body: body)
    }
    // The rest of a body that wasn't read isn't worth waiting for.
    if isClosing { throw CancellationError() }
  }

  private func call(_ request: HummingbirdCore.Request) -> Call {
    var headers: [String: String] = [:]
    for field in request.headers {
      let name = field.name.canonicalName
      if headers[name] == nil { headers[name] = field.value }
    }
    if let authority = request.head.authority { headers["host"] = authority }
    let (body, seconds) = (request.body, service.settings.timeouts.bodySeconds)
    let length = request.headers[.contentLength].flatMap { Int($0) }
    return Call(request.method.rawValue, request.head.path ?? "/", headers: headers, peer: peer) { limit in
      if let length, length > limit { throw Problem.tooLarge(length, limit: limit) }
      return try await BodyReading.read(body, limit: limit, seconds: seconds)
    }
  }
}

/// A stream's way to the socket.
private struct WriterSink: AnswerSink {
  var writer: any ResponseBodyWriter

  mutating func write(_ bytes: [UInt8]) async throws {
    try await writer.write(ByteBuffer(bytes: bytes))
  }
}

/// Reads bodies within a size and a time.
private enum BodyReading {
  static func read(_ body: RequestBody, limit: Int, seconds: Int) async throws -> [UInt8] {
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask {
        var bytes: [UInt8] = []
        for try await buffer in body {
          guard bytes.count + buffer.readableBytes <= limit else {
            throw Problem.tooLarge(bytes.count + buffer.readableBytes, limit: limit)
          }
          bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
      }
      group.addTask {
        try await Task.sleep(for: .seconds(seconds))
        throw Problem(.requestTimeout, "The body didn't arrive within \(seconds) seconds.")
      }
      defer { group.cancelAll() }
      guard let bytes = try await group.next() else { throw CancellationError() }
      return bytes
    }
  }
}
