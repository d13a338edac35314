import CErrataRules

/// The tables that are part of the program.
enum EmbeddedTables {
  /// File names and contents.
  static func all() -> [(file: String, text: String)] {
    guard let tables = errata_rule_tables() else { return [] }
    return (0..<Int(errata_rule_table_count())).map { index in
      let table = tables[index]
      let bytes = UnsafeBufferPointer(start: table.bytes, count: Int(table.length))
      return (String(cString: table.name), String(decoding: bytes, as: UTF8.self))
    }
  }
}
