import CLibXML2

/// Converts text of a charset to UTF-8 piece by piece; what is broken becomes U+FFFD.
package final class Transcoder {
  private let converter: UnsafeMutableRawPointer
  private var held: [UInt8] = []
  /// Broken sequences that were replaced.
  package private(set) var replaced = 0

  /// Makes a converter; `nil` for a charset that isn't known.
  package init?(charset: String) {
    // What publishers label as these is, in browsers, the larger set (WHATWG Encoding Standard).
    let names = [
      "gb2312": "GB18030", "gbk": "GB18030", "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932",
      "iso-8859-1": "CP1252", "latin1": "CP1252", "windows-1252": "CP1252", "big5": "BIG5-HKSCS", "euc-kr": "CP949",
    ]
    let name = names[charset.lowercased()] ?? charset
    let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F }
    guard !name.isEmpty, isPlain, let converter = errata_iconv_open(name) else { return nil }
    self.converter = converter
  }

  deinit {
    errata_iconv_close(converter)
  }

  /// Converts the next bytes; a sequence that isn't whole waits for the rest.
  package func convert(_ bytes: some Sequence<UInt8>, isLast: Bool = false) -> [UInt8] {
    held += bytes
    var output = [UInt8](repeating: 0, count: held.count * 3 + 16)
    var (read, written) = (0, 0)
    loop: while read < held.count {
      if output.count - written < 16 { output += [UInt8](repeating: 0, count: output.count) }
      switch errata_iconv_run(converter, held, &read, held.count, &output, &written, output.count) {
      case 0: break loop
      case 1: output += [UInt8](repeating: 0, count: output.count)
      case 3 where !isLast: break loop
      default:
        output.replaceSubrange(written..<written + 3, with: [0xEF, 0xBF, 0xBD])
        written += 3
        read += 1
        replaced += 1
      }
    }
    held.removeFirst(read)
    output.removeLast(output.count - written)
    return output
  }
}
