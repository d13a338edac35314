/// A run of units of a text that is long enough to be rare.
struct Seed {
  /// Its mixed key.
  var key: UInt64
  /// Its state, of which the key is mixed, and that of the line that it belongs to.
  var state: UInt64
  var line: UInt64
  /// Its units; an end mark, if it has one, isn't counted.
  var units: Range<Int>

  @inline(__always)
  init(state: UInt64, line: UInt64, units: Range<Int>) {
    key = Hashing.mix(state)
    self.state = state
    self.line = line
    self.units = units
  }
}

/// Reads the seeds of a sequence of units.
struct SeedReader {
  /// Which runs are too frequent to be seeds.
  let lines: SeedLines

  /// Calls `body` with each seed, in order, repeats included.
  ///
  /// - Complexity: linear; `SeedKey.longest` steps a unit.
  @inline(__always)
  func forEach(
    hashes: UnsafeBufferPointer<UInt32>, flags: UnsafeBufferPointer<UnitFlags>, _ body: (Seed) -> Void
  ) {
    let count = min(hashes.count, flags.count)
    for start in 0..<count {
      guard let seed = seed(at: start, hashes, flags, count) else { continue }
      body(seed)
    }
  }

  /// The seed that begins at a unit; `nil` for the last characters of a script without spaces, which say too little by
  /// themselves unless they are the whole text.
  @inline(__always)
  private func seed(
    at start: Int, _ hashes: UnsafeBufferPointer<UInt32>, _ flags: UnsafeBufferPointer<UnitFlags>, _ count: Int
  ) -> Seed? {
    let least = TermReader.isTerm(flags[start]) ? 1 : min(count, lines.leastCharacters)
    guard start + least <= count else { return nil }
    var end = start
    var (state, line): (UInt64, UInt64) = (SeedKey.start, SeedKey.start)
    func grow() {
      state = SeedKey.extended(state, by: hashes[end])
      end += 1
      if end - start <= SeedLines.lineUnits { line = state }
    }
    for _ in 0..<least { grow() }
    while end - start < SeedKey.longest, lines.frequent(firstWord: lines.firstWord(ofLine: line), state: state) == 1 {
      guard end < count else {
        state = SeedKey.extended(state, by: SeedKey.end)
        break
      }
      grow()
    }
    return Seed(state: state, line: line, units: start..<end)
  }
}

// The keys of an item's seeds, read so that the waits for memory overlap.
extension SeedReader {
  /// Positions that are read together: their lines fit the nearest cache.
  static let chunk = 64
  /// Words of memory that a chunk needs.
  static let chunkWords = chunk * SeedKey.longest

  /// Writes the keys of those seeds that `forEach` gives which some entry may have, in order; returns how many.
  ///
  /// - Parameters:
  ///   - states: memory of `chunkWords` words.
  ///   - keys: room for a key a unit, and one more.
  @inline(__always)
  func write(
    hashes: UnsafeBufferPointer<UInt32>, flags: UnsafeBufferPointer<UnitFlags>,
    states: UnsafeMutablePointer<UInt64>, into keys: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    let count = min(hashes.count, flags.count)
    let inner = max(0, count - SeedKey.longest)
    var written = 0
    var start = 0
    while start < inner {
      let chunk = start..<min(inner, start &+ SeedReader.chunk)
      fetch(chunk, hashes, flags, states)
      choose(chunk, flags, states, keys, &written)
      start = chunk.upperBound
    }
    for start in inner..<count {
      guard let seed = seed(at: start, hashes, flags, count) else { continue }
      keys[written] = seed.key
      written &+= Int(lines.mayHave(firstWord: lines.firstWord(ofLine: seed.line), key: seed.key))
    }
    return written
  }

  /// Leaves the states of all lengths at each position, and fetches the lines that tell of them.
  @inline(__always)
  private func fetch(
    _ positions: Range<Int>, _ hashes: UnsafeBufferPointer<UInt32>, _ flags: UnsafeBufferPointer<UnitFlags>,
    _ states: UnsafeMutablePointer<UInt64>
  ) {
    var place = 0
    for start in positions {
      var state = SeedKey.start
      for length in 0..<SeedKey.longest {
        state = SeedKey.extended(state, by: hashes[start &+ length])
        states[place &+ length] = state
      }
      let least = TermReader.isTerm(flags[start]) ? 1 : lines.leastCharacters
      if least < 2 { lines.prefetch(firstWord: lines.firstWord(ofLine: states[place])) }
      if least < 3 { lines.prefetch(firstWord: lines.firstWord(ofLine: states[place &+ 1])) }
      lines.prefetch(firstWord: lines.firstWord(ofLine: states[place &+ 2]))
      place &+= SeedKey.longest
    }
  }

  /// Writes the key of the shortest run at each position that isn't frequent. All lengths are asked: waiting for one
  /// answer after the other, and guessing it wrong, costs more than the needless ones.
  @inline(__always)
  private func choose(
    _ positions: Range<Int>, _ flags: UnsafeBufferPointer<UnitFlags>, _ states: UnsafeMutablePointer<UInt64>,
    _ keys: UnsafeMutableBufferPointer<UInt64>, _ written: inout Int
  ) {
    var place = 0
    for start in positions {
      let least = TermReader.isTerm(flags[start]) ? 1 : lines.leastCharacters
      // Lines of runs that are too short anyway were not fetched: their answer isn't wanted, so any line will do.
      let third = lines.firstWord(ofLine: states[place &+ 2])
      let first = least < 2 ? lines.firstWord(ofLine: states[place]) : third
      let second = least < 3 ? lines.firstWord(ofLine: states[place &+ 1]) : third
      // A bit for each length that is too short or frequent; the longest never is.
      var taken: UInt64 = 1 &<< UInt64(least &- 1) &- 1
      taken |= lines.frequent(firstWord: first, state: states[place])
      taken |= lines.frequent(firstWord: second, state: states[place &+ 1]) &<< 1
      for length in SeedLines.lineUnits - 1..<SeedKey.longest - 1 {
        taken |= lines.frequent(firstWord: third, state: states[place &+ length]) &<< UInt64(length)
      }
      let length = (~taken).trailingZeroBitCount
      let key = Hashing.mix(states[place &+ length])
      // Written always and kept if it may be there: a branch here is guessed wrong half of the time.
      keys[written] = key
      let line = length == 0 ? first : length == 1 ? second : third
      written &+= Int(truncatingIfNeeded: lines.mayHave(firstWord: line, key: key))
      place &+= SeedKey.longest
    }
  }
}
