/// Lines up rows in columns, cell by cell cut to the column's width, so that rows can be printed as they come.
struct TextTable {
  /// A column: its title and its width in terminal columns; one without a width, the last, is never cut.
  struct Column {
    var title: String
    var width: Int?
  }

  let columns: [Column]

  /// The titles and a rule below them.
  var header: String {
    line(columns.map(\.title)) + "\n" + line(columns.map { String(repeating: "─", count: $0.width ?? $0.title.count) })
  }

  /// One row.
  func line(_ cells: [String]) -> String {
    zip(columns, cells)
      .map { column, cell in
        guard let width = column.width else { return cell.singleLine }
        return cell.singleLine.clipped(to: width).padding(to: width)
      }
      .joined(separator: "  ").trimmingTrailingBlanks
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
