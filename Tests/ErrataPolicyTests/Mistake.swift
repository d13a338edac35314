import Testing

/// A mistake in a policy file and what is said of it. The mistake is made in `TestPolicies.small`, by
/// replacing some text or by lines at the end.
struct Mistake: Sendable, CustomTestStringConvertible {
  var replaced = ""
  var by = ""
  var added = ""
  var code: String
  var place: (line: Int, column: Int)
  var path: String
  var message: String

  var testDescription: String { "\(code) at \(path): \(by)\(added)".replacing("\n", with: "⏎") }

  var yaml: String {
    let small = TestPolicies.small
    return (replaced.isEmpty ? small : small.replacing(replaced, with: by, maxReplacements: 1)) + added
  }

  static let all = topLevel + types + ranges + rules + sections

  private static let topLevel = [
    Mistake(
      added: "flor: 0.2\n", code: "unknown-key", place: (10, 1), path: "flor",
      message: "Unknown key `flor`. Did you mean `floor`?"),
    Mistake(
      added: "colour: 0.2\n", code: "unknown-key", place: (10, 1), path: "colour",
      message:
        "Unknown key `colour`. Known here: `name`, `version`, `cuts`, `floor`, `combine`, `strengthAtCut`, "
        + "`rules`, `declared`, `boost`, `propagation`."),
    Mistake(
      replaced: "label: rumor", by: "lable: rumor", code: "unknown-key", place: (8, 5),
      path: "rules[0].lable",
      message: "Unknown key `lable`. Did you mean `label`?"),
    Mistake(
      replaced: "{verdict: false}", by: "{verdict: false, langs: en}", code: "unknown-key", place: (7, 28),
      path: "rules[0].when.langs", message: "Unknown key `langs`. Did you mean `lang`?"),
    Mistake(
      replaced: "name: small\n", code: "missing-key", place: (1, 1), path: "name",
      message: "The key `name` is missing here. Add it."),
    Mistake(
      replaced: "cuts: {apply: 0.8, review: 0.5}", by: "cuts: {apply: 0.8}", code: "missing-key",
      place: (3, 7),
      path: "cuts.review", message: "The key `review` is missing here. Add it."),
    Mistake(
      replaced: "    weight: 0.4\n", code: "missing-key", place: (6, 5), path: "rules[0].weight",
      message: "The key `weight` is missing here. Add it."),
    Mistake(
      replaced: "label: rumor", by: "decay: {}\n    label: rumor", code: "missing-key", place: (8, 12),
      path: "rules[0].decay.halfLife", message: "The key `halfLife` is missing here. Add it."),
    Mistake(
      added: "floor: 0.3\n", code: "duplicate-key", place: (4, 1), path: "",
      message: "`floor` stands more than once in the same mapping. Keep one of them."),
  ]

  private static let types = [
    Mistake(
      replaced: "small", by: "No Good", code: "bad-word", place: (1, 7), path: "name",
      message:
        "Expected a word of lowercase letters, digits and hyphens, such as `plain-false`, found `No Good`."),
    Mistake(
      replaced: "small", by: "a--b", code: "bad-word", place: (1, 7), path: "name",
      message:
        "Expected a word of lowercase letters, digits and hyphens, such as `plain-false`, found `a--b`."),
    Mistake(
      replaced: "name: small", by: "name:", code: "wrong-type", place: (1, 6), path: "name",
      message:
        "Expected a word of lowercase letters, digits and hyphens, such as `plain-false`, found nothing."),
    Mistake(
      replaced: "\"1.0\"", by: "1.0+2", code: "bad-word", place: (2, 10), path: "version",
      message: "Expected a version of letters, digits, dots and hyphens, such as `1.0`, found `1.0+2`."),
    Mistake(
      replaced: "{apply: 0.8, review: 0.5}", by: "0.8", code: "wrong-type", place: (3, 7), path: "cuts",
      message: "Expected a mapping with the keys `apply`, `review`, found `0.8`."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: \"0.1\"", code: "wrong-type", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found the quoted text \"0.1\"."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: [0.1]", code: "wrong-type", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found a list."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: 1e-1", code: "wrong-type", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found `1e-1`."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: inf", code: "wrong-type", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found `inf`."),
    Mistake(
      replaced: "  - id: plain\n    when:", by: "  plain:\n    when:", code: "wrong-type", place: (6, 3),
      path: "rules",
      message: "Expected a list of rules, found a mapping."),
    Mistake(
      added: "  - just words\n", code: "wrong-type", place: (10, 5), path: "rules[1]",
      message:
        "Expected a mapping with the keys `id`, `when`, `label`, `weight`, `apply`, `review`, "
        + "`expiresAfter`, `decay`, found `just words`."),
    Mistake(
      replaced: "{verdict: false}", by: "{verdict: []}", code: "wrong-type", place: (7, 21),
      path: "rules[0].when.verdict", message: "Expected 1 to 256 words, found 0."),
    Mistake(
      replaced: "{verdict: false}", by: "{verdict: [[false]]}", code: "wrong-type", place: (7, 22),
      path: "rules[0].when.verdict[0]",
      message:
        "Expected one of `false`, `misleading`, `unproven`, `disputed`, `satire`, `fiction`, `outdated`, "
        + "`true`, found a list."),
    Mistake(
      replaced: "{verdict: false}", by: "{topic: [public policy]}", code: "bad-word", place: (7, 20),
      path: "rules[0].when.topic[0]",
      message: "Expected a word in camelCase, such as `publicPolicy`, found `public policy`."),
    Mistake(
      replaced: "{verdict: false}", by: "{lang: en_US}", code: "bad-word", place: (7, 18),
      path: "rules[0].when.lang",
      message: "Expected a language tag such as `zh` or `pt-BR`, found `en_US`."),
    Mistake(
      replaced: "{verdict: false}", by: "{surface: Feed}", code: "bad-word", place: (7, 21),
      path: "rules[0].when.surface",
      message: "Expected a word in camelCase, such as `publicPolicy`, found `Feed`."),
  ]

  private static let ranges = [
    Mistake(
      replaced: "apply: 0.8", by: "apply: 1.2", code: "out-of-range", place: (3, 15), path: "cuts.apply",
      message: "Expected a number above 0 and at most 1, found `1.2`."),
    Mistake(
      replaced: "review: 0.5", by: "review: 0", code: "out-of-range", place: (3, 28), path: "cuts.review",
      message: "Expected a number above 0 and at most 1, found `0`."),
    Mistake(
      replaced: "review: 0.5", by: "review: 0.9", code: "review-above-apply", place: (3, 28),
      path: "cuts.review",
      message: "The review cut (0.9) is above the apply cut (0.8). Expected at most that."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: 1", code: "out-of-range", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found `1`."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: -0.1", code: "out-of-range", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found `-0.1`."),
    Mistake(
      replaced: "floor: 0.1", by: "floor: 0.0000001", code: "out-of-range", place: (4, 8), path: "floor",
      message: "Expected a number above 0 and below 1, found `0.0000001`."),
    Mistake(
      replaced: "weight: 0.4", by: "weight: 0.05", code: "weight-below-floor", place: (9, 13),
      path: "rules[0].weight",
      message: "The weight 0.05 is below the policy's floor 0.1. Expected a number from there to 1."),
    Mistake(
      replaced: "weight: 0.4", by: "weight: 1.1", code: "out-of-range", place: (9, 13),
      path: "rules[0].weight",
      message: "Expected a number above 0 and at most 1, found `1.1`."),
    Mistake(
      added: "strengthAtCut: 0\n", code: "out-of-range", place: (10, 16), path: "strengthAtCut",
      message: "Expected a number above 0 and at most 1, found `0`."),
    Mistake(
      added: "combine: minimun\n", code: "unknown-word", place: (10, 10), path: "combine",
      message: "Expected one of `minimum`, `product`, found `minimun`. Did you mean `minimum`?"),
  ]

  private static let rules = [
    Mistake(
      replaced: "id: plain", by: "id: Plain", code: "bad-word", place: (6, 9), path: "rules[0].id",
      message:
        "Expected a word of lowercase letters, digits and hyphens, such as `plain-false`, found `Plain`."),
    Mistake(
      added: "  - {id: plain, label: none}\n", code: "duplicate-id", place: (10, 10), path: "rules[1].id",
      message: "The id `plain` stands in line 6 too. Choose another."),
    Mistake(
      replaced: "id: plain", by: "id: boost", code: "reserved-id", place: (6, 9), path: "rules[0].id",
      message: "`boost` is kept for answers. Choose another id."),
    Mistake(
      replaced: "id: plain", by: "id: curator", code: "reserved-id", place: (6, 9), path: "rules[0].id",
      message: "`curator` is kept for answers. Choose another id."),
    Mistake(
      replaced: "id: plain", by: "id: declared-ai-generated", code: "reserved-id", place: (6, 9),
      path: "rules[0].id",
      message: "`declared-ai-generated` is kept for answers. Choose another id."),
    Mistake(
      replaced: "label: rumor", by: "label: rumour", code: "unknown-word", place: (8, 12),
      path: "rules[0].label",
      message:
        "Expected one of `rumor`, `disputed`, `fictional`, `none`, found `rumour`. Did you mean `rumor`?"),
    Mistake(
      replaced: "{verdict: false}", by: "{verdict: [false, fals]}", code: "unknown-word", place: (7, 29),
      path: "rules[0].when.verdict[1]",
      message:
        "Expected one of `false`, `misleading`, `unproven`, `disputed`, `satire`, `fiction`, `outdated`, "
        + "`true`, found `fals`. Did you mean `false`?"),
    Mistake(
      replaced: "{verdict: false}", by: "{declared: fiction}", code: "unknown-word", place: (7, 22),
      path: "rules[0].when.declared",
      message:
        "Expected one of `fictional`, `aiGenerated`, `sourced`, found `fiction`. Did you mean `fictional`?"),
    Mistake(
      replaced: "{verdict: false}", by: "{verdict: [false, satire, false]}", code: "duplicate-word",
      place: (7, 37),
      path: "rules[0].when.verdict[2]", message: "This word stands earlier in the same list. Remove it."),
    Mistake(
      replaced: "{verdict: false}", by: "{verdict: [false, true]}", code: "true-verdict", place: (7, 5),
      path: "rules[0].when.verdict",
      message: "A claim that the reviews find `true` never leads to a label. Remove `true` from the list."),
    Mistake(
      replaced: "label: rumor", by: "label: none", code: "useless-key", place: (9, 5),
      path: "rules[0].weight",
      message: "A rule with `label: none` has no `weight`. Remove it."),
    Mistake(
      replaced: "label: rumor\n    weight: 0.4", by: "label: none\n    expiresAfter: 3d", code: "useless-key",
      place: (9, 5), path: "rules[0].expiresAfter",
      message: "A rule with `label: none` has no `expiresAfter`. Remove it."),
    Mistake(
      replaced: "label: rumor\n    weight: 0.4", by: "label: none\n    decay: {halfLife: 3d}",
      code: "useless-key",
      place: (9, 5), path: "rules[0].decay", message: "A rule with `label: none` has no `decay`. Remove it."),
    Mistake(
      added: "    apply: 0.4\n", code: "review-above-apply", place: (10, 12), path: "rules[0].apply",
      message: "The review cut (0.5) is above the apply cut (0.4). Expected at most that."),
    Mistake(
      added: "    review: 0.85\n", code: "review-above-apply", place: (10, 13), path: "rules[0].review",
      message: "The review cut (0.85) is above the apply cut (0.8). Expected at most that."),
    Mistake(
      added: "    apply: 0.6\n    review: 0.7\n", code: "review-above-apply", place: (11, 13),
      path: "rules[0].review",
      message: "The review cut (0.7) is above the apply cut (0.6). Expected at most that."),
    Mistake(
      added: "    expiresAfter: 90\n", code: "bad-duration", place: (10, 19), path: "rules[0].expiresAfter",
      message:
        "Expected a duration of hours, days or weeks such as `12h`, `90d` or `4w`, at most ten years, found "
        + "`90`."),
    Mistake(
      added: "    decay: {halfLife: 0d}\n", code: "bad-duration", place: (10, 23),
      path: "rules[0].decay.halfLife",
      message:
        "Expected a duration of hours, days or weeks such as `12h`, `90d` or `4w`, at most ten years, found "
        + "`0d`."),
    Mistake(
      added: "    decay: 30d\n", code: "wrong-type", place: (10, 12), path: "rules[0].decay",
      message: "Expected a mapping with the keys `halfLife`, found `30d`."),
  ]

  private static let sections = [
    Mistake(
      added: "boost: {weight: 0.9, minimumScore: 0.5}\n", code: "out-of-range", place: (10, 17),
      path: "boost.weight",
      message: "Expected a number above 1 and at most 10, found `0.9`."),
    Mistake(
      added: "boost: {weight: 1.2}\n", code: "missing-key", place: (10, 8), path: "boost.minimumScore",
      message: "The key `minimumScore` is missing here. Add it."),
    Mistake(
      added: "propagation: {hops: 2.5}\n", code: "wrong-type", place: (10, 21), path: "propagation.hops",
      message: "Expected a whole number from 0 to 250, found `2.5`."),
    Mistake(
      added: "propagation: {attenuation: 1.5}\n", code: "out-of-range", place: (10, 28),
      path: "propagation.attenuation", message: "Expected a number from 0 to 1, found `1.5`."),
    Mistake(
      added: "propagation: {cascade: -1}\n", code: "out-of-range", place: (10, 24),
      path: "propagation.cascade", message: "Expected a number from 0 to 1000000000, found `-1`."),
    Mistake(
      added: "declared: {fictonal: {label: none}}\n", code: "unknown-key", place: (10, 12),
      path: "declared.fictonal",
      message: "Unknown key `fictonal`. Did you mean `fictional`?"),
    Mistake(
      added: "declared: {fictional: {label: rumor}}\n", code: "unknown-word", place: (10, 31),
      path: "declared.fictional.label", message: "Expected one of `fictional`, `none`, found `rumor`."),
    Mistake(
      added: "declared: {aiGenerated: {label: fictional}}\n", code: "unknown-word", place: (10, 33),
      path: "declared.aiGenerated.label", message: "Expected one of `none`, found `fictional`."),
    Mistake(
      added: "declared: {fictional: {weight: 0.5}}\n", code: "missing-key", place: (10, 23),
      path: "declared.fictional.label", message: "The key `label` is missing here. Add it."),
    Mistake(
      added: "declared: {fictional: {label: none, weight: 0.5}}\n", code: "useless-key", place: (10, 37),
      path: "declared.fictional.weight",
      message: "A declaration with `label: none` has no `weight`. Remove it."),
    Mistake(
      added: "declared: {fictional: {label: fictional, weight: 0.05}}\n", code: "weight-below-floor",
      place: (10, 50),
      path: "declared.fictional.weight",
      message: "The weight 0.05 is below the policy's floor 0.1. Expected a number from there to 1."),
  ]
}
