package import ErrataJSON
package import ErrataModel

/// Writes decisions that differ in nothing but the item's id, without building them.
package struct PlainDecisionEncoder: Sendable {
  private let start: [UInt8]
  private let end: [UInt8]

  /// An encoder of a decision like this one.
  package init(_ decision: Decision) {
    var decision = decision
    decision.id = ""
    var writer = JSONWriter()
    DecisionEncoder.encode(decision, into: &writer)
    let opening = Array(#"{"id":"#.utf8)
    start = opening
    end = Array(writer.bytes.dropFirst(opening.count + 2))
  }

  /// Writes the decision with this id, in the same bytes as `DecisionEncoder`.
  package func encode(id: String, into writer: inout JSONWriter) {
    writer.begin(with: start)
    writer.string(id)
    writer.end(with: end)
  }
}
