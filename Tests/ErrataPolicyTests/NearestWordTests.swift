import Testing

@testable import ErrataPolicy

@Suite struct NearestWordTests {
  @Test(arguments: [
    ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("label", "lable", 1),
    ("ca", "abc", 3), ("谣言", "谣", 1),
  ])
  func `the distance counts edits, a swap as one`(a: String, b: String, distance: Int) {
    #expect(NearestWord.distance(Array(a), Array(b)) == distance)
  }

  @Test(
    arguments: [
      ("wieght", "weight"), ("Weight", "weight"), ("expiresafter", "expiresAfter"), ("when", "when"),
      ("colour", nil),
      ("x", nil), (String(repeating: "a", count: 65), nil),
    ] as [(String, String?)])
  func `the nearest word is found where one is near`(word: String, nearest: String?) {
    let known = ["id", "when", "label", "weight", "apply", "review", "expiresAfter", "decay"]
    #expect(NearestWord.to(word, among: known) == nearest)
  }
}
