/// What a unit is.
package struct UnitFlags: OptionSet, Hashable, Sendable {
  /// The bits, as the index file keeps them.
  package var rawValue: UInt8

  /// Makes flags from bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// One character of a script without spaces.
  package static let ideograph = UnitFlags(rawValue: 1)
  /// A word of letters, perhaps with digits.
  package static let word = UnitFlags(rawValue: 2)
  /// A number in digits, perhaps with a unit of up to three letters.
  package static let number = UnitFlags(rawValue: 4)
  /// A word or character that negates.
  package static let negation = UnitFlags(rawValue: 8)
  /// A sentence mark or line break stands before it.
  package static let afterBreak = UnitFlags(rawValue: 16)
  /// A word of a web address.
  package static let link = UnitFlags(rawValue: 64)
  /// A word that begins with a capital letter, in a text where that means something.
  package static let capital = UnitFlags(rawValue: 32)
}

/// A folded text as the sequence of units that matching works on: characters of scripts without spaces, words, numbers.
///
/// Parallel arrays: a unit is a hash of its form, the range of folded scalars it stands for, and flags. Marks and
/// blanks are no units.
package struct Units: Sendable {
  /// Hashes of the units' forms; words are stemmed by the rules of `language`.
  package var hashes: [UInt32] = []
  /// Index of each unit's first folded scalar.
  package var starts: [UInt32] = []
  /// Index after each unit's last folded scalar.
  package var ends: [UInt32] = []
  /// What each unit is.
  package var flags: [UnitFlags] = []
  /// The language by whose rules the words are cut.
  package var language = TextLanguage.english

  /// Words read lately.
  var words = WordCache()

  /// An empty sequence.
  package init() {}

  /// Number of units.
  package var count: Int { hashes.count }

  /// Forgets the content and keeps the storage.
  package mutating func removeAll() {
    hashes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    language = .english
  }

  /// Writes units in place of those before.
  ///
  /// - Parameter limit: most units that `body` adds; it adds no more.
  mutating func write(atMost limit: Int, _ body: (inout UnitWriter) -> Bool) -> Bool {
    var writer = UnitWriter(language: language, words: words)
    words = WordCache()
    hashes.resize(limit, filling: 0)
    starts.resize(limit, filling: 0)
    ends.resize(limit, filling: 0)
    flags.resize(limit, filling: [])
    let isCut = hashes.withUnsafeMutableBufferPointer { hashes in
      starts.withUnsafeMutableBufferPointer { starts in
        ends.withUnsafeMutableBufferPointer { ends in
          flags.withUnsafeMutableBufferPointer { flags in
            (writer.hashes, writer.starts, writer.ends, writer.flags) = (hashes, starts, ends, flags)
            return body(&writer)
          }
        }
      }
    }
    hashes.resize(writer.count, filling: 0)
    starts.resize(writer.count, filling: 0)
    ends.resize(writer.count, filling: 0)
    flags.resize(writer.count, filling: [])
    words = writer.words
    return isCut
  }

  /// Adds a unit.
  @inline(__always)
  package mutating func append(hash: UInt32, start: Int, end: Int, flags: UnitFlags) {
    hashes.append(hash)
    starts.append(UInt32(truncatingIfNeeded: start))
    ends.append(UInt32(truncatingIfNeeded: end))
    self.flags.append(flags)
  }

  /// The folded scalars that a range of units covers.
  package func scalarRange(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return Int(starts[range.lowerBound])..<Int(ends[range.upperBound - 1])
  }
}

/// Adds units without checks, into arrays that `Units.write` made large enough.
struct UnitWriter {
  /// The language by whose rules words are cut.
  let language: TextLanguage
  /// Words read lately.
  var words: WordCache
  /// Number of units so far.
  private(set) var count = 0
  fileprivate var hashes = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
  fileprivate var starts = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
  fileprivate var ends = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
  fileprivate var flags = UnsafeMutableBufferPointer<UnitFlags>(start: nil, count: 0)

  fileprivate init(language: TextLanguage, words: WordCache) {
    self.language = language
    self.words = words
  }

  /// Adds a unit.
  @inline(__always)
  mutating func append(hash: UInt32, start: Int, end: Int, flags: UnitFlags) {
    hashes[count] = hash
    starts[count] = UInt32(truncatingIfNeeded: start)
    ends[count] = UInt32(truncatingIfNeeded: end)
    self.flags[count] = flags
    count &+= 1
  }

  /// The unit added last.
  var last: (hash: UInt32, flags: UnitFlags)? {
    count == 0 ? nil : (hashes[count - 1], flags[count - 1])
  }

  /// Takes the negation from the unit added last.
  mutating func liftNegation() {
    if count > 0 { flags[count - 1].remove(.negation) }
  }
}

extension Array {
  /// Gives an array a number of elements and keeps its storage; new ones are `value`.
  fileprivate mutating func resize(_ count: Int, filling value: Element) {
    if self.count > count {
      removeLast(self.count - count)
    } else {
      append(contentsOf: repeatElement(value, count: count - self.count))
    }
  }
}
