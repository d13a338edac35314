/// Counts in how many documents units and pairs of units stand.
package struct BackgroundCounter {
  /// First bytes of a table.
  static let magic: [UInt8] = Array("ERRATABG".utf8)
  private var counts: [UInt32: UInt32] = [:]
  private var documents: UInt32 = 0
  private var seen = Set<UInt32>()

  /// Nothing counted yet.
  package init() {}

  /// Counts a document: each distinct unit and pair once.
  package mutating func add(_ units: Units) {
    documents += 1
    seen.removeAll(keepingCapacity: true)
    for index in 0..<units.count {
      count(Hashing.term(units.hashes[index]))
      if index > 0 { count(Hashing.term(units.hashes[index - 1], units.hashes[index])) }
    }
  }

  private mutating func count(_ key: UInt32) {
    if seen.insert(key).inserted { counts[key, default: 0] += 1 }
  }

  /// The table of what was counted, without what was seen in fewer than `minimum` documents; sorted, so the same
  /// documents in any order give the same bytes.
  package func table(minimum: UInt32) -> [UInt8] {
    let kept = counts.filter { $0.value >= minimum }.sorted { $0.key < $1.key }
    var bytes = BackgroundCounter.magic
    bytes.append(little: documents)
    bytes.append(little: UInt32(kept.count))
    for (key, _) in kept { bytes.append(little: key) }
    for (_, count) in kept { bytes.append(little: count) }
    return bytes
  }
}
