/// Finds what somebody meant who typed a word wrongly.
package enum NearestWord {
  /// The known word with the smallest edit distance, the first of equals; `nil` when none is near enough to
  /// be meant: a third of the word's letters may differ, and two always. O(words × length²).
  package static func to(_ word: String, among known: [String]) -> String? {
    guard word.count <= 64 else { return nil }
    let allowed = max(2, word.count / 3)
    let distances = known.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
    guard let best = distances.min(by: { $0.1 < $1.1 }), best.1 <= allowed, best.1 < best.0.count else {
      return nil
    }
    return best.0
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment; Damerau 1964).
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
