import ErrataTestSupport
import Testing

@testable import ErrataMatching

@Suite struct TableFieldsTests {
  private func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    return TableFields.number(bytes.span, 0..<bytes.count)
  }

  @Test(
    arguments: [
      "0", "-0", "1", "-1.5", "0.1", "0.45595", "123456789012345", "1234567890.12345", "1234567890123456",
      "0.000000000000001",
      "1e5", "-2.5E-3", "inf", "nan", "", "-", ".", ".5", "5.", "1.2.3", "1a", "+1", "--1", " 1", "0x1p3",
      "99999999999999999999",
    ])
  func `a number is what the standard library reads`(_ text: String) {
    #expect(number(text)?.bitPattern == Double(text)?.bitPattern)
  }

  @Test func `random decimals are rounded as the standard library rounds them`() {
    var random = SeededRandom(seed: 5)
    for _ in 0..<5000 {
      let whole = UInt64.random(in: 0..<1 << UInt64.random(in: 1...40, using: &random), using: &random)
      let fraction = UInt64.random(in: 0..<1 << UInt64.random(in: 1...40, using: &random), using: &random)
      let text = "\(Bool.random(using: &random) ? "-" : "")\(whole).\(fraction)"
      #expect(number(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test(arguments: ["0", "17", "-3", "+4", "2147483647", "2147483648", "", "1x", "999999999", "1234567890"])
  func `an integer is what the standard library reads`(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(TableFields.integer(bytes.span, 0..<bytes.count) == Int32(text))
  }

  @Test func `fields lie between tabs, and empty ones count`() {
    let line = Array("node\t\tab\t".utf8)
    var (fields, found) = (TableFields(line.span), [String]())
    while let field = fields.next(line.span) { found.append(TableFields.text(line.span, field)) }
    #expect(found == ["node", "", "ab", ""])
    #expect(fields.isAtEnd)
    var other = TableFields(line.span)
    #expect(!other.begin("nod", line.span) && !other.begin("nodes", line.span) && other.begin("node", line.span))
  }
}
