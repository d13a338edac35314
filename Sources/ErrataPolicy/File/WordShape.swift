/// What a word may look like.
enum WordShape {
  /// Lowercase letters and digits, in groups joined by hyphens.
  case kebab
  /// A version such as `1.2`.
  case release
  /// Letters and digits, the first a lowercase letter.
  case camel
  /// A BCP 47 tag.
  case language

  var text: String {
    switch self {
    case .kebab: "a word of lowercase letters, digits and hyphens, such as `plain-false`"
    case .release: "a version of letters, digits, dots and hyphens, such as `1.0`"
    case .camel: "a word in camelCase, such as `publicPolicy`"
    case .language: "a language tag such as `zh` or `pt-BR`"
    }
  }

  func fits(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard bytes.count <= 64, bytes.allSatisfy(allows) else { return false }
    switch self {
    case .kebab, .language:
      return bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).allSatisfy {
        !$0.isEmpty
      }
    case .camel: return bytes.first.map { (0x61...0x7A).contains($0) } ?? false
    case .release: return true
    }
  }

  private func allows(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): self != .kebab
    case UInt8(ascii: "-"): self != .camel
    case UInt8(ascii: "."): self == .release
    default: false
    }
  }
}
