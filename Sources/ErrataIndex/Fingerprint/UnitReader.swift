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
    while position < scalars.count {
      let kind = scalarClass(of: scalars[position])
      guard kind == .ideographic || kind == .letter || kind == .digit else {
        if kind == .lineBreak || isSentenceMark(scalars[position]) { pending = .afterBreak }
        position += 1
        continue
      }
      guard units.count < limit else { return true }
      let end = kind == .ideographic ? position + 1 : wordEnd(scalars, from: position)
      append(scalars, position..<end, kind: kind, pending: pending, to: &units)
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
    } else if kind == .digit, isNumber(word) {
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
      let stem = Stemmer.stem(word)
      units.append(
        hash: Hashing.unit(word, stem), start: range.lowerBound, end: range.upperBound,
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

  private static func isNumber(_ word: UnsafeBufferPointer<UInt32>) -> Bool {
    word.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x25 }
  }

  @inline(__always)
  private static func isSentenceMark(_ scalar: UInt32) -> Bool {
    scalar == 0x2E || scalar == 0x21 || scalar == 0x3F || scalar == 0x3B
  }
}
