import ErrataModel
import ErrataTestSupport
import Testing

/// A text and the time that it stands for.
struct TimeCase: Sendable, CustomTestStringConvertible {
  let text: String
  let milliseconds: Int64
  /// How the time is written; the text itself where nothing else is given.
  let written: String

  init(_ text: String, _ milliseconds: Int64, written: String? = nil) {
    self.text = text
    self.milliseconds = milliseconds
    self.written = written ?? text
  }

  var testDescription: String { text }
}

@Suite struct TimestampTests {
  private static let times = [
    TimeCase("1970-01-01T00:00:00Z", 0),
    TimeCase("1970-01-01T00:00:00.001Z", 1),
    TimeCase("1969-12-31T23:59:59.999Z", -1),
    TimeCase("2024-05-01T12:00:00Z", 1_714_564_800_000),
    TimeCase("2024-05-01T12:00:00.250Z", 1_714_564_800_250),
    TimeCase("2024-02-29T00:00:00Z", 1_709_164_800_000),
    TimeCase("2000-02-29T00:00:00Z", 951_782_400_000),
    TimeCase("2000-03-01T00:00:00Z", 951_868_800_000),
    TimeCase("1900-03-01T00:00:00Z", -2_203_891_200_000),
    TimeCase("0000-01-01T00:00:00Z", -62_167_219_200_000),
    TimeCase("0000-02-29T00:00:00Z", -62_162_121_600_000),
    TimeCase("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    TimeCase("2024", 1_704_067_200_000, written: "2024-01-01T00:00:00Z"),
    TimeCase("2024-05", 1_714_521_600_000, written: "2024-05-01T00:00:00Z"),
    TimeCase("2024-05-01", 1_714_521_600_000, written: "2024-05-01T00:00:00Z"),
    TimeCase("2024-05-01t12:00:00z", 1_714_564_800_000, written: "2024-05-01T12:00:00Z"),
    TimeCase("2024-05-01 12:00:00Z", 1_714_564_800_000, written: "2024-05-01T12:00:00Z"),
    TimeCase("2024-05-01T12:00:00.2Z", 1_714_564_800_200, written: "2024-05-01T12:00:00.200Z"),
    TimeCase("2024-05-01T12:00:00.02Z", 1_714_564_800_020, written: "2024-05-01T12:00:00.020Z"),
    TimeCase(
      "2024-05-01T12:00:00.123456789012345678901Z", 1_714_564_800_123, written: "2024-05-01T12:00:00.123Z"),
    TimeCase("2024-05-01T12:00:00.0009Z", 1_714_564_800_000, written: "2024-05-01T12:00:00Z"),
    TimeCase("2016-12-31T23:59:60Z", 1_483_228_799_000, written: "2016-12-31T23:59:59Z"),
    TimeCase("2024-05-01T20:00:00+08:00", 1_714_564_800_000, written: "2024-05-01T12:00:00Z"),
    TimeCase("2024-05-01T12:00:00.250+08:00", 1_714_536_000_250, written: "2024-05-01T04:00:00.250Z"),
    TimeCase("2024-05-01T08:30:00-03:30", 1_714_564_800_000, written: "2024-05-01T12:00:00Z"),
    TimeCase("2024-01-01T00:30:00+01:00", 1_704_065_400_000, written: "2023-12-31T23:30:00Z"),
    TimeCase("2024-05-01T12:00:00-00:00", 1_714_564_800_000, written: "2024-05-01T12:00:00Z"),
    TimeCase("2024-05-01T12:00:00+23:59", 1_714_478_460_000, written: "2024-04-30T12:01:00Z"),
  ]

  @Test(arguments: times) func `a time is read`(_ time: TimeCase) {
    #expect(Timestamp(time.text)?.milliseconds == time.milliseconds)
  }

  @Test(arguments: times) func `a time is written in UTC`(_ time: TimeCase) {
    #expect(Timestamp(milliseconds: time.milliseconds).description == time.written)
  }

  @Test(arguments: [
    "", "2", "24-05-01", "20240501", "2024-", "2024-5", "2024-5-1", "2024-05-", "2024-05-1", "2024/05/01",
    "+2024",
    "2024-05-01T", "2024-05-01T12", "2024-05-01T12:00", "2024-05-01T12:00Z", "2024-05-01T12:00:00",
    "2024-05-01T12:00:00Zulu", "2024-05-01T12:00:00.Z", "2024-05-01T12:00:00,5Z", "2024-05-01T1:00:00Z",
    "2024-05-01T12:00:00+8", "2024-05-01T12:00:00+08", "2024-05-01T12:00:00+0800",
    "2024-05-01T12:00:00 +08:00",
    "2024-05-01  12:00:00Z", "2024-05-01T12.00.00Z", " 2024-05-01", "2024-05-01 ", "2024-05-01\n",
    "２０２４-05-01",
    "2024–05–01", "2024-05-01T12:00:00\u{0}Z", "12024-05-01", "-2024-05-01", "May 1, 2024", "二〇二四",
  ]) func `what isn't a time is refused`(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-06-31", "2024-09-31",
    "2024-11-31",
    "2024-01-32", "2024-00-01", "2024-13-01", "2024-01-00", "2024-00", "2024-13", "2024-05-01T24:00:00Z",
    "2024-05-01T12:60:00Z", "2024-05-01T12:00:61Z", "2024-05-01T12:00:00+24:00", "2024-05-01T12:00:00+08:60",
  ]) func `an impossible date or time is refused`(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: ["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
  func `a time that UTC puts outside the years 0000 to 9999 is refused`(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `every month ends on its last day and not a day later`() {
    let lastDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for (month, last) in zip(1..., lastDays) {
      let prefix = month < 10 ? "2023-0\(month)" : "2023-\(month)"
      #expect(Timestamp("\(prefix)-\(last)") != nil)
      #expect(Timestamp("\(prefix)-\(last + 1)") == nil)
    }
  }

  @Test func `a substring can be read`() {
    #expect(Timestamp("on 2024-05-01".dropFirst(3))?.milliseconds == 1_714_521_600_000)
  }

  @Test func `days follow one another without gap for eight hundred years`() {
    let day: Int64 = 86_400_000
    var before = ""
    var time: Int64 = -11_676_096_000_000  // 1600-01-01
    for _ in 0..<292_194 {
      let text = String(Timestamp(milliseconds: time).description.prefix(10))
      guard text > before, Timestamp(text)?.milliseconds == time else {
        Issue.record("\(before) is followed by \(text)")
        return
      }
      before = text
      time += day
    }
    #expect(before == "2399-12-31")
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `what is written is read back`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<20_000 {
      let time = Timestamp(
        milliseconds: Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &random))
      #expect(Timestamp(time.description) == time, "seed \(seed): \(time.milliseconds)")
    }
  }

  @Test(arguments: [4, 5] as [UInt64]) func `the zone shifts the time and nothing else`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    for _ in 0..<2000 {
      let time = Timestamp(milliseconds: Int64.random(in: 0...4_102_444_800, using: &random) * 1000)
      let (hours, minutes) = (Int.random(in: 0...23, using: &random), Int.random(in: 0...59, using: &random))
      let local = String(time.description.dropLast())
      let shift = Int64(hours * 60 + minutes) * 60_000
      let east = Timestamp("\(local)+\(two(hours)):\(two(minutes))")
      let west = Timestamp("\(local)-\(two(hours)):\(two(minutes))")
      #expect(east?.milliseconds == time.milliseconds - shift, "seed \(seed): \(local)")
      #expect(west?.milliseconds == time.milliseconds + shift, "seed \(seed): \(local)")
    }
  }

  @Test(arguments: [
    (Int64.min, "-292275055-05-16T16:47:04.192Z"), (Int64.max, "292278994-08-17T07:12:55.807Z"),
    (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"), (253_402_300_800_000, "10000-01-01T00:00:00Z"),
  ]) func `a time far outside the readable years can still be written`(_ milliseconds: Int64, _ text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test func `times are ordered`() {
    let times = [Int64.min, -1, 0, 1, .max].map(Timestamp.init(milliseconds:))
    #expect(times.reversed().sorted() == times)
    #expect(!(times[0] < times[0]))
  }
}

@Suite struct TimestampArithmeticTests {
  private static let noon = Timestamp(milliseconds: 1_714_564_800_000)

  @Test(
    arguments: [
      (0.0, 0), (1, 1000), (-1, -1000), (0.25, 250), (1.001, 1001), (-1.001, -1001), (0.0004, 0),
      (86_400, 86_400_000),
    ] as [(Double, Int64)]) func `moving by seconds is exact to the millisecond`(
      _ seconds: Double, _ moved: Int64
    )
  {
    let time = Self.noon.advanced(bySeconds: seconds)
    #expect(time.milliseconds - Self.noon.milliseconds == moved)
  }

  @Test(arguments: [
    (Double.infinity, Int64.max), (1e300, .max), (-.infinity, .min), (-1e300, .min),
  ]) func `moving too far stops at the end of the range`(_ seconds: Double, _ end: Int64) {
    #expect(Self.noon.advanced(bySeconds: seconds).milliseconds == end)
  }

  @Test func `the ends of the range stay where they are`() {
    for end in [Timestamp(milliseconds: .min), Timestamp(milliseconds: .max)] {
      #expect(end.advanced(bySeconds: 0) == end)
    }
  }

  @Test func `seconds between two times have a sign`() {
    let later = Self.noon.advanced(bySeconds: 90.5)
    #expect(later.seconds(since: Self.noon) == 90.5)
    #expect(Self.noon.seconds(since: later) == -90.5)
    #expect(Self.noon.seconds(since: Self.noon) == 0)
  }

  @Test func `seconds between the ends of the range don't overflow`() {
    #expect(Timestamp(milliseconds: .max).seconds(since: Timestamp(milliseconds: .min)) > 1e16)
  }
}
