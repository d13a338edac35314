import ErrataModel
import ErrataStore
import Testing

/// Answers kept for idempotency keys.
@Suite struct AnswerTests {
  private let folder: TemporaryFolder
  private let store: DecisionStore

  init() throws {
    folder = try TemporaryFolder()
    store = try DecisionStore(path: folder.file(), mode: .readWrite)
  }

  private func look(
    owner: String = "k", key: String = "a", route: String = "POST /v1/jobs", request: [UInt8] = [1],
    at second: Double = 0
  ) throws -> AnswerLookup {
    try store.answer(owner: owner, key: key, route: route, request: request, now: Example.time(second))
  }

  private func keep(_ status: Int, request: [UInt8] = [1], at second: Double = 0) throws -> AnswerLookup {
    try store.keepAnswer(
      KeptAnswer(status: status, body: [7, 0, 9]), owner: "k", key: "a", route: "POST /v1/jobs", request: request,
      expires: Example.time(second + 60), now: Example.time(second))
  }

  @Test func `an answer is given again to the same request of the same owner only`() throws {
    #expect(try look() == .new)
    #expect(try keep(201) == .known(KeptAnswer(status: 201, body: [7, 0, 9])))
    #expect(try look() == .known(KeptAnswer(status: 201, body: [7, 0, 9])))
    #expect(try look(owner: "other") == .new)
    #expect(try look(route: "PUT /v1/claims") == .new)
    #expect(try look(key: "b") == .new)
    #expect(try look(request: [2]) == .conflict)
  }

  @Test func `the first answer stays`() throws {
    _ = try keep(201)
    #expect(try keep(500) == .known(KeptAnswer(status: 201, body: [7, 0, 9])))
    #expect(try keep(200, request: [2]) == .conflict)
  }

  @Test func `an answer that has expired is as if it weren't there, and is removed by pruning`() throws {
    _ = try keep(201)
    #expect(try store.pruneAnswers(now: Example.time(59)) == 0)
    #expect(try look(at: 60) == .new)
    #expect(try keep(202, at: 60) == .known(KeptAnswer(status: 202, body: [7, 0, 9])))
    #expect(try store.pruneAnswers(now: Example.time(120)) == 1)
    #expect(try look() == .new)
  }
}
