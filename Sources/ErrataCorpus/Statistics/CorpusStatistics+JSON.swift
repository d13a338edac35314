package import ErrataJSON

extension CorpusStatistics {
  /// Writes the numbers as one object; groups are objects of names and counts, in the order of the text
  /// table.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("revision", revision.digest)
      writer.member("claims", revision.claimCount)
      writer.member("wordings", wordingCount)
      writer.member("negatives", negativeCount)
      writer.member("queries", queryCount)
      writer.member("reviews", reviewCount)
      writer.member("publishers", publisherCount)
      for group in groups {
        writer.key(group.key)
        writer.object { writer in
          for count in group.counts { writer.member(count.name, count.count) }
        }
      }
    }
  }

  /// The groups with their names in JSON and in the table.
  var groups: [(key: String, title: String, counts: [Count])] {
    [
      ("byStatus", "claims by status", statuses), ("byVerdict", "claims by verdict", verdicts),
      ("byLang", "claims by language", languages), ("byTopic", "claims by topic", topics),
      (
        "byPublisher", "reviews by publisher (first \(Self.listedPublishers) of \(publisherCount))",
        publishers
      ),
      ("byYear", "reviews by year", years),
    ]
  }
}
