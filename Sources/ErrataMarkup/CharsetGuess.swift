/// Finds out the charset of bytes, for sources that don't say it or say a wrong one.
package enum CharsetGuess {
  /// The charset of a beginning of a text, as `Transcoder` names it; `UTF-8` for what is valid as such.
  ///
  /// What is valid UTF-8 is that, whatever is declared: other text practically never is by chance. A byte order mark is
  /// believed. After that what is declared, unless its bytes speak against it; then what fits best.
  ///
  /// - Parameters:
  ///   - head: the first bytes; a sequence may be cut at the end.
  ///   - declared: the name that the source itself or its transport gives.
  /// - Complexity: O(n).
  package static func charset(of head: [UInt8], declared: String? = nil) -> String {
    if head.starts(with: [0xFF, 0xFE]) { return "UTF-16LE" }
    if head.starts(with: [0xFE, 0xFF]) { return "UTF-16BE" }
    if let wide = wide(head) { return wide }
    if isUTF8(head) { return "UTF-8" }
    let fits = families.map { ($0.name, $0.share(head)) }
    let best = fits.max { $0.1 < $1.1 } ?? ("windows-1252", 0)
    if let declared = declared?.lowercased(), declared != "utf-8", declared != "utf8" {
      let family = families.first { $0.aliases.contains(declared) }
      // A declared charset with which almost no sequence is a common character, while another fits, is a wrong one.
      if let family {
        if family.share(head) >= best.1 - 0.25 { return declared }
      } else if best.1 < 0.6 {
        return declared
      }
    }
    return best.1 >= 0.35 ? best.0 : "windows-1252"
  }

  /// The charset that a page or feed declares in its first kilobytes: `<meta charset>` or `<?xml encoding>`.
  package static func declared(in head: [UInt8]) -> String? {
    let bytes = head.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    for mark in ["charset=", "encoding="].map({ Array($0.utf8) }) {
      let isMark: (Int) -> Bool = { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }
      guard let start = bytes.indices.dropLast(mark.count).first(where: isMark) else { continue }
      let rest = bytes[(start + mark.count)...].drop { "\"' ".utf8.contains($0) }
      let name = rest.prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "-_".utf8.contains($0) }
      if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
    }
    return nil
  }

  /// Sequences that a charset of two bytes has, and which of them are common.
  private struct Family: Sendable {
    var name: String
    var aliases: [String]
    var isLead: @Sendable (UInt8) -> Bool
    var isTrail: @Sendable (UInt8) -> Bool
    var isCommon: @Sendable (UInt8, UInt8) -> Bool

    /// The share of sequences that are common characters, each broken one counted against it.
    func share(_ bytes: [UInt8]) -> Double {
      var (common, all, place) = (0, 0, 0)
      while place < bytes.count {
        guard bytes[place] >= 0x80 else {
          place += 1
          continue
        }
        guard place + 1 < bytes.count else { break }
        all += 1
        if isLead(bytes[place]), isTrail(bytes[place + 1]) {
          if isCommon(bytes[place], bytes[place + 1]) { common += 1 }
          place += 2
        } else {
          // One that can't be: three common ones make up for it.
          all += 3
          place += 1
        }
      }
      return all == 0 ? 0 : Double(common) / Double(all)
    }
  }

  /// The rows of the most used characters: Hangul, GB 2312 and Big5 level 1, kana and JIS level 1. Hangul comes first,
  /// since its rows are some of those of GB 2312, of which Chinese text never uses only these.
  private static let families: [Family] = [
    Family(
      name: "EUC-KR", aliases: ["euc-kr", "cp949", "ks_c_5601-1987"], isLead: { (0x81...0xFE).contains($0) },
      isTrail: { (0x41...0xFE).contains($0) },
      isCommon: { (0xB0...0xC8).contains($0) && $1 >= 0xA1 && $0 <= 0xC8 }),
    Family(
      name: "GB18030", aliases: ["gb18030", "gbk", "gb2312", "gb_2312-80"], isLead: { (0x81...0xFE).contains($0) },
      isTrail: { (0x40...0xFE).contains($0) || (0x30...0x39).contains($0) },
      isCommon: { (0xB0...0xD7).contains($0) && $1 >= 0xA1 || (0xA1...0xA3).contains($0) && $1 >= 0xA1 }),
    Family(
      name: "Big5", aliases: ["big5", "big5-hkscs", "cp950"], isLead: { (0x81...0xFE).contains($0) },
      isTrail: { (0x40...0x7E).contains($0) || (0xA1...0xFE).contains($0) },
      isCommon: { lead, trail in (0xA1...0xC6).contains(lead) && lead != 0xA3 }),
    Family(
      name: "Shift_JIS", aliases: ["shift_jis", "shift-jis", "sjis", "cp932", "windows-31j"],
      isLead: { (0x81...0x9F).contains($0) || (0xE0...0xFC).contains($0) },
      isTrail: { (0x40...0xFC).contains($0) && $0 != 0x7F },
      isCommon: { lead, trail in
        lead == 0x82 && trail >= 0x4F && trail <= 0xF1 || lead == 0x83 && trail <= 0x96 || lead == 0x81
          || (0x88...0x98).contains(lead)
      }),
  ]

  /// UTF-16 without a byte order mark: every second byte of mostly ASCII text is zero.
  private static func wide(_ head: [UInt8]) -> String? {
    let sample = head.prefix(64)
    guard sample.count >= 8 else { return nil }
    let zeros = sample.indices.filter { sample[$0] == 0 }
    let odd = zeros.count { $0 % 2 == 1 }
    guard zeros.count * 3 >= sample.count, zeros.count < sample.count * 2 / 3 else { return nil }
    return odd == zeros.count ? "UTF-16LE" : odd == 0 ? "UTF-16BE" : nil
  }

  private static func isUTF8(_ head: [UInt8]) -> Bool {
    if String(validating: head, as: UTF8.self) != nil { return true }
    // The last character may be cut.
    for cut in 1...3 where head.count > cut {
      if String(validating: head.dropLast(cut), as: UTF8.self) != nil { return head[head.count - cut] >= 0xC2 }
    }
    return false
  }
}
