/// Follows the compiling of a corpus, and may end it.
package struct CompilingWatch: Sendable {
  /// How far it has come.
  package enum Stage: Hashable, Sendable {
    /// Claims are read.
    case reading(bytes: Int, totalBytes: Int, claims: Int)
    /// All claims were read; seeds and terms are made and written.
    case writing(claims: Int)
  }

  private let report: @Sendable (Stage) -> Void
  /// Whether to give up.
  let isStopped: @Sendable () -> Bool

  /// A watch.
  ///
  /// - Parameters:
  ///   - isStopped: whether to give up; asked again and again.
  ///   - report: told how far it has come, many times a second.
  package init(
    isStopped: @escaping @Sendable () -> Bool = { false }, report: @escaping @Sendable (Stage) -> Void = { _ in }
  ) {
    self.isStopped = isStopped
    self.report = report
  }

  /// Tells how far it has come.
  ///
  /// - Throws: `CompilingStopped`.
  func tell(_ stage: Stage) throws(CompilingStopped) {
    if isStopped() { throw CompilingStopped() }
    report(stage)
  }
}

/// The compiling was ended from outside; nothing was written.
package struct CompilingStopped: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened.
  package var description: String { "stopped; nothing was written" }
}
