internal import ArgumentParser

/// The command-line tool.
struct ErrataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "errata",
    abstract: "Finds known rumors in content and says so with evidence.",
    discussion: """
      Errata matches items (posts, comments, articles) with claims that fact-checkers have reviewed, labels those that \
      assert them, computes a ranking weight, and records why. It never decides what is true: a label exists only \
      with a published review behind it.

      Example, with the starter corpus that is built in:
        echo '{"id":"1","text":"5G towers spread the coronavirus!"}' | errata label
      """,
    version: "0.1.0",
    subcommands: [
      LabelCommand.self, MatchCommand.self, SearchCommand.self, PinsCommand.self, ExplainCommand.self,
      NormalizeCommand.self, ReachCommand.self,
      HistoryCommand.self, IndexCommand.self, CorpusCommand.self, PolicyCommand.self, InitCommand.self,
      ServeCommand.self, ConfigCommand.self,
      WorkCommand.self, JobsCommand.self, ReviewCommand.self, KeysCommand.self, VerifyCommand.self,
      CheckpointCommand.self, BackupCommand.self, RestoreCommand.self, DoctorCommand.self, EraseCommand.self,
      RelabelCommand.self, RetractCommand.self, ReceiptsCommand.self, AppealsCommand.self,
      ExportCommand.self, RetainCommand.self,
    ])
}
