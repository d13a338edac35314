import ErrataIndex
import ErrataModel
import Foundation

@testable import ErrataCorpus

/// A folder of segments in a folder that goes away with the object.
final class FolderSetup: Sendable {
  /// Ends a change where a test wants it to end.
  struct Stop: Error {}

  let root: String
  var path: String { root + "/index" }

  init(_ claims: [Claim] = FolderSetup.claims) throws {
    root = FileManager.default.temporaryDirectory.appending(path: "errata-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    _ = try FolderBuild.build(files: [ClaimLine.file(claims)], to: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  static let claims = [
    ClaimLine.claim(id: "bells", text: "Church bells crack mirrors in Northport"),
    ClaimLine.claim(id: "fog", text: "The fog of Oldtown comes from a paint factory"),
    ClaimLine.claim(id: "swans"), draft,
  ]

  static let draft: Claim = {
    var draft = ClaimLine.claim(id: "draft", text: "Stones walk down to the sea at night")
    draft.status = .draft
    return draft
  }()

  static let fresh = ClaimLine.claim(id: "ghosts", text: "Ghosts pay no rent in the old mill")

  static func with(_ claim: Claim, _ change: (inout Claim) -> Void) -> Claim {
    var claim = claim
    change(&claim)
    return claim
  }

  /// Writes claims to a file.
  func file(_ claims: [Claim], _ name: String = "change.jsonl") throws -> String {
    let path = root + "/" + name
    try Data(claims.map { ClaimLine.text($0) + "\n" }.joined().utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @discardableResult
  func update(
    _ claims: [Claim] = [], retract: [String] = [], pause: [String] = [],
    witness: FolderWriter.Witness = { _ in }
  ) throws -> FolderUpdate.Report {
    let files = try claims.isEmpty ? [] : [file(claims)]
    return try FolderUpdate.apply(
      .init(claims: files, retracted: retract, paused: pause), to: path, witness: witness)
  }

  var manifest: FolderManifest { get throws { try IndexFolder.manifest(of: path) } }

  /// All files but the locks.
  var names: Set<String> {
    get throws {
      Set(try FileManager.default.contentsOfDirectory(atPath: path)).subtracting(["LOCK", "LOCK.merge", "MANIFEST"])
    }
  }

  /// What the folder holds: its revision, and its claims' JSON in order.
  func content() throws -> [String] {
    let index = try IndexFolder.open(path).index
    try index.verify()
    return [index.revision]
      + index.liveClaims.map { index.withPayload(ofClaim: $0) { String(decoding: $0, as: UTF8.self) } }
  }

  /// What it has to hold for some claims.
  static func content(_ claims: [Claim]) throws -> [String] {
    let corpus = try Corpus(claims)
    return [corpus.revision.digest]
      + corpus.claims.filter { $0.status == .published && !$0.reviews.isEmpty }.map(ClaimLine.text)
  }
}
