import ErrataIndex
import ErrataTestSupport

/// Claims that repeat each other: chain letters that many have, endings that many share, a few words that most have,
/// and rare ones; with texts of one unit, of one unit over and over, and of none.
enum RepeatingClaims {
  private static let common = ["rain", "soup", "moon", "bell", "tower", "fox", "12", "50%", "雨", "茶", "山", "火"]
  private static let chain = "forward this to ten friends before midnight 请 转 发 给 家 人".split(separator: " ")
    .map(String.init)

  /// A number of claims of one or two texts.
  static func make(seed: UInt64, count: Int) -> [IndexedClaim] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { number in
      let entries = (0..<Int.random(in: 1...2, using: &random)).map { place in
        let field = place == 0 ? EntryField.wording : EntryField.allCases.randomElement(using: &random) ?? .title
        return IndexedClaim.Entry(field: field, number: place, text: text(&random))
      }
      return IndexedClaim(id: "c\(number)", payload: [], entries: entries)
    }
  }

  /// A text such as the claims have, or an item that is made of their parts.
  static func text(_ random: inout SeededRandom) -> String {
    func commons(_ most: Int) -> [String] {
      (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in common.randomElement(using: &random) }
    }
    let rare = RandomTexts.words(&random, count: 3) + RandomTexts.han(&random, count: 4)
    switch Int.random(in: 0..<12, using: &random) {
    case 0...2: return RandomTexts.text(chain + commons(2))
    case 3: return RandomTexts.text(chain.prefix(Int.random(in: 1...chain.count, using: &random)))
    case 4: return RandomTexts.text(rare + chain.suffix(Int.random(in: 1...chain.count, using: &random)))
    case 5: return common.randomElement(using: &random) ?? ""
    case 6: return RandomTexts.text([String](repeating: "山", count: Int.random(in: 0...40, using: &random)))
    case 7...9: return RandomTexts.text(commons(14))
    default: return RandomTexts.text(commons(5) + rare + commons(5))
    }
  }
}
