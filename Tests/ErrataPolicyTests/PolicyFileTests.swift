import ErrataPolicy
import ErrataTestSupport
import Testing

@testable import struct ErrataPolicy.YAMLScan

/// A file that isn't even looked at, or isn't YAML.
struct BadFile: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var code: String
  var line: Int
  var column: Int
  var message: String

  var testDescription: String { name }

  init(_ name: String, _ yaml: String, _ code: String, _ line: Int, _ column: Int, _ message: String) {
    self.init(name, bytes: Array(yaml.utf8), code, line, column, message)
  }

  init(_ name: String, bytes: [UInt8], _ code: String, _ line: Int, _ column: Int, _ message: String) {
    self.name = name
    self.bytes = bytes
    self.code = code
    self.line = line
    self.column = column
    self.message = message
  }

  private static let alias =
    "Anchors (&) and aliases (*) aren't read in a policy. Write the value out, or put the text in quotes."

  static let all = [
    BadFile("empty", "", "empty", 0, 0, "The file is empty."),
    BadFile("only a comment", "# nothing\n", "empty", 0, 0, "The file is empty."),
    BadFile(
      "too large", bytes: Array(repeating: 0x20, count: (1 << 20) + 1), "too-large", 0, 0,
      "The file has 1048577 bytes. A policy has at most 1048576."),
    BadFile("not UTF-8", bytes: [0x6E, 0xFF, 0xFE], "not-utf8", 0, 0, "The file isn't valid UTF-8."),
    BadFile("a control character", "name: a\u{1}b\n", "syntax", 0, 0, "A character can't stand in YAML"),
    BadFile("a list", "- a\n- b\n", "wrong-type", 1, 1, "Expected a mapping with the keys `name`"),
    BadFile("a word", "policy\n", "wrong-type", 1, 1, "Expected a mapping with the keys `name`"),
    BadFile(
      "two documents", "name: a\n---\nname: b\n", "syntax", 2, 1,
      "This is no YAML: but found another document"),
    BadFile(
      "bad indentation", "name: a\n  cuts: b\n", "syntax", 2, 7,
      "This is no YAML: mapping values are not allowed"),
    BadFile(
      "an open bracket", "name: [a\n", "syntax", 2, 1, "This is no YAML: did not find expected ',' or ']'"),
    BadFile(
      "an open quote", "name: a\nversion: \"1.0\ncuts: b\n", "open-quote", 2, 10, "A quoted text begins"),
    BadFile(
      "a quote over two lines", "name: \"a\\\n  b\"\n", "open-quote", 1, 7, "A quoted text begins here"),
    BadFile("a list as key", "[a, b]: c\n", "syntax", 1, 1, "A key is a list or a mapping. Expected a word."),
    BadFile(
      "block text", "name: |\n  a\n", "block-text", 1, 7, "Block text (| or >) isn't read in a policy."),
    BadFile(
      "folded text", "name: >-\n  a\n", "block-text", 1, 7, "Block text (| or >) isn't read in a policy."),
    BadFile("an anchor", "name: &a b\n", "alias", 1, 7, alias),
    BadFile("an alias", "cuts: {apply: *a}\n", "alias", 1, 15, alias),
    BadFile("an alias as key", "*a : b\n", "alias", 1, 1, alias),
    BadFile("an alias after a quoted text", "cuts: [\"&a\", *a]\n", "alias", 1, 14, alias),
    BadFile("an alias behind an apostrophe", "cuts: [don't, *a, won't]\n", "alias", 1, 15, alias),
    BadFile("an alias in what only looks quoted", "cuts: [a\n  'b, *c, d']\n", "alias", 2, 7, alias),
    BadFile("an alias behind a dash and a quote", "cuts: [a - 'b, *c, d']\n", "alias", 1, 16, alias),
    BadFile("an alias next to a bracket", "cuts: [*a]\n", "alias", 1, 8, alias),
    BadFile("columns count characters", "谣言: *a\n", "alias", 1, 5, alias),
    BadFile("a line separator", "# a\u{2028}name: *a\n", "syntax", 1, 1, "An unusual line separator"),
    BadFile("a next-line sign", "name: a\nb: c\u{85}d: *a\n", "syntax", 2, 1, "An unusual line separator"),
    BadFile("Windows line ends", "name: a\r\ncuts: *a\r\n", "alias", 2, 7, alias),
    BadFile(
      "many brackets", "name: " + String(repeating: "[", count: 100_000), "nesting", 1, 23,
      "Brackets lie more than 16 deep."),
    BadFile(
      "many braces", "a: " + String(repeating: "{a: ", count: 17), "nesting", 1, 68,
      "Brackets lie more than 16 deep."),
    BadFile(
      "many dashes", String(repeating: "- ", count: 100_000), "nesting", 1, 43,
      "This line is indented by more than 40 columns."),
    BadFile(
      "many levels", (0...50).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "nesting", 42, 42,
      "This line is indented by more than 40 columns."),
  ]
}

@Suite struct PolicyFileTests {
  @Test(arguments: BadFile.all) func `a file that is no policy is refused at its place`(_ file: BadFile) {
    let findings = TestPolicies.findings(bytes: file.bytes)
    let finding = findings.first { $0.code == file.code }
    #expect(finding?.line == file.line, "\(findings)")
    #expect(finding?.column == file.column, "\(findings)")
    #expect(finding?.message.hasPrefix(file.message) == true, "\(findings)")
  }

  @Test(arguments: [
    "# a comment about *aliases* and &anchors, it's \"fine\n", "\n\n", "# [[[[[[[[[[[[[[[[[[[[[[[[\n",
    "combine: \"minimum\" # 'quoted\n", "combine: 'minimum'\n", "\"combine\": minimum\n",
    "declared:\n  fictional:\n    label: 'fictional'\n",
  ])
  func `comments and quotes don't trouble it`(lines: String) throws {
    _ = try TestPolicies.load(TestPolicies.small + lines)
    _ = try TestPolicies.load((TestPolicies.small + lines).replacing("\n", with: "\r\n"))
  }

  @Test(arguments: [
    "R & D", "2 * 3", "it's", "\"R &D *x\"", "'it''s *x'", "\"say \\\"*x\\\"\"", "a|b", "a>b", "a*b",
  ])
  func `signs within text aren't taken for YAML's`(text: String) {
    #expect(YAMLScan.refusal(of: Array("name: \(text)\n".utf8)) == nil)
  }

  @Test func `a bomb of aliases is refused at once`() {
    var bomb = "a0: &a0 [x]\n"
    for level in 1...40 {
      bomb += "a\(level): &a\(level) {? [*a\(level - 1), *a\(level - 1)] : 1}\n"
    }
    let start = ContinuousClock.now
    #expect(TestPolicies.findings(bomb).map(\.code) == ["alias"])
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `more rules than a thousand are refused`() {
    let rules = (0...1000).map { "  - {id: r\($0), when: {surface: s\($0)}, label: none}\n" }.joined()
    let head = "name: t\nversion: 1\ncuts: {apply: 0.8, review: 0.5}\nfloor: 0.05\nrules:\n"
    let findings = TestPolicies.findings(head + rules)
    #expect(findings.map(\.code) == ["too-many-rules"])
    #expect(findings.map(\.message) == ["There are 1001 rules. A policy has at most 1000."])
  }

  @Test func `cut or changed anywhere, a file is read or refused, never more`() throws {
    let bytes = try TestPolicies.corporaFile("policy/default.yaml")
    for end in stride(from: 0, to: bytes.count, by: 97) {
      _ = try? Policy.load(bytes: Array(bytes[..<end]), file: "cut.yaml")
      var changed = Array(bytes.suffix(1500))
      changed[end % changed.count] = UInt8(truncatingIfNeeded: end &* 31)
      _ = try? Policy.load(bytes: changed, file: "changed.yaml")
    }
  }
}

@Suite struct YAMLScanPropertyTests {
  /// What a hostile file would be made of.
  private static let pieces = [
    "a", "b: ", "- ", "? ", ": ", ":", "[", "]", "{", "}", ", ", "'", "\"", "# ", "#", "&x ", "*x", " *x ",
    "!t ", "\\",
    "\n", "\n  ", " ", "\t", "|", "> ", "%TAG ! x\n", "---\n", "...\n", "谣", "\r\n", "''", "\"\"", "-", "~",
  ]

  @Test(arguments: 1...40 as ClosedRange<UInt64>) func `no alias passes, whatever it hides behind`(
    seed: UInt64
  ) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<500 {
      let count = Int.random(in: 1...24, using: &random)
      let yaml = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let findings = TestPolicies.findings(yaml)
      #expect(
        !findings.contains { $0.message.contains("undefined alias") },
        "seed \(seed): \(yaml.debugDescription)")
    }
  }
}

@Suite struct PolicyVersionTests {
  @Test func `bytes and text of the same file give the same policy`() throws {
    let fromText = try TestPolicies.load(TestPolicies.small)
    let fromBytes = try Policy.load(bytes: Array(TestPolicies.small.utf8), file: "policy.yaml")
    #expect(fromText == fromBytes)
    #expect(fromText.version.hasPrefix("small@1.0+"))
    #expect(fromText.version.count == "small@1.0+".count + 12)
  }
}
