internal import ErrataModel
internal import Foundation
internal import Synchronization

/// The salt that user keys of exposures are hashed with. It is random, is replaced after some days, and is kept in
/// memory or in a file apart from the store, never beside what it hashed: without it no key can be tried against the
/// sketches, and the ones before are gone.
final class ReachSalt: Sendable {
  /// A salt with the time since which it is used, by which its sketches are told from others.
  struct Value: Hashable, Sendable {
    var period: Int
    var bytes: [UInt8]
  }

  private let path: String?
  private let milliseconds: Int64
  private let held: Mutex<Value?>

  /// A salt that is read, or made, when it is first asked for.
  init(path: String?, days: Int) {
    self.path = path
    milliseconds = Int64(days) * 86_400_000
    held = Mutex(nil)
  }

  /// The salt of a time.
  ///
  /// - Throws: `Problem` when its file can't be read or written.
  func value(at now: Timestamp) throws -> Value {
    try held.withLock { held in
      if let value = try held ?? read(), isFresh(value, now) {
        held = value
        return value
      }
      var generator = SystemRandomNumberGenerator()
      let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      let value = Value(period: Int(now.milliseconds), bytes: bytes)
      try write(value)
      held = value
      return value
    }
  }

  private func isFresh(_ value: Value, _ now: Timestamp) -> Bool {
    let age = now.milliseconds - Int64(value.period)
    return age >= 0 && age < milliseconds
  }

  private func read() throws -> Value? {
    guard let path, FileManager.default.fileExists(atPath: path) else { return nil }
    guard let data = FileManager.default.contents(atPath: path), data.count < 4096 else {
      throw Problem(.failed, "The file of the salt can't be read; see reach.saltFile.")
    }
    let fields = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard fields.count == 2, let period = Int(fields[0]), let bytes = ReachSalt.bytes(fields[1]) else {
      throw Problem(.failed, "The file of the salt isn't one of this program's; see reach.saltFile.")
    }
    return Value(period: period, bytes: bytes)
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 64 else { return nil }
    let bytes = stride(from: 0, to: 64, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    return bytes.count == 32 ? bytes : nil
  }

  /// Replaces the file in one step, readable by its owner alone.
  private func write(_ value: Value) throws {
    guard let path else { return }
    let hex = value.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let next = path + ".next"
    let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
    guard
      FileManager.default.createFile(
        atPath: next, contents: Data("\(value.period) \(hex)\n".utf8), attributes: attributes),
      rename(next, path) == 0
    else { throw Problem(.failed, "The file of the salt can't be written; see reach.saltFile.") }
  }
}
