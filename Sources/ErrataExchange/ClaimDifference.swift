package import ErrataJSON
package import ErrataModel

/// What is other in a claim than it was, field by field, in the order of the canonical form.
package struct ClaimDifference: Hashable, Sendable {
  /// A field with what it was and what it is; `nil` where it isn't there.
  package struct Field: Hashable, Sendable {
    /// Its name in the canonical form.
    package var name: String
    /// What it was.
    package var before: JSONValue?
    /// What it is.
    package var after: JSONValue?
  }

  /// The claim's id.
  package let id: String
  /// What was done to the claim as a whole.
  package let kind: Kind
  /// The fields that are other; of a claim that is new or gone all that it has.
  package let fields: [Field]

  /// What was done to a claim.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// It is new.
    case added
    /// It is gone.
    case removed
    /// It is other than before.
    case changed
  }

  /// Compares two states of a claim; `nil` when they are equal.
  package init?(id: String, before: Claim?, after: Claim?) {
    guard before != after else { return nil }
    self.id = id
    kind = before == nil ? .added : after == nil ? .removed : .changed
    let (old, new) = (ClaimDifference.members(before), ClaimDifference.members(after))
    let names = new.map(\.key) + old.map(\.key).filter { name in !new.contains { $0.key == name } }
    fields = names.compactMap { name in
      let field = Field(
        name: name, before: old.first { $0.key == name }?.value, after: new.first { $0.key == name }?.value)
      return field.before == field.after ? nil : field
    }
  }

  private static func members(_ claim: Claim?) -> [JSONMember] {
    guard let claim else { return [] }
    var writer = JSONWriter()
    ClaimEncoder.encode(claim, into: &writer)
    guard case .object(let members) = try? JSONParser.parse(writer.bytes) else { return [] }
    return members.filter { $0.key != "id" }
  }

  /// What was done, in one line: `changed verdict, reviews`.
  package var summary: String {
    switch kind {
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed " + fields.map(\.name).joined(separator: ", ")
    }
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("claim", id)
      writer.member("change", kind.rawValue)
      writer.member("fields", fields) { writer, field in
        writer.object { writer in
          writer.member("field", field.name)
          if let before = field.before {
            writer.key("before")
            writer.value(before)
          }
          if let after = field.after {
            writer.key("after")
            writer.value(after)
          }
        }
      }
    }
  }
}
