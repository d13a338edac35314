internal import ErrataJSON

/// What a source can be.
package enum ImportFormat: String, Hashable, Sendable, CaseIterable {
  /// Found out from the first bytes.
  case auto
  /// schema.org `ClaimReview` in JSON, or the answer of Google's Fact Check Tools.
  case json
  /// One of these, or one of our claims, a line.
  case jsonl
  /// A page with `ClaimReview` in JSON-LD, microdata or RDFa Lite.
  case html
  /// RSS 2.0, RSS 1.0 or Atom.
  case feed
  /// A table with a row of names.
  case csv
  /// Tables of the Cofacts export.
  case cofacts
}

/// Recognizes formats by how a source begins.
enum FormatSniffer {
  /// The format, for bytes in UTF-8; `nil` when it isn't recognized.
  static func format(of head: [UInt8]) -> ImportFormat? {
    let start = head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard let first = start.first else { return nil }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
      return isLineOfJSON(start) ? .jsonl : .json
    case UInt8(ascii: "<"): return markup(start)
    default: return isTable(start) ? table(start) : nil
    }
  }

  /// How a compressed source is compressed.
  static func compression(of head: [UInt8]) -> String? {
    let marks: [(String, [UInt8])] = [
      ("gzip", [0x1F, 0x8B]), ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]),
    ]
    return marks.first { head.starts(with: $0.1) }?.0
  }

  /// A whole object on the first line, and another one begins on the next.
  private static func isLineOfJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "{") else { return false }
    let line = bytes.prefix { $0 != 0x0A }
    guard line.count < bytes.count || line.last == UInt8(ascii: "}") else { return false }
    guard let value = try? JSONParser.parse(Array(line)), case .object = value else { return false }
    let rest = bytes.dropFirst(line.count).drop { $0 <= 0x20 }
    return rest.first == UInt8(ascii: "{") || value["claim"] != nil && value["verdict"] != nil
  }

  /// A feed, when its outermost element comes before any of a page.
  private static func markup(_ bytes: ArraySlice<UInt8>) -> ImportFormat {
    let text = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    func first(_ marks: [String]) -> String.Index? {
      marks.compactMap { text.firstRange(of: $0)?.lowerBound }.min()
    }
    let feed = first(["<rss", "<feed", "<rdf:rdf", "<atom:feed"])
    let page = first(["<!doctype html", "<html", "<head", "<body", "<script"])
    guard let feed else { return page == nil && text.hasPrefix("<?xml") ? .feed : .html }
    return page.map { $0 < feed } == true ? .html : .feed
  }

  /// Text whose first line has separators.
  private static func isTable(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    return line.contains { [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].contains($0) }
      && line.allSatisfy { $0 >= 0x20 || $0 == 0x09 }
  }

  private static func table(_ bytes: ArraySlice<UInt8>) -> ImportFormat {
    let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    return CofactsTable.kind(of: line.filter { $0 != "\"" }.split(separator: ",").map(String.init)) == nil
      ? .csv : .cofacts
  }
}
