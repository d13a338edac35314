/// Takes the text that a reader would see from HTML, with the way back into the markup.
///
/// Block elements, `br` and table rows make lines; table cells are set apart by a space; other white space collapses
/// except in `pre`. The content of `blockquote` and `q` stands between “ and ”, which belong to the tags. Left out
/// are comments, scripts, styles, titles, templates, `noscript`, ruby readings, text alternatives of images, and
/// whatever `hidden`, `aria-hidden="true"`, `display: none` or `visibility: hidden` hide. Style sheets aren't read.
///
/// Nothing outside of the markup is ever read: no document type, no entity but the built-in ones, no address.
package struct HTMLExtractor: Sendable {
  /// How much is read.
  package let limits: MarkupLimits

  /// An extractor that keeps to the limits.
  package init(limits: MarkupLimits = .default) {
    self.limits = limits
  }

  /// The text of `html`. Broken markup is read as far as it makes sense; beyond the limits the text is cut and
  /// marked as truncated.
  ///
  /// - Throws: `MarkupError.outOfMemory`.
  /// - Complexity: O(n) in the bytes that are read, times the depth limit for markup made to be slow.
  package func extract(_ html: String) throws(MarkupError) -> ExtractedText {
    try HTMLReading(html, limits: limits).run()
  }
}
