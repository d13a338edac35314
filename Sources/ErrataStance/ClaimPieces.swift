/// The matched text as the vote needs it: pieces, and clusters of pieces that lie close together.
enum ClaimPieces {
  /// Pieces at most this far apart form one cluster.
  static let bridge = 20

  /// Clips the spans to the text and joins those that touch; broken spans are dropped.
  static func clip(_ spans: [Range<Int>], count: Int, into pieces: inout [Range<Int>]) {
    pieces.removeAll(keepingCapacity: true)
    for span in spans {
      let clipped = span.clamped(to: 0..<count)
      guard !clipped.isEmpty else { continue }
      if let last = pieces.last, clipped.lowerBound <= last.upperBound {
        pieces[pieces.count - 1] = last.lowerBound..<max(last.upperBound, clipped.upperBound)
      } else {
        pieces.append(clipped)
      }
    }
  }

  /// Gathers pieces into clusters and keeps the main ones: a stray piece far away is no place where the
  /// claim stands.
  static func gather(_ pieces: [Range<Int>], into clusters: inout [Range<Int>]) {
    clusters.removeAll(keepingCapacity: true)
    for piece in pieces {
      if let last = clusters.last, piece.lowerBound - last.upperBound <= bridge {
        clusters[clusters.count - 1] = last.lowerBound..<piece.upperBound
      } else {
        clusters.append(piece)
      }
    }
    let largest = clusters.reduce(0) { max($0, $1.count) }
    clusters.removeAll { $0.count * 5 < largest * 2 }
  }

  /// The first piece that ends behind `position`; their number when there is none. Time logarithmic.
  static func firstIndex(in pieces: [Range<Int>], endingAfter position: Int) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// True when at least half of `range` lies in the pieces. Time logarithmic in the pieces and linear in
  /// those touched.
  static func cover(_ range: Range<Int>, _ pieces: [Range<Int>]) -> Bool {
    var low = firstIndex(in: pieces, endingAfter: range.lowerBound)
    var covered = 0
    while low < pieces.count, pieces[low].lowerBound < range.upperBound {
      covered += pieces[low].clamped(to: range).count
      low += 1
    }
    return covered * 2 >= range.count
  }

  /// True when `literal` stands somewhere in the claim. Time linear in the claim, for the few words of a text
  /// that are asked for.
  static func holds(_ claim: [UInt32], _ literal: ArraySlice<UInt32>) -> Bool {
    guard let first = literal.first else { return true }
    var start = 0
    while start + literal.count <= claim.count {
      if claim[start] == first, claim[start..<(start + literal.count)].elementsEqual(literal) { return true }
      start += 1
    }
    return false
  }
}
