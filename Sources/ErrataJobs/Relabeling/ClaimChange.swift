internal import Errata
package import ErrataIndex
package import ErrataModel

/// The claims that two states of a corpus have otherwise.
package struct ClaimChange: Sendable {
  /// Their ids, in order.
  package let ids: [String]
  /// Wordings that can match now and couldn't before.
  package let added: [String]
  /// Wordings that could match before, or can now, of claims that changed.
  package let all: [String]

  /// Compares two states.
  package init(from before: [Claim], to after: [Claim]) {
    let old = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
    let new = Dictionary(after.map { ($0.id, $0) }) { first, _ in first }
    ids = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }.sorted()
    let former = ids.flatMap { old[$0].map(ClaimChange.wordings) ?? [] }
    let current = ids.flatMap { new[$0].map(ClaimChange.wordings) ?? [] }
    let known = Set(former)
    added = Set(current).subtracting(known).sorted()
    all = known.union(current).sorted()
  }

  /// The wordings of a claim by which it can match.
  private static func wordings(_ claim: Claim) -> [String] {
    claim.status == .published && !claim.reviews.isEmpty ? claim.wordings : []
  }
}

/// Tells the items that may carry one of some wordings, by their features: the same ones as `ItemFiles` finds.
package struct WordingFilter: Sendable {
  private var places: [UInt32: [(wording: Int, weight: UInt8)]] = [:]
  private var masses: [UInt32] = []

  /// A filter of wordings.
  package init(_ wordings: [String]) {
    var reader = FeatureReader()
    for wording in wordings {
      reader.read(wording: wording)
      let features = reader.features
      for (key, weight) in zip(features.keys, features.weights) {
        places[key, default: []].append((masses.count, weight))
      }
      masses.append(features.mass)
    }
  }

  /// Whether an item may carry one of the wordings. O(features) but for features that wordings have.
  package func mayMatch(_ features: borrowing ItemFeatures) -> Bool {
    var shared: [Int: UInt32] = [:]
    for key in features.keys {
      guard let places = places[key] else { continue }
      for place in places { shared[place.wording, default: 0] += UInt32(place.weight) }
    }
    let mass = min(features.mass, UInt32(UInt16.max))
    return shared.contains { wording, weight in
      ItemFeatures.mayMatch(shared: min(weight, UInt32(UInt16.max)), wording: masses[wording], item: mass)
    }
  }
}
