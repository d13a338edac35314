import ErrataModel
import ErrataTestSupport
import Testing

@testable import ErrataMatching

@Suite struct TreeModelTests {
  /// Two trees over two features.
  private static let table = """
    # a remark

    features\ta\tb
    tree
    node\t0\t0.5\t1\t2
    leaf\t-1
    node\t1\t2\t3\t4
    leaf\t10
    leaf\t20
    # another
    tree
    leaf\t0.25

    """

  @Test(
    arguments: [
      ([0, 9], -0.75), ([0.5, 9], -0.75), ([0.6, 2], 10.25), ([1, -5], 10.25), ([1, 2.1], 20.25),
      ([1, .infinity], 20.25),
      ([1], 0), ([], 0), ([1, 2, 3], 0),
    ] as [([Double], Double)])
  func `the leaves that values lead to are added up; another number of values is 0`(_ values: [Double], _ sum: Double)
    throws
  {
    let model = try TreeModel(table: TreeModelTests.table)
    #expect(model.features == ["a", "b"] && model.treeCount == 2)
    #expect(model.sum(values) == sum)
  }

  @Test func `contributions are the steps of the mean of the leaves below`() throws {
    let model = try TreeModel(table: TreeModelTests.table)
    let mean = 29.0 / 3
    let table: [([Double], [Double])] = [
      ([0, 0], [-1 - mean, 0]), ([1, 0], [15 - mean, -5]), ([1, 3], [15 - mean, 5]), ([1], [0, 0]),
    ]
    for (values, expected) in table { #expect(model.contributions(values) == expected, "\(values)") }
  }

  static let mistakes: [(table: String, line: Int, expected: String)] = [
    ("", 1, "at least one tree"), ("# nothing", 1, "at least one tree"), ("features\ta\n", 2, "at least one tree"),
    ("features", 1, "one line of feature names"), ("features\ta\t", 1, "one line of feature names"),
    ("features\ta\nfeatures\tb", 2, "one line of feature names"),
    ("\n\ntree", 3, "the features before the first tree"), ("leaf\t1", 1, "`tree` before its leaves"),
    ("features\ta\nnode\t0\t1\t1\t2", 2, "`tree` before its nodes"),
    ("features\ta\nforest", 2, kinds), ("features\ta\n tree", 2, kinds), ("features\ta\ntree\t1", 2, kinds),
    ("features\ta\ntree\nnode\t0\t1\t1", 3, kinds), ("features\ta\ntree\nleaf\t1\t2", 3, kinds),
    ("features\ta\ntree\nleaf", 3, kinds), ("features\ta\ntree\nleaf 1", 3, kinds),
    ("features\ta\ntree", 2, "a node or leaf after `tree`"),
    ("features\ta\ntree\ntree\nleaf\t1", 3, "a node or leaf after `tree`"),
    ("features\ta\ntree\nnode\t0\t1\t1\t2\nleaf\t1", 4, "all children of the tree before"),
    ("features\ta\ntree\nnode\t0\t1\t1\t3\nleaf\t1\nleaf\t1\ntree\nleaf\t1", 6, "all children of the tree before"),
  ]

  static let kinds = "features, tree, node with four fields or leaf with one"

  @Test(arguments: mistakes)
  func `a table with a mistake is refused with the line and what was expected`(
    _ row: (table: String, line: Int, expected: String)
  ) throws {
    let error = try #require(mistake(row.table))
    #expect(error.line == row.line && error.expected == row.expected)
    #expect(error.description == "line \(row.line): expected \(row.expected)")
  }

  @Test(arguments: [
    ("1\t0\t1\t2", "the number of a feature, 0 to 0"), ("-1\t0\t1\t2", "the number of a feature, 0 to 0"),
    ("x\t0\t1\t2", "the number of a feature, 0 to 0"), ("\t0\t1\t2", "the number of a feature, 0 to 0"),
    ("0\tnan\t1\t2", "a finite threshold"), ("0\tinf\t1\t2", "a finite threshold"),
    ("0\tx\t1\t2", "a finite threshold"),
    ("0\t1e999\t1\t2", "a finite threshold"), ("0\t\t1\t2", "a finite threshold"),
    ("0\t0\t0\t1", children), ("0\t0\t1\t0", children), ("0\t0\t1\t1", children), ("0\t0\t-1\t2", children),
    ("0\t0\t1\t65536", children), ("0\t0\t1\t4294967296", children), ("0\t0\tx\t2", children), ("0\t0\t1\t", children),
  ]) func `a node with a wrong field is refused`(_ fields: String, _ expected: String) throws {
    let error = try #require(mistake("features\ta\ntree\nnode\t\(fields)\nleaf\t1\nleaf\t2"))
    #expect(error.line == 3 && error.expected == expected)
  }

  static let children = "two children that follow their parent"

  @Test func `a child before its parent is refused deeper in a tree too`() throws {
    let error = try #require(
      mistake("features\ta\ntree\nnode\t0\t1\t1\t2\nnode\t0\t0\t1\t3\nleaf\t1\nleaf\t2"))
    #expect(error.line == 4 && error.expected == TreeModelTests.children)
  }

  @Test(arguments: ["nan", "inf", "-inf", "1e999", "x", ""]) func `a leaf that isn't finite is refused`(_ value: String)
    throws
  {
    let error = try #require(mistake("features\ta\ntree\nleaf\t\(value)"))
    #expect(error.line == 3 && error.expected == "a finite value")
  }

  private func mistake(_ table: String) -> TreeModel.TableError? {
    do throws(TreeModel.TableError) {
      _ = try TreeModel(table: table)
      return nil
    } catch {
      return error
    }
  }
}

@Suite struct ScoreModelTests {
  private let model: ScoreModel

  init() throws { model = try EmbeddedModel.model.get() }

  /// A random value for each feature of the match.
  private func vector(_ random: inout SeededRandom) -> [Double] {
    MatchFeatures.names.map { name in
      switch name {
      case let name where name.hasSuffix("Share") || name.hasSuffix("Coverage") || name.hasSuffix("ensity"):
        Double.random(in: 0...1, using: &random)
      case "order": Double.random(in: 0...1, using: &random)
      case "entrySize", "itemSize": Double(Int.random(in: 1...12, using: &random))
      case "sharedUnits", "tellingUnits": Double(Int.random(in: 0...40, using: &random))
      case "sharedNumbers", "missingNumbers": Double(Int.random(in: 0...4, using: &random))
      case let name where name.hasPrefix("rarest") || name.hasPrefix("missing") || name.hasSuffix("PerUnit"):
        Double.random(in: 0...20, using: &random)
      default: Double.random(in: 0...300, using: &random)
      }
    }
  }

  @Test func `the tables' features are those that are measured, in order`() {
    #expect(model.match.features == MatchFeatures.names)
    #expect(model.rank.features == RankFeatures.names)
    #expect(model.match.treeCount > 0 && model.rank.treeCount > 0)
    #expect(Set(MatchFeatures.names).count == MatchFeatures.names.count)
    #expect(Set(RankFeatures.names).count == RankFeatures.names.count)
  }

  @Test func `as many values are written as there are names`() {
    var values = [1.0, 2, 3]
    MatchFeatures.write(Alignment(), Overlap(), entryUnits: 0, itemUnits: 0, itemBits: 0, into: &values)
    #expect(values.count == MatchFeatures.names.count && values.allSatisfy { $0.isFinite })
    #expect(MatchFeatures.terms(values, effects: values).map(\.name) == MatchFeatures.names)
    RankFeatures.write(Alignment(), Overlap(), entryUnits: 0, into: &values)
    #expect(values.count == RankFeatures.textCount && values.allSatisfy { $0.isFinite })
  }

  @Test(arguments: [(0, 0.0), (1, 1), (2, 2), (3, 2), (4, 3), (255, 8), (256, 9)])
  func `a length counts by its binary digits`(_ units: Int, _ size: Double) {
    #expect(MatchFeatures.sizeClass(units) == size)
  }

  @Test(arguments: [
    "entryCoverage", "itemCoverage", "sharedBits", "unitBits", "unitEntryShare", "unitItemShare", "pairBits",
    "pairEntryShare", "pairItemShare",
  ]) func `more in common never lowers the score`(_ name: String) throws {
    let feature = try #require(MatchFeatures.names.firstIndex(of: name))
    let range = name.hasSuffix("Bits") ? 0.0...400 : 0.0...1
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      for _ in 0..<25 {
        var values = vector(&random)
        let steps = (0..<6).map { _ in Double.random(in: range, using: &random) }.sorted()
        let sums = steps.map { step in
          values[feature] = step
          return model.match.sum(values)
        }
        #expect(sums == sums.sorted(), "seed \(seed), \(name) \(steps): \(values)")
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `contributions add up to the sum less the mean of the leaves`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let none = model.match.sum([Double](repeating: 0, count: MatchFeatures.names.count))
    let base = none - model.match.contributions([Double](repeating: 0, count: MatchFeatures.names.count)).reduce(0, +)
    for _ in 0..<10 {
      let values = vector(&random)
      let parts = model.match.contributions(values)
      #expect(parts.count == MatchFeatures.names.count)
      #expect(abs(base + parts.reduce(0, +) - model.match.sum(values)) < 1e-6, "seed \(seed): \(values)")
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `scores lie between 0 and 1 and have four decimals`(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<100 {
      let values = vector(&random)
      let score = model.score(values)
      #expect((0...1).contains(score), "seed \(seed): \(values)")
      #expect((score * 10_000).rounded() / 10_000 == score, "seed \(seed): \(values)")
    }
  }

  @Test func `log odds become probabilities`() {
    #expect(logistic(0) == 0.5 && logistic(800) == 1 && logistic(-800) == 0)
    #expect(abs(logistic(1.5) + logistic(-1.5) - 1) < 1e-12 && logistic(1) > logistic(0.9))
  }
}
