internal import ErrataIndex

/// Puts a query that was read from pinyin in the characters of one claim, where they sound alike: the likeliest reading
/// of a few syllables often has a commoner word in place of the claim's.
struct ClaimSpelling {
  let index: SegmentedIndex
  let pinyin: PinyinTable

  /// Pairs of neighbours that are read of a claim, at most.
  private static let mostPairs = 4096

  /// The query with pairs of neighbours replaced by pairs of the claim that sound the same; `nil` when there are none.
  func spelled(_ scalars: [UInt32], as claim: Int) -> [UInt32]? {
    let followers = followers(of: claim)
    var read = scalars
    // What the claim has as it stands is kept, so that the end of one word isn't taken for the beginning of another.
    var isKept = [Bool](repeating: false, count: read.count)
    for place in read.indices.dropLast() where has(read[place], read[place + 1], in: followers) {
      isKept[place] = true
      isKept[place + 1] = true
    }
    for place in read.indices.dropLast() where !(isKept[place] && isKept[place + 1]) {
      guard QueryReading.isHan(read[place]), QueryReading.isHan(read[place + 1]) else { continue }
      guard let pair = pair(read, at: place, isKept, followers) else { continue }
      (read[place], read[place + 1]) = pair
      isKept[place] = true
      isKept[place + 1] = true
    }
    return read == scalars ? nil : read
  }

  /// The first pair of the claim, commonest characters first, that sounds like the two at a place.
  private func pair(
    _ read: [UInt32], at place: Int, _ isKept: [Bool], _ followers: [UInt32: Set<UInt32>]
  ) -> (UInt32, UInt32)? {
    let seconds = choices(read[place + 1], isKept[place + 1])
    for first in choices(read[place], isKept[place]) {
      guard let known = followers[Hashing.unit(scalar: first)] else { continue }
      if let second = seconds.first(where: { known.contains(Hashing.unit(scalar: $0)) }) { return (first, second) }
    }
    return nil
  }

  private func choices(_ scalar: UInt32, _ isKept: Bool) -> [UInt32] {
    isKept ? [scalar] : [scalar] + pinyin.soundalikes(of: scalar)
  }

  private func has(_ first: UInt32, _ second: UInt32, in followers: [UInt32: Set<UInt32>]) -> Bool {
    followers[Hashing.unit(scalar: first)]?.contains(Hashing.unit(scalar: second)) ?? false
  }

  /// The units that follow each unit in the claim's wordings.
  private func followers(of claim: Int) -> [UInt32: Set<UInt32>] {
    var followers: [UInt32: Set<UInt32>] = [:]
    var left = ClaimSpelling.mostPairs
    for number in index.entries(ofClaim: claim) {
      let entry = index.entry(number)
      guard entry.field != .negative else { continue }
      let hashes = index.units(of: entry).hashes
      for place in hashes.indices.dropLast() where left > 0 {
        followers[hashes[place], default: []].insert(hashes[place + 1])
        left -= 1
      }
    }
    return followers
  }
}
