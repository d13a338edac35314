internal import ErrataCorpus
package import ErrataPolicy

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A policy with the text of its file, which the record keeps.
package struct PolicySource: Sendable {
  /// The policy.
  package let policy: Policy
  /// The file's text.
  package let text: String

  /// Loads a policy file, or the default policy when there is none.
  ///
  /// - Throws: `EngineError` that tells all that is wrong with the file, with lines.
  package static func load(_ path: String?) throws(EngineError) -> PolicySource {
    do {
      guard let path else {
        let text = ShippedData.defaultPolicy
        return PolicySource(policy: try Policy.load(yaml: text, file: ShippedData.defaultPolicyName), text: text)
      }
      let bytes = try read(path)
      return PolicySource(
        policy: try Policy.load(bytes: bytes, file: path), text: String(decoding: bytes, as: UTF8.self))
    } catch let error as EngineError {
      throw error
    } catch {
      throw .policy("\(error)")
    }
  }

  private static func read(_ path: String) throws(EngineError) -> [UInt8] {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw .policy("\(path): no such file; `errata policy default` prints one to start from")
    }
    guard !isFolder else { throw .policy("\(path): is a folder, expected a policy in YAML") }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .policy("\(path): can't be read; check its permissions")
    }
    return [UInt8](data)
  }
}
