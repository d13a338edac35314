internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// The work on one batch whose matches are asked for.
struct MatchTask: Sendable {
  var serving: ServingEngine
  var batch: BatchRequest
  var now: Timestamp
  var top: Int
  var least: Double
  var explains: Bool
  var itemLimit: Int

  /// Matches the items and writes the answer.
  func answer(_ memory: inout WorkerMemory) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("results")
      writer.array { writer in
        for index in batch.items.indices { match(index, &memory, &writer) }
      }
      serving.encodeVersions(into: &writer)
    }
    return writer.bytes
  }

  private func match(_ index: Int, _ memory: inout WorkerMemory, _ writer: inout JSONWriter) {
    let range = batch.items[index]
    let bytes = batch.bytes.span.extracting(range)
    guard range.count <= itemLimit else {
      return ItemFault(tooLong: range.count, limit: itemLimit, item: bytes).encode(index: index, into: &writer)
    }
    do {
      _ = try memory.reader.read(bytes, into: &memory.item)
    } catch {
      return ItemFault(error, item: bytes).encode(index: index, into: &writer)
    }
    let matches = serving.engine.match(
      memory.item, now: now, top: top, minimumScore: least, explains: explains, session: &memory.session)
    MatchEncoder.encode(id: memory.item.head.id, matches: matches, into: &writer)
  }
}
