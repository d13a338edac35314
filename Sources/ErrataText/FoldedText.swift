/// A normalized text: folded code points, each with the byte range of the source that it came from.
///
/// What stands in `scalars`:
/// - letters: lower case, compatibility forms and look-alikes folded, Han as simplified characters;
/// - digits `0`–`9`, also for spelled numbers (`十二点` → `12点`); a decimal point stays `.` between digits,
///   grouping marks are gone, a percent sign is `%`;
/// - one space (U+0020) for any run of blanks, one line feed for any run with a line break in it; no blank at
///   the start or the end, no space beside a Han or kana character (`喝 3 杯` → `喝3杯`) except between two
///   numerals, none before a sentence mark, after an opening or before a closing bracket or quotation mark;
/// - sentence marks as ASCII: `.` `,` `!` `?` `:` `;` (。 and ． → `.`, ， and 、 → `,`, … → `.`), repeated
///   marks once, dashes as `-`; between digits 。 is a line feed and ， a space, so that two numbers never look
///   like one;
/// - quotation marks: opening ones as `“` (U+201C), closing ones as `”` (U+201D), for all of `“”` `„` `«»`
///   `「」` `『』` `《》` `〈〉` and fullwidth forms; a straight `"` opens and closes in turn; `‘’` and `'` too
///   where they quote; apostrophes inside words as `'`;
/// - brackets `(` `)` also for `[]` `{}` `【】` `〔〕`; `#` and `@` only when they are not a hashtag's or a
///   mention's;
/// - words that a hyphen divided at the end of a line in one piece;
/// - no emoji, decoration, control, zero-width or bidirectional characters.
///
/// Ranges never decrease and point at whole source characters; a scalar made from several characters covers
/// them all.
package struct FoldedText: Sendable {
  /// Folded code points.
  package var scalars: [UInt32] = []
  /// For each scalar, the offset of the first source byte that it stands for.
  package var starts: [UInt32] = []
  /// For each scalar, the offset after the last source byte that it stands for.
  package var ends: [UInt32] = []

  /// An empty text.
  package init() {}

  /// Number of folded code points.
  package var count: Int { scalars.count }

  /// Forgets the content and keeps the storage.
  package mutating func removeAll() {
    scalars.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Adds a scalar that stands for the source bytes `start..<end`.
  package mutating func append(_ scalar: UInt32, start: UInt32, end: UInt32) {
    scalars.append(scalar)
    starts.append(start)
    ends.append(end)
  }

  /// The source bytes that a range of folded code points covers; empty for an empty range.
  package func sourceRange(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    var end = ends[range.lowerBound]
    for index in range { end = max(end, ends[index]) }
    return Int(starts[range.lowerBound])..<Int(end)
  }

  /// The folded text as a string.
  package var string: String {
    var result = String.UnicodeScalarView()
    for value in scalars {
      if let scalar = Unicode.Scalar(value) { result.append(scalar) }
    }
    return String(result)
  }
}
