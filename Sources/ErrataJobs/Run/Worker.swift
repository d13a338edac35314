internal import Errata
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import ErrataStore
internal import Synchronization

/// A batch of lines on its way through a run, with what came of it. Its storage is used again.
struct BatchWork: Sendable {
  /// Unknown fields of an item.
  struct Mention: Sendable {
    var line: Int
    var unknownFields: [String]
  }

  var batch = LineBatch()
  var writer = JSONWriter()
  var records: [DecisionRecord] = []
  var diagnostics: [Diagnostic] = []
  var mentions: [Mention] = []
  /// Hashes of the items' ids, and which lines of the batch they stand in.
  var ids: [UInt64] = []
  var idLines: [Int] = []
  var labels = 0
  var badLines = 0

  /// Items judged.
  var items: Int { ids.count }

  /// Forgets what came of the lines before.
  mutating func removeResults() {
    writer.removeAll()
    records.removeAll(keepingCapacity: true)
    diagnostics.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    ids.removeAll(keepingCapacity: true)
    idLines.removeAll(keepingCapacity: true)
    labels = 0
    badLines = 0
  }
}

/// A thread's working memory, reused from batch to batch. The lock is never contended: a worker judges one batch at a
/// time.
final class Worker: Sendable {
  private struct State {
    var session = Engine.Session()
    var line = ItemLine()
    var item = ItemBuffer()
  }

  private let state = Mutex(State())
  private let idHash: IdHash

  init(idHash: IdHash) {
    self.idHash = idHash
  }

  /// Judges the items of a batch, in order; a strict one only up to the first line that is no item.
  func judge(_ work: inout BatchWork, file: String, isStrict: Bool, _ judge: ItemRun.Judge) {
    work.removeResults()
    state.withLock { state in
      for (index, line) in work.batch.lines.enumerated() where !(isStrict && work.badLines > 0) {
        do throws(Diagnostic) {
          let unknownFields = try state.line.read(line, of: work.batch, file: file, into: &state.item)
          let judged = judge(state.item, &state.session, &work.writer)
          work.labels += judged.labels
          if !judged.records.isEmpty { work.records += judged.records }
          if !unknownFields.isEmpty { work.mentions.append(.init(line: line.number, unknownFields: unknownFields)) }
          work.ids.append(idHash(state.item.head.id))
          work.idLines.append(index)
        } catch {
          work.diagnostics.append(error)
          work.badLines += 1
        }
      }
    }
  }
}
