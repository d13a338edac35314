import ErrataJSON
import Testing

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.string
  }

  @Test(
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1, "-1"), (0.5, "0.5"), (-0.5, "-0.5"), (0.25, "0.25"),
      (12.000001, "12.000001"),
      (1e-6, "0.000001"), (-1e-6, "-0.000001"), (1e-7, "0"), (-1e-7, "0"), (4.9e-7, "0"), (6e-7, "0.000001"),
      (0.1, "0.1"), (0.3, "0.3"), (1.0 / 3, "0.333333"), (2.0 / 3, "0.666667"), (100, "100"),
      (1e6, "1000000"),
      (999_999.9999996, "1000000"), (999_999.9999994, "999999.999999"), (-999_999.9999996, "-1000000"),
      (0.9999999, "1"), (0.100001, "0.100001"), (123_456_789.125, "123456789.125"),
      (999_999_999_999, "999999999999"),
      (-999_999_999_999, "-999999999999"), (.leastNonzeroMagnitude, "0"),
    ] as [(Double, String)]) func `a number has at most six decimals and no exponent`(
      _ value: Double, _ text: String
    )
  {
    #expect(written { $0.number(value) } == text)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN, 1e12, -1e12, .greatestFiniteMagnitude])
  func `a number that isn't finite or is too large becomes null`(_ value: Double) {
    #expect(written { $0.number(value) } == "null")
  }

  @Test func `a number that becomes null is still separated from its neighbours`() {
    let text = written { $0.array { writer in for value in [1, .nan, 2] { writer.number(value) } } }
    #expect(text == "[1,null,2]")
  }

  @Test func `integers are written in full`() {
    let text = written {
      $0.array { writer in
        writer.integer(Int64.min)
        writer.integer(UInt64.max)
        writer.integer(0 as UInt8)
      }
    }
    #expect(text == "[-9223372036854775808,18446744073709551615,0]")
  }

  @Test(arguments: [
    ("", #""""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{1F}\u{7F}", #""\u0000\u0008\u001f\u007f""#),
    ("中文😀é", #""中文😀é""#), ("\u{2028}", "\"\u{2028}\""), ("</script>", #""</script>""#),
  ]) func `a string is escaped where JSON asks for it`(_ string: String, _ text: String) {
    #expect(written { $0.string(string) } == text)
  }

  @Test func `members and values are separated by commas`() {
    let text = written {
      $0.object { writer in
        writer.member("s", "x")
        writer.member("none", nil as String?)
        writer.member("d", 0.5)
        writer.member("b", true)
        writer.member("i", 7)
        writer.member("e", [Int]()) { $0.integer($1) }
        writer.member("a", [1, 2]) { $0.integer($1) }
        writer.key("n")
        writer.null()
        writer.key("o")
        writer.object { _ in }
        writer.member("f", false)
      }
    }
    #expect(text == #"{"s":"x","d":0.5,"b":true,"i":7,"e":[],"a":[1,2],"n":null,"o":{},"f":false}"#)
  }

  @Test func `lines of JSON Lines stand alone`() {
    let text = written {
      $0.object { $0.member("a", 1) }
      $0.newline()
      $0.array { _ in }
      $0.newline()
    }
    #expect(text == "{\"a\":1}\n[]\n")
  }

  @Test func `a writer that forgot its content begins anew`() {
    var writer = JSONWriter()
    writer.string("old")
    writer.removeAll()
    #expect(writer.bytes.isEmpty)
    writer.string("new")
    #expect(writer.string == "\"new\"")
  }

  @Test func `raw text is written as it is`() {
    #expect(written { $0.raw("# \"x\"\n") } == "# \"x\"\n")
  }

  @Test func `a parsed number is written with its own digits`() throws {
    let text = #"[1.50,1e+5,-0,123456789012345678901234567890,{"a":1,"a":2}]"#
    let value = try parsed(text)
    #expect(written { $0.value(value) } == text)
  }
}
