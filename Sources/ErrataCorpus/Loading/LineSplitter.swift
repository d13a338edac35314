/// One line of a stream.
enum Line {
  /// Its number, from 1, and its bytes without the line end; valid during the call only.
  case whole(Int, UnsafeBufferPointer<UInt8>)
  /// A line longer than the limit; its content is dropped.
  case tooLong(Int)

  /// Its number, from 1.
  var number: Int {
    switch self {
    case .whole(let number, _), .tooLong(let number): number
    }
  }
}

/// Cuts a stream of bytes into lines, whatever the pieces it comes in. Never keeps more than one line of the
/// limit.
struct LineSplitter {
  /// The longest line that is handed on, in bytes.
  let limit: Int
  private var pending: [UInt8] = []
  private var isSkipping = false
  private var number = 1

  /// A splitter with a limit in bytes.
  init(limit: Int) {
    self.limit = limit
  }

  /// Takes in the next bytes and hands on each line that ends in them. O(n).
  mutating func feed(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Line) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      take(rest[rest.startIndex..<end])
      finishLine(body)
      rest = rest[(end + 1)...]
    }
    take(rest)
  }

  /// Hands on the last line, when it has no line end.
  mutating func finish(_ body: (Line) -> Void) {
    if !pending.isEmpty || isSkipping { finishLine(body) }
  }

  private mutating func take(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard !isSkipping else { return }
    if pending.count + bytes.count > limit {
      isSkipping = true
      pending.removeAll(keepingCapacity: true)
    } else {
      pending.append(contentsOf: bytes)
    }
  }

  private mutating func finishLine(_ body: (Line) -> Void) {
    let current = number
    if isSkipping {
      body(.tooLong(current))
    } else {
      if pending.last == 0x0D { pending.removeLast() }
      pending.withUnsafeBufferPointer { body(.whole(current, $0)) }
    }
    pending.removeAll(keepingCapacity: true)
    isSkipping = false
    number += 1
  }
}
