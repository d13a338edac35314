import Foundation
import Testing

@testable import ErrataPolicy

@Suite struct DecayTests {
  @Test func `it is that of the mathematics library, rounded`() {
    for step in 0...4000 {
      let halvings = Double(step) / 160
      let expected = (exp2(-halvings) * 1_000_000).rounded()
      #expect(Decay.remaining(age: halvings * 1024, halfLife: 1024).count == Int(expected), "\(halvings)")
    }
  }

  @Test func `it halves with each half-life, down to nothing`() {
    #expect(
      (0...4).map { Decay.remaining(age: Double($0) * 9, halfLife: 9).value } == [
        1, 0.5, 0.25, 0.125, 0.0625,
      ])
    #expect(Decay.remaining(age: 30, halfLife: 1).count == 0)
    #expect(Decay.remaining(age: 1e300, halfLife: 1).count == 0)
    #expect(Decay.remaining(age: .infinity, halfLife: 1).count == 0)
  }

  @Test func `it never rises`() {
    var last = Millionths.one
    for age in stride(from: 0.0, to: 25_000, by: 7) {
      let remaining = Decay.remaining(age: age, halfLife: 1000)
      #expect(remaining <= last, "age \(age)")
      last = remaining
    }
  }

  @Test func `without a half-life or an age all is left`() {
    #expect(Decay.remaining(age: 1e9, halfLife: nil) == .one)
    #expect(Decay.remaining(age: -5, halfLife: 1) == .one)
    #expect(Decay.remaining(age: 5, halfLife: 0) == .one)
    #expect(Decay.remaining(age: .nan, halfLife: 1) == .one)
  }

  @Test(arguments: [(0.1, 100_000), (1.0, 1_000_000), (7, 1_000_000), (-1, 0), (0.000_000_4, 0), (.nan, 0)])
  func `a count of millionths is the nearest within bounds`(value: Double, count: Int) {
    #expect(Millionths(value).count == count)
  }
}
