/// Cuts the elements out of a JSON text that is too large to be held: those of the outermost array, those of the array
/// of a `DataFeed` or of an answer of Google's Fact Check Tools, or the texts that stand one after the other.
///
/// It follows brackets and strings only, so a fault inside an element stays in that element. What is cut out is parsed
/// by `LenientJSON`. Memory is bounded by the largest element that is held.
struct ElementScanner {
  /// A piece of JSON that was cut out.
  struct Element {
    /// Its bytes.
    var bytes: [UInt8]
    /// The line on which it begins, from 1.
    var line: Int
    /// What kept it from being held or ended.
    var fault: Fault?
    /// It held a list whose elements were handed on one by one, and has none of them now.
    var isEnvelope = false
  }

  /// Why an element isn't whole.
  enum Fault: Hashable {
    /// It has more bytes than are held.
    case tooLarge
    /// The text ends inside of it.
    case cut
  }

  /// Lists whose elements are handed on one by one: of `DataFeed`, of Google's Fact Check Tools, of `ItemList`.
  private static let lists: [[UInt8]] = ["dataFeedElement", "claims", "itemListElement"].map { Array($0.utf8) }
  /// Most such lists inside one another; deeper ones stay in their element.
  private static let maximumLists = 4

  private let limit: Int
  private var line = 1
  /// Elements that hold the list which is being read, outermost first; `nil` for a list that is in none.
  private var holders: [Capture?] = []
  private var capture: Capture?

  /// An element while it is read.
  private struct Capture {
    var bytes: [UInt8] = []
    var line: Int
    var depth = 0
    var isScalar = false
    var isTooLarge = false
    var isEnvelope = false
    var inString = false
    var isEscaped = false
    /// Where the last string directly in the object lies, without its quotes.
    var key = 0..<0
    var stringStart = 0
  }

  /// A scanner that holds elements of at most so many bytes.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes in the next bytes and hands on the elements that end in them, while `emit` wants more.
  ///
  /// - Returns: whether more is wanted.
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, _ emit: (Element) throws -> Bool) rethrows -> Bool {
    var place = 0
    while place < bytes.count {
      if capture == nil {
        begin(bytes, &place)
      } else if let element = advance(bytes, &place), try !emit(element) {
        return false
      }
    }
    return true
  }

  /// Hands on what the text ended in.
  mutating func finish(_ emit: (Element) throws -> Bool) rethrows {
    var open = holders.compactMap(\.self)
    if let capture { open.append(capture) }
    guard let last = open.last else { return }
    let isWhole = open.count == 1 && last.isScalar && !last.inString
    _ = try emit(
      Element(bytes: last.bytes, line: last.line, fault: isWhole ? nil : .cut, isEnvelope: last.isEnvelope))
  }

  /// Between elements.
  private mutating func begin(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
    let byte = bytes[place]
    switch byte {
    case 0x0A:
      line += 1
      place += 1
    case 0x00...0x20, UInt8(ascii: ","), 0xEF, 0xBB, 0xBF: place += 1
    case UInt8(ascii: "[") where holders.count < ElementScanner.maximumLists:
      holders.append(nil)
      place += 1
    case UInt8(ascii: "]") where !holders.isEmpty:
      capture = holders.removeLast()
      place += 1
    default:
      var begun = Capture(line: line)
      begun.isScalar = byte != UInt8(ascii: "{") && byte != UInt8(ascii: "[")
      capture = begun
    }
  }

  /// Inside an element: goes on to its end, to a list in it, or to the end of the bytes.
  private mutating func advance(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) -> Element? {
    guard var current = capture.take() else { return nil }
    let start = place
    let end = current.isScalar ? scalarEnd(&current, bytes, &place) : containerEnd(&current, bytes, &place)
    if current.bytes.count + place - start > limit { current.isTooLarge = true }
    if current.isTooLarge { current.bytes = [] } else { current.bytes += bytes[start..<place] }
    switch end {
    case .whole:
      return Element(
        bytes: current.bytes, line: current.line, fault: current.isTooLarge ? .tooLarge : nil,
        isEnvelope: current.isEnvelope)
    case .list:
      current.bytes += "[]".utf8
      current.isEnvelope = true
      holders.append(current)
      place += 1
      return nil
    case .open:
      capture = current
      return nil
    }
  }

  private enum End {
    case whole
    case list
    case open
  }

  private mutating func containerEnd(
    _ current: inout Capture, _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> End {
    let start = place
    // From a place in these bytes to one in the element.
    let offset = current.bytes.count - start
    while place < bytes.count {
      let byte = bytes[place]
      if current.inString {
        let isEnd = step(&current, byte)
        if isEnd, current.depth == 1 { current.key = current.stringStart..<(place + offset) }
      } else {
        switch byte {
        case UInt8(ascii: "\""):
          current.inString = true
          current.stringStart = place + offset + 1
        case UInt8(ascii: "["):
          if current.depth == 1, isList(current, bytes, from: start) { return .list }
          current.depth += 1
        case UInt8(ascii: "{"): current.depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          current.depth -= 1
          if current.depth <= 0 {
            place += 1
            return .whole
          }
        case 0x0A: line += 1
        default: break
        }
      }
      place += 1
    }
    return .open
  }

  /// A byte of a string; whether it ends the string.
  @inline(__always)
  private mutating func step(_ current: inout Capture, _ byte: UInt8) -> Bool {
    if byte == 0x0A { line += 1 }
    if current.isEscaped {
      current.isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      current.isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      current.inString = false
      return true
    }
    return false
  }

  /// Whether the array that begins here is one whose elements are handed on by themselves: its name lies in what was
  /// held before, in these bytes, or in both.
  private func isList(_ current: Capture, _ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    let key = current.key
    guard holders.count < ElementScanner.maximumLists, !current.isTooLarge, key.count <= 16 else { return false }
    let held = current.bytes.count
    let name = key.map { $0 < held ? current.bytes[$0] : bytes[start + $0 - held] }
    return ElementScanner.lists.contains(name)
  }

  /// Goes to the end of a string, a number, a word or of what is none of these; at least one byte on.
  private mutating func scalarEnd(
    _ current: inout Capture, _ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> End {
    if current.bytes.isEmpty, !current.inString, !current.isTooLarge {
      current.inString = bytes[place] == UInt8(ascii: "\"")
      place += 1
    }
    while place < bytes.count {
      let byte = bytes[place]
      if current.inString {
        place += 1
        if step(&current, byte) { return .whole }
      } else if byte <= 0x20 || [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "{")].contains(byte) {
        return .whole
      } else {
        place += 1
      }
    }
    return .open
  }
}
