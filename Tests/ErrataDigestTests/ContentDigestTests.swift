import ErrataDigest
import ErrataTestSupport
import Testing

/// Example values of FIPS 180-4 as NIST publishes them, and of its test vectors for the empty message.
struct DigestExample: Sendable, CustomTestStringConvertible {
  var name: String
  var bytes: [UInt8]
  var hex: String

  var testDescription: String { name }

  static let all = [
    DigestExample(
      name: "empty", bytes: [],
      hex: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    DigestExample(
      name: "one block", bytes: Array("abc".utf8),
      hex: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    DigestExample(
      name: "two blocks", bytes: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
      hex: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
    DigestExample(
      name: "a million letters a", bytes: Array(repeating: 0x61, count: 1_000_000),
      hex: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]
}

@Suite struct ContentDigestTests {
  @Test(arguments: DigestExample.all) func `the published examples come out`(example: DigestExample) {
    #expect(ContentDigest.hex(of: example.bytes) == example.hex)
  }

  @Test(arguments: DigestExample.all) func `a sequence that is no array gives the same`(
    example: DigestExample
  ) {
    #expect(ContentDigest.hex(of: example.bytes.lazy.map { $0 }) == example.hex)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func `pieces give the same as the whole`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let bytes = (0..<Int.random(in: 1...5000, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    var digest = ContentDigest()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + Int.random(in: 1...300, using: &random))
      digest.update(bytes[start..<end])
      start = end
    }
    #expect(digest.hex == ContentDigest.hex(of: bytes), "seed \(seed)")
  }

  @Test func `text, bytes and raw memory of the same content give the same`() {
    let text = "谣言 rumor 🙂"
    var fromText = ContentDigest()
    fromText.update(text)
    var fromBytes = ContentDigest()
    fromBytes.update(Array(text.utf8))
    var fromMemory = ContentDigest()
    Array(text.utf8).withUnsafeBytes { fromMemory.update($0) }
    #expect(fromText.hex == fromBytes.hex)
    #expect(fromText.hex == fromMemory.hex)
  }

  @Test func `reading the digest doesn't end it`() {
    var digest = ContentDigest()
    digest.update("a")
    let early = digest.hex
    digest.update("bc")
    #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(early == ContentDigest.hex(of: Array("a".utf8)))
  }

  @Test func `the bytes are what the digits say`() {
    var digest = ContentDigest()
    digest.update("abc")
    #expect(digest.bytes.count == 32)
    #expect(digest.bytes.prefix(4).elementsEqual([0xBA, 0x78, 0x16, 0xBF]))
    #expect(digest.hex.hasPrefix("ba7816bf"))
  }
}
