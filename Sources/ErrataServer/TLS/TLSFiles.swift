package import ErrataModel
internal import Foundation
internal import NIOSSL

/// The PEM files by which callers know the worker: a certificate with those that vouch for it, and its private key.
package struct TLSFiles: Hashable, Sendable {
  /// The certificate's file; the worker's own comes first, then those between it and its root.
  package var certificate: String
  /// The private key's file.
  package var key: String

  /// Names the files.
  package init(certificate: String, key: String) {
    self.certificate = certificate
    self.key = key
  }

  /// What is wrong with the files, and what soon will be; empty when they can be served with.
  package func findings(now: Timestamp) -> [Diagnostic] {
    do {
      return try load().findings(self, now: now)
    } catch {
      return error.findings
    }
  }

  /// Reads both files.
  ///
  /// - Throws: `SettingsError` with everything that is wrong.
  func load() throws(SettingsError) -> TLSIdentity {
    var findings: [Diagnostic] = []
    var chain: [NIOSSLCertificate] = []
    var privateKey: NIOSSLPrivateKey?
    do { chain = try readChain() } catch { findings.append(error) }
    do { privateKey = try readKey() } catch { findings.append(error) }
    guard findings.isEmpty, let privateKey, let first = chain.first else { throw SettingsError(findings: findings) }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    do {
      return TLSIdentity(
        context: try NIOSSLContext(configuration: configuration),
        expires: Timestamp(milliseconds: Int64(first.notValidAfter) * 1000),
        begins: Timestamp(milliseconds: Int64(first.notValidBefore) * 1000), keyMode: TLSFiles.mode(key))
    } catch {
      throw SettingsError(findings: [
        fault("tls.key", key, "mismatch", "isn't the key of the certificate in \(certificate); expected its own")
      ])
    }
  }

  private func readChain() throws(Diagnostic) -> [NIOSSLCertificate] {
    let bytes = try read("tls.certificate", certificate)
    guard TLSFiles.contains(bytes, "-----BEGIN CERTIFICATE-----") else {
      let isKey = TLSFiles.contains(bytes, "PRIVATE KEY-----")
      throw fault(
        "tls.certificate", certificate, "no-certificate",
        (isKey ? "holds a private key" : "holds no certificate") + ", expected PEM with -----BEGIN CERTIFICATE-----")
    }
    do { return try NIOSSLCertificate.fromPEMBytes(bytes) } catch {
      throw fault(
        "tls.certificate", certificate, "bad-certificate",
        "holds a certificate that can't be read; `openssl x509 -in \(certificate) -noout` tells more")
    }
  }

  private func readKey() throws(Diagnostic) -> NIOSSLPrivateKey {
    let bytes = try read("tls.key", key)
    guard !TLSFiles.contains(bytes, "ENCRYPTED") else {
      throw fault(
        "tls.key", key, "encrypted-key",
        "is protected by a passphrase, expected none; `openssl pkey -in \(key)` writes it without")
    }
    guard TLSFiles.contains(bytes, "PRIVATE KEY-----") else {
      throw fault("tls.key", key, "no-key", "holds no private key, expected PEM with -----BEGIN PRIVATE KEY-----")
    }
    do { return try NIOSSLPrivateKey(bytes: bytes, format: .pem) } catch {
      throw fault(
        "tls.key", key, "bad-key", "holds a key that can't be read; `openssl pkey -in \(key) -noout` tells more")
    }
  }

  /// The bytes of a file, of which no more is read than such a file may have.
  private func read(_ field: String, _ path: String) throws(Diagnostic) -> [UInt8] {
    // The key itself in the place of its file's name must not get into a message.
    guard !path.contains("-----BEGIN"), !path.contains("\n") else {
      throw fault(field, "settings", "not-a-path", "holds PEM text itself, expected the path of a file")
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw fault(field, path, "no-file", "there is no such file, expected one in PEM")
    }
    guard !isFolder.boolValue else { throw fault(field, path, "folder", "is a folder, expected a file in PEM") }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw fault(field, path, "unreadable", "can't be opened; check that this user may read it")
    }
    defer { try? handle.close() }
    guard let data = try? handle.read(upToCount: TLSFiles.limit + 1), data.count <= TLSFiles.limit else {
      throw fault(field, path, "too-large", "has more than \(TLSFiles.limit) bytes, which no such file needs")
    }
    return Array(data)
  }

  /// Bytes of a file.
  private static let limit = 1 << 20

  private static func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(text)
  }

  private static func mode(_ path: String) -> UInt32 {
    var status = stat()
    return stat(path, &status) == 0 ? UInt32(status.st_mode) & 0o777 : 0
  }

  func fault(
    _ field: String, _ file: String, _ code: String, _ message: String, severity: Severity = .error
  ) -> Diagnostic {
    Diagnostic(severity: severity, file: file, line: 0, field: field, code: code, message: message)
  }
}

/// A certificate and its key, read and found to belong together.
struct TLSIdentity: Sendable {
  /// What connections are secured with.
  let context: NIOSSLContext
  /// When the certificate ends.
  let expires: Timestamp
  /// When it begins.
  let begins: Timestamp
  /// The rights on the key's file.
  let keyMode: UInt32

  /// Days before the end at which somebody should know.
  private static let noticeDays = 14.0

  /// What should be looked at although it can be served with.
  func findings(_ files: TLSFiles, now: Timestamp) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    func warn(_ field: String, _ file: String, _ code: String, _ message: String) {
      findings.append(files.fault(field, file, code, message, severity: .warning))
    }
    let days = expires.seconds(since: now) / 86_400
    if days < 0 {
      warn("tls.certificate", files.certificate, "expired", "ended at \(expires): callers refuse it, renew it")
    } else if days < TLSIdentity.noticeDays {
      warn("tls.certificate", files.certificate, "expires-soon", "ends at \(expires): renew it")
    }
    if begins > now {
      warn("tls.certificate", files.certificate, "not-yet", "begins at \(begins): until then callers refuse it")
    }
    if keyMode & 0o077 != 0 {
      let mode = String(keyMode, radix: 8)
      warn("tls.key", files.key, "open-key", "has mode \(mode), others than its owner may use it: chmod 600")
    }
    return findings
  }
}
