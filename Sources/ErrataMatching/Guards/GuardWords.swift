internal import ErrataIndex

/// Hashes of words that guards look for.
enum GuardWords {
  /// The hash of a folded word, as units have it.
  static func hash(_ word: String) -> UInt32 {
    hash(Array(word.unicodeScalars.map(\.value)))
  }

  /// The hash of a folded word or number given by its scalars, as a text of a language has it.
  static func hash(_ scalars: [UInt32], in language: TextLanguage = .english) -> UInt32 {
    scalars.withUnsafeBufferPointer { word in
      guard let first = word.first, !(0x30...0x39).contains(first) else { return Hashing.unit(word) }
      return WordForms.embedded.hash(of: word, in: language)
    }
  }

  /// The hashes of words apart by blanks.
  static func hashes(_ words: String) -> Set<UInt32> {
    Set(words.split(separator: " ").map { hash(String($0)) })
  }

  /// The hashes of single characters.
  static func hashes(characters: String) -> Set<UInt32> {
    Set(characters.unicodeScalars.map { Hashing.unit(scalar: $0.value) })
  }
}
