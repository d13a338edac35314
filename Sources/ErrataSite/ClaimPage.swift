internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// The page of one claim.
struct ClaimPage {
  private let claim: SiteClaim
  private let settings: SiteSettings

  init(_ claim: SiteClaim, settings: SiteSettings) {
    self.claim = claim
    self.settings = settings
  }

  /// The page.
  var html: String {
    let isShown = claim.isShown(now: settings.now)
    var page = PageFrame(
      claim.claim.text, settings: settings, path: SiteName.page(ofClaim: claim.claim.id), heading: claim.claim.lang,
      isIndexed: isShown, metadata: isShown ? reviewsAsData : [])
    if isShown {
      verdict(&page.html)
    } else {
      page.html.markup("<p class=\"withdrawn\"><strong>")
      page.html.escaped(reasonWithdrawn)
      page.html.markup("</strong> No content is labelled for it.</p>\n")
    }
    reviews(&page.html)
    list("Other wordings", claim.claim.variants, &page.html)
    list("Not this claim", claim.claim.negatives, &page.html)
    topics(&page)
    changes(&page.html)
    page.html.markup("<p class=\"soft\">Id: <code>")
    page.html.escaped(claim.claim.id)
    page.html.markup("</code></p>\n")
    return page.whole
  }

  private var reasonWithdrawn: String {
    switch claim.claim.status {
    case .retracted: "This claim was withdrawn."
    case .paused: "This claim is kept back for the time being."
    case .published where claim.claim.verdict == .true: "The reviews find this claim right."
    case .published: "This claim has expired."
    case .draft: "This claim is a draft."
    }
  }

  private var reviewsAsData: [String] {
    ClaimReviewDocument.all(of: claim.claim).map { document in
      var writer = JSONWriter()
      document.encode(into: &writer)
      return writer.string
    }
  }

  private func verdict(_ html: inout HTMLText) {
    let words = AnswerWords(lang: claim.claim.lang)
    html.markup("<p class=\"verdict\"")
    html.attribute("lang", words.lang)
    html.markup(" dir=\"auto\">")
    html.escaped(words.word(claim.claim.verdict))
    html.markup("</p>\n")
  }

  private func reviews(_ html: inout HTMLText) {
    html.markup("<h2>Reviews</h2>\n<ul>\n")
    for review in claim.reviews {
      html.markup("<li><a rel=\"noopener nofollow\" dir=\"auto\"")
      html.attribute("href", HTMLText.address(review.url))
      if !review.lang.isEmpty { html.attribute("lang", review.lang) }
      html.markup(">")
      html.escaped(review.title.isEmpty ? review.url : review.title)
      html.markup("</a> · <cite dir=\"auto\">")
      html.escaped(review.publisher)
      html.markup("</cite> · <time")
      html.attribute("datetime", review.datePublished)
      html.markup(">")
      html.escaped(review.datePublished)
      html.markup("</time>")
      if !review.rating.isEmpty {
        html.markup(" · <span dir=\"auto\">")
        html.escaped(review.rating)
        html.markup("</span>")
      }
      if !review.summary.isEmpty {
        html.markup("<br><span dir=\"auto\">")
        html.escaped(review.summary)
        html.markup("</span>")
      }
      html.markup("</li>\n")
    }
    html.markup("</ul>\n")
  }

  private func list(_ heading: StaticString, _ texts: [String], _ html: inout HTMLText) {
    guard !texts.isEmpty else { return }
    html.markup("<h2>")
    html.markup(heading)
    html.markup("</h2>\n<ul dir=\"auto\"")
    if !claim.claim.lang.isEmpty { html.attribute("lang", claim.claim.lang) }
    html.markup(">\n")
    for text in texts {
      html.markup("<li dir=\"auto\">")
      html.escaped(text)
      html.markup("</li>\n")
    }
    html.markup("</ul>\n")
  }

  private func topics(_ page: inout PageFrame) {
    guard !claim.claim.topics.isEmpty else { return }
    page.html.markup("<p class=\"soft\">Subjects:")
    for topic in claim.claim.topics {
      // Only lists that exist are led to: those of claims that are shown.
      let isLinked = claim.isShown(now: settings.now)
      page.html.markup(isLinked ? " <a" : " <span")
      if isLinked { page.html.attribute("href", "\(page.up)topics/\(SiteName.name(ofClaim: topic.rawValue)).html") }
      page.html.markup(">")
      page.html.escaped(topic.rawValue)
      page.html.markup(isLinked ? "</a>" : "</span>")
    }
    page.html.markup("</p>\n")
  }

  private func changes(_ html: inout HTMLText) {
    guard !claim.changes.isEmpty else { return }
    html.markup("<h2>History</h2>\n<table><thead><tr><th scope=\"col\">Time</th><th scope=\"col\">What</th>")
    html.markup("<th scope=\"col\">Who</th><th scope=\"col\">Why</th></tr></thead><tbody>\n")
    for change in claim.changes {
      html.markup("<tr><td><time>")
      html.escaped(change.at.description)
      html.markup("</time>")
      for text in [change.what, change.author, change.reason] {
        html.markup("</td><td dir=\"auto\">")
        html.escaped(text)
      }
      html.markup("</td></tr>\n")
    }
    html.markup("</tbody></table>\n")
  }
}
