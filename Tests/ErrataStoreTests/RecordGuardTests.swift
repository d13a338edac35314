import ErrataModel
import ErrataStore
import Testing

/// A record that would not come back as it went in, and what is said of it.
struct BadRecord: Sendable, CustomTestStringConvertible {
  var name: String
  var message: String
  var spoil: @Sendable (inout DecisionRecord) -> Void

  var testDescription: String { name }

  private static let never = Timestamp(milliseconds: .max)

  static let all = [
    BadRecord(name: "blank id", message: "item.id: is empty, expected text") {
      $0.item.id = " \u{3000}"
      $0.decision.id = $0.item.id
    },
    BadRecord(name: "another id", message: "decision.id: \"i-2\" isn't the item's id, \"i-1\"") {
      $0.decision.id = "i-2"
    },
    BadRecord(name: "parent", message: "item.parent.id: is empty, expected text") { $0.item.parent?.id = "" },
    BadRecord(
      name: "publishedAt",
      message: "item.publishedAt: 9223372036854775807 ms is outside of the years 0000 to 9999"
    ) { $0.item.publishedAt = never },
    BadRecord(name: "revision", message: "decision.corpusRevision: is empty, expected text") {
      $0.decision.labels = []
      $0.decision.corpusRevision = ""
    },
    BadRecord(name: "policy", message: "decision.policyVersion: is empty, expected text") {
      $0.decision.policyVersion = "\n"
    },
    BadRecord(name: "normalizer", message: "decision.normalizerVersion: is empty, expected text") {
      $0.decision.labels = []
      $0.decision.normalizerVersion = ""
    },
    BadRecord(
      name: "decidedAt",
      message: "decision.decidedAt: -9223372036854775808 ms is outside of the years 0000 to 9999"
    ) { $0.decision.decidedAt = Timestamp(milliseconds: .min) },
    BadRecord(
      name: "weight", message: "decision.weight: nan is no number that JSON can hold, expected one below 1e12"
    ) { $0.decision.weight.value = .nan },
    BadRecord(
      name: "term", message: "decision.weightTerms: inf is no number that JSON can hold, expected one below 1e12"
    ) { $0.decision.weight.terms[0].limit = .infinity },
    BadRecord(name: "term's rule", message: "decision.weightTerms.rule: is empty, expected text") {
      $0.decision.weight.terms[0].rule = ""
    },
    BadRecord(
      name: "expiry", message: "decision.labels.expires: 253402300800000 ms is outside of the years 0000 to 9999"
    ) { $0.decision.labels[0].expires = Timestamp(milliseconds: 253_402_300_800_000) },
    BadRecord(
      name: "issuedAt", message: "decision.labels.issuedAt: 9223372036854775807 ms is outside of the years 0000 to 9999"
    ) { $0.decision.labels[0].issuedAt = never },
    BadRecord(name: "label's rule", message: "decision.labels.rule: is empty, expected text") {
      $0.decision.labels[0].reason = .declaration(.fictional, rule: "")
    },
    BadRecord(name: "label's claim", message: "decision.labels.claim: is empty, expected text") {
      $0.decision.labels[0] = Example.label(claim: "")
    },
    BadRecord(
      name: "label of another revision",
      message: "decision.labels.corpusRevision: \"revision-1\" isn't the decision's revision, \"revision-2\""
    ) { $0.decision.corpusRevision = "revision-2" },
    BadRecord(
      name: "label of another normalizer",
      message: "decision.labels.normalizerVersion: \"normal-1\" isn't the decision's normalizer version, \"normal-2\""
    ) { $0.decision.normalizerVersion = "normal-2" },
    BadRecord(name: "suppressed review", message: "decision.suppressed.review: is empty, expected text") {
      $0.decision.suppressed[0].review = ""
    },
    BadRecord(
      name: "queued score",
      message: "decision.queued.score: 1000000000000.0 is no number that JSON can hold, expected one below 1e12"
    ) { $0.decision.queued[0].score = 1e12 },
  ]
}

@Suite struct RecordGuardTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore.example(in: folder)
  }

  @Test(arguments: BadRecord.all) func `what could not be read back is refused`(bad: BadRecord) throws {
    var record = Example.record("i-1")
    bad.spoil(&record)
    let error = storeError { () throws(StoreError) in _ = try store.record([record]) }
    #expect(error?.kind == .refused)
    #expect(error?.found == "decision 1 of the batch, item \"\(record.item.id)\": \(bad.message)")
    #expect(error?.remedy == "Nothing of this was recorded: mend or leave out this one, then repeat")
    #expect(try store.counts.items == 0)
  }

  @Test func `the first and the last moment that can be written are taken`() throws {
    for milliseconds in [-62_167_219_200_000, 253_402_300_799_999] as [Int64] {
      var record = Example.record("i\(milliseconds)", labels: [])
      record.decision.decidedAt = Timestamp(milliseconds: milliseconds)
      record.item.publishedAt = record.decision.decidedAt
      #expect(try store.record([record]) == 1)
      #expect(try store.latest(record.item.id)?.decision == record.decision)
      #expect(try store.latest(record.item.id)?.item == record.item)
    }
  }
}
