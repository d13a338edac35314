internal import Errata
internal import ErrataExchange
internal import ErrataIndex
internal import ErrataJSON
internal import ErrataModel
package import ErrataStore
internal import Foundation
internal import Synchronization

/// The files beside a store that lead from features to the items that have them, so that a new claim finds its items
/// without a look at all texts. They are made of the store and can be made again: a file that doesn't fit is made anew.
package struct ItemFiles {
  /// What a file covers, by its name: versions from `first` to `last`.
  private struct Segment: Hashable {
    var name: String
    var first: Int
    var last: Int
  }

  private let store: DecisionStore
  private let folder: String
  private let length: Int

  /// The files of a store.
  ///
  /// - Parameter length: item versions in a file.
  package init(store: DecisionStore, length: Int = 262_144) {
    self.store = store
    folder = store.path + ".items"
    self.length = max(1, length)
  }

  /// Covers the item versions that were recorded since the last time.
  ///
  /// - Parameter note: told how many item versions are covered, of how many.
  /// - Throws: `StoreError`, `IndexError`, and what the file system says.
  package func update(stop: StopFlag? = nil, note: (_ done: Int, _ total: Int) -> Void = { _, _ in }) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let total = try store.lastVersion
    var segments = try current(upTo: total)
    // The last file is made anew until it is full.
    if let last = segments.last, last.last - last.first + 1 < length, last.last < total { segments.removeLast() }
    var start = (segments.last?.last ?? 0) + 1
    while start <= total {
      if stop?.isRaised ?? false { return }
      let end = min(total, start + length - 1)
      note(start - 1, total)
      try build(start...end)
      start = end + 1
    }
    note(total, total)
    try removeOthers(upTo: total)
  }

  /// The item versions that may carry one of some wordings, ascending.
  ///
  /// - Throws: `IndexError` for files that can't be read.
  package func versions(sharing wordings: [String]) throws -> [Int] {
    var reader = FeatureReader()
    let features = wordings.map { wording in
      reader.read(wording: wording)
      return reader.features
    }
    var (found, sums): (Set<Int>, [UInt16]) = ([], [])
    for segment in try current(upTo: .max) {
      let postings = try ItemPostings(path: folder + "/" + segment.name)
      for one in features { found.formUnion(postings.items(sharing: one, sums: &sums).map(Int.init)) }
    }
    return found.sorted()
  }

  /// Bytes of all files.
  package var byteCount: Int {
    get throws {
      try current(upTo: .max).reduce(0) { $0 + (try ItemPostings(path: folder + "/" + $1.name).byteCount) }
    }
  }

  /// The files that can be used, which cover versions from 1 on without gaps.
  private func current(upTo total: Int) throws -> [Segment] {
    var segments: [Segment] = []
    for segment in try all().sorted(by: { ($0.first, $1.last) < ($1.first, $0.last) }) {
      guard segment.first == (segments.last?.last ?? 0) + 1, segment.last <= total,
        let postings = try? ItemPostings(path: folder + "/" + segment.name), postings.first == segment.first,
        postings.normalizer == Engine.normalizerVersion, postings.background == BackgroundModel.embeddedChecksum
      else { continue }
      segments.append(segment)
    }
    return segments
  }

  private func all() throws -> [Segment] {
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { name in
      let parts = name.split(separator: ".")
      guard parts.count == 2, parts[1] == "postings" else { return nil }
      let ends = parts[0].split(separator: "-").compactMap { Int($0) }
      guard ends.count == 2, ends[0] >= 1, ends[1] >= ends[0] else { return nil }
      return Segment(name: name, first: ends[0], last: ends[1])
    }
  }

  private func removeOthers(upTo total: Int) throws {
    let kept = Set(try current(upTo: total).map(\.name))
    for segment in try all() where !kept.contains(segment.name) {
      try FileManager.default.removeItem(atPath: folder + "/" + segment.name)
    }
  }

  private func build(_ range: ClosedRange<Int>) throws {
    var builder = ItemPostingsBuilder(first: UInt32(range.lowerBound), normalizer: Engine.normalizerVersion)
    let readers = Readers()
    var last = range.lowerBound - 1
    while last < range.upperBound {
      let page = try store.itemVersions(after: last, limit: min(8192, range.upperBound - last))
      guard let end = page.last else { break }
      for (number, features) in readers.read(page) { builder.add(UInt32(number), features) }
      last = end.number
    }
    // The file covers what it is named for, also where there is nothing.
    builder.fill(to: UInt32(range.upperBound))
    let path = folder + "/\(range.lowerBound)-\(range.upperBound).postings"
    try Data(builder.finish()).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

/// Reads the features of many items on all threads.
private final class Readers: Sendable {
  private struct Memory {
    var json = ItemReader()
    var item = ItemBuffer()
    var features = FeatureReader()
  }

  private final class Slot: Sendable {
    let memory = Mutex(Memory())
  }

  private let slots = (0..<max(1, ProcessInfo.processInfo.activeProcessorCount)).map { _ in Slot() }

  func read(_ page: [(number: Int, json: [UInt8])]) -> [(number: Int, features: ItemFeatures)] {
    let share = (page.count + slots.count - 1) / slots.count
    let parts = Mutex([[(number: Int, features: ItemFeatures)]](repeating: [], count: slots.count))
    DispatchQueue.concurrentPerform(iterations: slots.count) { number in
      let range = min(number * share, page.count)..<min((number + 1) * share, page.count)
      let read = slots[number].memory.withLock { memory in
        page[range].compactMap { entry -> (number: Int, features: ItemFeatures)? in
          // An item whose content was deleted has no features.
          guard !entry.json.isEmpty, (try? memory.json.read(entry.json.span, into: &memory.item)) != nil else {
            return nil
          }
          memory.features.read(memory.item)
          return (entry.number, memory.features.features)
        }
      }
      parts.withLock { $0[number] = read }
    }
    return parts.withLock { $0.flatMap(\.self) }
  }
}
