/// Reads JSON Lines: one piece of JSON a line, so that a fault stays in its line.
struct LineReading {
  private let name: String
  private let limit: Int
  private let around: FoundReview
  private var held: [UInt8] = []
  private var isTooLong = false
  private var line = 1
  private var items = 0

  init(name: String, settings: ImportSettings, around: FoundReview) {
    self.name = name
    self.around = around
    limit = settings.elementBytes
  }

  /// Takes in the next bytes.
  mutating func read(_ piece: ArraySlice<UInt8>, into sink: inout ImportSink) {
    var rest = piece
    while !sink.isFull, let end = rest.firstIndex(of: 0x0A) {
      hold(rest[..<end])
      endLine(into: &sink)
      rest = rest[(end + 1)...]
    }
    hold(rest)
  }

  /// Ends the reading.
  mutating func finish(into sink: inout ImportSink) {
    if !sink.isFull { endLine(into: &sink) }
  }

  private mutating func hold(_ bytes: ArraySlice<UInt8>) {
    if held.count + bytes.count > limit { isTooLong = true }
    if isTooLong { held = [] } else { held += bytes }
  }

  private mutating func endLine(into sink: inout ImportSink) {
    defer {
      held.removeAll(keepingCapacity: true)
      isTooLong = false
      line += 1
    }
    guard isTooLong || held.contains(where: { $0 > 0x20 }) else { return }
    items += 1
    let place = ImportPlace(source: name, line: line)
    if isTooLong { return sink.leaveOut(place, "too-large", "the line has more than \(limit) bytes") }
    if line == 1, held.starts(with: [0xEF, 0xBB, 0xBF]) { held.removeFirst(3) }
    ElementReading(place: place, around: around).read(held, into: &sink)
  }
}
