import Foundation
import Testing

/// The targets as `Package.swift` lists them: their order, and what each may import.
@Suite struct PackageTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A target with the names in its dependency list, products included.
  struct Target: Sendable {
    var name: String
    var dependencies: [String]
    var isTest: Bool
  }

  private static let targets: [Target] = {
    let text = (try? String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)) ?? ""
    guard let start = text.range(of: "  targets: [\n") else { return [] }
    return declarations(in: String(text[start.upperBound...]))
  }()

  /// Reads `swift("Name", [...])`, `tests("Name", [...])` and `.target(name: "Name", ...)`, in order.
  static func declarations(in text: String) -> [Target] {
    let openings = [
      "swift(\"", "swift(\n      \"", "tests(\"", "tests(\n      \"", ".systemLibrary(\n      name: \"",
      ".target(name: \"", ".target(\n      name: \"", ".executableTarget(name: \"",
      ".executableTarget(\n      name: \"",
    ]
    let starts = openings.flatMap { opening in
      text.ranges(of: opening).map { (start: $0.lowerBound, name: $0.upperBound, isTest: opening.hasPrefix("tests")) }
    }.sorted { $0.start < $1.start }
    return starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1].start : text.endIndex
      let body = text[start.name..<end]
      let name = String(body.prefix { $0 != "\"" })
      return Target(name: name, dependencies: words(in: body.dropFirst(name.count + 1)), isTest: start.isTest)
    }
  }

  /// The words between quotation marks in the dependency list; other lists hold no target names.
  private static func words(in text: Substring) -> [String] {
    guard let open = text.firstIndex(of: "[") else { return [] }
    var depth = 0
    let list = text[open...].prefix { character in
      depth += character == "[" ? 1 : character == "]" ? -1 : 0
      return depth > 0
    }
    return list.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  private static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Synchronization", "Testing", "Dispatch",
  ]

  /// Imported modules of the Swift files below a folder, with the file's name.
  private static func imports(below folder: URL) -> [(file: String, module: String)] {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.flatMap { url in
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap { line -> (file: String, module: String)? in
        let words = line.split(separator: " ").filter {
          !["internal", "package", "public", "private", "@_exported", "@testable"].contains($0)
        }
        guard words.count == 2, words[0] == "import" else { return nil }
        return (url.lastPathComponent, String(words[1]))
      }
    }
  }

  @Test func `the package is read`() throws {
    let names = PackageTests.targets.map(\.name)
    #expect(names.first == "CLibXML2" && names.contains("ErrataTestSupport"))
    #expect(Set(names).count == names.count)
    let matching = try #require(PackageTests.targets.first { $0.name == "ErrataMatching" })
    #expect(Set(matching.dependencies).isSuperset(of: ["ErrataModel", "ErrataText", "ErrataIndex", "ErrataStance"]))
    #expect(PackageTests.targets.first { $0.name == "ErrataDigest" }?.dependencies.contains("Crypto") == true)
    #expect(PackageTests.targets.first { $0.name == "ErrataModel" }?.dependencies == [])
    #expect(PackageTests.targets.first { $0.name == "ErrataTestSupport" }?.isTest == false)
  }

  @Test func `every folder of sources is a target, and the other way round`() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      at: PackageTests.root.appendingPathComponent("Sources"), includingPropertiesForKeys: nil
    ).map(\.lastPathComponent).filter { !$0.hasPrefix(".") }
    let elsewhere: Set = ["CErrataData", "ErrataTestSupport", "ErrataStages", "ErrataGraph"]
    let named = PackageTests.targets.filter { !$0.isTest && !elsewhere.contains($0.name) }.map(\.name)
    #expect(Set(folders) == Set(named))
    let tests = try FileManager.default.contentsOfDirectory(
      at: PackageTests.root.appendingPathComponent("Tests"), includingPropertiesForKeys: nil
    ).map(\.lastPathComponent).filter { $0.hasSuffix("Tests") }
    let run = Set(PackageTests.targets.filter(\.isTest).map(\.name))
    for folder in tests { #expect(run.contains(folder), "\(folder) is in no target, so it never runs") }
  }

  @Test func `a target depends on targets above it only`() {
    let names = PackageTests.targets.map(\.name)
    for (place, target) in PackageTests.targets.enumerated() {
      for dependency in target.dependencies {
        guard let other = names.firstIndex(of: dependency) else { continue }
        #expect(other < place, "\(target.name) depends on \(dependency), which stands below it")
      }
    }
  }

  @Test func `a file imports only what its target lists`() {
    for target in PackageTests.targets where !target.isTest {
      let folder = target.name == "ErrataTestSupport" ? "Tests/ErrataTestSupport" : "Sources/\(target.name)"
      let allowed = PackageTests.system.union(target.dependencies)
      for line in PackageTests.imports(below: PackageTests.root.appendingPathComponent(folder)) {
        #expect(allowed.contains(line.module), "\(target.name)/\(line.file) imports \(line.module)")
      }
    }
  }

  @Test(arguments: [
    ("Yams", 1), ("CLibXML2", 4), ("Crypto", 1), ("CZlib", 1), ("HummingbirdCore", 1), ("CoreMetrics", 1),
  ])
  func `an outside module stands in few files, so that it can be replaced`(_ row: (module: String, files: Int)) {
    let sources = PackageTests.root.appendingPathComponent("Sources")
    let users = PackageTests.imports(below: sources).filter { $0.module == row.module }
    #expect(users.count == row.files, "\(users.map(\.file))")
  }

  @Test func `no function is longer than 60 lines`() {
    let folder = PackageTests.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var counted = 0
    for url in (files?.allObjects as? [URL] ?? []) where url.pathExtension == "swift" {
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() where isFunction(line) {
        let margin = line.prefix { $0 == " " }
        guard let end = lines[number...].firstIndex(where: { $0 == margin + "}" }) else { continue }
        counted += 1
        #expect(end - number < 60, "\(url.lastPathComponent):\(number + 1)")
      }
    }
    #expect(counted > 500)
  }

  private func isFunction(_ line: Substring) -> Bool {
    let words = line.split(separator: " ")
    return !line.hasSuffix("}")
      && words.prefix(5).contains { $0 == "func" || $0.hasPrefix("init(") || $0.hasPrefix("init?(") }
      && !line.contains("//")
  }
}
