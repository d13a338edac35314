package import ErrataJSON
internal import ErrataModel
package import ErrataStore
internal import Foundation

/// The parameters of a job, read from its JSON object.
///
/// | kind | parameters |
/// |---|---|
/// | `label` | `input`, and optionally `output`, `moveTo`, `now`, and those of an engine |
/// | `relabel` | optionally `now`, and those of an engine |
/// | `reindex` | `output`, and optionally `corpus` |
/// | `export` | `output`, `what`: `decisions` or `labels` |
///
/// Those of an engine: `corpus` (a list of paths), `index`, `policy`.
package struct JobParameters: Hashable, Sendable {
  /// What an export writes.
  package enum Content: String, Hashable, Sendable, CaseIterable {
    /// All decisions.
    case decisions
    /// All label events.
    case labels
  }

  /// The file of items.
  package var input: String?
  /// The file to write.
  package var output: String?
  /// Where the input goes when all is done.
  package var moveTo: String?
  /// Files or folders of claims.
  package var corpus: [String] = []
  /// An index file in place of a corpus.
  package var index: String?
  /// A policy file.
  package var policy: String?
  /// The clock, for repeatable runs.
  package var now: String?
  /// What an export writes.
  package var what: Content?

  /// No parameters.
  package init() {}

  /// Reads and checks the parameters of a job.
  ///
  /// - Parameter folder: when given, every path must lie in it, and is read as relative to it: for callers that must
  ///   not read or write elsewhere.
  /// - Throws: `JobFault` that names the parameter.
  package init(_ kind: JobKind, _ value: JSONValue, within folder: String? = nil) throws(JobFault) {
    guard case .object(let members) = value else {
      throw JobFault("the parameters are \(value.kind), expected an object")
    }
    let known = JobParameters.names(of: kind)
    for member in members {
      guard known.contains(member.key) else {
        throw JobFault("\(member.key) is no parameter of \(kind.rawValue); it takes \(known.joined(separator: ", "))")
      }
      try set(member.key, member.value)
    }
    for name in JobParameters.required(by: kind) where value[name] == nil {
      throw JobFault("\(name) is missing: \(kind.rawValue) needs it")
    }
    if index != nil, !corpus.isEmpty { throw JobFault("corpus and index stand together, expected one of them") }
    if let folder { try confine(to: folder) }
  }

  /// The parameters as JSON.
  package var json: JSONValue {
    var members: [JSONMember] = []
    func add(_ name: String, _ text: String?) {
      if let text { members.append(JSONMember(key: name, value: .string(text))) }
    }
    add("what", what?.rawValue)
    add("input", input)
    add("output", output)
    add("moveTo", moveTo)
    if !corpus.isEmpty { members.append(JSONMember(key: "corpus", value: .array(corpus.map(JSONValue.string)))) }
    add("index", index)
    add("policy", policy)
    add("now", now)
    return .object(members)
  }

  private static func names(of kind: JobKind) -> [String] {
    switch kind {
    case .label: ["input", "output", "moveTo", "corpus", "index", "policy", "now"]
    case .relabel: ["corpus", "index", "policy", "now"]
    case .reindex: ["output", "corpus"]
    case .export: ["output", "what"]
    }
  }

  private static func required(by kind: JobKind) -> [String] {
    switch kind {
    case .label: ["input"]
    case .relabel: []
    case .reindex: ["output"]
    case .export: ["output", "what"]
    }
  }

  private mutating func set(_ name: String, _ value: JSONValue) throws(JobFault) {
    switch name {
    case "input": input = try JobParameters.text(name, value)
    case "output": output = try JobParameters.text(name, value)
    case "moveTo": moveTo = try JobParameters.text(name, value)
    case "index": index = try JobParameters.text(name, value)
    case "policy": policy = try JobParameters.text(name, value)
    case "now":
      now = try JobParameters.text(name, value)
      if now.flatMap({ Timestamp($0) }) == nil { throw JobFault("now isn't a time; expected RFC 3339") }
    case "what":
      what = Content(rawValue: try JobParameters.text(name, value))
      if what == nil { throw JobFault("what is unknown; expected decisions or labels") }
    default:
      guard case .array(let values) = value else {
        throw JobFault("\(name) is \(value.kind), expected a list of paths")
      }
      for value in values { corpus.append(try JobParameters.text(name, value)) }
    }
  }

  private static func text(_ name: String, _ value: JSONValue) throws(JobFault) -> String {
    guard case .string(let text) = value else { throw JobFault("\(name) is \(value.kind), expected a string") }
    guard !text.isEmpty, !text.utf8.contains(0) else { throw JobFault("\(name) is empty or holds a NUL") }
    return text
  }

  private mutating func confine(to folder: String) throws(JobFault) {
    func inside(_ name: String, _ path: String?) throws(JobFault) -> String? {
      guard let path else { return nil }
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
        throw JobFault("\(name) lies outside of the jobs' folder; expected a path in it, without ..")
      }
      let full = folder + "/" + path
      let real = URL(fileURLWithPath: full).deletingLastPathComponent().resolvingSymlinksInPath().path
      let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
      guard real == root || real.hasPrefix(root + "/") else {
        throw JobFault("\(name) leads out of the jobs' folder through a link")
      }
      return full
    }
    input = try inside("input", input)
    output = try inside("output", output)
    moveTo = try inside("moveTo", moveTo)
    index = try inside("index", index)
    policy = try inside("policy", policy)
    var paths: [String] = []
    for path in corpus { paths.append(try inside("corpus", path) ?? path) }
    corpus = paths
  }
}
