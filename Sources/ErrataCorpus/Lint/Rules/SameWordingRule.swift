internal import ErrataModel
/// Two claims with the same wording can't be told apart.
enum SameWordingRule {
  static func check(_ claims: [LintedClaim], _ settings: LintSettings) -> [LintRules.Finding] {
    var first: [[UInt32]: (claim: Int, field: String)] = [:]
    var findings: [LintRules.Finding] = []
    for (index, claim) in claims.enumerated() {
      for wording in claim.wordings {
        let key = wording.key
        guard let known = first[key] else {
          first[key] = (index, wording.field)
          continue
        }
        guard known.claim != index else { continue }
        let other = claims[known.claim].entry
        let message =
          "is the same as \(known.field) of \"\(other.claim.id)\" (\(other.file):\(other.line)) once "
          + "normalized; remove one, or merge the claims"
        findings.append((index, LintFinding(.sameWording, wording.field, message)))
      }
    }
    return findings
  }
}
