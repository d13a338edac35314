import Foundation
import Testing

/// What the compiler doesn't refuse by itself: which module may import what, and what must not stand in sources.
@Suite struct LayeringTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  struct Source: Sendable {
    var target: String
    var name: String
    var lines: [String]

    var imports: Set<String> {
      Set(
        lines.compactMap { line in
          let words = line.split(separator: " ")
          guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count else { return nil }
          guard words[..<index].allSatisfy({ ["internal", "package", "public", "@_exported", "private"].contains($0) })
          else { return nil }
          return String(words[index + 1])
        })
    }
  }

  private static let sources: [Source] = {
    let folder = root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.compactMap { url in
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      let path = url.path.dropFirst(folder.path.count + 1)
      return Source(
        target: String(path.prefix { $0 != "/" }), name: String(path),
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }()

  /// The targets from the ground to the roof; one may import only what stands above it here.
  static let floors = [
    "CLibXML2", "CZlib", "CErrataTables", "CErrataMemory", "CErrataLexicon", "CErrataRules", "CErrataRatings",
    "CErrataData", "ErrataModel",
    "ErrataText", "ErrataJSON", "ErrataDigest", "ErrataMarkup", "ErrataIndex", "ErrataStance", "ErrataExchange",
    "ErrataPropagation", "ErrataPolicy", "ErrataReach", "ErrataSite", "ErrataStore", "ErrataCorpus", "ErrataIngest",
    "ErrataMatching",
    "Errata",
    "ErrataJobs", "ErrataServer", "ErrataCommand",
  ]

  @Test func `there are sources to look at`() {
    #expect(LayeringTests.sources.count > 100)
  }

  @Test func `a module imports only modules below it`() {
    for source in LayeringTests.sources where source.target != "ErrataTables" {
      let floor = LayeringTests.floors.firstIndex(of: source.target)
      #expect(floor != nil, "\(source.target) has no floor")
      for name in source.imports {
        guard let other = LayeringTests.floors.firstIndex(of: name), let floor else { continue }
        #expect(other < floor, "\(source.name) imports \(name)")
      }
    }
  }

  @Test func `text knows nothing of claims, matching nothing of storage, storage nothing of matching`() {
    let forbidden = [
      "ErrataText": ["ErrataModel"], "ErrataIndex": ["ErrataModel"],
      "ErrataMatching": ["ErrataStore", "ErrataPolicy", "ErrataExchange"],
      "ErrataStore": ["ErrataMatching", "ErrataIndex"],
      "Errata": ["ErrataStore"],
    ]
    for source in LayeringTests.sources {
      for name in forbidden[source.target] ?? [] { #expect(!source.imports.contains(name), "\(source.name)") }
    }
  }

  @Test(arguments: [
    ("GRDB", "ErrataStore"), ("Yams", "ErrataPolicy"), ("Crypto", "ErrataDigest"), ("CLibXML2", "ErrataMarkup"),
    ("ArgumentParser", "ErrataCommand"), ("CErrataTables", "ErrataText"), ("CErrataRules", "ErrataStance"),
    ("CErrataData", "ErrataCorpus"), ("CErrataRatings", "ErrataIngest"),
    ("CZlib", "ErrataServer"), ("HummingbirdCore", "ErrataServer"),
    ("NIOCore", "ErrataServer"), ("NIOSSL", "ErrataServer"), ("CoreMetrics", "ErrataServer"),
    ("ServiceLifecycle", "ErrataServer"),
  ])
  func `an outside package or C target is used by one module only`(_ row: (module: String, target: String)) {
    let users = Set(LayeringTests.sources.filter { $0.imports.contains(row.module) }.map(\.target))
    #expect(users == [row.target])
  }

  @Test(arguments: [
    "ErrataModel", "ErrataText", "ErrataJSON", "ErrataIndex", "ErrataStance", "ErrataExchange", "ErrataMatching",
    "ErrataIngest",
  ])
  func `the core does without Foundation`(_ target: String) {
    for source in LayeringTests.sources where source.target == target {
      #expect(source.imports.isDisjoint(with: ["Foundation", "FoundationEssentials", "Dispatch"]), "\(source.name)")
    }
  }

  @Test func `nothing in the sources ends the program on bad input`() {
    for source in LayeringTests.sources {
      for line in source.lines where !line.contains("//") {
        for word in ["try!", "as!", "fatalError(", "@unchecked Sendable {}"] {
          #expect(!line.contains(word), "\(source.name): \(line)")
        }
      }
    }
  }

  @Test func `every unchecked Sendable has its proof above it`() {
    for source in LayeringTests.sources {
      for (number, line) in source.lines.enumerated() where line.contains("@unchecked Sendable") {
        let above = source.lines[max(0, number - 3)..<number]
        #expect(above.contains { $0.contains("//") }, "\(source.name):\(number + 1)")
      }
    }
  }

  @Test func `no file is longer than 400 lines, no line than 120 columns`() {
    for source in LayeringTests.sources {
      #expect(source.lines.count <= 401, "\(source.name)")
      for (number, line) in source.lines.enumerated() {
        #expect(line.unicodeScalars.count <= 120, "\(source.name):\(number + 1)")
      }
    }
  }

  @Test func `the core reads no clock`() {
    let core = ["ErrataModel", "ErrataText", "ErrataIndex", "ErrataStance", "ErrataPolicy", "ErrataMatching", "Errata"]
    for source in LayeringTests.sources where core.contains(source.target) {
      for line in source.lines where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
        for word in ["Date()", "Date.now", "clock_gettime", "ContinuousClock", "gettimeofday"] {
          #expect(!line.contains(word), "\(source.name): \(line)")
        }
      }
    }
  }
}
