import ErrataExchange
import Testing

/// Rows of comma-separated values.
@Suite struct CSVRowTests {
  private func row(_ cells: String...) -> String {
    var bytes: [UInt8] = []
    CSVRow.write(cells, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
    ("a=1", "a=1"), ("谣言", "谣言"), ("'x", "'x"),
  ]) func `a cell is quoted where it must be, and never a formula`(_ pair: (cell: String, written: String)) {
    #expect(row(pair.cell) == pair.written + "\r\n")
  }

  @Test func `cells are parted by commas and rows end with CR LF`() {
    #expect(row("a", "", "b,c") == "a,,\"b,c\"\r\n")
  }
}
