internal import CErrataLexicon

/// The two fitted models: what an alignment and an overlap say of a match, and of a claim's place in a search.
package struct ScoreModel: Sendable {
  /// Log odds that the item carries the claim.
  package let match: TreeModel
  /// How well a claim answers a query; compares within one query only.
  package let rank: TreeModel

  /// A pair of models.
  package init(match: TreeModel, rank: TreeModel) {
    self.match = match
    self.rank = rank
  }

  /// Reads the models that are compiled in.
  ///
  /// - Throws: what is wrong with a table, which a test rules out.
  package init() throws(TreeModel.TableError) {
    self.init(
      match: try TreeModel(table: ConceptTable.text(errata_match_trees(), errata_match_trees_length())),
      rank: try TreeModel(table: ConceptTable.text(errata_rank_trees(), errata_rank_trees_length())))
  }

  /// The score of a match from 0 to 0.9999, the probability that the item carries the claim, rounded to four decimals:
  /// no model is more certain than a copy.
  package func score(_ values: [Double]) -> Double {
    min(9_999, (10_000 * logistic(match.sum(values))).rounded()) / 10_000
  }
}
