internal import ErrataExchange
internal import ErrataModel

/// What stands around each page.
struct PageFrame {
  /// The page as far as it is written.
  var html = HTMLText()
  /// The way from the page's folder to that of the site.
  let up: String

  /// Nothing but files of the site itself may be loaded.
  private static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'"

  /// Begins a page.
  ///
  /// - Parameters:
  ///   - path: Its file below the site's folder.
  ///   - heading: Language of the heading; `nil` for the pages' own.
  ///   - isIndexed: Whether search engines may list it.
  ///   - metadata: JSON-LD for the head.
  init(
    _ title: String, settings: SiteSettings, path: String, heading: String? = nil, isIndexed: Bool = true,
    metadata: [String] = []
  ) {
    up = path.contains("/") ? "../" : ""
    html.markup("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
    html.markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
    html.markup("<meta http-equiv=\"Content-Security-Policy\"")
    html.attribute("content", PageFrame.policy)
    html.markup(">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    if !isIndexed { html.markup("<meta name=\"robots\" content=\"noindex\">\n") }
    html.markup("<title>")
    html.escaped(title)
    html.markup("</title>\n<link rel=\"stylesheet\"")
    html.attribute("href", up + "style.css")
    html.markup(">\n")
    if let base = settings.base {
      html.markup("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Debunks\"")
      html.attribute("href", base + "feed.atom")
      html.markup(">\n<link rel=\"canonical\"")
      html.attribute("href", base + (path == "index.html" ? "" : path))
      html.markup(">\n")
    }
    for json in metadata {
      html.markup("<script type=\"application/ld+json\">")
      html.data(json)
      html.markup("</script>\n")
    }
    html.markup("</head><body>\n<header><p><a")
    html.attribute("href", up + "index.html")
    html.markup(">")
    html.escaped(settings.title)
    html.markup("</a></p></header>\n<main>\n<h1 dir=\"auto\"")
    if let heading, !heading.isEmpty { html.attribute("lang", heading) }
    html.markup(">")
    html.escaped(title)
    html.markup("</h1>\n")
  }

  /// A list of claims.
  mutating func claims(_ claims: [SiteClaim]) {
    html.markup("<ul>\n")
    for claim in claims {
      html.markup("<li><strong class=\"verdict\"")
      let words = AnswerWords(lang: claim.claim.lang)
      html.attribute("lang", words.lang)
      html.markup(">")
      html.escaped(words.word(claim.claim.verdict))
      html.markup("</strong> <a dir=\"auto\"")
      if !claim.claim.lang.isEmpty { html.attribute("lang", claim.claim.lang) }
      html.attribute("href", up + SiteName.page(ofClaim: claim.claim.id))
      html.markup(">")
      html.escaped(claim.claim.text)
      html.markup("</a></li>\n")
    }
    html.markup("</ul>\n")
  }

  /// The page with its end.
  var whole: String { html.text + "</main>\n</body></html>\n" }
}
