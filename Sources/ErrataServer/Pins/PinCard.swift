internal import ErrataDigest
internal import ErrataExchange
internal import ErrataModel
internal import ErrataSite
internal import Foundation

/// The card: a piece of HTML that stands by itself, without scripts, images or anything fetched.
struct PinCard {
  let words: AnswerWords

  /// The card as an answer, or a whole page of it.
  func answer(_ pins: [Pin], isWhole: Bool) -> Answer {
    let piece = section(pins)
    let text = isWhole ? page(piece) : piece
    var answer = Answer(type: "text/html; charset=utf-8", bytes: Array(text.utf8))
    answer.headers += [
      ("Content-Security-Policy", PinCard.policy), ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"), ("Access-Control-Allow-Origin", "*"), ("Vary", "Sec-Fetch-Dest"),
      ("Cache-Control", "max-age=60"),
    ]
    return answer
  }

  /// Nothing may be loaded or run; the one style is allowed by its digest.
  static let policy: String = {
    var hash = ContentDigest()
    hash.update(style)
    let digest = Data(hash.bytes).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(digest)'; base-uri 'none'; form-action 'none'"
  }()

  /// The style of the card. Colors have a contrast of at least 7 to 1 in both schemes.
  static let style = """
    .errata-pins{--ink:#1b1b1f;--soft:#45464f;--ground:#fff;--edge:#767680;--link:#0b4a8f;--mark:#fff0c2;\
    color:var(--ink);font:1rem/1.5 system-ui,sans-serif;max-inline-size:44rem;overflow-wrap:anywhere}\
    .errata-pins *{box-sizing:border-box}\
    .errata-pin{background:var(--ground);border:1px solid var(--edge);border-inline-start-width:.375rem;\
    border-radius:.5rem;margin-block:0 1rem;padding:.75rem 1rem}\
    .errata-pin h2{font-size:1.0625rem;line-height:1.4;margin:.125rem 0 .375rem}\
    .errata-pin p{margin:.375rem 0}.errata-kind,.errata-why,.errata-source{color:var(--soft);font-size:.875rem}\
    .errata-verdict{font-weight:700}.errata-pin a{color:var(--link);text-decoration:underline}\
    .errata-pin a:focus-visible,.errata-pin summary:focus-visible{outline:.1875rem solid var(--link);\
    outline-offset:.125rem}\
    .errata-pin mark{background:var(--mark);color:inherit;padding-inline:.125rem}\
    .errata-pin ul{margin:.25rem 0;padding-inline-start:1.25rem}\
    .errata-pin a,.errata-pin summary{display:inline-block;min-block-size:1.5rem}\
    @media (prefers-color-scheme:dark){.errata-pins{--ink:#e6e6ea;--soft:#c5c6d0;--ground:#1b1b1f;--edge:#90909a;\
    --link:#a9c9ff;--mark:#4d3f10}}
    """

  private func page(_ piece: String) -> String {
    var html = HTMLText()
    html.markup("<!doctype html>\n<html")
    html.attribute("lang", words.lang)
    html.attribute("dir", direction)
    html.markup(
      "><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
    html.markup("<meta name=\"color-scheme\" content=\"light dark\"><title>")
    html.escaped(words.word(.heading))
    html.markup("</title></head><body><main><h1>")
    html.escaped(words.word(.heading))
    html.markup("</h1>\n")
    return html.text + piece + "</main></body></html>\n"
  }

  private var direction: String { words.isRightToLeft ? "rtl" : "ltr" }

  private func section(_ pins: [Pin]) -> String {
    // Nothing to show is nothing at all, so that no empty frame stands above the results.
    guard !pins.isEmpty else { return "" }
    var html = HTMLText()
    html.markup("<section class=\"errata-pins\"")
    html.attribute("lang", words.lang)
    html.attribute("dir", direction)
    html.attribute("aria-label", words.word(.heading))
    html.markup(">\n<style>")
    let styled = html.text + PinCard.style + "</style>\n"
    return styled + pins.enumerated().map { article($1, number: $0 + 1) }.joined() + "</section>\n"
  }

  private func article(_ pin: Pin, number: Int) -> String {
    var html = HTMLText()
    html.markup("<article class=\"errata-pin\"")
    html.attribute("aria-labelledby", "errata-pin-\(number)")
    html.markup(" itemscope itemtype=\"https://schema.org/ClaimReview\">\n<p class=\"errata-kind\">")
    html.escaped(words.word(.heading))
    html.markup(" · <strong class=\"errata-verdict\">")
    html.escaped(words.word(pin.verdict))
    html.markup("</strong></p>\n<h2 dir=\"auto\" itemprop=\"claimReviewed\"")
    html.attribute("id", "errata-pin-\(number)")
    if !pin.lang.isEmpty { html.attribute("lang", pin.lang) }
    html.markup(">")
    html.escaped(pin.text)
    html.markup("</h2>\n")
    guard let review = pin.reviews.first else { return html.text + "</article>\n" }
    if !review.summary.isEmpty {
      html.markup("<p dir=\"auto\" itemprop=\"reviewBody\">")
      html.escaped(review.summary)
      html.markup("</p>\n")
    }
    source(review, &html, isMain: true)
    others(pin, &html)
    why(pin, &html)
    html.markup("</article>\n")
    return html.text
  }

  private func source(_ review: Review, _ html: inout HTMLText, isMain: Bool) {
    html.markup(isMain ? "<p class=\"errata-source\">" : "<li>")
    html.markup("<a rel=\"noopener nofollow\" dir=\"auto\"")
    if isMain { html.markup(" itemprop=\"url\"") }
    html.attribute("href", HTMLText.address(review.url))
    if !review.lang.isEmpty { html.attribute("hreflang", review.lang) }
    if !review.lang.isEmpty { html.attribute("lang", review.lang) }
    html.markup(">")
    html.escaped(review.title.isEmpty ? review.url : review.title)
    html.markup("</a> · ")
    html.markup(isMain ? "<cite dir=\"auto\" itemprop=\"author\">" : "<cite dir=\"auto\">")
    html.escaped(review.publisher)
    html.markup("</cite>")
    if !review.rating.isEmpty {
      html.markup(" · <span dir=\"auto\">")
      html.escaped(review.rating)
      html.markup("</span>")
    }
    html.markup(" · ")
    html.escaped(words.word(.published))
    html.markup(isMain ? " <time itemprop=\"datePublished\"" : " <time")
    html.attribute("datetime", review.datePublished)
    html.markup(">")
    html.escaped(review.datePublished)
    html.markup(isMain ? "</time></p>\n" : "</time></li>\n")
  }

  private func others(_ pin: Pin, _ html: inout HTMLText) {
    guard pin.reviews.count > 1 else { return }
    if pin.isConflicting {
      html.markup("<p><strong>")
      html.escaped(words.word(.conflict))
      html.markup("</strong></p>\n")
    }
    html.markup(pin.isConflicting ? "<details open><summary>" : "<details><summary>")
    html.escaped(words.word(.more))
    html.markup("</summary>\n<ul>\n")
    for review in pin.reviews { source(review, &html, isMain: false) }
    html.markup("</ul></details>\n")
  }

  private func why(_ pin: Pin, _ html: inout HTMLText) {
    guard !pin.why.terms.isEmpty else { return }
    html.markup("<p class=\"errata-why\">")
    html.escaped(words.word(.because))
    html.markup(" ")
    for (number, term) in pin.why.terms.enumerated() {
      if number > 0 { html.markup(" ") }
      html.markup("<mark dir=\"auto\">")
      html.escaped(term)
      html.markup("</mark>")
    }
    html.markup("</p>\n")
  }
}
