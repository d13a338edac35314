internal import ErrataStore
internal import Foundation

/// Reads and writes the store off the event loops: its calls block.
struct StoreDesk: Sendable {
  /// The store; `nil` for none.
  let store: DecisionStore?
  private let readers = DispatchQueue(label: "errata.store.read", attributes: .concurrent)
  private let writers = DispatchQueue(label: "errata.store.write")

  /// Does something with the store.
  ///
  /// - Throws: `Problem.noStore` without one; what the work throws.
  func read<Value: Sendable>(_ work: @escaping @Sendable (DecisionStore) throws -> Value) async throws -> Value {
    try await perform(readers, work)
  }

  /// Changes something in the store; changes are made one after the other.
  ///
  /// - Throws: `Problem.noStore` without one; what the work throws.
  func write<Value: Sendable>(_ work: @escaping @Sendable (DecisionStore) throws -> Value) async throws -> Value {
    try await perform(writers, work)
  }

  private func perform<Value: Sendable>(
    _ queue: DispatchQueue, _ work: @escaping @Sendable (DecisionStore) throws -> Value
  ) async throws -> Value {
    guard let store else {
      throw Problem(.noStore, "The worker was started without a store; start it with --store FILE.")
    }
    return try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result { try work(store) }) }
    }
  }
}
