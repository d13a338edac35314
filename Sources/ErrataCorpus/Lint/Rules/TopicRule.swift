internal import ErrataModel

/// Policies choose by topic: one that none knows, or none at all, gets the general rule.
enum TopicRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    let topics = claim.claim.topics
    let known = Topic.wellKnown.sorted().map(\.rawValue).joined(separator: ", ")
    guard !topics.isEmpty else {
      return [LintFinding(.noTopic, "topics", "is empty; give one or more of: \(known)")]
    }
    return topics.enumerated().filter { !Topic.wellKnown.contains($1) }.map { index, topic in
      LintFinding(
        .unknownTopic, "topics[\(index)]",
        "\"\(topic.rawValue)\" isn't used by the shipped policy; the topics are: \(known)")
    }
  }
}
