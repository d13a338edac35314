package import ErrataJSON
package import ErrataModel

/// What a relabeling changes, by claim and by label.
package struct RelabelDiff: Hashable, Sendable {
  /// Items that get and lose something.
  package struct Count: Hashable, Sendable {
    /// Items that get it.
    package var gained = 0
    /// Items that lose it.
    package var lost = 0

    /// Makes a count.
    package init(gained: Int = 0, lost: Int = 0) {
      self.gained = gained
      self.lost = lost
    }
  }

  /// Labels by the claim behind them.
  package private(set) var claims: [String: Count] = [:]
  /// Labels by what they say.
  package private(set) var labels: [LabelValue: Count] = [:]
  /// Items that are decided otherwise, in labels or anything else.
  package private(set) var items = 0

  /// Nothing changes.
  package init() {}

  /// Adds one item.
  package mutating func note(from before: Decision, to after: Decision) {
    items += 1
    let (old, new) = (Set(before.labels.compactMap(\.reason.claim)), Set(after.labels.compactMap(\.reason.claim)))
    for claim in new.subtracting(old) { claims[claim, default: Count()].gained += 1 }
    for claim in old.subtracting(new) { claims[claim, default: Count()].lost += 1 }
    let (was, has) = (Set(before.labels.map(\.value)), Set(after.labels.map(\.value)))
    for value in has.subtracting(was) { labels[value, default: Count()].gained += 1 }
    for value in was.subtracting(has) { labels[value, default: Count()].lost += 1 }
  }

  /// For people, line by line.
  package var lines: [String] {
    let changes =
      labels.sorted { $0.key < $1.key }.map { ("label \($0.key.rawValue)", $0.value) }
      + claims.sorted { $0.key < $1.key }.map { ("claim \($0.key)", $0.value) }
    return ["\(items) items are decided otherwise"] + changes.map { "  \($0): +\($1.gained) -\($1.lost)" }
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    func counts(_ counts: [(String, Count)], into writer: inout JSONWriter) {
      writer.object { writer in
        for (name, count) in counts {
          writer.key(name)
          writer.object { writer in
            writer.member("gained", count.gained)
            writer.member("lost", count.lost)
          }
        }
      }
    }
    writer.object { writer in
      writer.member("items", items)
      writer.key("labels")
      counts(labels.sorted { $0.key < $1.key }.map { ($0.key.rawValue, $0.value) }, into: &writer)
      writer.key("claims")
      counts(claims.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, into: &writer)
    }
  }
}
