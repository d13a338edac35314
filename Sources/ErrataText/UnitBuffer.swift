/// A code point on its way through the steps, with the source bytes that it stands for and its traits.
struct Unit {
  var scalar: UInt32
  var start: UInt32
  var end: UInt32
  var traits: Traits

  /// A code point that stands for the bytes `start..<end`.
  @inline(__always) init(_ scalar: UInt32, start: UInt32, end: UInt32) {
    self.scalar = scalar
    self.start = start
    self.end = end
    traits = Traits(of: scalar)
  }

  /// A code point whose traits are known.
  @inline(__always) init(_ scalar: UInt32, start: UInt32, end: UInt32, traits: Traits) {
    self.scalar = scalar
    self.start = start
    self.end = end
    self.traits = traits
  }

  /// Puts another code point in place of this one, for the same bytes.
  @inline(__always) mutating func become(_ scalar: UInt32) {
    self.scalar = scalar
    traits = Traits(of: scalar)
  }

  /// Stands for nothing.
  static let none = Unit(0, start: 0, end: 0, traits: Traits(rawValue: 0))

  /// Stands in for what was dropped.
  static let blank: UInt32 = 0x20
}

/// The text that the steps work on: units in storage that is reused from text to text.
///
/// A step that keeps or shortens the text works in place in `units[0..<count]`; one that may lengthen it
/// writes with a
/// `UnitWriter` into the second storage, which then takes the place of the first.
final class UnitBuffer {
  private(set) var units: UnsafeMutablePointer<Unit>
  private var capacity: Int
  private var spare: UnsafeMutablePointer<Unit>
  private var spareCapacity: Int
  /// Number of units in use.
  var count = 0
  /// The positions where a step may have something to do, in rising order, for the fused way: `eventCount` of them.
  private(set) var events: UnsafeMutablePointer<UInt32>
  private var eventCapacity: Int
  /// Number of events in use.
  var eventCount = 0
  /// What has occurred in the text, before or after any step.
  var seen = TraitsSeen()

  /// A buffer that grows on first use.
  init() {
    capacity = 256
    spareCapacity = 256
    eventCapacity = 256
    units = Self.allocate(capacity)
    spare = Self.allocate(spareCapacity)
    events = .allocate(capacity: eventCapacity)
  }

  deinit {
    Self.deallocate(units)
    Self.deallocate(spare)
    events.deallocate()
  }

  /// How many units that stand for nothing are before each storage and, after `close`, behind the text, so that a
  /// character's neighbours can be read without asking whether there are some.
  static let margin = 8

  /// Storage for units, with its margins.
  fileprivate static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Unit> {
    let storage = UnsafeMutablePointer<Unit>.allocate(capacity: capacity + 2 * margin)
    storage.initialize(repeating: .none, count: margin)
    return storage + margin
  }

  fileprivate static func deallocate(_ storage: UnsafeMutablePointer<Unit>) { (storage - margin).deallocate() }

  /// Writes the margin behind the text.
  func close() {
    for position in count..<(count + Self.margin) { units[position] = .none }
  }

  /// Makes room for `needed` units in the first storage; forgets what is in it.
  func reset(capacity needed: Int) {
    count = 0
    seen = TraitsSeen()
    resetEvents(capacity: needed)
    guard needed > capacity else { return }
    Self.deallocate(units)
    capacity = needed + needed / 2
    units = Self.allocate(capacity)
  }

  /// Makes room for `needed` events and forgets those there are.
  func resetEvents(capacity needed: Int) {
    eventCount = 0
    guard needed > eventCapacity else { return }
    events.deallocate()
    eventCapacity = needed + needed / 2
    events = .allocate(capacity: eventCapacity)
  }

  /// Takes the second storage, ready for writing.
  func takeSpare(_ needed: Int) -> (UnsafeMutablePointer<Unit>, Int) {
    if needed > spareCapacity {
      Self.deallocate(spare)
      spareCapacity = needed + needed / 2
      spare = Self.allocate(spareCapacity)
    }
    return (spare, spareCapacity)
  }

  /// The second storage, written anew, becomes the first.
  func exchange(_ written: UnsafeMutablePointer<Unit>, _ writtenCapacity: Int, _ newCount: Int) {
    spare = units
    spareCapacity = capacity
    units = written
    capacity = writtenCapacity
    count = newCount
  }

  /// The second storage had to grow and moved.
  fileprivate func spareMoved(_ storage: UnsafeMutablePointer<Unit>, _ storageCapacity: Int) {
    spare = storage
    spareCapacity = storageCapacity
  }

  /// The code point at a position, 0 outside the text.
  @inline(__always) func scalar(_ position: Int) -> UInt32 {
    position >= 0 && position < count ? units[position].scalar : 0
  }

  /// The code point at a position for comparing with character literals, U+0000 outside the text.
  @inline(__always) func character(_ position: Int) -> Unicode.Scalar {
    Unicode.Scalar(scalar(position)) ?? "\0"
  }

  /// The traits at a position, none outside the text.
  @inline(__always) func traits(_ position: Int) -> Traits {
    position >= 0 && position < count ? units[position].traits : Traits(rawValue: 0)
  }
}

/// Writes a new version of a text beside the old one.
struct UnitWriter {
  private let buffer: UnitBuffer
  private var storage: UnsafeMutablePointer<Unit>
  private var capacity: Int
  private(set) var count = 0

  /// Begins with the first `kept` units of the text.
  init(_ buffer: UnitBuffer, keeping kept: Int = 0) {
    self.buffer = buffer
    (storage, capacity) = buffer.takeSpare(buffer.count + 64)
    storage.update(from: buffer.units, count: kept)
    count = kept
  }

  /// The unit written last, if any.
  var last: Unit? { count > 0 ? storage[count - 1] : nil }

  /// The unit written `distance` before the last one.
  func beforeLast(_ distance: Int) -> Unit? { count > distance ? storage[count - 1 - distance] : nil }

  /// Adds a unit.
  @inline(__always) mutating func append(_ unit: Unit) {
    if count == capacity { grow() }
    storage[count] = unit
    count += 1
  }

  /// Adds units of the old text as they are.
  mutating func append(contentsOf range: Range<Int>) {
    while count + range.count > capacity { grow() }
    (storage + count).update(from: buffer.units + range.lowerBound, count: range.count)
    count += range.count
  }

  /// Adds a code point for the bytes of the units `range` of the old text.
  mutating func append(_ scalar: UInt32, covering range: Range<Int>) {
    append(
      Unit(
        scalar, start: buffer.units[range.lowerBound].start, end: buffer.units[range.upperBound - 1].end))
  }

  /// Takes the last unit back.
  mutating func removeLast() { count -= 1 }

  /// Replaces the last unit.
  mutating func replaceLast(_ unit: Unit) { storage[count - 1] = unit }

  /// Puts the new version in place of the old.
  func finish() { buffer.exchange(storage, capacity, count) }

  private mutating func grow() {
    let larger = UnitBuffer.allocate(capacity * 2)
    larger.update(from: storage, count: count)
    UnitBuffer.deallocate(storage)
    storage = larger
    capacity *= 2
    buffer.spareMoved(storage, capacity)
  }
}
