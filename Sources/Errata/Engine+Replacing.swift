package import ErrataIndex

extension Engine {
  /// This engine over another index in memory.
  ///
  /// - Throws: as `init`.
  package func replacingIndex(_ next: SegmentedIndex) throws(EngineError) -> Engine {
    try Engine(index: next, policy: policy, model: model)
  }

  /// This engine over another index, or over what the folder of its own has become: for a process that lives on while
  /// claims change. This engine stays as it is, and whoever works with it ends with it.
  ///
  /// Files that both have stay mapped and aren't compared with their checksums again, so that taking a change of a
  /// folder takes some milliseconds, whatever its size.
  ///
  /// - Parameters:
  ///   - path: a file or folder made by `errata index build`.
  ///   - verifies: compare with their checksums the files that this engine doesn't have, before the new one answers.
  /// - Throws: `EngineError` that tells what is wrong with the files.
  public func replacingIndex(_ path: String, verifies: Bool = true) throws(EngineError) -> Engine {
    let next: SegmentedIndex
    do { next = try SegmentedIndex(path: path, reusing: index) } catch { throw .index("\(error)") }
    let engine = try Engine(index: next, policy: policy, model: model)
    if verifies { try engine.verifyIndex() }
    return engine
  }
}
