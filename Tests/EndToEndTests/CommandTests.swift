import Foundation
import Testing

@Suite struct CommandTests {
  private let sample = Tool.sample

  @Test func `match shows score, stance, spans and outcome, best first`() throws {
    let tool = try Tool()
    let run = try tool.run("match", "--top", "2", "--min-score", "0", sample)
    #expect(run.status == 0)
    for object in try run.objects() {
      let matches = try #require(object["matches"] as? [[String: Any]])
      #expect(matches.count <= 2)
      let scores = matches.compactMap { $0["score"] as? Double }
      #expect(scores == scores.sorted(by: >))
      for match in matches {
        let outcome = match["outcome"] as? String
        #expect(["apply", "review", "suppressed", "none"].contains(outcome))
        #expect((outcome == "suppressed") == (match["reason"] != nil))
        #expect(match["claim"] is String && match["stance"] is String && match["spans"] is [[Int]])
        #expect(match["terms"] == nil)
      }
    }
  }

  @Test func `match tells what each score is made of when asked, and changes nothing else by it`() throws {
    let tool = try Tool()
    let plain = try tool.run("match", "--min-score", "0", sample).objects()
    let told = try tool.run("match", "--min-score", "0", "--terms", sample).objects()
    var count = 0
    for (plain, told) in zip(plain, told) {
      var matches = try #require(told["matches"] as? [[String: Any]])
      for index in matches.indices {
        let terms = try #require(matches[index].removeValue(forKey: "terms") as? [String: Double])
        #expect(terms.count > 20 && terms["entryCoverage"] != nil)
        count += 1
      }
      #expect(NSArray(array: matches) == NSArray(array: plain["matches"] as? [[String: Any]] ?? []))
    }
    #expect(plain.count == told.count && count > 0)
  }

  @Test(arguments: [[], ["--terms"]]) func `matches have the fields of their schema`(_ flags: [String]) throws {
    let file = Tool.package.appendingPathComponent("corpora/schema/match.schema.json")
    let schema = try #require(JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let match = try #require((schema["$defs"] as? [String: Any])?["match"] as? [String: Any])
    let fields = Set(try #require(match["properties"] as? [String: Any]).keys)
    let required = Set(try #require(match["required"] as? [String]))
    #expect(fields.contains("terms") && !required.contains("terms"))
    let run = try Tool().shell("\"$ERRATA\" match --min-score 0 \(flags.joined()) '\(sample)'")
    let matches = try run.objects().flatMap { $0["matches"] as? [[String: Any]] ?? [] }
    #expect(!matches.isEmpty)
    for match in matches {
      #expect(Set(match.keys).isSubset(of: fields) && required.isSubset(of: match.keys), "\(match.keys)")
      #expect(match.keys.contains("terms") == !flags.isEmpty)
    }
  }

  @Test func `match and label agree`() throws {
    let tool = try Tool()
    let matches = try tool.run("match", "--now", "2026-01-01", sample).objects()
    let decisions = try tool.run("label", "--now", "2026-01-01", sample).objects()
    for (match, decision) in zip(matches, decisions) {
      let applied = (match["matches"] as? [[String: Any]] ?? []).filter { $0["outcome"] as? String == "apply" }
      let labels = (decision["labels"] as? [[String: Any]] ?? []).filter { $0["source"] as? String == "match" }
      #expect(Set(applied.compactMap { $0["claim"] as? String }) == Set(labels.compactMap { $0["claim"] as? String }))
    }
  }

  @Test func `search ranks claims for a query and for a file of queries`() throws {
    let tool = try Tool()
    try tool.write(
      "q.jsonl", #"{"id":"q1","text":"does 5g cause covid"}"# + "\n" + #"{"id":2,"text":"吃大蒜能防新冠吗"}"# + "\n")
    let one = try tool.run("search", "does 5g cause covid", "--top", "3")
    #expect(one.status == 0)
    let results = try #require(one.objects().first?["results"] as? [[String: Any]])
    #expect(results.first?["claim"] as? String == "en-covid-5g-spreads-virus")
    #expect(results.count == 3)
    let many = try tool.run("search", "--queries", "q.jsonl", "--top", "1").objects()
    #expect(many.map { $0["id"] as? String } == ["q1", "2"])
    #expect((many[1]["results"] as? [[String: Any]])?.first?["claim"] as? String == "zh-covid-garlic")
  }

  @Test func `an index gives the same answers as its corpus, and building it twice the same bytes`() throws {
    let tool = try Tool()
    let corpus = Tool.package.appendingPathComponent("corpora/starter").path
    #expect(try tool.run("index", "build", "--corpus", corpus, "--output", "a.index").status == 0)
    #expect(try tool.run("index", "build", "--output", "b.index").status == 0)
    #expect(try tool.read("a.index") == tool.read("b.index"))
    let byIndex = try tool.run("label", "--now", "2026-01-01", "--index", "a.index", sample)
    let byCorpus = try tool.run("label", "--now", "2026-01-01", "--corpus", corpus, sample)
    #expect(byIndex.output == byCorpus.output)
    let info = try tool.run("index", "info", "a.index", "--json").objects().first
    #expect(info?["claims"] as? Int ?? 0 >= 300)
  }

  @Test func `a background table of one's own changes what is rare`() throws {
    let tool = try Tool()
    #expect(try tool.run("index", "background", sample, "--output", "bg", "--minimum", "1").status == 0)
    #expect(try tool.run("index", "build", "--background", "bg", "--output", "own.index").status == 0)
    #expect(try tool.run("index", "build", "--output", "shipped.index").status == 0)
    #expect(try tool.read("own.index") != tool.read("shipped.index"))
  }

  @Test func `normalize shows the result, each step, and what a step would leave`() throws {
    let tool = try Tool()
    #expect(try tool.run("normalize", "喝.白.酒").text == "喝白酒\n")
    let trace = try tool.run("normalize", "--trace", "喝.白.酒 能殺死病毒")
    #expect(trace.text.contains("separators"))
    #expect(trace.text.contains("喝白酒能杀死病毒"))
    #expect(try tool.run("normalize", "--skip", "simplified", "殺死").text == "殺死\n")
    #expect(try tool.run("normalize", input: "ＡＢＣ").text == "abc\n")
    let skipped = try tool.run("normalize", "--skip", "simplified", "--skip", "separators", "喝.白.酒 殺").text
    #expect(skipped.contains("殺"))
    #expect(try tool.run("normalize", "").text == "\n")
  }

  @Test func `lint exits with 0 for a good corpus and 1 for a bad one, with file, line and field`() throws {
    let tool = try Tool()
    #expect(try tool.run("corpus", "lint", "--strict").status == 0)
    try tool.write(
      "bad.jsonl", #"{"id":"a","claim":"x","lang":"en","verdict":"fals","reviews":[],"varients":[]}"# + "\n")
    let run = try tool.run("corpus", "lint", "bad.jsonl")
    #expect(run.status == 1)
    #expect(run.text.contains("bad.jsonl:1: error: verdict: \"fals\" isn't known here"))
    #expect(run.text.contains("varients"))
  }

  @Test func `lint passes warnings unless it is strict`() throws {
    let tool = try Tool()
    try tool.write(
      "warn.jsonl",
      #"{"id":"swans","claim":"The swans of Oldtown obey the traffic lights on the bridge.","lang":"en","verdict":"false","reviews":[{"publisher":"Bureau of Ponds","url":"http://ponds.example/swans","datePublished":"2024"}]}"#
    )
    let run = try tool.run("corpus", "lint", "warn.jsonl")
    #expect(run.status == 0)
    #expect(run.text.contains("warn.jsonl:1: warning: reviews[0].url: "))
    #expect(try tool.run("corpus", "lint", "--strict", "warn.jsonl").status == 1)
    let object = try tool.run("corpus", "lint", "--json", "warn.jsonl").objects().first
    #expect(object != nil)
  }

  @Test func `a corpus or policy with errors stops label, with every file, line and field`() throws {
    let tool = try Tool()
    try tool.write("bad.jsonl", "oops\n" + #"{"id":"a","claim":"x","lang":"en","verdict":"fals","reviews":[]}"# + "\n")
    let corpus = try tool.run("label", "--corpus", "bad.jsonl", input: #"{"id":"1","text":"x"}"#)
    #expect(corpus.status == 2)
    #expect(corpus.text == "")
    #expect(corpus.errors.contains("bad.jsonl:1: error: not JSON at byte 1"))
    #expect(corpus.errors.contains("bad.jsonl:2: error: verdict: \"fals\" isn't known here"))
    try tool.write("bad.yaml", "name: mine\nversion: \"1\"\ncuts:\n  apply: 2\nrules: []\nflour: 0.1\n")
    for arguments in [["label", "--policy", "bad.yaml"], ["policy", "check", "bad.yaml"]] {
      let policy = try tool.shell("\"$ERRATA\" \(arguments.joined(separator: " "))")
      #expect(policy.status == (arguments[0] == "label" ? 2 : 1))
      #expect((policy.text + policy.errors).contains("bad.yaml:4:"), "\(policy.text) \(policy.errors)")
      #expect((policy.text + policy.errors).contains("bad.yaml:6:1: error: "))
    }
  }

  @Test func `a corpus without published claims is said, since it labels nothing`() throws {
    let run = try Tool().run("label", "--corpus", "/dev/null", input: #"{"id":"1","text":"x"}"#)
    #expect(run.status == 0)
    #expect(run.errors == "errata: warning: there is no published claim to match; every item comes out unlabelled\n")
  }

  @Test func `stats counts the starter corpus`() throws {
    let tool = try Tool()
    let run = try tool.run("corpus", "stats", "--json")
    #expect(run.status == 0)
    #expect(try run.objects().count == 1)
    let table = try tool.run("corpus", "stats")
    #expect(table.status == 0)
    #expect(table.lines.count > 5)
  }

  @Test func `index info shows what a file holds`() throws {
    let tool = try Tool()
    #expect(try tool.run("index", "build", "-o", "own.index").status == 0)
    let bytes = try tool.read("own.index").count
    let object = try #require(tool.run("index", "info", "--json", "own.index").objects().first)
    #expect(object["bytes"] as? Int == bytes)
    #expect((object["corpusRevision"] as? String)?.count == 64)
    let table = try tool.run("index", "info", "own.index").lines
    #expect(table.contains { $0.hasPrefix("bytes ") && $0.hasSuffix(" \(bytes)") })
  }

  @Test func `init makes a folder to start from and leaves what is there`() throws {
    let tool = try Tool()
    let first = try tool.run("init", "mine")
    #expect(first.status == 0)
    try tool.write("mine/policy.yaml", "changed")
    let second = try tool.run("init", "mine")
    #expect(second.status == 0)
    #expect(second.errors.contains("mine/policy.yaml: is there already, left as it is"))
    #expect(try tool.read("mine/policy.yaml") == Array("changed".utf8))
    #expect(try tool.run("corpus", "lint", "mine/corpus").status == 0)
    #expect(try tool.run("label", "mine/items.jsonl").status == 0)
  }

  @Test func `what init says to do next works when pasted`() throws {
    for folder in ["", "mine"] {
      let tool = try Tool()
      let made = try tool.shell("\"$ERRATA\" init \(folder)")
      #expect(made.status == 0)
      let lines = made.lines.filter { $0.hasPrefix("  errata ") }
      #expect(lines.count == 3)
      let run = try tool.shell("errata() { \"$ERRATA\" \"$@\"; }; set -e\n" + lines.joined(separator: "\n"))
      #expect(run.status == 0, "\(run.errors)")
      #expect(!run.errors.contains("error"), "\(run.errors)")
      #expect(run.text.contains("rumor"))
    }
  }

  @Test func `the default policy that is printed is valid`() throws {
    let tool = try Tool()
    try tool.write("p.yaml", try tool.run("policy", "default").text)
    let run = try tool.run("policy", "check", "p.yaml")
    #expect(run.status == 0)
    #expect(run.text.contains("p.yaml: default@"))
  }

  @Test func `version and completions are printed`() throws {
    let tool = try Tool()
    #expect(try tool.run("--version").text == "0.1.0\n")
    for shell in ["bash", "zsh", "fish"] {
      let run = try tool.run("--generate-completion-script", shell)
      #expect(run.status == 0)
      #expect(run.text.contains("normalize"))
    }
  }
}
