/// The subject of a claim or an item, by which a policy can choose its rules: any word in camelCase.
public struct Topic: RawRepresentable, Hashable, Sendable, Comparable {
  /// The word, as in `majorEmergency`.
  public var rawValue: String

  /// Makes a topic from its word.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Topics that the shipped policy and corpus use. Others are allowed; `errata corpus lint` points at them.
  public static let wellKnown: Set<Topic> = Set(
    [
      "health", "food", "science", "technology", "history", "nature", "weather", "disaster", "majorEmergency",
      "publicPolicy", "livelihood", "finance", "crime", "culture", "people", "election", "war", "scam",
    ].map(Topic.init(rawValue:)))

  /// Alphabetical.
  public static func < (a: Topic, b: Topic) -> Bool {
    a.rawValue < b.rawValue
  }
}
