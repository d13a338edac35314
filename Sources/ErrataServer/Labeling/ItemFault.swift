internal import ErrataExchange
internal import ErrataJSON

/// What is wrong with one item of a batch. It stands in the answer in the item's place, and the batch goes on.
struct ItemFault: Sendable {
  /// The item's id, where it can be read.
  var id: String?
  /// The path of the field.
  var field: String
  /// A stable word for the kind of fault.
  var code: String
  /// What was found and what was expected.
  var detail: String

  /// The fault that reading an item gave.
  init(_ error: any Error, item bytes: Span<UInt8>) {
    id = ItemFault.id(in: bytes)
    switch error {
    case let error as JSONError: (field, code, detail) = ("", "bad-json", "\(error)")
    case let fault as FieldFault: (field, code, detail) = (fault.field, fault.code, fault.message)
    default: (field, code, detail) = ("", "bad-item", "\(error)")
    }
  }

  /// An item that is longer than allowed.
  init(tooLong count: Int, limit: Int, item bytes: Span<UInt8>) {
    (field, code) = ("", "item-too-long")
    detail = "has \(count) bytes, expected at most \(limit)"
  }

  private static func id(in bytes: Span<UInt8>) -> String? {
    guard let value = bytes.withUnsafeBufferPointer({ try? JSONParser.parse($0) }) else { return nil }
    switch value["id"] {
    case .string(let id): return id.quotable
    case .number(let digits): return digits.quotable
    default: return nil
    }
  }

  /// Writes the entry that stands in the decision's place. Its weight is 1, so that a ranker may go on.
  func encode(index: Int, into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", id)
      writer.key("error")
      writer.object { writer in
        writer.member("type", ProblemKind.badItem.type)
        writer.member("code", code)
        writer.member("field", field.isEmpty ? "items[\(index)]" : "items[\(index)].\(field.quotable)")
        writer.member("detail", detail.quotable)
      }
      writer.member("weight", 1)
    }
  }
}
