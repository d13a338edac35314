package import ErrataModel

/// What a site and its feeds are told.
package struct SiteSettings: Hashable, Sendable {
  /// Its title.
  package var title: String
  /// The address under which it will stand, with a slash at the end; `nil` when it isn't known: then there are no feeds
  /// and no sitemap, since these need whole addresses.
  package var base: String?
  /// The time of the pages: what has expired by then is left out.
  package var now: Timestamp
  /// Entries of a feed of news.
  package var feedEntries = 100

  /// Makes settings.
  ///
  /// - Throws: `SiteError` when the base is no web address.
  package init(title: String, base: String?, now: Timestamp) throws(SiteError) {
    self.title = title
    self.now = now
    guard let base else { return }
    let isAddress = base.hasPrefix("https://") || base.hasPrefix("http://")
    guard isAddress, base.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }),
      !base.contains("?"), !base.contains("#")
    else { throw SiteError.badBase(base) }
    self.base = base.hasSuffix("/") ? base : base + "/"
  }
}

/// Why a site can't be made.
package enum SiteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The base isn't a web address.
  case badBase(String)

  /// What is wrong and what to do.
  package var description: String {
    switch self {
    case .badBase(let base):
      "the base \"\(base)\" isn't a web address. Give the address of the folder that the pages will stand in, "
        + "as in https://errata.example/ , without ? and #."
    }
  }
}

/// A file of a site.
package struct SiteFile: Hashable, Sendable {
  /// Its path below the site's folder, with slashes.
  package var path: String
  /// What is in it.
  package var bytes: [UInt8]

  init(_ path: String, _ text: String) {
    self.path = path
    bytes = Array(text.utf8)
  }
}
