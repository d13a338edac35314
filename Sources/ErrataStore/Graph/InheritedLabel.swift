package import ErrataModel
internal import Foundation
internal import GRDB

/// A label that an item has from another one that it passes on.
package struct InheritedLabel: Hashable, Sendable {
  /// What it says.
  package var value: LabelValue
  /// The claim, its review, the root and the way.
  package var inheritance: Inheritance
  /// The weight that the label gives its root; `nil` when a person gave the label and named none.
  package var cap: Double?
  /// When the root's label ends.
  package var expires: Timestamp?
  /// Since when the item has it; `nil` before that is recorded.
  package var issuedAt: Timestamp?

  /// Makes a label.
  package init(
    value: LabelValue, inheritance: Inheritance, cap: Double?, expires: Timestamp?, issuedAt: Timestamp? = nil
  ) {
    self.value = value
    self.inheritance = inheritance
    self.cap = cap
    self.expires = expires
    self.issuedAt = issuedAt
  }

  /// Whether it counts at a time.
  package func isLive(at now: Timestamp) -> Bool { expires.map { now < $0 } ?? true }

  init(_ row: Row) throws {
    func text(_ column: Int) -> String { String(decoding: (row[column] as Data?) ?? Data(), as: UTF8.self) }
    guard let value = LabelValue(rawValue: row[1]) else {
      throw RecordFault.unreadable("a row of table topic", "\"\(row[1] as String)\" is no label")
    }
    let claim = text(0)
    self.init(
      value: value,
      inheritance: Inheritance(
        claim: claim.isEmpty ? nil : claim, review: (row[6] as Data?).map { String(decoding: $0, as: UTF8.self) },
        root: text(3), via: text(4), hops: row[2]),
      cap: row[5], expires: (row[7] as Int64?).map(Timestamp.init(milliseconds:)))
  }

  /// The reason that label events tell.
  func reason(at now: Timestamp) -> LabelReason {
    LabelReason(
      source: .propagation, claim: inheritance.claim, review: inheritance.review, rule: Inheritance.rule,
      issuedAt: now, expires: expires, inheritance: inheritance)
  }
}
