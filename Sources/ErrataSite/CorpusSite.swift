internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// A static set of pages of a corpus: a page for each claim with its reviews, wordings and past, lists by subject, a
/// search that runs in the reader's browser, and feeds. Nothing on them is fetched from elsewhere.
package struct CorpusSite: Sendable {
  private let settings: SiteSettings
  /// Claims that are shown, by id.
  private let shown: [SiteClaim]
  /// Claims that were shown once and aren't any more: their pages stay, and say so.
  private let withdrawn: [SiteClaim]

  /// A site of some claims. Drafts and claims without a review have no page.
  package init(_ claims: [SiteClaim], settings: SiteSettings) {
    self.settings = settings
    let claims = claims.sorted { $0.claim.id < $1.claim.id }
    shown = claims.filter { $0.isShown(now: settings.now) }
    withdrawn = claims.filter { claim in
      !claim.isShown(now: settings.now) && claim.claim.status != .draft && !claim.claim.reviews.isEmpty
    }
  }

  /// How many claims have a page: those that are shown and those that are withdrawn.
  package var counts: (shown: Int, withdrawn: Int) { (shown.count, withdrawn.count) }

  /// Hands over every file, one at a time: pages of claims last.
  package func forEachFile<Failure>(_ body: (SiteFile) throws(Failure) -> Void) throws(Failure) {
    try body(SiteFile("style.css", SiteScript.style))
    try body(SiteFile("search.js", SiteScript.text))
    try body(SiteFile("index.html", index))
    for (topic, claims) in byTopic { try body(SiteFile(CorpusSite.page(topic), list(topic, claims))) }
    for file in SearchFiles(shown).files { try body(file) }
    if let feed = DebunkFeed(shown, settings: settings) {
      try body(SiteFile("feed.atom", feed.atom))
      try body(SiteFile("feed.json", feed.json))
      try body(SiteFile("claimreview.json", feed.claimReviews))
      for file in feed.sitemaps { try body(file) }
    }
    for claim in shown + withdrawn {
      try body(SiteFile(SiteName.page(ofClaim: claim.claim.id), ClaimPage(claim, settings: settings).html))
    }
  }

  /// Claims by subject, most claims first; those without one last.
  private var byTopic: [(topic: String, claims: [SiteClaim])] {
    var topics: [String: [SiteClaim]] = [:]
    for claim in shown {
      for topic in Set(claim.claim.topics.isEmpty ? ["other"] : claim.claim.topics.map(\.rawValue)) {
        topics[topic, default: []].append(claim)
      }
    }
    return topics.sorted { $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count }
      .map { ($0.key, $0.value) }
  }

  private static func page(_ topic: String) -> String { "topics/\(SiteName.name(ofClaim: topic)).html" }

  /// Claims on the first page.
  private static let newest = 50

  private var index: String {
    var page = PageFrame(settings.title, settings: settings, path: "index.html")
    page.html.markup("<form role=\"search\" action=\"index.html\" hidden")
    page.html.attribute("data-claims", String(shown.count))
    page.html.attribute("data-page", String(SearchFiles.page))
    page.html.markup(
      "><label for=\"q\">Search claims</label> <input id=\"q\" name=\"q\" type=\"search\" maxlength=\"500\" ")
    page.html.markup("autocomplete=\"off\" dir=\"auto\"> <button>Search</button></form>\n")
    page.html.markup("<p id=\"status\" role=\"status\"></p>\n<ul id=\"found\"></ul>\n")
    page.html.markup("<noscript><p>The search needs JavaScript; everything else is in the lists.</p></noscript>\n")
    page.html.markup("<p class=\"soft\">")
    page.html.escaped(
      "\(shown.count) claims, each with the published reviews that stand behind it. "
        + "Made of the corpus as it was at \(settings.now).")
    page.html.markup("</p>\n<h2>By subject</h2>\n<ul>\n")
    for (topic, claims) in byTopic {
      page.html.markup("<li><a")
      page.html.attribute("href", CorpusSite.page(topic))
      page.html.markup(">")
      page.html.escaped(topic)
      page.html.markup("</a> ")
      page.html.escaped("(\(claims.count))")
      page.html.markup("</li>\n")
    }
    page.html.markup("</ul>\n<h2>Changed last</h2>\n")
    let newest = shown.sorted { $0.updated.milliseconds > $1.updated.milliseconds }.prefix(CorpusSite.newest)
    page.claims(Array(newest))
    page.html.markup("<script src=\"search.js\" defer></script>\n")
    return page.whole
  }

  private func list(_ topic: String, _ claims: [SiteClaim]) -> String {
    var page = PageFrame("\(settings.title): \(topic)", settings: settings, path: CorpusSite.page(topic))
    page.claims(claims)
    return page.whole
  }
}
