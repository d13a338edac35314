/// Text as a terminal shows it: hostile content must not move the cursor, and Han characters take two columns.
extension String {
  /// The text without control and direction characters, line ends as a mark.
  var singleLine: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D: result.append("\u{23CE}")
      case 0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Columns that a terminal gives the text.
  var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// The text with blanks up to a width.
  func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// The text cut to a width, with an ellipsis where something was cut.
  func clipped(to width: Int) -> String {
    guard displayWidth > width else { return self }
    var used = 1
    var kept = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      used += scalar.displayWidth
      if used > width { break }
      kept.append(scalar)
    }
    return String(kept) + "…"
  }
}

extension Unicode.Scalar {
  /// Columns of a scalar: none for combining marks, two for wide East Asian characters and emoji, one for the rest.
  var displayWidth: Int {
    switch value {
    case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
