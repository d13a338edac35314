internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore
internal import Synchronization

/// What came of a batch of lines.
struct BatchResult: Sendable {
  /// An item's id and unknown fields, for what is said once a run.
  struct Mention: Sendable {
    var id: String
    var line: Int
    var unknownFields: [String]
  }

  let file: String
  let endOffset: Int
  var output: [UInt8] = []
  var records: [DecisionRecord] = []
  var diagnostics: [Diagnostic] = []
  var mentions: [Mention] = []
  var items = 0
  var labels = 0
  var badLines = 0
}

/// A thread's working memory, reused from batch to batch. The lock is never contended: a worker judges one batch at a
/// time.
final class Worker: Sendable {
  private struct State {
    var session = Engine.Session()
    var writer = JSONWriter()
  }

  private let state = Mutex(State())

  /// Judges the items of a batch, in order; a strict one only up to the first line that is no item.
  func judge(_ batch: LineBatch, file: String, isStrict: Bool, _ judge: ItemRun.Judge) -> BatchResult {
    state.withLock { state in
      state.writer.removeAll()
      var result = BatchResult(file: file, endOffset: batch.endOffset)
      for line in batch.lines where !(isStrict && result.badLines > 0) {
        switch ItemLine.decode(line, of: batch, file: file) {
        case .failure(let diagnostic):
          result.diagnostics.append(diagnostic)
          result.badLines += 1
        case .success(let decoded):
          let judged = judge(decoded.item, &state.session, &state.writer)
          result.items += 1
          result.labels += judged.labels
          if let record = judged.record { result.records.append(record) }
          result.mentions.append(
            .init(id: decoded.item.id, line: line.number, unknownFields: decoded.unknownFields))
        }
      }
      result.output = state.writer.bytes
      return result
    }
  }
}
