package import ErrataJSON
package import ErrataModel

/// A label in the AT protocol's form, `com.atproto.label.defs#label` of version 1, without a signature: whoever serves
/// it signs it. A score has no place in it.
package struct NetworkLabel: Hashable, Sendable {
  /// The version of the form.
  package static let version = 1

  /// The DID of who says it.
  package var source: String
  /// What it is said of.
  package var uri: String
  /// Which version of that.
  package var cid: String?
  /// The value, in kebab-case, at most 128 bytes.
  package var value: String
  /// It takes an earlier one of the same source, URI and value back.
  package var isNegated: Bool
  /// When it was made.
  package var created: Timestamp
  /// From when on it counts no more.
  package var expires: Timestamp?

  /// Makes a label.
  package init(
    source: String, uri: String, cid: String? = nil, value: String, isNegated: Bool = false, created: Timestamp,
    expires: Timestamp? = nil
  ) {
    self.source = source
    self.uri = uri
    self.cid = cid
    self.value = value
    self.isNegated = isNegated
    self.created = created
    self.expires = expires
  }

  /// Where the form refuses it.
  package var faults: [FieldFault] {
    var faults: [FieldFault] = []
    func check(_ isGood: Bool, _ field: String, _ code: String, _ message: @autoclosure () -> String) {
      if !isGood { faults.append(FieldFault(field: field, code: code, message: message())) }
    }
    check(NetworkNames.isDID(source), "src", "bad-did", "\"\(source)\" isn't a DID, expected did:method:identifier")
    check(
      NetworkNames.isURI(uri), "uri", "bad-uri", "\"\(uri)\" isn't a URI with a scheme, expected at://… or https://…")
    check(cid.map(NetworkNames.isCID) ?? true, "cid", "bad-cid", "\"\(cid ?? "")\" isn't a CID")
    check(
      (1...128).contains(value.utf8.count) && value.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "val", "bad-value",
      "\"\(value)\" isn't a value, expected 1 to 128 bytes in kebab-case")
    check(value == NetworkNames.kebab(value), "val", "not-kebab-case", "\"\(value)\" has capitals, expected kebab-case")
    return faults
  }

  /// Writes it as JSON.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("ver", NetworkLabel.version)
      writer.member("src", source)
      writer.member("uri", uri)
      writer.member("cid", cid)
      writer.member("val", value)
      if isNegated { writer.member("neg", true) }
      writer.member("cts", NetworkNames.exact(created))
      if let expires { writer.member("exp", NetworkNames.exact(expires)) }
    }
  }

  /// Reads a label and collects every fault. Fields that the form doesn't have are passed over, as it asks for; a
  /// signature isn't checked.
  package static func decode(_ value: JSONValue) -> (label: NetworkLabel, faults: [FieldFault]) {
    var fields = FieldReader(value)
    if let version = fields.number("ver"), version != Double(NetworkLabel.version) {
      fields.fault("ver", "unknown-version", "is \(version), expected \(NetworkLabel.version)")
    }
    let label = NetworkLabel(
      source: fields.requiredString("src") ?? "", uri: fields.requiredString("uri") ?? "", cid: fields.string("cid"),
      value: fields.requiredString("val") ?? "", isNegated: fields.flag("neg"),
      created: time("cts", &fields, isRequired: true) ?? Timestamp(milliseconds: 0),
      expires: time("exp", &fields, isRequired: false))
    let missing = Set(fields.faults.map(\.field))
    return (label, fields.faults + label.faults.filter { !missing.contains($0.field) })
  }

  /// A time as the protocol wants it: a date with a time of day, capital T, and a zone.
  private static func time(_ name: String, _ fields: inout FieldReader, isRequired: Bool) -> Timestamp? {
    guard let text = isRequired ? fields.requiredString(name) : fields.string(name) else { return nil }
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), !text.hasSuffix("-00:00"), !text.hasSuffix("z"),
      let time = Timestamp(text)
    else {
      fields.fault(name, "bad-time", "\"\(text)\" isn't a time, expected RFC 3339 such as 2024-05-01T12:00:00.000Z")
      return nil
    }
    return time
  }
}
