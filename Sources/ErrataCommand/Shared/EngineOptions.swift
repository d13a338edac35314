internal import ArgumentParser
internal import Errata
internal import ErrataCorpus
internal import ErrataIndex
internal import ErrataPolicy

/// Where claims and policy come from.
struct EngineOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Corpus files or folders of *.jsonl (default: the starter corpus).", valueName: "path"))
  var corpus: [String] = []

  @Option(help: ArgumentHelp("An index made by `errata index build`, in place of a corpus.", valueName: "file"))
  var index: String?

  @Option(help: ArgumentHelp("A policy in YAML (default: the shipped policy).", valueName: "file"))
  var policy: String?

  func validate() throws {
    if index != nil, !corpus.isEmpty {
      throw ValidationError("Give either --corpus or --index: an index holds its corpus already.")
    }
  }

  /// A policy with its file's text.
  struct PolicySource {
    var policy: Policy
    var text: String
  }

  /// The policy that was asked for.
  func policySource() throws -> PolicySource {
    guard let policy else {
      let text = ShippedData.defaultPolicy
      return PolicySource(policy: try Policy.load(yaml: text, file: ShippedData.defaultPolicyName), text: text)
    }
    let bytes = try SmallFile.read(policy, limit: Policy.maximumBytes)
    let loaded = try Policy.load(bytes: bytes, file: policy)
    return PolicySource(policy: loaded, text: String(decoding: bytes, as: UTF8.self))
  }

  /// The engine that was asked for, with a policy.
  func engine(policy: Policy) throws -> Engine {
    try Engine(index: openIndex(), policy: policy)
  }

  private func openIndex() throws -> IndexReader {
    if let index { return try IndexReader(path: index) }
    let corpus = try CorpusOptions.load(corpus)
    return try IndexReader(
      bytes: IndexCompiler.compile(corpus.claims, revision: corpus.revision.digest), name: "index of the corpus")
  }
}

/// Loading a corpus for a command.
enum CorpusOptions {
  /// The corpus at some paths, or the starter corpus when there are none.
  static func load(_ paths: [String]) throws -> Corpus {
    try paths.isEmpty ? CorpusLoader.starter() : CorpusLoader.load(paths: paths)
  }
}
