internal import CErrataLexicon

/// The fitted model of pins: how sure it is that a query is about a claim.
package struct PinModel: Sendable {
  /// Log odds, so scaled that the cut is the same whatever they were fitted on.
  package let trees: TreeModel

  /// The score from which on a claim is pinned: at most 1 in 10,000 ordinary queries has a wrong claim there.
  package static let cut = 0.9
  /// The score of a query that is one of the curator's phrases.
  static let curated = 0.99

  /// The model that is compiled in, read once.
  package static let embedded = Result { () throws(TreeModel.TableError) in try PinModel() }

  /// Reads the model that is compiled in.
  ///
  /// - Throws: what is wrong with the table, which a test rules out.
  package init() throws(TreeModel.TableError) {
    trees = try TreeModel(table: ConceptTable.text(errata_pin_trees(), errata_pin_trees_length()))
  }

  /// A model of other trees.
  package init(trees: TreeModel) { self.trees = trees }

  /// The score of a query and a claim, from 0 to 0.9899, rounded to four decimals: nothing is surer than a curator.
  func score(_ values: [Double]) -> Double {
    min(9_899, (10_000 * logistic(trees.sum(values))).rounded()) / 10_000
  }
}
