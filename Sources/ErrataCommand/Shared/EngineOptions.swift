internal import ArgumentParser
internal import Errata
internal import ErrataCorpus
internal import ErrataIndex
internal import ErrataJobs
internal import ErrataPolicy
internal import ErrataStore
internal import Foundation

/// Where claims and policy come from.
struct EngineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A corpus file, or a folder of *.jsonl; may be given several times (default: what a given store has live, or the "
        + "starter corpus).",
      valueName: "path"))
  var corpus: [String] = []

  @Option(
    help: ArgumentHelp(
      "An index file or folder made by `errata index build`, in place of a corpus.", valueName: "file"))
  var index: String?

  @Option(help: ArgumentHelp("A policy in YAML (default: the shipped policy).", valueName: "file"))
  var policy: String?

  func validate() throws {
    if index != nil, !corpus.isEmpty {
      throw ValidationError("Give either --corpus or --index: an index holds its corpus already.")
    }
  }

  /// The policy that was asked for, with its file's text.
  func policySource() throws -> PolicySource {
    try PolicySource.load(policy)
  }

  /// The engine that was asked for, with a policy.
  ///
  /// - Parameter store: the path of a store: its live corpus is taken where no other was asked for, so that what was
  ///   retracted there stays retracted.
  func engine(policy: Policy, live store: String? = nil) throws -> Engine {
    let index = try liveIndex(store) ?? openIndex()
    if index.claimCount == 0 {
      Console.warning("there is no published claim to match; every item comes out unlabelled")
    }
    return try Engine(index: index, policy: policy)
  }

  /// The verification of an engine's index, which goes on while the command works.
  static func check(_ engine: Engine) -> BackgroundCheck {
    BackgroundCheck(below: Interrupts.stop) { try engine.verifyIndex() }
  }

  private func liveIndex(_ path: String?) throws -> SegmentedIndex? {
    guard let path, index == nil, corpus.isEmpty, FileManager.default.fileExists(atPath: path) else { return nil }
    let store = try DecisionStore(path: path, mode: .readWrite)
    defer { try? store.close() }
    guard let live = try store.published else { return nil }
    let bytes = try IndexCompiler.compile(try store.claims(revision: live.revision), revision: live.digest)
    return SegmentedIndex(try IndexReader(bytes: bytes, name: "index of the store's corpus"))
  }

  private func openIndex() throws -> SegmentedIndex {
    if let index { return try SegmentedIndex(path: index) }
    let corpus = try CorpusOptions.load(corpus)
    return SegmentedIndex(
      try IndexReader(
        bytes: IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest), name: "index of the corpus"))
  }
}

/// Loading a corpus for a command.
enum CorpusOptions {
  /// The corpus at some paths, or the starter corpus when there are none.
  static func load(_ paths: [String]) throws -> Corpus {
    try paths.isEmpty ? CorpusLoader.starter() : CorpusLoader.load(paths: paths)
  }
}
