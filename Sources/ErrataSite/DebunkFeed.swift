internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel

/// Feeds of debunks: the claims that were changed last, newest first.
package struct DebunkFeed: Sendable {
  private let settings: SiteSettings
  private let base: String
  /// Shown claims, newest first, equal times by id.
  private let claims: [SiteClaim]

  /// A feed of the claims that are shown; `nil` when the address of the site isn't known.
  package init?(_ claims: [SiteClaim], settings: SiteSettings) {
    guard let base = settings.base else { return nil }
    self.settings = settings
    self.base = base
    self.claims = claims.filter { $0.isShown(now: settings.now) }.sorted {
      let (a, b) = ($0.updated.milliseconds, $1.updated.milliseconds)
      return a == b ? $0.claim.id < $1.claim.id : a > b
    }
  }

  private var newest: ArraySlice<SiteClaim> { claims.prefix(settings.feedEntries) }

  private func address(_ claim: Claim) -> String { base + SiteName.page(ofClaim: claim.id) }

  /// What the title of an entry says.
  private func title(_ claim: Claim) -> String {
    "\(AnswerWords(lang: claim.lang).word(claim.verdict)): \(claim.text)"
  }

  private func summary(_ claim: SiteClaim) -> String {
    claim.reviews.first { !$0.summary.isEmpty }?.summary ?? ""
  }

  /// The feed in Atom (RFC 4287).
  package var atom: String {
    var xml = XMLText()
    xml.markup("<feed xmlns=\"http://www.w3.org/2005/Atom\">\n")
    xml.element("id", base)
    xml.element("title", settings.title)
    xml.element("updated", (claims.first?.updated ?? settings.now).description)
    link(&xml, "self", base + "feed.atom")
    link(&xml, "alternate", base)
    xml.markup("<author>")
    xml.element("name", settings.title)
    xml.markup("</author>\n<generator>Errata</generator>\n")
    for claim in newest {
      xml.markup("<entry")
      if !claim.claim.lang.isEmpty { xml.attribute("xml:lang", claim.claim.lang) }
      xml.markup(">\n")
      xml.element("id", address(claim.claim))
      xml.element("title", title(claim.claim))
      xml.element("updated", claim.updated.description)
      link(&xml, "alternate", address(claim.claim))
      for review in claim.reviews { link(&xml, "related", review.url) }
      for topic in claim.claim.topics {
        xml.markup("<category")
        xml.attribute("term", topic.rawValue)
        xml.markup("/>\n")
      }
      xml.element("summary", summary(claim))
      xml.markup("</entry>\n")
    }
    xml.markup("</feed>\n")
    return xml.text
  }

  private func link(_ xml: inout XMLText, _ relation: String, _ address: String) {
    xml.markup("<link")
    xml.attribute("rel", relation)
    xml.attribute("href", HTMLText.address(address))
    xml.markup("/>\n")
  }

  /// The feed as JSON Feed 1.1.
  package var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("version", "https://jsonfeed.org/version/1.1")
      writer.member("title", settings.title)
      writer.member("home_page_url", base)
      writer.member("feed_url", base + "feed.json")
      writer.member("items", Array(newest)) { writer, claim in
        writer.object { writer in
          writer.member("id", address(claim.claim))
          writer.member("url", address(claim.claim))
          if let review = claim.reviews.first { writer.member("external_url", review.url) }
          writer.member("title", title(claim.claim))
          writer.member("content_text", summary(claim).isEmpty ? title(claim.claim) : summary(claim))
          writer.member("date_modified", claim.updated.description)
          if !claim.claim.lang.isEmpty { writer.member("language", claim.claim.lang) }
          writer.member("tags", claim.claim.topics) { $0.string($1.rawValue) }
        }
      }
    }
    writer.newline()
    return writer.string
  }

  /// All reviews as a schema.org `DataFeed` of ClaimReview in JSON-LD.
  package var claimReviews: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("@context", "https://schema.org")
      writer.member("@type", "DataFeed")
      writer.member("name", settings.title)
      writer.member("url", base)
      writer.member("dateModified", (claims.first?.updated ?? settings.now).description)
      writer.key("dataFeedElement")
      writer.array { writer in
        for claim in claims {
          for document in ClaimReviewDocument.all(of: claim.claim) {
            writer.object { writer in
              writer.member("@type", "DataFeedItem")
              writer.member("dateModified", claim.updated.description)
              writer.key("item")
              document.encode(into: &writer)
            }
          }
        }
      }
    }
    writer.newline()
    return writer.string
  }

  /// Most addresses of one sitemap, by the protocol of sitemaps.org.
  private static let sitemapAddresses = 50_000

  /// The sitemaps: one file, or an index and its parts.
  package var sitemaps: [SiteFile] {
    let parts = stride(from: 0, to: max(1, claims.count), by: DebunkFeed.sitemapAddresses).map {
      sitemap(claims[$0..<min(claims.count, $0 + DebunkFeed.sitemapAddresses)])
    }
    guard parts.count > 1 else { return [SiteFile("sitemap.xml", parts[0])] }
    var xml = XMLText()
    xml.markup("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for number in parts.indices {
      xml.markup("<sitemap>")
      xml.element("loc", base + "sitemap-\(number + 1).xml")
      xml.markup("</sitemap>\n")
    }
    xml.markup("</sitemapindex>\n")
    return [SiteFile("sitemap.xml", xml.text)]
      + parts.enumerated().map { SiteFile("sitemap-\($0 + 1).xml", $1) }
  }

  private func sitemap(_ claims: ArraySlice<SiteClaim>) -> String {
    var xml = XMLText()
    xml.markup("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
    for claim in claims {
      xml.markup("<url>")
      xml.element("loc", address(claim.claim))
      xml.element("lastmod", claim.updated.description)
      xml.markup("</url>\n")
    }
    xml.markup("</urlset>\n")
    return xml.text
  }
}
