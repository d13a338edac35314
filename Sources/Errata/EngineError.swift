/// Why an engine can't be made: from its configuration only, never from the content that it judges.
public struct EngineError: Error, Hashable, Sendable, CustomStringConvertible {
  private enum Code: Hashable {
    case index
    case policy
    case corpus
    case rules
  }

  private let code: Code
  /// What is wrong, where, and what to do.
  public let description: String

  /// The index file can't be used.
  public static func index(_ description: String) -> EngineError {
    EngineError(code: .index, description: description)
  }

  /// The policy file can't be used.
  public static func policy(_ description: String) -> EngineError {
    EngineError(code: .policy, description: description)
  }

  /// The corpus can't be used.
  public static func corpus(_ description: String) -> EngineError {
    EngineError(code: .corpus, description: description)
  }

  /// The built-in rules can't be used.
  public static func rules(_ description: String) -> EngineError {
    EngineError(code: .rules, description: description)
  }
}
