/// A table over all code points, cut into pages of 128 of which equal ones are stored once.
struct PagedTable {
  static let pageSize = 128

  /// Page number for each block of 128 code points; blocks after the last are all zero.
  private(set) var index: [Int] = []
  private(set) var pages: [[UInt32]] = []

  /// Cuts `values`, one for each code point, into pages.
  init(_ values: [UInt32]) {
    var known: [[UInt32]: Int] = [:]
    let used = (values.lastIndex { $0 != 0 } ?? 0) / Self.pageSize + 1
    for block in 0..<used {
      let page = Array(values[(block * Self.pageSize)..<((block + 1) * Self.pageSize)])
      if let number = known[page] {
        index.append(number)
      } else {
        known[page] = pages.count
        index.append(pages.count)
        pages.append(page)
      }
    }
  }

  /// The C definitions, with arrays `<name>_index` and `<name>_pages`.
  func definition(name: String, type: String) -> String {
    var text = "const uint16_t \(name)_index[\(index.count)] = {\n\(rows(index.map(String.init)))};\n\n"
    text += "const \(type) \(name)_pages[\(pages.count)][\(Self.pageSize)] = {\n"
    for page in pages { text += "{\n\(rows(page.map(number)))},\n" }
    return text + "};\n\n"
  }

  /// The C declarations and an inline function `<name>(code_point)` that answers 0 where nothing is stored.
  func declaration(name: String, type: String) -> String {
    """
    extern const uint16_t \(name)_index[\(index.count)];
    extern const \(type) \(name)_pages[\(pages.count)][\(Self.pageSize)];
    static inline \(type) \(name)(uint32_t code_point) {
      uint32_t block = code_point >> 7;
      return block < \(index.count)u ? \(name)_pages[\(name)_index[block]][code_point & 127u] : 0;
    }


    """
  }
}

/// A number as C source, short.
func number(_ value: UInt32) -> String {
  value < 10 ? String(value) : "0x" + String(value, radix: 16)
}

/// Items in lines of 16, each followed by a comma.
func rows(_ items: [String]) -> String {
  var text = ""
  for start in stride(from: 0, to: items.count, by: 16) {
    text += items[start..<min(start + 16, items.count)].joined(separator: ",") + ",\n"
  }
  return text
}
