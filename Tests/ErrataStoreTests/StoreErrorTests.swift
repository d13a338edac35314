import ErrataStore
import Testing

@Suite struct StoreErrorTests {
  @Test func `an error says where, what, why and what to do`() {
    let error = StoreError(
      .full, path: "/data/record.sqlite", operation: "record 2 decisions", found: "the disk is full",
      remedy: "Make room")
    #expect(
      error.description == "/data/record.sqlite: could not record 2 decisions: the disk is full. Make room.")
  }

  @Test func `the words for programs are what they were`() {
    #expect(
      StoreError.Kind.allCases.map(\.rawValue) == [
        "missing", "missingFolder", "notAFile", "notSQLite", "foreign", "newer", "older", "empty", "denied",
        "readOnly", "locked", "full", "inputOutput", "damaged", "tooLarge", "refused", "conflict", "closed", "other",
      ])
  }
}
