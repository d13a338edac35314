package import ErrataText

/// Cuts a folded text into units.
package enum UnitReader {
  /// Reads at most `limit` units of a text, in linear time; returns whether the text had more.
  @discardableResult
  package static func read(_ text: FoldedText, limit: Int = .max, into units: inout Units) -> Bool {
    units.removeAll()
    return text.scalars.withUnsafeBufferPointer { scalars in
      read(scalars, limit: limit, into: &units)
    }
  }

  private static func read(_ scalars: UnsafeBufferPointer<UInt32>, limit: Int, into units: inout Units)
    -> Bool
  {
    var position = 0
    var pending: UnitFlags = .afterBreak
    var link: UnitFlags = []
    while position < scalars.count {
      let kind = scalarClass(of: scalars[position])
      guard kind == .ideographic || kind == .letter || kind == .digit else {
        if kind == .lineBreak || isSentenceMark(scalars[position]) { pending = .afterBreak }
        if kind == .space || kind == .lineBreak { link = [] }
        position += 1
        continue
      }
      guard units.count < limit else { return true }
      let end = kind == .ideographic ? position + 1 : wordEnd(scalars, from: position)
      // An address ends at the first character of a script without spaces.
      link = kind == .ideographic ? [] : opensLink(scalars, at: end) ? .link : link
      append(scalars, position..<end, kind: kind, pending: pending.union(link), to: &units)
      pending = []
      position = end
    }
    return false
  }

  @inline(__always)
  private static func append(
    _ scalars: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, kind: ScalarClass, pending: UnitFlags,
    to units: inout Units
  ) {
    let word = UnsafeBufferPointer(rebasing: scalars[range])
    if kind == .ideographic {
      let negates = Negation.negates(scalars, at: range.lowerBound)
      units.append(
        hash: Hashing.unit(scalar: word[0]), start: range.lowerBound, end: range.upperBound,
        flags: pending.union(negates ? [.ideograph, .negation] : .ideograph))
    } else if kind == .digit, isNumber(word) || isQuantity(word) {
      units.append(
        hash: Hashing.unit(word), start: range.lowerBound, end: range.upperBound,
        flags: pending.union(.number))
    } else {
      let negates = Negation.contains(word: word)
      if !pending.contains(.afterBreak), let last = units.flags.indices.last,
        units.flags[last].contains([.word, .negation]),
        Negation.isLifted(units.hashes[last], by: word)
      {
        units.flags[last].remove(.negation)
      }
      units.append(
        hash: WordForms.embedded.hash(of: word), start: range.lowerBound, end: range.upperBound,
        flags: pending.union(negates ? [.word, .negation] : .word))
    }
  }

  /// A word goes on over letters, digits, apostrophes between letters and decimal points between digits.
  private static func wordEnd(_ scalars: UnsafeBufferPointer<UInt32>, from start: Int) -> Int {
    var end = start + 1
    while end < scalars.count {
      let kind = scalarClass(of: scalars[end])
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
