import ErrataDigest
import ErrataModel

extension Policy {
  /// The largest file that is read, in bytes: 1 MiB.
  package static let maximumBytes = 1 << 20

  /// The most rules that are read.
  package static let maximumRules = 1000

  /// Reads a policy from YAML text.
  ///
  /// - Parameters:
  ///   - yaml: The file's content.
  ///   - file: The file's name, for messages.
  /// - Throws: `PolicyError` with everything that is wrong. O(n) in the text, O(n²) in the rules.
  package static func load(yaml: String, file: String) throws(PolicyError) -> Policy {
    try load(bytes: Array(yaml.utf8), file: file)
  }

  /// Reads a policy from the bytes of a file; its digest is that of these bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content: UTF-8, at most `maximumBytes`.
  ///   - file: The file's name, for messages.
  /// - Throws: `PolicyError` with everything that is wrong.
  package static func load(bytes: [UInt8], file: String) throws(PolicyError) -> Policy {
    var reader = PolicyReader(file: file)
    if let root = parse(bytes, &reader.findings),
      let policy = reader.policy(root, digest: ContentDigest.hex(of: bytes))
    {
      return policy
    }
    throw PolicyError(file: file, findings: reader.findings.all)
  }

  private static func parse(_ bytes: [UInt8], _ findings: inout Findings) -> YAMLNode? {
    guard let text = text(bytes, &findings) else { return nil }
    if let refusal = YAMLScan.refusal(of: bytes) {
      findings.error(refusal.code, refusal.position, "", refusal.message)
      return nil
    }
    do {
      if let root = try YAMLDocument.root(of: text) { return root }
      findings.error(
        "empty", .wholeFile, "", "The file is empty. Expected a policy with `name`, `version` and `rules`.")
    } catch {
      findings.error(error.code, error.position, "", error.message)
    }
    return nil
  }

  private static func text(_ bytes: [UInt8], _ findings: inout Findings) -> String? {
    guard bytes.count <= maximumBytes else {
      findings.error(
        "too-large", .wholeFile, "",
        "The file has \(bytes.count) bytes. A policy has at most \(maximumBytes).")
      return nil
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    findings.error("not-utf8", .wholeFile, "", "The file isn't valid UTF-8. Save it as UTF-8.")
    return nil
  }
}
