import ErrataCorpus
import ErrataExchange
import ErrataJSON
import ErrataModel

/// Claims for tests, and their lines.
enum ClaimLine {
  static let now = Timestamp(milliseconds: 1_795_000_000_000)  // 2026-11-18

  static let review = Review(
    publisher: "Bureau of Ponds", url: "https://ponds.example/swans", datePublished: "2024-03", lang: "en",
    rating: "False", title: "Swans and traffic", summary: "Swans don't read traffic lights.")

  /// A claim that passes lint, about something that nobody else claims.
  static func claim(
    id: String = "swans", text: String = "Swans in Oldtown obey the traffic lights on the bridge.",
    variants: [String] = [
      "The bridge lights of Oldtown are watched by swans, which only cross on green",
      "Every swan in Oldtown waits for a green light",
    ]
  ) -> Claim {
    Claim(
      id: id, text: text, lang: "en", variants: variants, topics: [Topic(rawValue: "nature")],
      verdict: .false,
      reviews: [review], queries: ["swans traffic lights"], negatives: ["Traffic lights on the bridge fail"])
  }

  /// The line of a claim in the canonical form.
  static func text(_ claim: Claim) -> String {
    var writer = JSONWriter()
    ClaimEncoder.encode(claim, into: &writer)
    return writer.string
  }

  /// A file of some claims.
  static func file(_ claims: [Claim]) -> CorpusFile { file("a.jsonl", claims) }

  /// A file with one line a claim.
  static func file(_ name: String, _ claims: [Claim]) -> CorpusFile {
    CorpusFile(name: name, text: claims.map { text($0) + "\n" }.joined())
  }
}
