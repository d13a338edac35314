package import ErrataText

/// Cuts a folded text into units.
package enum UnitReader {
  /// Reads at most `limit` units of a text, in linear time; returns whether the text had more.
  ///
  /// - Parameter language: the language by whose rules words are cut; found out when `nil`, as for claims and items.
  @discardableResult
  package static func read(
    _ text: FoldedText, language: TextLanguage? = nil, limit: Int = .max, into units: inout Units
  ) -> Bool {
    text.scalars.withUnsafeBufferPointer { scalars in
      units.language = language ?? TextLanguage.guess(scalars)
      return units.write(atMost: min(limit, scalars.count)) { writer in read(scalars, limit: limit, into: &writer) }
    }
  }

  private static func read(_ scalars: UnsafeBufferPointer<UInt32>, limit: Int, into units: inout UnitWriter) -> Bool {
    var position = 0
    var pending: UnitFlags = .afterBreak
    var link: UnitFlags = []
    while position < scalars.count {
      let scalar = scalars[position]
      if isPlainHan(scalar) {
        guard units.count < limit else { return true }
        appendIdeograph(scalars, position, pending, to: &units)
        (pending, link) = ([], [])
        position += 1
        continue
      }
      let kind = ScalarKinds.kind(of: scalar)
      guard kind == .ideographic || kind == .letter || kind == .digit else {
        if kind == .lineBreak || isSentenceMark(scalar) { pending = .afterBreak }
        if kind == .space || kind == .lineBreak { link = [] }
        position += 1
        continue
      }
      guard units.count < limit else { return true }
      if kind == .ideographic {
        // An address ends at the first character of a script without spaces.
        link = []
        appendIdeograph(scalars, position, pending, to: &units)
        position += 1
      } else {
        let end = wordEnd(scalars, from: position)
        if opensLink(scalars, at: end) { link = .link }
        append(scalars, position..<end, isDigit: kind == .digit, pending: pending.union(link), to: &units)
        position = end
      }
      pending = []
    }
    return false
  }

  /// The block of unified ideographs, all of which are matched by character.
  @inline(__always)
  private static func isPlainHan(_ scalar: UInt32) -> Bool { scalar &- 0x4E00 < 0x5200 }

  @inline(__always)
  private static func appendIdeograph(
    _ scalars: UnsafeBufferPointer<UInt32>, _ position: Int, _ pending: UnitFlags, to units: inout UnitWriter
  ) {
    let negates = Negation.negates(scalars, at: position)
    units.append(
      hash: Hashing.unit(scalar: scalars[position]), start: position, end: position + 1,
      flags: pending.union(negates ? [.ideograph, .negation] : .ideograph))
  }

  private static func append(
    _ scalars: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, isDigit: Bool, pending: UnitFlags,
    to units: inout UnitWriter
  ) {
    let word = UnsafeBufferPointer(rebasing: scalars[range])
    if isDigit, isNumber(word) || isQuantity(word) {
      units.append(
        hash: Hashing.unit(word), start: range.lowerBound, end: range.upperBound,
        flags: pending.union(.number))
    } else {
      if !pending.contains(.afterBreak), let last = units.last, last.flags.contains([.word, .negation]),
        Negation.isLifted(last.hash, by: word, in: units.language)
      {
        units.liftNegation()
      }
      let entry = entry(of: word, &units)
      units.append(
        hash: entry.hash, start: range.lowerBound, end: range.upperBound,
        flags: pending.union(entry.negates ? [.word, .negation] : .word))
    }
  }

  /// What a word comes to.
  private static func entry(of word: UnsafeBufferPointer<UInt32>, _ units: inout UnitWriter) -> WordCache.Entry {
    let language = units.language
    func make() -> WordCache.Entry {
      WordCache.Entry(
        hash: WordForms.embedded.hash(of: word, in: language), negates: Negation.contains(word: word, in: language))
    }
    guard let key = WordCache.Key(word, language) else { return make() }
    return units.words.entry(key, make)
  }

  /// A word goes on over letters, digits, apostrophes between letters and decimal points between digits.
  private static func wordEnd(_ scalars: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
    var end = start + 1
    while end < scalars.count {
      if scalars[end] &- 0x61 < 26 {
        end += 1
        continue
      }
      let kind = ScalarKinds.kind(of: scalars[end])
      if kind == .letter || kind == .digit {
        end += 1
      } else if scalars[end] == 0x25, scalarClass(of: scalars[end - 1]) == .digit {
        return end + 1
      } else if end + 1 < scalars.count, joins(scalars[end], scalars[end - 1], scalars[end + 1]) {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  private static func joins(_ mark: UInt32, _ before: UInt32, _ after: UInt32) -> Bool {
    if mark == 0x27 { return scalarClass(of: before) == .letter && scalarClass(of: after) == .letter }
    if mark == 0x2E { return scalarClass(of: before) == .digit && scalarClass(of: after) == .digit }
    return false
  }

  /// Whether `:/` follows, as in `https://`, so that what stands before is the scheme of a web address, or the rest of
  /// a host and a path, as in `t.co/abc`.
  @inline(__always)
  private static func opensLink(_ scalars: UnsafeBufferPointer<UInt32>, at end: Int) -> Bool {
    guard end + 1 < scalars.count else { return false }
    if scalars[end] == 0x3A { return scalars[end + 1] == 0x2F }
    return scalars[end] == 0x2E && isHostRest(scalars[(end + 1)...].prefix(longestHost))
  }

  private static let longestHost = 64

  /// Letters, digits, points and hyphens up to a slash with more behind it.
  private static func isHostRest(_ rest: Slice<UnsafeBufferPointer<UInt32>>) -> Bool {
    guard let slash = rest.firstIndex(of: 0x2F) else { return false }
    guard slash > rest.startIndex, slash + 1 < rest.endIndex else { return false }
    return rest[..<slash].allSatisfy { scalar in
      scalar == 0x2E || scalar == 0x2D || [.letter, .digit].contains(scalarClass(of: scalar))
    }
  }

  private static func isNumber(_ word: UnsafeBufferPointer<UInt32>) -> Bool {
    word.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x25 }
  }

  /// Digits with a unit of one to three letters: 3mg, 12km, 5g.
  private static func isQuantity(_ word: UnsafeBufferPointer<UInt32>) -> Bool {
    let letters = word.reversed().prefix { scalarClass(of: $0) == .letter }.count
    return (1...3).contains(letters) && isNumber(UnsafeBufferPointer(rebasing: word.dropLast(letters)))
  }

  @inline(__always)
  private static func isSentenceMark(_ scalar: UInt32) -> Bool {
    scalar == 0x2E || scalar == 0x21 || scalar == 0x3F || scalar == 0x3B
  }
}

/// Classes of code points, those of ASCII at hand.
private enum ScalarKinds {
  private static let ascii = InlineArray<128, ScalarClass> { scalarClass(of: UInt32($0)) }

  @inline(__always)
  static func kind(of scalar: UInt32) -> ScalarClass {
    scalar < 128 ? ascii[Int(scalar)] : scalarClass(of: scalar)
  }
}
