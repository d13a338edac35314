import ErrataExchange
import ErrataJSON
import ErrataModel
import Testing

/// Labels of the AT protocol, and the names in them.
@Suite struct NetworkLabelTests {
  private static let noon = Timestamp(milliseconds: 1_714_564_800_000)

  private func label(_ change: (inout NetworkLabel) -> Void = { _ in }) -> NetworkLabel {
    var label = NetworkLabel(
      source: "did:plc:ewvi7nxzyoun6zhxrhs64oiz", uri: "at://did:plc:abc/app.bsky.feed.post/3k2a", value: "rumor",
      created: NetworkLabelTests.noon)
    change(&label)
    return label
  }

  @Test func `a label is written with its version, and with nothing that isn't known`() {
    #expect(
      written { label().encode(into: &$0) }
        == #"{"ver":1,"src":"did:plc:ewvi7nxzyoun6zhxrhs64oiz","uri":"at://did:plc:abc/app.bsky.feed.post/3k2a","#
        + #""val":"rumor","cts":"2024-05-01T12:00:00.000Z"}"#)
    let full = label {
      $0.cid = "bafyreigcpq5r"
      $0.isNegated = true
      $0.expires = Timestamp(milliseconds: NetworkLabelTests.noon.milliseconds + 250)
    }
    #expect(
      written { full.encode(into: &$0) }.hasSuffix(
        #""cid":"bafyreigcpq5r","val":"rumor","neg":true,"cts":"2024-05-01T12:00:00.000Z","#
          + #""exp":"2024-05-01T12:00:00.250Z"}"#))
  }

  @Test func `what was written is read back the same`() throws {
    let changes: [(inout NetworkLabel) -> Void] = [
      { _ in }, { $0.cid = "bafyreigcpq5r" }, { $0.isNegated = true },
      { $0.expires = Timestamp(milliseconds: 1_914_564_800_123) }, { $0.uri = "https://posts.example/%E5%BE%AE" },
      { $0.value = String(repeating: "v", count: 128) },
    ]
    for change in changes {
      let before = label(change)
      #expect(before.faults == [])
      let (after, faults) = NetworkLabel.decode(try json(written { before.encode(into: &$0) }))
      #expect(after == before && faults == [])
    }
  }

  static let bad: [(text: String, field: String, code: String)] = [
    (#"{"src":"plc:a","uri":"https://a.b","val":"rumor","cts":"2024-05-01T12:00:00Z"}"#, "src", "bad-did"),
    (#"{"uri":"https://a.b","val":"rumor","cts":"2024-05-01T12:00:00Z"}"#, "src", "missing-field"),
    (#"{"src":"did:web:a.b","uri":"post 7","val":"rumor","cts":"2024-05-01T12:00:00Z"}"#, "uri", "bad-uri"),
    (#"{"src":"did:web:a.b","uri":"at://x","val":"rumor","cts":"2024-05-01T12:00:00Z"}"#, "uri", "bad-uri"),
    (#"{"src":"did:web:a.b","uri":"https://a.b","val":"","cts":"2024-05-01T12:00:00Z"}"#, "val", "empty-field"),
    (
      #"{"src":"did:web:a.b","uri":"https://a.b","val":"isRumor","cts":"2024-05-01T12:00:00Z"}"#, "val",
      "not-kebab-case"
    ),
    (#"{"src":"did:web:a.b","uri":"https://a.b","val":"a b","cts":"2024-05-01T12:00:00Z"}"#, "val", "bad-value"),
    (#"{"src":"did:web:a.b","uri":"https://a.b","val":"rumor"}"#, "cts", "missing-field"),
    (#"{"src":"did:web:a.b","uri":"https://a.b","val":"rumor","cts":"2024-05-01"}"#, "cts", "bad-time"),
    (#"{"src":"did:web:a.b","uri":"https://a.b","val":"rumor","cts":"2024-05-01T12:00:00-00:00"}"#, "cts", "bad-time"),
    (#"{"src":"did:web:a.b","uri":"https://a.b","val":"rumor","cts":"2024-05-01t12:00:00z"}"#, "cts", "bad-time"),
    (
      #"{"src":"did:web:a.b","uri":"https://a.b","val":"rumor","cts":"2024-05-01T12:00:00Z","exp":"never"}"#, "exp",
      "bad-time"
    ),
    (
      #"{"src":"did:web:a.b","uri":"https://a.b","cid":"x","val":"rumor","cts":"2024-05-01T12:00:00Z"}"#, "cid",
      "bad-cid"
    ),
    (
      #"{"ver":2,"src":"did:web:a.b","uri":"https://a.b","val":"rumor","cts":"2024-05-01T12:00:00Z"}"#, "ver",
      "unknown-version"
    ),
    (
      #"{"src":"did:web:a.b","uri":"https://a.b","val":"rumor","neg":"yes","cts":"2024-05-01T12:00:00Z"}"#, "neg",
      "wrong-type"
    ),
  ]

  @Test(arguments: bad)
  func `a label that the form refuses is refused by its field`(
    _ row: (text: String, field: String, code: String)
  ) throws {
    let faults = NetworkLabel.decode(try json(row.text)).faults
    #expect(faults.map { [$0.field, $0.code] } == [[row.field, row.code]], "\(faults)")
  }

  @Test func `a value of 129 bytes is too long, whatever its characters`() {
    #expect(label { $0.value = String(repeating: "v", count: 129) }.faults.map(\.code) == ["bad-value"])
    #expect(label { $0.value = "谣言" }.faults.map(\.code) == ["bad-value"])
  }

  static let dids: [(text: String, isGood: Bool)] = [
    ("did:plc:ewvi7nxzyoun6zhxrhs64oiz", true), ("did:web:labels.example", true), ("did:web:localhost%3A8080", true),
    ("did:a:b:c", true), ("did:plc:", false), ("did:PLC:abc", false), ("did:plc:a/b", false), ("did:plc:abc:", false),
    ("did:plc:abc%", false), ("plc:abc:def", false), ("did::abc", false), ("did:plc", false), ("", false),
    ("did:plc:" + String(repeating: "a", count: 2048), false),
  ]

  @Test(arguments: dids) func `a DID has a method and an identifier`(_ row: (text: String, isGood: Bool)) {
    #expect(NetworkNames.isDID(row.text) == row.isGood)
  }

  static let uris: [(text: String, isGood: Bool)] = [
    ("https://posts.example/7?a=b#c", true), ("urn:isbn:0451450523", true), ("at://did:plc:abc", true),
    ("at://alice.example.com/app.bsky.feed.post/3k2a", true), ("at://alice.example.com/app.bsky.feed.post", true),
    ("at://alice", false), ("at://did:plc:abc/post/1", false), ("at://did:plc:abc/app.bsky.feed.post/a/b", false),
    ("at://did:plc:abc/app.bsky.feed.post/..", false), ("at://did:plc:abc/app.bsky.feed.post/", false),
    ("at:did", false), ("post-7", false), ("https://a b", false), ("https://a/%zz", false), ("https://a/%4", false),
    ("https://a/微", false), ("7up:x", false), (":x", false), ("x:", false), ("", false), ("https://a/\n", false),
    ("https://a/" + String(repeating: "a", count: 8192), false),
  ]

  @Test(arguments: uris) func `a URI has a scheme and only characters that may stand in one`(
    _ row: (text: String, isGood: Bool)
  ) {
    #expect(NetworkNames.isURI(row.text) == row.isGood)
  }

  @Test(arguments: ["7", "微博/1 2", "a%b", "\u{0}", "http://x", "~._-"])
  func `any id can be escaped into a URI`(id: String) {
    let uri = "https://posts.example/" + NetworkNames.escaped(id)
    #expect(NetworkNames.isURI(uri), "\(uri)")
    #expect(!NetworkNames.escaped(id).contains("/"))
  }

  @Test(arguments: [
    ("rumor", "rumor"), ("aiGenerated", "ai-generated"), ("majorEmergency", "major-emergency"), ("", ""),
  ]) func `words become kebab-case`(_ row: (word: String, kebab: String)) {
    #expect(NetworkNames.kebab(row.word) == row.kebab)
  }
}
