@testable import ErrataServer

import Testing

@Suite struct SettingsTests {
  private func load(
    _ yaml: String? = nil, environment: [String: String] = [:], flags: [(String, String)] = []
  ) throws -> ServeSettings {
    try .load(
      file: yaml.map { ("worker.yaml", Array($0.utf8)) }, environment: environment,
      flags: flags.map { (key: $0.0, value: $0.1) })
  }

  @Test func `the file comes first, then the environment, then the flags`() throws {
    let yaml = "limits:\n  items: 10\n  bodyBytes: 2048\nport: 1\nworkers: 3\n"
    let settings = try load(
      yaml, environment: ["ERRATA_LIMITS_ITEMS": "20", "ERRATA_PORT": "2", "ERRATA_BINARY": "/x"],
      flags: [("port", "3")])
    #expect(settings.limits.items == 20 && settings.limits.bodyBytes == 2048)
    #expect(settings.port == 3 && settings.workers == 3)
    #expect(try load() == ServeSettings())
  }

  @Test(arguments: SettingTable.all.map(\.key))
  func `every setting is read back from what is printed`(_ key: String) throws {
    let setting = try #require(SettingTable.setting(key))
    var settings = ServeSettings()
    switch setting.kind {
    case .text: setting.apply(&settings, .text("x: \"y\" \\ #z" + String(repeating: "k", count: 32)))
    case .integer(let range): setting.apply(&settings, .integer(range.upperBound))
    case .number(let range): setting.apply(&settings, .number((range.lowerBound + range.upperBound) / 2))
    case .word(let words): setting.apply(&settings, .text(words[words.count - 1]))
    case .flag: setting.apply(&settings, .flag(false))
    case .list: setting.apply(&settings, .list(["a b", "c,d"]))
    }
    guard !setting.isSecret else {
      #expect(settings.text.contains("\(key): \"(hidden)\"") && !settings.text.contains("kkkk"))
      return
    }
    // One half of TLS is refused without the other.
    if key.hasPrefix("tls.") { (settings.tlsCertificate, settings.tlsKey) = ("x: \"y\".pem", "x: \"y\".pem") }
    // `off` is refused on other addresses, and a host that isn't loopback needs keys.
    if key == "host" || key == "access.keys" { settings.bootstrapKey = nil }
    #expect(setting.read(try load(settings.text)) == setting.read(settings))
    #expect(!setting.help.isEmpty && setting.variable.hasPrefix("ERRATA_"))
  }

  @Test func `names and variables of settings differ`() {
    #expect(Set(SettingTable.all.map(\.key)).count == SettingTable.all.count)
    #expect(Set(SettingTable.all.map(\.variable)).count == SettingTable.all.count)
    #expect(SettingTable.setting("limits.requestsPerSecond")?.variable == "ERRATA_LIMITS_REQUESTS_PER_SECOND")
  }

  @Test(arguments: [
    ("port: 70000", "worker.yaml:1: error: port: is \"70000\", expected an integer from 0 to 65535 [bad-value]"),
    ("a: 1\nport: x", "worker.yaml:2: error: port: is \"x\""), ("limits:\n  itmes: 5", "did you mean limits.items?"),
    ("mode: on", "expected one of: live, shadow, off"), ("canary: 1.5", "expected a number from 0.0 to 1.0"),
    ("access.openMetrics: maybe", "expected true or false"), ("port: [1]", "[bad-value]"),
    ("port: 1\nport: 2", "`port` stands more than once"),
    ("limits.items: 1\nlimits:\n  items: 2", "stands in line 1 too"),
    ("- a", "found a list"), ("port: *x", "worker.yaml:1"), ("port: \"1", "worker.yaml:1"),
    ("corpus: [[a]]", "expected a text in the list"), ("index: a\ncorpus: [b]", "both"),
    ("host: 0.0.0.0\naccess.keys: off", "open-to-all"), ("access.bootstrapKey: short", "short-key"),
    ("host: 0.0.0.0\nstore: none", "no-keys"), ("plain", "expected `name: value` lines"),
  ])
  func `a mistake is told with its line and what was expected`(_ row: (yaml: String, message: String)) throws {
    let error = try #require(throws: SettingsError.self) { try load(row.yaml) }
    #expect(error.description.contains(row.message), "\(error)")
  }

  @Test func `all mistakes of file, environment and flags are told at once, and no secret`() throws {
    let secret = "hunter2"
    let error = try #require(throws: SettingsError.self) {
      try load(
        "port: x", environment: ["ERRATA_WORKERS": "many"], flags: [("colour", "1"), ("access.bootstrapKey", secret)])
    }
    #expect(error.findings.count == 4, "\(error)")
    #expect(error.description.contains("environment: error: ERRATA_WORKERS: is \"many\""))
    #expect(error.description.contains("command line: error: colour: isn't a setting"))
    #expect(!error.description.contains(secret))
  }

  @Test(arguments: [
    ("127.0.0.1", Optional<String>.none, false), ("localhost", nil, false), ("::1", nil, false), ("0.0.0.0", nil, true),
    ("127.0.0.1", "on", true),
  ])
  func `keys are needed everywhere but on loopback`(_ row: (host: String, keys: String?, needed: Bool)) throws {
    let flags = [("host", row.host)] + (row.keys.map { [("access.keys", $0)] } ?? [])
    #expect(try load(flags: flags).needsKeys == row.needed)
  }

  @Test func `a file that is no text or too large is refused`() {
    #expect(throws: SettingsError.self) {
      try ServeSettings.load(file: ("w", [0xFF, 0xFE]), environment: [:], flags: [])
    }
    #expect(throws: SettingsError.self) {
      try ServeSettings.load(file: ("w", [UInt8](repeating: 0x20, count: 1 << 17)), environment: [:], flags: [])
    }
  }
}
