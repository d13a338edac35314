package import ErrataModel
internal import ErrataPolicy

/// Settings that can't be used, with everything that is wrong with them.
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, where, and what was expected.
  package let findings: [Diagnostic]

  /// A line for each finding.
  package var description: String {
    let count = "\(findings.count) \(findings.count == 1 ? "error" : "errors")"
    return (["the settings can't be used: \(count). Mend what follows."] + findings.map(\.description))
      .joined(separator: "\n")
  }
}

extension ServeSettings {
  /// A settings file.
  package typealias File = (name: String, bytes: [UInt8])

  /// Puts settings together: the defaults, then the file, then the environment, then the flags; what comes later wins.
  ///
  /// - Parameters:
  ///   - file: the file, where there is one.
  ///   - environment: variables such as `ERRATA_LIMITS_ITEMS`; others are left alone.
  ///   - flags: names and values from the command line.
  /// - Throws: `SettingsError` with everything that is wrong, in all three.
  package static func load(
    file: File?, environment: [String: String], flags: [(key: String, value: String)]
  ) throws(SettingsError) -> ServeSettings {
    var reader = SettingsReader()
    if let file { reader.read(file) }
    for setting in SettingTable.all {
      guard let text = environment[setting.variable] else { continue }
      reader.take(setting, [text], isList: false, Place(file: "environment", line: 0, field: setting.variable))
    }
    for flag in flags {
      let place = Place(file: "command line", line: 0, field: flag.key)
      guard let setting = SettingTable.setting(flag.key) else {
        reader.unknown(flag.key, place)
        continue
      }
      reader.take(setting, [flag.value], isList: false, place)
    }
    reader.checkTogether()
    guard reader.findings.isEmpty else { throw SettingsError(findings: reader.findings) }
    return reader.settings
  }

  /// The settings as a file that gives them again, with what each means; secrets are hidden.
  package var text: String {
    SettingTable.all.map { setting in
      let value = setting.read(self)
      var text = value.text
      if case .list(let values) = value { text = "[" + values.map(ServeSettings.quoted).joined(separator: ", ") + "]" }
      if case .text(let word) = value { text = ServeSettings.quoted(word) }
      if setting.isSecret, text != "none" { text = "\"(hidden)\"" }
      return "# \(setting.help)\n\(setting.key): \(text)\n"
    }.joined()
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || "._/-".utf8.contains($0)
    }
    return isPlain && !text.isEmpty
      ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// Where a setting stands.
private struct Place {
  var file: String
  var line: Int
  var field: String
}

/// Collects settings and what is wrong with them.
private struct SettingsReader {
  var settings = ServeSettings()
  var findings: [Diagnostic] = []

  mutating func read(_ file: ServeSettings.File) {
    let (entries, faults) = FlatFile.read(file.bytes, file: file.name)
    findings += faults
    var lines: [String: Int] = [:]
    for entry in entries {
      let place = Place(file: file.name, line: entry.line, field: entry.key)
      if let line = lines.updateValue(entry.line, forKey: entry.key) {
        fault(place, "duplicate-key", "stands in line \(line) too, expected once")
      }
      guard let setting = SettingTable.setting(entry.key) else {
        unknown(entry.key, place)
        continue
      }
      take(setting, entry.values, isList: entry.isList, place)
    }
  }

  mutating func take(_ setting: Setting, _ values: [String], isList: Bool, _ place: Place) {
    if case .list = setting.kind, isList { return setting.apply(&settings, .list(values)) }
    let found = setting.isSecret ? "the value given" : "\"\(values.joined(separator: ", ").quotable)\""
    guard !isList, let text = values.first, let value = setting.value(text) else {
      return fault(place, "bad-value", "is \(found), expected \(setting.expected)")
    }
    setting.apply(&settings, value)
  }

  mutating func unknown(_ key: String, _ place: Place) {
    let known = SettingTable.all.map(\.key)
    let hint = NearestWord.to(key, among: known).map { "did you mean \($0)?" }
    fault(place, "unknown-key", "isn't a setting; " + (hint ?? "`errata serve --print-config` shows all"))
  }

  private mutating func fault(_ place: Place, _ code: String, _ message: String) {
    findings.append(
      Diagnostic(file: place.file, line: place.line, field: place.field, code: code, message: message))
  }

  /// What no setting can tell by itself.
  mutating func checkTogether() {
    let all = Place(file: "settings", line: 0, field: "")
    func at(_ key: String) -> Place { Place(file: all.file, line: 0, field: key) }
    if settings.files.index != nil, !settings.files.corpus.isEmpty {
      fault(at("index"), "both", "stands beside corpus; an index holds its corpus already, so give one of the two")
    }
    if !settings.isLoopback, settings.keys == .off {
      fault(
        at("access.keys"), "open-to-all",
        "is off and host is \(settings.host); keys may be off on loopback only, so set it to on or auto")
    }
    for (name, given, other, missing) in [
      ("tls.key", settings.tlsCertificate, "tls.certificate", settings.tlsKey),
      ("tls.certificate", settings.tlsKey, "tls.key", settings.tlsCertificate),
    ] where given != nil && missing == nil {
      fault(at(name), "half-tls", "is missing beside \(other); TLS needs both, so name it, or neither")
    }
    if let key = settings.bootstrapKey, key.utf8.count < 32 {
      fault(
        at("access.bootstrapKey"), "short-key",
        "has \(key.utf8.count) characters, expected 32 or more; `head -c 32 /dev/urandom | base64` makes one")
    }
    if settings.needsKeys, settings.store == nil, settings.bootstrapKey == nil {
      fault(
        at("access.keys"), "no-keys",
        "are needed and there is neither a store that could hold them nor access.bootstrapKey; name one of the two")
    }
  }
}
