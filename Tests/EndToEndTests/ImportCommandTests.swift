import Foundation
import Testing

/// `errata corpus import` with the tool: where claims and report go, and what a second import does.
@Suite struct ImportCommandTests {
  private static let sample = Tool.package.appendingPathComponent("corpora/samples/feed.json").path
  private static let bad = #"{"@type":"ClaimReview","claimReviewed":"A claim of some words","url":"/x"}"#

  @Test func `claims go to standard output and the report to standard error`() throws {
    let run = try Tool().run("corpus", "import", Self.sample)
    #expect(run.status == 0 && run.lines.count == 3)
    #expect(run.errors.contains("\(Self.sample):6 (item 1): taken: en “The swans of Oldtown"))
    #expect(run.errors.contains("1 source: 4 found, 4 taken, 0 left out\n"))
    #expect(
      run.errors.contains("claims: 3 added, 0 updated, 0 unchanged, 1 of them drafts, 0 disputed; 1 reviews joined"))
  }

  @Test func `a corpus file is made, then brought up to date, and can be loaded`() throws {
    let tool = try Tool()
    let first = try tool.run("corpus", "import", Self.sample, "--output", "claims.jsonl")
    #expect(first.status == 0 && first.text.contains("3 added"))
    let bytes = try tool.read("claims.jsonl")
    let second = try tool.run("corpus", "import", Self.sample, "--output", "claims.jsonl")
    #expect(second.text.contains("0 added, 0 updated, 3 unchanged"))
    #expect(try tool.read("claims.jsonl") == bytes)
    let stats = try tool.run("corpus", "stats", "claims.jsonl", "--json")
    #expect(stats.status == 0, "\(stats.errors)")
    let again = try tool.run("corpus", "import", "claims.jsonl")
    #expect(Array(again.output) == bytes, "our own format comes through byte for byte")
  }

  @Test func `the starter corpus comes through byte for byte in canonical form`() throws {
    let tool = try Tool()
    let folder = Tool.package.appendingPathComponent("corpora/starter").path
    let first = try tool.shell("\"$ERRATA\" corpus import '\(folder)'/*.jsonl > a.jsonl 2> report")
    #expect(first.status == 0)
    #expect(try tool.shell("\"$ERRATA\" corpus import a.jsonl --no-progress 2>/dev/null | cmp - a.jsonl").status == 0)
    let digests = try tool.shell(
      "for c in a.jsonl '\(folder)'; do \"$ERRATA\" corpus stats $c --json | grep -o '\"revision\":\"[0-9a-f]*'; done")
    #expect(Set(digests.lines).count == 1 && digests.lines.count == 2, "\(digests.text)\(digests.errors)")
  }

  @Test func `a dry run writes nothing`() throws {
    let tool = try Tool()
    let run = try tool.run("corpus", "import", Self.sample, "--output", "claims.jsonl", "--dry-run")
    #expect(run.status == 0 && run.text.contains("3 added"))
    #expect(!FileManager.default.fileExists(atPath: tool.path("claims.jsonl")))
  }

  @Test func `a store's live corpus is published once, and a second time isn't`() throws {
    let tool = try Tool()
    #expect(try tool.run("label", "--store", "s.sqlite", Tool.sample).status == 0)
    let first = try tool.run("corpus", "import", Self.sample, "--store", "s.sqlite", "--by", "Ana", "--reason", "feed")
    #expect(first.status == 0 && first.text.contains("3 added"), "\(first.errors)")
    let second = try tool.run("corpus", "import", Self.sample, "--store", "s.sqlite")
    #expect(second.status == 0 && second.text.contains("3 unchanged"), "\(second.errors)")
    let items = #"{"id":"1","text":"老城桥头的红绿灯是天鹅自己按下的。"}"#
    try tool.write("items.jsonl", items + "\n")
    let labels = try tool.run("label", "--store", "s.sqlite", "items.jsonl").objects()
    #expect((labels.first?["labels"] as? [Any])?.count == 1)
  }

  @Test func `what is left out ends with exit code 1, and the report is JSON on demand`() throws {
    let tool = try Tool()
    try tool.write("bad.json", Self.bad)
    let run = try tool.run("corpus", "import", "bad.json", "--dry-run", "--json")
    #expect(run.status == 1)
    let report = try #require(run.objects().first)
    #expect(report["leftOut"] as? Int == 1 && report["found"] as? Int == 1)
    let line = try #require((report["lines"] as? [[String: Any]])?.first)
    #expect(line["kind"] as? String == "leftOut" && line["code"] as? String == "bad-address")
    #expect(line["line"] as? Int == 1 && line["item"] as? Int == 1 && line["source"] as? String == "bad.json")
  }

  @Test func `standard input is a source, and may be a table`() throws {
    let table =
      "Aussage;Adresse;Tag;Urteil\nDie Eulen tragen die Briefe aus.;https://teich.example/2;2024-03-02;Falsch\n"
    let run = try Tool().run(
      "corpus", "import", "-", "--map", "claim=Aussage", "--map", "url=Adresse", "--map", "date=Tag", "--map",
      "rating=Urteil", "--lang", "de", input: table)
    #expect(run.status == 0 && run.text.contains(#""verdict":"false""#), "\(run.errors)")
  }

  @Test(arguments: [
    ("https://ponds.example/feed", 2, "nothing is fetched"), ("missing.json", 2, "no such file"),
    ("zeros.gz", 2, "is compressed with gzip"), ("table.csv", 2, "--map claim=COLUMN, of: a, b"),
    ("mapped.csv --map claim=x --map url=b", 2, "has no column “x” for claim; its columns are: a, b"),
    ("mapped.csv --map what=a", 2, "no field is called “what”"), ("noise.bin", 2, "is of no known format"),
    ("bomb.xml", 2, "declares the entity"), ("mapped.csv --map claim", 64, "--map takes field=column"),
    ("mapped.csv --limit 0", 64, "--limit takes"),
    ("mapped.csv --output a --store b", 64, "either --output or --store"),
    ("mapped.csv --format pdf", 64, "pdf"),
  ])
  func `a source that can't be imported is said, with what to do`(
    _ row: (arguments: String, status: Int32, message: String)
  ) throws {
    let tool = try Tool()
    for name in ["table.csv", "mapped.csv"] { try tool.write(name, "a,b\n1,2\n") }
    try tool.write("noise.bin", [0x00, 0x01, 0x02, 0xFF, 0x80, 0x7F, 0x10, 0x11])
    try tool.write("bomb.xml", "<!DOCTYPE rss [<!ENTITY a \"b\">]><rss><channel/></rss>")
    #expect(try tool.shell("head -c 100000000 /dev/zero | gzip > zeros.gz").status == 0)
    let run = try tool.shell("\"$ERRATA\" corpus import \(row.arguments)")
    #expect(run.status == row.status && run.errors.contains(row.message), "\(run.status) \(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func `a stream without end stops at the limit, and memory stays small`() throws {
    let tool = try Tool()
    let review =
      #"{"@type":"ClaimReview","claimReviewed":"A claim of some words","url":"https://a.example/1","#
      + #""datePublished":"2024","inLanguage":"en","reviewRating":"False"}"#
    let run = try tool.shell("yes '\(review)' | \"$ERRATA\" corpus import - --limit 2000 --dry-run | tail -n 3")
    #expect(run.text.contains("2000 taken") && run.text.contains("claims: 1 added"), "\(run.text)\(run.errors)")
  }

  @Test func `zeros that are unpacked on the way are refused, a gigabyte of them`() throws {
    let run = try Tool().shell("head -c 1000000000 /dev/zero | \"$ERRATA\" corpus import - ; echo $?")
    #expect(run.text == "2\n" && run.errors.contains("is of no known format, begins with the bytes 00 00"))
  }
}
