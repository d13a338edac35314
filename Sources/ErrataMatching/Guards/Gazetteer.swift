internal import CErrataLexicon
internal import ErrataIndex
internal import ErrataText

/// Names of countries, provinces and large cities, from a resource file: one place a line, its names in any language
/// apart by tabs.
struct Gazetteer: Sendable {
  /// A place found in a text.
  struct Place: Hashable {
    /// Its line in the file.
    var number: Int
    /// The units of its name.
    var range: Range<Int>
  }

  private struct Name: Sendable {
    var hashes: [UInt32]
    var number: Int
  }

  private var names: [UInt32: [Name]] = [:]

  /// The file that is compiled in.
  static let embedded = Gazetteer(
    table: String(
      decoding: UnsafeBufferPointer(
        start: errata_places(), count: Int(errata_places_length())), as: UTF8.self))

  /// Reads a table; lines that begin with `#` are remarks.
  init(table: String) {
    let normalizer = Normalizer()
    var units = Units()
    for (number, line) in table.split(separator: "\n").enumerated() where !line.hasPrefix("#") {
      for name in line.split(separator: "\t") {
        UnitReader.read(normalizer.normalize(String(name)), into: &units)
        guard let first = units.hashes.first else { continue }
        names[first, default: []].append(Name(hashes: units.hashes, number: number))
      }
    }
    for key in names.keys { names[key]?.sort { $0.hashes.count > $1.hashes.count } }
  }

  /// All places in a sequence of unit hashes, the longest name at each position.
  func places(in hashes: [UInt32]) -> [Place] {
    var found: [Place] = []
    var position = 0
    while position < hashes.count {
      if let name = names[hashes[position]]?.first(where: { hashes[position...].starts(with: $0.hashes) }) {
        found.append(Place(number: name.number, range: position..<position + name.hashes.count))
        position += name.hashes.count
      } else {
        position += 1
      }
    }
    return found
  }
}
