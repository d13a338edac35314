import ErrataIndex
import ErrataTestSupport

/// The digits of an example revision.
let exampleRevision = String(repeating: "0123456789abcdef", count: 4)

/// A claim with its texts, and its id as payload.
func indexedClaim(_ id: String, _ texts: (EntryField, String)...) -> IndexedClaim {
  var numbers: [EntryField: Int] = [:]
  let entries = texts.map { field, text in
    defer { numbers[field, default: 0] += 1 }
    return IndexedClaim.Entry(field: field, number: numbers[field, default: 0], text: text)
  }
  return IndexedClaim(id: id, payload: Array("{\"id\":\"\(id)\"}".utf8), entries: entries)
}

/// The bytes of an index of some claims.
func indexBytes(_ claims: [IndexedClaim], background: BackgroundModel = .embedded) throws(IndexError)
  -> [UInt8]
{
  var builder = IndexBuilder(revision: exampleRevision, background: background)
  for claim in claims { try builder.add(claim) }
  return builder.finish()
}

/// The error of opening bytes as an index; `nil` when they open.
func openingError(_ bytes: [UInt8]) -> IndexError? {
  do throws(IndexError) {
    _ = try IndexReader(bytes: bytes, name: "x.errata")
    return nil
  } catch {
    return error
  }
}

/// Two small claims.
let smallClaims = [
  indexedClaim(
    "sock-tea", (.wording, "Sock tea cures 3 colds."), (.negative, "Tea is warm."), (.query, "sock tea")),
  indexedClaim("喝酒", (.wording, "喝白酒不会醉"), (.title, "喝酒会醉"), (.summary, "tea tea tea")),
]

/// Random claims of few words, so that terms repeat within and across entries.
func randomClaims(seed: UInt64, count: Int) -> [IndexedClaim] {
  var random = SeededRandom(seed: seed)
  let words = [
    "sock", "tea", "cures", "colds", "not", "the", "12", "50%", "3.14", "喝", "酒", "不", "疫", "苗", "don't", ".",
  ]
  return (0..<count).map { number in
    let entries = (0..<Int.random(in: 0...5, using: &random)).map { entry in
      let text = (0..<Int.random(in: 0...12, using: &random)).compactMap { _ in
        words.randomElement(using: &random)
      }
      return IndexedClaim.Entry(
        field: EntryField.allCases.randomElement(using: &random) ?? .wording, number: entry,
        text: text.joined(separator: " "))
    }
    let payload = (0..<Int.random(in: 0...20, using: &random)).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    return IndexedClaim(id: "c-\(number)", payload: payload, entries: entries)
  }
}

/// All that can be read from an index.
struct IndexContent: Hashable {
  var head: [String]
  var claims: [[UInt8]] = []
  var numbers: [[Int]] = []
  var postings: [UInt32: [[UInt32]]] = [:]
  var candidates: [[Candidate]] = []

  /// Reads everything; the keys are looked up as terms, candidates are looked for in the texts.
  init(_ index: IndexReader, keys: Set<UInt32>, texts: [Units]) {
    head = [
      index.revision, index.normalizerVersion, "\(index.averageLength)", "\(index.claimCount)",
      "\(index.entryCount)",
      "\(index.unitCount)", "\(index.termCount)",
    ]
    for claim in 0..<index.claimCount {
      claims += [Array(index.id(ofClaim: claim).utf8), index.payload(ofClaim: claim)]
      numbers.append([index.length(ofClaim: claim)] + index.entries(ofClaim: claim).flatMap { [$0] })
    }
    for number in 0..<index.entryCount {
      let entry = index.entry(number)
      claims.append(Array(index.id(ofClaim: entry.claim).utf8))
      numbers.append([
        entry.claim, entry.units.lowerBound, entry.units.upperBound, Int(entry.mass),
        Int(entry.field.rawValue), entry.number, Int(index.field(ofEntry: number).rawValue),
        index.claim(ofEntry: number),
      ])
      let units = index.units(of: entry)
      for unit in 0..<units.count {
        numbers.append([
          Int(units.hashes[unit]), Int(units.weights[unit]), Int(units.bits[unit]), Int(units.pairBits[unit]),
          Int(units.flags[unit].rawValue),
        ])
      }
    }
    for term in 0..<index.termCount {
      numbers.append([index.postingBytes(ofTerm: term), Int(index.rankWeight(ofTerm: term))])
    }
    for key in keys {
      guard let term = index.term(key) else { continue }
      postings[key] = [[UInt32(term)]]
      index.forEachPosting(ofTerm: term) { postings[key]?.append([UInt32($0), $1]) }
    }
    var finder = CandidateFinder()
    for text in texts {
      finder.find(text, in: index, limit: 100)
      candidates.append(finder.found)
    }
  }
}

/// The units of each text of some claims.
func textUnits(_ claims: [IndexedClaim]) -> [Units] {
  claims.flatMap(\.entries).map { normalizedUnits($0.text) }
}

/// The terms of some claims.
func termKeys(_ claims: [IndexedClaim]) -> Set<UInt32> {
  var keys: Set<UInt32> = []
  for entry in claims.flatMap(\.entries) {
    TermReader.forEach(normalizedUnits(entry.text), singles: .all) { key, _, _ in keys.insert(key) }
  }
  return keys
}

/// The bytes of an index file with their places, as the format's description tells, for changing them on purpose.
struct RawIndex {
  var bytes: [UInt8]

  static let version = 8
  static let fileLength = 16
  static let normalizer = 24
  static let revision = 40
  static let claims = 104
  static let table = 128
  static let checksum = table + IndexFormat.Section.allCases.count * 24

  func word(_ offset: Int) -> UInt64 {
    bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func put(_ value: UInt64, at offset: Int, width: Int) {
    for index in 0..<width { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(index * 8)) }
  }

  /// The bytes of a section, from the header's table.
  func range(_ section: IndexFormat.Section) -> Range<Int> {
    let record = Self.table + section.rawValue * 24
    return Int(word(record))..<Int(word(record) + word(record + 8))
  }

  private func sum(_ range: Range<Int>) -> UInt64 {
    bytes.withUnsafeBytes { Checksum.xxh64(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  /// Makes the checksums right again.
  mutating func seal() {
    for section in IndexFormat.Section.allCases {
      put(sum(range(section)), at: Self.table + section.rawValue * 24 + 16, width: 8)
    }
    put(sum(0..<Self.checksum), at: Self.checksum, width: 8)
  }

  /// Offsets of bytes that belong to no part.
  var padding: Set<Int> {
    var padding = Set(Self.checksum + 8..<bytes.count)
    for section in IndexFormat.Section.allCases { padding.subtract(range(section)) }
    return padding
  }
}
