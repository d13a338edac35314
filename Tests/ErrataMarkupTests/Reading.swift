import ErrataMarkup

/// The text of a markup, as a string.
func text(_ html: String, limits: MarkupLimits = .default) throws -> String {
  String(decoding: try HTMLExtractor(limits: limits).extract(html).text, as: UTF8.self)
}

/// The part of the markup that a part of its text comes from.
func source(of part: String, in html: String) throws -> String? {
  let extracted = try HTMLExtractor().extract(html)
  guard let range = firstRange(of: Array(part.utf8), in: extracted.text) else { return nil }
  return String(decoding: Array(html.utf8)[extracted.sourceRange(of: range)], as: UTF8.self)
}

private func firstRange(of part: [UInt8], in whole: [UInt8]) -> Range<Int>? {
  guard part.count <= whole.count else { return nil }
  for start in 0...whole.count - part.count where Array(whole[start..<start + part.count]) == part {
    return start..<start + part.count
  }
  return nil
}

/// `unit` over and over.
func rows(_ unit: String, _ count: Int) -> String {
  String(repeating: unit, count: count)
}
