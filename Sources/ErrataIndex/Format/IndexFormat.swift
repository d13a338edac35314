/// The index file, all integers little-endian:
///
///     file     = header section*
///     header   = magic[8] version:u32 headerLength:u32 fileLength:u64
///                normalizer[16] revision[64] claims:u32 entries:u32 units:u32 terms:u32 length:u64
///                { offset:u64 length:u64 checksum:u64 } * sections  headerChecksum:u64
///     claims   = { idOffset:u64 payloadOffset:u64 firstEntry:u32 entryCount:u32 length:u32 zero:u32 } * (claims + 1)
///     strings  = for each claim its id and its payload, back to back
///     entries  = { claim:u32 firstUnit:u32 unitCount:u32 mass:u32 field:u8 zero:u8 wording:u16 } *
///                entries
///     hashes   = u32 * units
///     weights  = u8 * units                      information after the left neighbour
///     bits     = u8 * units                      information of the unit by itself, 0 where it stood before
///     pairBits = u8 * units                      information of the unit with its right neighbour, 0 where the pair
///                                                stood before and for the last unit of a text
///     flags    = u8 * units
///     buckets  = u32 * (2^bucketBits + 1)        first term of each bucket of keys, by their top bits
///     keys     = u32 * terms                     sorted
///     rankIdf  = u8 * terms                     information among the claims alone
///     offsets  = u64 * (terms + 1)               into postings
///     postings = for each term { (entryDelta << 1 | many):varint [count:varint when many] } *
///     seedLines = { frequent:u64*2 seeds:u64*6 } * 2^lineBits   bits of the runs that are too frequent to be seeds,
///                                                and of the seeds that some entry has
///     seedBuckets = u32 * (2^seedBits + 1)       first word of each bucket of seeds, by the top bits of their keys
///     seedMasses = u32 * entries                sum of the weights of each entry's seeds
///     seeds    = for each bucket { fingerprint:u16 count:u8 weight:u8 entry:u32 * count } *
///
/// Weights, idf and masses count eighths of a bit of information (`WeightScale`). Sections start at multiples of 64. A
/// term is a single unit, or a pair of neighbouring ones. A claim's length is the number of units of its texts,
/// negative entries left out; the header has the sum.
package enum IndexFormat {
  /// First bytes of every index file.
  package static let magic: [UInt8] = Array("ERRATAIX".utf8)
  /// The format this code writes and reads.
  package static let version: UInt32 = 4
  /// What sections start at multiples of: a line of the processor's cache.
  static let alignment = 64
  /// Longest text of the normalizer version.
  static let normalizerLength = 16
  /// Length of the revision in hexadecimal digits.
  static let revisionLength = 64
  /// Bytes of the header without its checksum.
  static let headerLength =
    8 + 4 + 4 + 8 + normalizerLength + revisionLength + 24 + Section.allCases.count * 24
  /// Bytes of one claim record.
  static let claimStride = 32
  /// Bytes of one entry record.
  static let entryStride = 20

  /// The sections, in file order.
  package enum Section: Int, CaseIterable, Sendable {
    /// Claim records.
    case claims
    /// Ids and payloads.
    case strings
    /// Entry records.
    case entries
    /// Unit hashes.
    case hashes
    /// Unit weights.
    case weights
    /// Units' own information.
    case bits
    /// Pairs' information.
    case pairBits
    /// Unit flags.
    case flags
    /// Bucket directory over term keys.
    case buckets
    /// Term keys.
    case keys
    /// Term weights for ranking.
    case rankIdf
    /// Offsets of postings.
    case offsets
    /// Postings.
    case postings
    /// Bits of frequent runs and of seeds.
    case seedLines
    /// Bucket directory over seeds.
    case seedBuckets
    /// Sums of the weights of entries' seeds.
    case seedMasses
    /// Entries of seeds.
    case seeds
  }

  /// Number of top bits of a term's key that choose its bucket, for a number of terms: about four terms a bucket.
  static func bucketBits(terms: Int) -> Int {
    min(26, max(4, Int.bitWidth - max(1, terms / 4).leadingZeroBitCount))
  }
}

/// What part of a claim an entry holds.
package enum EntryField: UInt8, Hashable, Sendable, CaseIterable {
  /// The claim's text or a variant: it may match.
  case wording = 0
  /// A negative entry: what fits it must not match.
  case negative = 1
  /// A review's title, for search.
  case title = 2
  /// A review's summary, for search.
  case summary = 3
  /// A curator's search phrase, for search.
  case query = 4
}

/// Information content in eighths of a bit, as bytes and sums.
package enum WeightScale {
  /// Steps in one bit.
  package static let stepsPerBit = 8.0

  /// Bits as a byte, rounded, at most 31.9 bits.
  package static func byte(bits: Double) -> UInt8 {
    UInt8(min(255, max(0, (bits * stepsPerBit).rounded())))
  }

  /// A sum of steps as bits.
  package static func bits(_ steps: some BinaryInteger) -> Double {
    Double(steps) / stepsPerBit
  }
}
