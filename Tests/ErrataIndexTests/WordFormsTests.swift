import ErrataIndex
import Foundation
import Testing

@Suite struct WordFormsTests {
  private func hash(_ word: String, _ forms: WordForms) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { forms.hash(of: $0) }
  }

  private func stemHash(_ word: String) -> UInt32 {
    Array(word.unicodeScalars.map(\.value)).withUnsafeBufferPointer { Stemmer.hash($0) }
  }

  private static let small = WordForms(
    table: "# remark\tgo\twalk\n\ngo\twent\tgone\n\npicture\tphoto\nlone\n#go\tpicture")

  @Test func `the forms of one line share the hash of the first word's stem`() {
    for form in ["go", "went", "gone", "going"] {
      #expect(hash(form, Self.small) == stemHash("go"), "\(form)")
    }
    for form in ["picture", "pictures", "photo", "photos", "pictured"] {
      #expect(hash(form, Self.small) == stemHash("picture"), "\(form)")
    }
    #expect(hash("go", Self.small) != hash("picture", Self.small))
  }

  @Test(arguments: ["walk", "remark", "lone", "other", "wentz", "照", "12", "a"])
  func `remarks and blank lines say nothing; other words have the hash of their stem`(_ word: String) {
    #expect(hash(word, Self.small) == stemHash(word))
  }

  @Test func `an empty table changes nothing`() {
    for word in ["went", "go", "photos"] { #expect(hash(word, WordForms(table: "")) == stemHash(word)) }
  }

  /// The lines of the table, from the file that is compiled in.
  private func embeddedLines() throws -> [[String]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Sources/CErrataLexicon/forms.en.tsv")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `the embedded table is the file: lines share a hash, no two lines do`() throws {
    var lines: [UInt32: String] = [:]
    for line in try embeddedLines() {
      #expect(line.count > 1, "\(line)")
      for form in line { #expect(hash(form, .embedded) == stemHash(line[0]), "\(form)") }
      if let other = lines.updateValue(line[0], forKey: stemHash(line[0])) {
        Issue.record("\(line[0]) and \(other) begin two lines")
      }
    }
    #expect(lines.count > 100)
  }

  @Test func `no form stands in two lines, nor does its stem`() throws {
    var owners: [UInt32: String] = [:]
    for line in try embeddedLines() {
      for stem in Set(line.map(stemHash)) {
        if let other = owners.updateValue(line[0], forKey: stem) {
          Issue.record("a form of \(line[0]) is one of \(other) too")
        }
      }
    }
  }

  private func isSmallLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  @Test func `the embedded table has words of small letters and digits only, each once`() throws {
    for line in try embeddedLines() {
      #expect(Set(line).count == line.count, "\(line)")
      for form in line {
        #expect(!form.isEmpty && form.utf8.allSatisfy(isSmallLetterOrDigit), "\(line[0]): \(form)")
      }
    }
  }
}
