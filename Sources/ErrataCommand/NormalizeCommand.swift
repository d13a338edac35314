internal import ArgumentParser
internal import ErrataText

/// `errata normalize`.
struct NormalizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "normalize",
    abstract: "Show how a text looks to the matcher.",
    discussion: """
      Example:
        errata normalize --trace '喝.白.酒 能殺死病毒😱😱，每天１２点喝！'
      """)

  @Argument(help: "The text; standard input when left out.")
  var text: String?

  @Flag(help: "Show what each step did.")
  var trace = false

  @Option(
    help: ArgumentHelp("Leave out a step; may be given several times. Steps: \(steps).", valueName: "step"))
  var skip: [String] = []

  private static let steps = NormalizationStep.allCases.map(\.rawValue).joined(separator: ", ")

  func validate() throws {
    for name in skip where NormalizationStep(rawValue: name) == nil {
      throw ValidationError("'\(name)' isn't a step. Steps: \(NormalizeCommand.steps).")
    }
  }

  func run() throws {
    try reportingFailures { try show() }
  }

  private func show() throws {
    let input = text ?? readAll()
    let left = Set(skip.compactMap(NormalizationStep.init(rawValue:)))
    let normalizer = Normalizer(steps: NormalizationStep.all.subtracting(left))
    guard trace else { return try Console.print(normalizer.normalize(input).string) }
    let width = NormalizationStep.allCases.map(\.rawValue.count).max() ?? 0
    for step in normalizer.trace(input) {
      let name = step.step.rawValue.padding(to: width)
      let changes = step.changes == 0 ? "      " : String(step.changes).padding(to: 6)
      try Console.print("\(name)  \(changes)\(step.changes == 0 ? "" : step.text.singleLine)")
    }
    try Console.print("\("result".padding(to: width))        \(normalizer.normalize(input).string.singleLine)")
    try Console.print("\("version".padding(to: width))        \(Normalizer.version)")
  }

  private func readAll() -> String {
    var lines: [String] = []
    while let line = readLine(strippingNewline: false) { lines.append(line) }
    return lines.joined()
  }
}
