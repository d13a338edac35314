internal import ErrataCorpus
internal import Foundation
internal import Logging

// Changes over HTTP lie above the index until there are many; then a new index is made of all, beside what serves.
extension EngineLoader {
  /// Begins to make a new index when many claims differ from the one that serves; changes go on meanwhile.
  func mergeInTime(_ serving: ServingEngine) {
    guard let corpus = serving.corpus, corpus.differingClaims >= sizes.worthMerging, beginMerging() else { return }
    Task {
      defer { endMerging() }
      do { try await merge(serving) } catch {
        log.error("changed claims can't be merged, and stay above the index: \(error)")
      }
    }
  }

  /// Makes a new index of all claims that an engine has, and puts below what serves then.
  ///
  /// - Throws: `IndexError.tooLarge`; what serves goes on.
  func merge(_ serving: ServingEngine) async throws {
    guard let start = serving.corpus else { return }
    let compacted = try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { continuation.resume(with: Result { try start.compacted() }) }
    }
    try await perform { try self.take(compacted, from: start) }
  }

  /// Puts what was changed meanwhile above the new index, and lets it serve; only within `perform`.
  private func take(_ compacted: LiveCorpus, from start: LiveCorpus) throws {
    guard let serving = holder.current, let corpus = try serving.corpus?.rebased(onto: compacted, from: start) else {
      return
    }
    serve(
      try serving.replacing(
        corpus, changedAt: serving.changedAt, loadedAt: serving.loadedAt, generation: nextGeneration()))
  }
}
