import ErrataModel
import Foundation
import Testing

/// What the documentation promises is what the code has.
@Suite struct SchemaTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: SchemaTests.root.appendingPathComponent(path), encoding: .utf8)
  }

  private func schema(_ name: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text("corpora/schema/\(name).schema.json").utf8))
  }

  /// All `enum` lists in a schema.
  private func wordLists(_ value: Any) -> [[String]] {
    if let object = value as? [String: Any] {
      let own = (object["enum"] as? [String]).map { [$0] } ?? []
      return own + object.values.flatMap(wordLists)
    }
    return (value as? [Any] ?? []).flatMap(wordLists)
  }

  static let words: [(schema: String, words: [String])] = [
    ("claim", Verdict.allCases.map(\.rawValue)), ("claim", ClaimStatus.allCases.map(\.rawValue)),
    ("item", EdgeKind.allCases.map(\.rawValue)), ("item", Declaration.allCases.map(\.rawValue)),
    ("decision", LabelValue.allCases.map(\.rawValue)), ("decision", LabelSource.allCases.map(\.rawValue)),
    ("decision", Stance.allCases.map(\.rawValue)), ("decision", SuppressionReason.allCases.map(\.rawValue)),
    ("match", Outcome.allCases.map(\.rawValue)), ("match", SuppressionReason.allCases.map(\.rawValue)),
    ("match", Stance.allCases.map(\.rawValue)), ("pins", Verdict.allCases.map(\.rawValue)),
  ]

  @Test(arguments: words)
  func `the schemas have the model's words`(_ row: (schema: String, words: [String])) throws {
    #expect(wordLists(try schema(row.schema)).contains(row.words), "\(row.words)")
  }

  @Test func `every suppression reason is explained`() throws {
    let page = try text("Sources/Errata/Errata.docc/Deciding.md")
    for reason in SuppressionReason.allCases { #expect(page.contains("| `\(reason.rawValue)` |")) }
  }

  @Test func `every score term is explained`() throws {
    let page = try text("Sources/Errata/Errata.docc/Deciding.md")
    let table = try text("Sources/CErrataLexicon/match.trees.tsv").split(separator: "\n")
    let terms = try #require(table.first { $0.hasPrefix("features\t") }).split(separator: "\t").dropFirst()
    #expect(terms.count > 20)
    for term in terms {
      // Ranks are told by their first and last: rarest1 to rarest6.
      let name = term.last?.isNumber == true ? "\(term.dropLast())1" : "\(term)"
      #expect(page.contains("`\(name)`"), "\(term)")
    }
  }

  @Test func `claims and items have only the schemas' fields`() throws {
    for (name, files) in [("claim", claimFiles), ("item", ["corpora/samples/items.jsonl"])] {
      let schema = try #require(schema(name) as? [String: Any])
      let fields = Set(try #require(schema["properties"] as? [String: Any]).keys)
      let required = Set(schema["required"] as? [String] ?? [])
      for file in files {
        for line in try text(file).split(separator: "\n") {
          let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
          #expect(Set(object.keys).isSubset(of: fields), "\(file): \(line.prefix(60))")
          #expect(required.isSubset(of: object.keys), "\(file): \(line.prefix(60))")
        }
      }
    }
  }

  private var claimFiles: [String] {
    [
      "ar", "de", "en-health", "en-more", "en-world", "es", "fr", "id", "it", "ja", "ko", "pl", "pt", "ru", "tr", "vi",
      "zh-health", "zh-world",
    ].map { "corpora/starter/\($0).jsonl" }
  }

  @Test func `the starter corpus is as large as promised, Chinese and English alike`() throws {
    let count = { (prefix: String) in
      try claimFiles.filter { $0.contains("/\(prefix)-") }.reduce(0) { sum, file in
        try sum + text(file).split(separator: "\n").count
      }
    }
    let (english, chinese) = (try count("en"), try count("zh"))
    #expect(english + chinese >= 300)
    #expect(Double(chinese) / Double(english + chinese) > 0.4)
  }

  @Test func `the README's links lead somewhere and its commands exist`() throws {
    let readme = try text("README.md")
    for match in readme.matches(of: /\]\(([^)#:]+)\)/) {
      let path = SchemaTests.root.appendingPathComponent(String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.1)")
    }
    for script in [".ci/try", ".ci/test", ".ci/setup", ".ci/run"] {
      #expect(FileManager.default.fileExists(atPath: SchemaTests.root.appendingPathComponent(script).path))
    }
    #expect(readme.contains("bash .ci/try") && readme.contains("bash .ci/test"))
  }
}
