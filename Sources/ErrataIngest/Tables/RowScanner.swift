/// Cuts a table of separated values into rows (RFC 4180): quoted cells may hold separators, line ends and doubled
/// quotes.
struct RowScanner {
  /// A row.
  struct Row {
    /// Its cells.
    var cells: [String]
    /// The line on which it begins, from 1.
    var line: Int
    /// It had more bytes than are held.
    var isTooLarge = false
    /// The table ends inside of a quoted cell.
    var isCut = false
  }

  private let separator: UInt8
  private let limit: Int
  private var cells: [String] = []
  private var cell: [UInt8] = []
  private var rowBytes = 0
  private var line = 1
  private var startLine = 1
  private var isQuoted = false
  /// A quote stands in a quoted cell: its end, or the first of two.
  private var isBehindQuote = false
  private var wasQuoted = false
  private var isBehindReturn = false

  /// A scanner of rows of at most so many bytes.
  init(separator: UInt8, limit: Int) {
    self.separator = separator
    self.limit = limit
  }

  /// The separator that the first line has most of: a comma, a semicolon or a tab.
  static func separator(of head: some Sequence<UInt8>) -> UInt8 {
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    let found = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09].map { mark in (mark, line.count { $0 == mark }) }
    return found.reduce(found[0]) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// Takes in the next bytes and hands on the rows that end in them.
  mutating func feed(_ bytes: ArraySlice<UInt8>, _ emit: (Row) throws -> Void) rethrows {
    for byte in bytes {
      if byte == 0x0A { line += 1 }
      if isBehindReturn {
        isBehindReturn = false
        if byte == 0x0A { startLine = line; continue }
      }
      if isQuoted, !isBehindQuote {
        if byte == UInt8(ascii: "\"") { isBehindQuote = true } else { hold(byte) }
      } else if isBehindQuote, byte == UInt8(ascii: "\"") {
        isBehindQuote = false
        hold(byte)
      } else {
        try step(byte, emit)
      }
    }
  }

  /// Outside of quotes.
  private mutating func step(_ byte: UInt8, _ emit: (Row) throws -> Void) rethrows {
    if isBehindQuote { (isBehindQuote, isQuoted) = (false, false) }
    switch byte {
    case separator: endCell()
    case 0x0A: try endRow(emit)
    case 0x0D:
      try endRow(emit)
      isBehindReturn = true
    case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
    default: hold(byte)
    }
  }

  /// Hands on what the table ended in.
  mutating func finish(_ emit: (Row) throws -> Void) rethrows {
    let isCut = isQuoted && !isBehindQuote
    guard isCut || !cells.isEmpty || !cell.isEmpty else { return }
    endCell()
    try emit(Row(cells: cells, line: startLine, isTooLarge: rowBytes > limit, isCut: isCut))
    cells = []
  }

  private mutating func hold(_ byte: UInt8) {
    rowBytes += 1
    if rowBytes <= limit { cell.append(byte) }
  }

  private mutating func endCell() {
    cells.append(String(decoding: cell, as: UTF8.self))
    cell.removeAll(keepingCapacity: true)
    (isQuoted, wasQuoted, isBehindQuote) = (false, false, false)
    // A row of nothing but separators is bounded too.
    rowBytes += 1
    if rowBytes > limit { cells = [] }
  }

  private mutating func endRow(_ emit: (Row) throws -> Void) rethrows {
    let isBlank = cells.isEmpty && cell.isEmpty && !wasQuoted
    if !isBlank {
      endCell()
      try emit(Row(cells: cells, line: startLine, isTooLarge: rowBytes > limit))
    }
    cells.removeAll(keepingCapacity: true)
    rowBytes = 0
    startLine = line
  }
}
