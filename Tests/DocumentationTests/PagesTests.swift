import Foundation
import Testing

/// The pages of the DocC catalogue against the sources that they tell of.
@Suite struct PagesTests {
  private static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let catalogue = "Sources/Errata/Errata.docc"

  private func text(_ path: String) throws -> String {
    try String(contentsOf: PagesTests.root.appendingPathComponent(path), encoding: .utf8)
  }

  private func page(_ name: String) throws -> String { try text("\(PagesTests.catalogue)/\(name).md") }

  private var sources: String {
    get throws {
      let folder = PagesTests.root.appendingPathComponent("Sources")
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      return try (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
        .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    }
  }

  @Test func `links between pages lead to pages`() throws {
    let folder = PagesTests.root.appendingPathComponent(PagesTests.catalogue)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }
    #expect(names.count >= 5)
    for name in names {
      for link in try text("\(PagesTests.catalogue)/\(name)").matches(of: /<doc:([A-Za-z]+)>/) {
        #expect(names.contains("\(link.1).md"), "\(name): \(link.0)")
      }
    }
  }

  @Test func `the picture of the architecture has every module of the package`() throws {
    let (package, picture) = (try text("Package.swift"), try page("Architecture"))
    let names = package.matches(of: /"(C?Errata[A-Za-z]*|CLibXML2)"/).map { String($0.1) }
    for name in Set(names) where !name.hasSuffix("Tests") && name != "ErrataTestSupport" {
      #expect(picture.contains(name), "\(name)")
    }
  }

  @Test func `the grammar of the index file is the one in its source`() throws {
    let source = try text("Sources/ErrataIndex/Format/IndexFormat.swift")
    let grammar = source.split(separator: "\n").filter { $0.hasPrefix("///     ") }.map { String($0.dropFirst(8)) }
    #expect(grammar.count >= 15)
    let page = try page("IndexFormat")
    for line in grammar { #expect(page.contains(line), "\(line)") }
  }

  @Test(arguments: ["FolderManifest", "DigestTable"])
  func `the forms of a folder's files are those in their sources`(_ name: String) throws {
    let source = try text("Sources/ErrataIndex/Folder/\(name).swift")
    let form = source.split(separator: "\n").filter { $0.hasPrefix("///     ") }.flatMap { $0.split(separator: " ") }
    let page = Set(try page("IndexFormat").split(whereSeparator: \.isWhitespace))
    #expect(form.count > 8)
    for word in form where word != "///" { #expect(page.contains(word), "\(word)") }
  }

  @Test func `symbols that the pages cite stand in the sources`() throws {
    let declared = declarations(in: try sources)
    for name in ["Deciding", "ThreatModel"] {
      let cited = try page(name).matches(of: /\| `([A-Z][A-Za-z]+)(?:\.([a-zA-Z]+))?` ?\|?/)
      #expect(cited.count >= 5, "\(name)")
      for symbol in cited {
        #expect(declared.types.contains(String(symbol.1)), "\(name): \(symbol.1)")
        guard let member = symbol.2 else { continue }
        #expect(declared.members.contains(String(member)), "\(name): \(symbol.1).\(member)")
      }
    }
  }

  /// Names that stand after the word by which something is declared.
  private func declarations(in sources: String) -> (types: Set<String>, members: Set<String>) {
    var (types, members): (Set<String>, Set<String>) = ([], [])
    var before: Substring.UTF8View?
    for word in sources.utf8.split(whereSeparator: { !($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }) {
      switch before.map({ String(Substring($0)) }) {
      case "struct", "enum", "class", "extension": types.insert(String(Substring(word)))
      case "let", "var", "func": members.insert(String(Substring(word)))
      default: break
      }
      before = word.count < 10 ? word : nil
    }
    return (types, members)
  }

  @Test(arguments: [
    ("itemBytes = 256 * 1024", "256 KiB"), ("itemUnits = 20_000", "20,000"), ("postingBytes = 4 << 20", "4 MiB"),
    ("alignedEntries = 32", "| 32 |"), ("visitLimit = 24", "| 24 |"), ("claimsPerItem = 16", "| 16 |"),
    ("bytes: Int = 8 << 20, depth: Int = 256, outputBytes: Int = 4 << 20", "8 MiB, 4 MiB, 256"),
    ("elementBytes = 4 << 20", "4 MiB, 8 MiB, 8 GiB; 1,000,000"), ("rowLimit = 1_000_000", "8 GiB; 1,000,000"),
    ("maximumDepth = 64", "| 64, 100,000 |"), ("maximumValues = 100_000", "| 64, 100,000 |"),
    ("lineBytes: Int = 16 << 20", "16 MiB"), ("longest = 6", "| 6 | `SeedKey.longest` |"),
    ("hugeCorpus = 400_000", "| 64; 32 in an index of more than 100,000 entries; 16 above 400,000 |"),
    ("largeCorpus = 100_000", "100,000 entries"), ("mostEntries = 255", "| 255 | `SeedOverlay.mostEntries` |"),
  ]) func `the bounds in the threat model are those of the code`(_ row: (code: String, page: String)) throws {
    #expect(try sources.contains(row.code), "the code has another value: \(row.code)")
    #expect(try page("ThreatModel").contains(row.page), "\(row.page)")
  }
}
