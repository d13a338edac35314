internal import ErrataExchange
internal import ErrataModel
internal import ErrataSite
internal import ErrataStore

/// The live claims of a store with their past.
enum SiteClaims {
  /// All claims, of any status, each with the publications that changed it, newest first.
  static func read(_ store: DecisionStore) throws -> [SiteClaim] {
    guard let live = try store.published else { throw EmptyStore(path: store.path) }
    var changes: [String: [SiteClaim.Change]] = [:]
    var (after, last) = (0, 0)
    while true {
      let page = try store.publications(after: after, limit: 100)
      guard let end = page.last else { break }
      for publication in page {
        for step in try store.claimSteps(from: last, to: publication.revision) {
          guard let difference = ClaimDifference(id: step.id, before: step.before, after: step.after) else { continue }
          changes[step.id, default: []].append(
            SiteClaim.Change(
              at: publication.at, author: publication.author, reason: publication.reason, what: difference.summary))
        }
        last = publication.revision
      }
      after = end.number
    }
    return try store.claims(revision: live.revision).map { SiteClaim($0, changes: changes[$0.id]?.reversed() ?? []) }
  }

  private struct EmptyStore: Error, CustomStringConvertible {
    var path: String
    var description: String { "\(path): has no live corpus. Publish one with `errata corpus publish`." }
  }
}
