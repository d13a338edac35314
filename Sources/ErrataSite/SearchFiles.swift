internal import ErrataExchange
internal import ErrataModel
internal import ErrataJSON

/// The files that the pages' search reads: terms with the numbers of claims that have them, and what is shown of these.
struct SearchFiles {
  /// Claims of a file of titles.
  static let page = 500

  private var postings: [[String: [Int]]] = Array(repeating: [:], count: SearchTerms.shards)
  private var titles: [SiteClaim] = []

  /// Makes the files of some claims, which are numbered in their order.
  init(_ claims: [SiteClaim]) {
    for claim in claims {
      let text = claim.claim
      let words = (text.wordings + text.queries + text.reviews.map(\.title)).joined(separator: "\n")
      for term in SearchTerms.terms(words) {
        postings[SearchTerms.shard(of: term)][term, default: []].append(titles.count)
      }
      titles.append(claim)
    }
  }

  /// The files.
  var files: [SiteFile] {
    postings.enumerated().map { number, terms in
      SiteFile("search/\(SearchFiles.hex(number)).json", shard(terms))
    }
      + stride(from: 0, to: titles.count, by: SearchFiles.page).map { first in
        SiteFile("search/titles-\(first / SearchFiles.page).json", page(titles[first...].prefix(SearchFiles.page)))
      }
  }

  private static func hex(_ number: Int) -> String { (number < 16 ? "0" : "") + String(number, radix: 16) }

  private func shard(_ terms: [String: [Int]]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      for (term, claims) in terms.sorted(by: { $0.key < $1.key }) {
        writer.member(term, claims) { $0.integer($1) }
      }
    }
    return writer.string
  }

  private func page(_ claims: ArraySlice<SiteClaim>) -> String {
    var writer = JSONWriter()
    writer.array { writer in
      for claim in claims {
        writer.array { writer in
          writer.string(SiteName.page(ofClaim: claim.claim.id))
          writer.string(claim.claim.text)
          writer.string(AnswerWords(lang: claim.claim.lang).word(claim.claim.verdict))
          writer.string(claim.claim.lang)
        }
      }
    }
    return writer.string
  }
}
