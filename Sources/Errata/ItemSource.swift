internal import ErrataMarkup

/// An item's plain text, with the way back from its byte ranges to what the caller sent.
struct ItemSource {
  /// The text in UTF-8.
  let bytes: [UInt8]
  /// Something was left out.
  let isTruncated: Bool
  private let extracted: ExtractedText?

  /// Takes text as it is, and HTML through the extractor; markup that can't be read at all counts as empty.
  init(_ content: Content, extractor: HTMLExtractor) {
    switch content {
    case .text(let text):
      bytes = Array(text.utf8)
      extracted = nil
      isTruncated = false
    case .html(let html):
      let text = try? extractor.extract(html)
      bytes = text?.text ?? []
      extracted = text
      isTruncated = text?.isTruncated ?? true
    }
  }

  /// Takes what a reused buffer holds: text stays where it is, and `bytes` is empty.
  init(_ item: ItemBuffer, extractor: HTMLExtractor) {
    self.init(item.isMarkup ? .html(item.source) : .text(""), extractor: extractor)
  }

  /// A byte range of the text as a range of what the caller sent.
  func sourceSpan(_ span: ByteSpan) -> ByteSpan {
    guard let extracted else { return span }
    let range = extracted.sourceRange(of: span.start..<span.end)
    return ByteSpan(start: range.lowerBound, end: range.upperBound)
  }

  /// A match with all its spans in what the caller sent.
  func mapped(_ match: Match) -> Match {
    guard extracted != nil else { return match }
    var mapped = match
    mapped.spans = match.spans.map(sourceSpan)
    mapped.stance.cues = match.stance.cues.map { StanceCue(rule: $0.rule, span: sourceSpan($0.span)) }
    return mapped
  }
}
