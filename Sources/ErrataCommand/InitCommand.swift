internal import ArgumentParser
internal import ErrataCorpus
internal import Foundation

/// `errata init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Start a folder with a policy, a corpus of your own and sample items.",
    discussion: """
      Files that are there already stay as they are.

      Example:
        errata init my-errata
      """)

  @Argument(help: ArgumentHelp("The folder; made when it isn't there.", valueName: "folder"))
  var folder: String = "."

  func run() throws {
    try reportingFailures {
      try makeFolder(path("corpus"))
      try create("policy.yaml", Array(ShippedData.defaultPolicy.utf8))
      try create("corpus/claims.jsonl", Array(InitCommand.firstClaim.utf8))
      try create("items.jsonl", ShippedData.sampleItems)
      try Console.print(nextSteps)
    }
  }

  private func path(_ name: String) -> String {
    folder == "." ? name : "\(folder)/\(name)"
  }

  private func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileProblem(
        description: "\(path): can't be made; check that the path leads through folders, and that you may write there")
    }
  }

  private func create(_ name: String, _ bytes: [UInt8]) throws {
    let target = path(name)
    guard !FileManager.default.fileExists(atPath: target) else {
      return Console.note("\(target): is there already, left as it is")
    }
    try SmallFile.create(bytes, at: target)
    Console.note("\(target): made")
  }

  private var nextSteps: String {
    """
    Next:
      errata label --format table \(path("items.jsonl"))
      errata corpus lint \(path("corpus"))
      errata label --corpus \(path("corpus")) --policy \(path("policy.yaml")) --store \(path("errata.sqlite")) \
    \(path("items.jsonl"))
    The first uses the starter corpus; the claim in \(path("corpus/claims.jsonl")) is a draft that shows the format.
    """
  }

  private static let firstClaim = """
    {"id":"my-first-claim","claim":"Write here what is claimed, as one sentence that says it is so.","lang":"en",\
    "variants":["Write here how people word it when they pass it on"],"topics":["science"],"verdict":"false",\
    "reviews":[{"publisher":"Who checked it","url":"https://example.org/the-review","datePublished":"2024","lang":"en",\
    "rating":"False","title":"The review's title","summary":"What is right instead."}],"queries":[],"negatives":[],\
    "status":"draft"}

    """
}
