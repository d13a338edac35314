import ErrataIndex
import Foundation
import Testing

@Suite final class VerificationTests {
  private let path = NSTemporaryDirectory() + "/errata-verify-\(UUID().uuidString).errata"
  private let raw: RawIndex

  init() throws {
    raw = RawIndex(bytes: try indexBytes(smallClaims))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func verifyingError(_ index: IndexReader) -> IndexError? {
    do throws(IndexError) {
      try index.verify()
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: IndexFormat.Section.allCases)
  func `a damaged section doesn't keep a file from opening, and is found by verifying`(
    _ section: IndexFormat.Section
  ) throws {
    for offset in [raw.range(section).lowerBound, raw.range(section).upperBound - 1] {
      var bytes = raw.bytes
      bytes[offset] ^= 0x20
      try IndexFile.save(bytes, to: path)
      let index = try IndexReader(path: path)
      let expected = IndexError.damaged(path: path, part: "checksum of section \(section)")
      for _ in 0..<2 {
        #expect(verifyingError(index) == expected)
        #expect(!index.isVerified)
      }
    }
  }

  @Test func `a sound file is unverified when it opens, and verified from then on`() throws {
    try IndexFile.save(raw.bytes, to: path)
    let index = try IndexReader(path: path)
    let copy = index
    #expect(!index.isVerified)
    #expect(verifyingError(index) == nil)
    #expect(index.isVerified && copy.isVerified)
    #expect(try !IndexReader(path: path).isVerified, "each opening is verified by itself")
  }

  @Test func `an index in memory is verified when it opens`() throws {
    #expect(try IndexReader(bytes: raw.bytes).isVerified)
  }

  @Test func `a damaged header keeps a file from opening`() throws {
    var bytes = raw.bytes
    bytes[RawIndex.revision] ^= 1
    try IndexFile.save(bytes, to: path)
    #expect(throws: IndexError.damaged(path: path, part: "header")) { try IndexReader(path: path) }
  }

  @Test func `a file's bytes are mapped, those in memory allocated`() throws {
    try IndexFile.save(raw.bytes, to: path)
    let mapped = try IndexReader(path: path)
    let held = try IndexReader(bytes: raw.bytes)
    #expect(mapped.mappedBytes == raw.bytes.count && mapped.allocatedBytes == 0)
    #expect(held.mappedBytes == 0 && held.allocatedBytes == raw.bytes.count)
  }

  @Test func `seeds are counted, and no content of their section traps the count`() throws {
    #expect(try IndexReader(bytes: indexBytes([])).countSeeds() == 0)
    let one = try IndexReader(bytes: indexBytes([indexedClaim("c", (.wording, "sock tea sock tea"))]))
    #expect(one.countSeeds() == 2, "the words sock and tea, each once")
    for byte in [0, 0xFF] as [UInt8] {
      var forged = raw
      for offset in raw.range(.seeds) { forged.bytes[offset] = byte }
      forged.seal()
      #expect(try IndexReader(bytes: forged.bytes).countSeeds() > 0)
    }
  }
}
