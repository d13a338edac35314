/// Letters of other scripts that look like Latin ones in the case that they are in.
private let strict: [(foreign: String, latin: String)] = [
  // Cyrillic
  ("АВЕЅІЈКМНОРСТУХЬԁԛԜԝҮһҺӀӏ", "ABESIJKMHOPCTYXbdqWwYhHIl"), ("аеѕіјорсухѵѴ", "aesijopcyxvV"),
  // Greek
  ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϳ", "ABEZHIKMNOPTYXCj"), ("αιονρυϲ", "aiovpuc"),
  // Armenian
  ("օոսհցզՕՍԼ", "onuhgqOUL"),
  // Cherokee
  ("ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏙᏚᏞᏟᏢᏦ", "DRTAJEWMHGZVSLCPK"),
]

/// Letters that pass for Latin ones only among Latin ones.
private let loose: [(foreign: String, latin: String)] = [("кмтвнпг", "kmtbhnr"), ("βεκτχωγ", "bektxwy")]

extension UnicodeData {
  /// Set in a look-alike that passes only among Latin letters.
  static let looseLookalike: UInt32 = 0x100

  /// The Latin letter that a letter of another script looks like. A letter that has no entry of its own takes
  /// the one of its other case, so that a word folds alike before and after its case is folded.
  func lookalikes() -> [UInt32: UInt32] {
    var table: [UInt32: UInt32] = [:]
    for (pairs, flag) in [(strict, 0), (loose, Self.looseLookalike)] {
      for (foreign, latin) in pairs {
        for (from, to) in zip(foreign.unicodeScalars, latin.unicodeScalars) {
          table[from.value] = to.value | flag
        }
      }
    }
    for (upper, lower) in caseFolds.sorted(by: { $0.key < $1.key }) {
      if table[upper] == nil, let latin = table[lower] { table[upper] = latin | Self.looseLookalike }
      if table[lower] == nil, let latin = table[upper] { table[lower] = latin | 0x20 | Self.looseLookalike }
    }
    return table
  }
}
