internal import ErrataModel

/// Languages are BCP 47 tags (RFC 5646), of which only the form is checked.
enum LanguageRule {
  static func check(_ claim: LintedClaim, _ settings: LintSettings) -> [LintFinding] {
    let reviews = claim.claim.reviews.enumerated().map { ("reviews[\($0)].lang", $1.lang) }
    return ([("lang", claim.claim.lang)] + reviews).compactMap { field, tag in
      guard !tag.isEmpty, !isWellFormed(tag) else { return nil }
      return LintFinding(
        .badLanguage, field, "\"\(tag)\" isn't a language tag; expected one such as en, zh or zh-Hant")
    }
  }

  /// Two to eight letters, then parts of one to eight letters and digits, joined by hyphens.
  static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isLetter) else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
