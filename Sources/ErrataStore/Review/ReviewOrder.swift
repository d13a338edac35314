/// In which order the review queue is read.
package enum ReviewOrder: String, Hashable, Sendable, CaseIterable {
  /// By the entries' priority: the score of the match.
  case priority
  /// By what the graph of items, authors and claims says of an entry: those that hang together with labelled items come
  /// first, those that hang together with rejected ones last.
  case graph
}
