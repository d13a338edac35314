/// Rows of comma-separated values (RFC 4180), made safe for spreadsheets.
package enum CSVRow {
  /// Writes a row with its line's end, CR LF.
  ///
  /// A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return could be run as a formula by a spreadsheet,
  /// so it gets an apostrophe before it. A cell with a comma, a quote or a line's end is quoted.
  package static func write(_ cells: [String], into bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(guarded(cell), to: &bytes)
    }
    bytes += [0x0D, 0x0A]
  }

  /// The cell with an apostrophe where it could be a formula.
  package static func guarded(_ cell: String) -> String {
    guard let first = cell.utf8.first, "=+-@\t\r".utf8.contains(first) else { return cell }
    return "'" + cell
  }

  private static func append(_ cell: String, to bytes: inout [UInt8]) {
    guard cell.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else {
      bytes += cell.utf8
      return
    }
    bytes.append(0x22)
    for byte in cell.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}
