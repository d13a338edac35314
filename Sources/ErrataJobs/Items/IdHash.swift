/// A hash of ids with keys that nobody outside knows, so that hostile ids can't be made to collide.
///
/// Words are multiplied with a key to 128 bits and folded (Wang 2019, wyhash).
struct IdHash: Sendable {
  private let keys: (UInt64, UInt64)

  /// Keys from the system's generator.
  init() {
    self.init(keys: (.random(in: .min ... .max), .random(in: .min ... .max)))
  }

  init(keys: (UInt64, UInt64)) {
    self.keys = keys
  }

  /// The hash of an id's bytes; never zero.
  func callAsFunction(_ id: String) -> UInt64 {
    var id = id
    return id.withUTF8 { hash($0.span) }
  }

  private func hash(_ bytes: Span<UInt8>) -> UInt64 {
    var state = keys.0 ^ UInt64(bytes.count)
    var place = 0
    while place < bytes.count {
      state = IdHash.fold(state ^ word(bytes, at: place), keys.1)
      place += 8
    }
    return IdHash.fold(state ^ keys.1, keys.0 ^ 0x9E37_79B9_7F4A_7C15) | 1
  }

  private func word(_ bytes: Span<UInt8>, at place: Int) -> UInt64 {
    if bytes.count - place >= 8 { return bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self) }
    var word: UInt64 = 0
    for index in place..<bytes.count { word = word << 8 | UInt64(bytes[index]) }
    return word
  }

  private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}

/// A set of hashes: open addressing with linear probing (Knuth 1973, volume 3, 6.4), at most half full.
struct HashTable: Sendable {
  /// Number of hashes.
  private(set) var count = 0
  /// Zero stands for an empty place.
  private var places = [UInt64](repeating: 0, count: 1024)

  /// Adds a hash that isn't zero; `false` when it was there.
  mutating func insert(_ hash: UInt64) -> Bool {
    if count * 2 >= places.count { grow() }
    guard HashTable.insert(hash, into: &places) else { return false }
    count += 1
    return true
  }

  private static func insert(_ hash: UInt64, into places: inout [UInt64]) -> Bool {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash >> 8) & mask
    while places[place] != 0 {
      if places[place] == hash { return false }
      place = (place + 1) & mask
    }
    places[place] = hash
    return true
  }

  private mutating func grow() {
    var larger = [UInt64](repeating: 0, count: places.count * 2)
    for hash in places where hash != 0 { _ = HashTable.insert(hash, into: &larger) }
    places = larger
  }
}
