import ErrataJobs
import Foundation
import Testing

@Suite struct BackgroundCheckTests {
  private struct Damage: Error, Equatable {}
  private struct Closed: Error, Equatable {}

  @Test func `work that ends before the check waits for it`() throws {
    let gate = DispatchSemaphore(value: 0)
    let checked = StopFlag()
    let check = BackgroundCheck(below: StopFlag()) {
      gate.wait()
      checked.raise()
    }
    let result = try check.during {
      #expect(!checked.isRaised)
      gate.signal()
      return 7
    }
    #expect(result == 7)
    #expect(checked.isRaised)
    #expect(!check.stop.isRaised)
  }

  @Test func `a failed check makes finished work void`() {
    let gate = DispatchSemaphore(value: 0)
    let check = BackgroundCheck(below: StopFlag()) {
      gate.wait()
      throw Damage()
    }
    #expect(throws: Damage()) {
      try check.during { gate.signal() }
    }
    #expect(throws: Damage()) { try check.wait() }
  }

  @Test func `a failed check ends the work through its flag`() {
    let check = BackgroundCheck(below: StopFlag()) { throw Damage() }
    #expect(throws: Damage()) {
      try check.during {
        while !check.stop.isRaised { sched_yield() }
      }
    }
  }

  @Test func `a failed check is told in place of what the work throws, which is told otherwise`() {
    let failed = BackgroundCheck(below: StopFlag()) { throw Damage() }
    #expect(throws: Damage()) { try failed.during { throw Closed() } }
    let passed = BackgroundCheck(below: StopFlag()) {}
    #expect(throws: Closed()) { try passed.during { throw Closed() } }
  }

  @Test func `work that was ended from outside isn't kept waiting`() throws {
    let (gate, outside) = (DispatchSemaphore(value: 0), StopFlag())
    let check = BackgroundCheck(below: outside) { gate.wait() }
    outside.raise()
    #expect(check.stop.isRaised)
    #expect(try check.during { 1 } == 1)
    gate.signal()
    try check.wait()
  }
}

@Suite struct CompilingProgressTests {
  @Test func `the line tells share and claims while reading, and claims while writing`() {
    var progress = CompilingProgress()
    #expect(progress.line == "░░░░░░░░░░░░░░░░░░░░ 0%  reading  0 claims")
    (progress.bytes, progress.totalBytes, progress.claims) = (50, 100, 12_345)
    #expect(progress.line == "██████████░░░░░░░░░░ 50%  reading  12,345 claims")
    progress.bytes = 300
    #expect(progress.line.hasPrefix("████████████████████ 100%"))
    progress.isWriting = true
    #expect(progress.line == "writing  12,345 claims")
  }
}
