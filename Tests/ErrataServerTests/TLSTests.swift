@testable import ErrataServer

import ErrataModel
import Foundation
import Testing

/// Certificates that `openssl` makes, in a folder that goes away with the object.
final class Certificates {
  let folder: URL

  static let isPossible = (try? Certificates().make("a")) != nil

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// A certificate of its own key, in `NAME.pem` and `NAME.key`.
  @discardableResult
  func make(_ name: String, days: Int = 100) throws -> TLSFiles {
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "\(days)",
      "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", path("\(name).key"),
      "-out", path("\(name).pem"))
    return TLSFiles(certificate: path("\(name).pem"), key: path("\(name).key"))
  }

  func openssl(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}

@Suite(.enabled(if: Certificates.isPossible, "needs the openssl tool")) struct TLSTests {
  /// A little later than a certificate that was just made begins.
  private static var now: Timestamp { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000) + 60_000) }

  @Test func `a certificate and its key are taken, and chains too`() throws {
    let certificates = try Certificates()
    var files = try certificates.make("a")
    #expect(files.findings(now: TLSTests.now).isEmpty)
    try certificates.make("root")
    files.certificate = try certificates.write("chain", certificates.text("a.pem") + certificates.text("root.pem"))
    #expect(files.findings(now: TLSTests.now).isEmpty)
  }

  @Test func `what is wrong with the files is told with file, setting and what was expected`() throws {
    let certificates = try Certificates()
    let (a, b) = (try certificates.make("a"), try certificates.make("b"))
    let encrypted = certificates.path("locked.key")
    try certificates.openssl("pkey", "-in", a.key, "-aes256", "-passout", "pass:secret", "-out", encrypted)
    let folder = certificates.folder.path
    func pem(_ kind: String) -> String { "-----BEGIN \(kind)-----\nAAAA\n-----END \(kind)-----\n" }
    let plain = try certificates.write("plain", "hello")
    let badCertificate = try certificates.write("bad.pem", pem("CERTIFICATE"))
    let badKey = try certificates.write("bad.key", pem("PRIVATE KEY"))
    let large = try certificates.write("large", String(repeating: " ", count: 1 << 20 + 1))
    let rows: [(certificate: String, key: String, codes: [String])] = [
      (a.certificate, b.key, ["mismatch"]), (a.certificate, folder + "/none", ["no-file"]),
      ("none.pem", "none.key", ["no-file", "no-file"]), (folder, a.key, ["folder"]),
      (plain, a.key, ["no-certificate"]), (a.key, a.key, ["no-certificate"]),
      (badCertificate, a.key, ["bad-certificate"]),
      (a.certificate, a.certificate, ["no-key"]), (a.certificate, badKey, ["bad-key"]),
      (a.certificate, encrypted, ["encrypted-key"]), (a.certificate, large, ["too-large"]),
      (a.certificate, try certificates.text("a.key"), ["not-a-path"]),
    ]
    for row in rows {
      let findings = TLSFiles(certificate: row.certificate, key: row.key).findings(now: TLSTests.now)
      #expect(findings.map(\.code) == row.codes, "\(row)")
      for finding in findings {
        #expect(finding.severity == .error && finding.message.contains(/expected|tells more|check|which no|folder/))
        #expect(finding.field.hasPrefix("tls."))
      }
    }
    let leaked = TLSFiles(certificate: a.certificate, key: try certificates.text("a.key")).findings(now: TLSTests.now)
    #expect(!"\(leaked)".contains("BEGIN"))
  }

  @Test func `a certificate that ends or a key that others may read is told of, and served with`() throws {
    let certificates = try Certificates()
    let files = try certificates.make("a", days: 100)
    func codes(days: Double) -> [String] {
      files.findings(now: TLSTests.now.advanced(bySeconds: days * 86_400)).map(\.code)
    }
    #expect(codes(days: 1) == [] && codes(days: 90) == ["expires-soon"] && codes(days: 101) == ["expired"])
    #expect(codes(days: -1) == ["not-yet"])
    chmod(files.key, 0o644)
    #expect(codes(days: 1) == ["open-key"])
    #expect(files.findings(now: TLSTests.now).allSatisfy { $0.severity == .warning })
  }

  @Test func `another certificate is taken in, and a wrong one refused while the first goes on`() async throws {
    let certificates = try Certificates()
    let files = try certificates.make("a", days: 100)
    let holder = try TLSHolder(files)
    let first = holder.expires
    #expect(!holder.isChanged)
    try certificates.make("a", days: 300)
    #expect(holder.isChanged)
    try holder.reload()
    let second = holder.expires
    #expect(second > first && holder.failure == nil && !holder.isChanged)

    let worker = try await TestWorker(certificates: holder)
    #expect(try await worker.get("/v1/admin/status").object["certificateExpires"] as? String == second.description)
    #expect(await worker.get("/metrics").text.contains(/errata_certificate_expiry_seconds [1-9]/))
    _ = try certificates.write("a.key", "no key")
    let refused = await worker.post("/v1/admin/reload", "")
    #expect(refused.problem == "refused-file" && refused.text.contains("[no-key]"), "\(refused.text)")
    #expect(holder.expires == second)
    #expect(try await (worker.get("/health/ready").object["refused"] as? String)?.contains("no-key") == true)
    #expect(await worker.get("/metrics").text.contains(#"errata_reloads_total{result="refused"} 1"#))
    try certificates.make("a")
    #expect(await worker.post("/v1/admin/reload", "").status == 200)
    #expect(try await worker.get("/health/ready").object["refused"] == nil)
  }

  @Test(arguments: [("tls.certificate", "tls.key"), ("tls.key", "tls.certificate")])
  func `half of TLS is refused`(_ row: (given: String, missing: String)) {
    let error = #expect(throws: SettingsError.self) {
      try ServeSettings.load(file: nil, environment: [:], flags: [(row.given, "x.pem")])
    }
    #expect(error?.findings.map(\.field) == [row.missing] && error?.findings.first?.code == "half-tls")
  }
}
