/// What an element's name says about its content.
struct ElementTraits: OptionSet {
  let rawValue: UInt16

  /// Begins and ends a line.
  static let block = ElementTraits(rawValue: 1 << 0)
  /// A cell of a table: set apart by a space.
  static let cell = ElementTraits(rawValue: 1 << 1)
  /// Its content isn't shown, or isn't the author's text.
  static let dropped = ElementTraits(rawValue: 1 << 2)
  /// White space counts.
  static let preformatted = ElementTraits(rawValue: 1 << 3)
  /// The words of somebody else.
  static let quotation = ElementTraits(rawValue: 1 << 4)
  /// Has no content and no end tag.
  static let void = ElementTraits(rawValue: 1 << 5)

  /// The traits of an element's name in lower case; none for an unknown one, which is read as part of the line.
  static func of(_ name: String) -> ElementTraits { table[name] ?? [] }

  /// Whether an element's name, in lower case, says anything.
  static func isKnown(_ name: String) -> Bool { table[name] != nil }

  private static let table: [String: ElementTraits] = {
    var table: [String: ElementTraits] = [:]
    for (traits, names) in groups {
      for name in names.split(separator: " ") { table[String(name), default: []].formUnion(traits) }
    }
    return table
  }()

  /// `rt` and `rp` are readings above the text; written between its characters they would tear words apart. The
  /// content of `iframe`, `noembed`, `noframes` is for browsers that don't know these elements.
  private static let groups: [(ElementTraits, String)] = [
    (
      .block,
      """
      address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption \
      figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol \
      optgroup option p plaintext pre search section select summary table tbody textarea tfoot thead tr ul xmp
      """
    ),
    (.cell, "td th"),
    (
      .dropped,
      "datalist iframe noembed noframes noscript rp rt rtc script style template title"
    ),
    (.preformatted, "listing plaintext pre textarea xmp"),
    (.quotation, "blockquote q"),
    (
      .void,
      """
      area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
      """
    ),
  ]
}
