internal import Synchronization

/// Holds what other work gives, for whoever waits for it.
final class Slot<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  /// An empty slot.
  init() {}

  /// Puts a value in.
  func fill(_ value: sending Value) {
    self.value.withLock { $0 = value }
  }

  /// Takes the value out.
  func take() -> Value? {
    value.withLock { held in
      defer { held = nil }
      return held
    }
  }
}
