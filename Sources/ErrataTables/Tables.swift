/// The finished tables and their C source.
struct Tables {
  private var traits: [UInt32]
  private var folds: [UInt32]
  private var cases = [UInt32](repeating: 0, count: UnicodeData.limit)
  private var simplified = [UInt32](repeating: 0, count: UnicodeData.limit)
  private var lookalikes: [(UInt32, UInt32)]
  private var compositions: [(pair: Pair, whole: UInt32)]
  private var pool: [UInt32] = []

  /// Set in a fold that is a range of the pool: bits 8 to 23 say where it begins, bits 0 to 7 how long it is.
  private static let pooled: UInt32 = 0x8000_0000
  /// Set in a fold that stands for a number of its own.
  private static let apart: UInt32 = 0x4000_0000

  /// Works the tables out.
  init(_ data: UnicodeData) {
    traits = (0..<UInt32(UnicodeData.limit)).map { data.traits(of: $0) }
    folds = [UInt32](repeating: 0, count: UnicodeData.limit)
    lookalikes = data.lookalikes().sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    compositions = data.compositions.map { ($0.key, $0.value) }
      .sorted { ($0.pair.second, $0.pair.first) < ($1.pair.second, $1.pair.first) }
    for (point, fold) in data.folds() { add(fold, at: Int(point)) }
    add(data.caseFolds, to: \.cases, Trait.letterCase)
    add(data.simplifiedForms(), to: \.simplified, Trait.traditional)
    for (point, _) in lookalikes { traits[Int(point)] |= Trait.lookalike }
    for (pair, _) in data.compositions { traits[Int(pair.second)] |= Trait.mark }
  }

  private mutating func add(_ fold: Fold, at point: Int) {
    var kept = traits[point] & ~(Trait.decoration | Trait.sign | Trait.invisible)
    if fold.points == [0x23] || fold.points == [0x40] { kept |= Trait.decoration }
    traits[point] = kept | Trait.fold
    let flag = fold.standsApart ? Self.apart : 0
    if fold.points.count == 1 {
      folds[point] = flag | fold.points[0]
    } else {
      folds[point] = Self.pooled | flag | UInt32(pool.count) << 8 | UInt32(fold.points.count)
      pool += fold.points
    }
  }

  private mutating func add(
    _ map: [UInt32: UInt32], to table: WritableKeyPath<Tables, [UInt32]>, _ trait: UInt32
  ) {
    for (point, target) in map {
      self[keyPath: table][Int(point)] = target
      traits[Int(point)] |= trait
    }
  }

  /// The header: declarations and inline look-ups.
  var header: String {
    var text = Self.notice + "#pragma once\n#include <stdint.h>\n\n"
    text += "// Bits of errata_traits; the low four bits are the class.\n"
    for (name, value) in Trait.all { text += "#define ERRATA_TRAIT_\(name) 0x\(String(value, radix: 16))\n" }
    text +=
      "\n// Bits of errata_fold.\n#define ERRATA_FOLD_POOLED 0x80000000u\n"
    text += "#define ERRATA_FOLD_APART 0x40000000u\n"
    text += "\n// Set in a look-alike that passes only among Latin letters.\n"
    text += "#define ERRATA_LOOKALIKE_LOOSE 0x\(String(UnicodeData.looseLookalike, radix: 16))u\n"
    text += "#define ERRATA_LOOKALIKE_COUNT \(lookalikes.count)\n"
    text += "#define ERRATA_COMPOSITION_COUNT \(compositions.count)\n\n"
    for (name, type, table) in paged { text += table.declaration(name: name, type: type) }
    text += "extern const uint32_t errata_fold_pool[\(pool.count)];\n"
    text += "extern const uint32_t errata_lookalike_pairs[\(lookalikes.count)][2];\n"
    text += "extern const uint32_t errata_composition_triples[\(compositions.count)][3];\n\n"
    return text + Self.lookups
  }

  /// The source: definitions.
  var source: String {
    var text = Self.notice + "#include \"errata_tables.h\"\n\n"
    for (name, type, table) in paged { text += table.definition(name: name, type: type) }
    text += "const uint32_t errata_fold_pool[\(pool.count)] = {\n\(rows(pool.map(number)))};\n\n"
    text += "const uint32_t errata_lookalike_pairs[\(lookalikes.count)][2] = {\n"
    text += rows(lookalikes.map { "{\(number($0.0)),\(number($0.1))}" }) + "};\n\n"
    text += "const uint32_t errata_composition_triples[\(compositions.count)][3] = {\n"
    text += rows(
      compositions.map { "{\(number($0.pair.second)),\(number($0.pair.first)),\(number($0.whole))}" })
    return text + "};\n"
  }

  private var paged: [(String, String, PagedTable)] {
    [
      ("errata_traits", "uint16_t", PagedTable(traits)), ("errata_fold", "uint32_t", PagedTable(folds)),
      ("errata_case", "uint32_t", PagedTable(cases)),
      ("errata_simplified", "uint32_t", PagedTable(simplified)),
    ]
  }

  private static let notice = """
    // Made by the tool ErrataTables from the Unicode Character Database 15.0. Don't edit; run
    // `swift run ErrataTables` instead.


    """

  private static let lookups = """
    // A code point of a pooled fold.
    static inline uint32_t errata_fold_point(uint32_t fold, uint32_t position) {
      return errata_fold_pool[((fold >> 8) & 0xffffu) + position];
    }

    // The Latin letter that a code point looks like, or 0.
    static inline uint32_t errata_lookalike(uint32_t code_point) {
      uint32_t low = 0, high = ERRATA_LOOKALIKE_COUNT;
      while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (errata_lookalike_pairs[middle][0] < code_point) low = middle + 1; else high = middle;
      }
      if (low == ERRATA_LOOKALIKE_COUNT || errata_lookalike_pairs[low][0] != code_point) return 0;
      return errata_lookalike_pairs[low][1];
    }

    // The code point that stands for a letter and the mark after it, or 0.
    static inline uint32_t errata_composition(uint32_t letter, uint32_t mark) {
      uint32_t low = 0, high = ERRATA_COMPOSITION_COUNT;
      while (low < high) {
        uint32_t middle = (low + high) / 2;
        const uint32_t *triple = errata_composition_triples[middle];
        int is_before = triple[0] < mark || (triple[0] == mark && triple[1] < letter);
        if (is_before) low = middle + 1; else high = middle;
      }
      if (low == ERRATA_COMPOSITION_COUNT) return 0;
      const uint32_t *triple = errata_composition_triples[low];
      return triple[0] == mark && triple[1] == letter ? triple[2] : 0;
    }

    """
}
