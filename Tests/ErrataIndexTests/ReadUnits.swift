import ErrataIndex
import ErrataText

/// A text that is folded already, taken as it is.
func foldedAsIs(_ text: String) -> FoldedText {
  var folded = FoldedText()
  var offset: UInt32 = 0
  for scalar in text.unicodeScalars {
    let end = offset + UInt32(UTF8.width(scalar))
    folded.append(scalar.value, start: offset, end: end)
    offset = end
  }
  return folded
}

/// The units of a text that is folded already.
func units(_ text: String) -> Units {
  var units = Units()
  UnitReader.read(foldedAsIs(text), into: &units)
  return units
}

/// The units of any text, as the builder reads them.
func normalizedUnits(_ text: String) -> Units {
  var units = Units()
  UnitReader.read(Normalizer().normalize(text), into: &units)
  return units
}

/// The hash of a text that is one unit; `nil` when it is none or several.
func unitHash(_ text: String) -> UInt32? {
  let units = units(text)
  return units.count == 1 ? units.hashes[0] : nil
}

/// Units for reading: each as its text and its flags, `i` ideograph, `w` word, `n` number, `x` negation, `b` after a
/// break: `不/ixb 能/i`.
func described(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  let units = units(text)
  let names: [(UnitFlags, String)] = [
    (.ideograph, "i"), (.word, "w"), (.number, "n"), (.negation, "x"), (.afterBreak, "b"),
  ]
  return (0..<units.count).map { index in
    var unit = String.UnicodeScalarView()
    unit.append(contentsOf: scalars[units.scalarRange(of: index..<index + 1)])
    let flags = names.filter { units.flags[index].contains($0.0) }.map(\.1).joined()
    return "\(String(unit))/\(flags)"
  }.joined(separator: " ")
}
