/// A fault in a table of stance rules.
package struct StanceRuleError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The table's name, such as `stance.zh.tsv`.
  package var file: String
  /// Line in the table, from 1; 0 when the fault is the table's as a whole.
  package var line: Int
  /// What is wrong and what was expected.
  package var problem: String

  /// Makes a fault.
  package init(file: String, line: Int, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  package var description: String {
    guard line > 0 else { return "\(file): \(problem); expected a table with at least one rule." }
    return "\(file):\(line): \(problem). Mend this line; the head of the file describes the format."
  }
}
