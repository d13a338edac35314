internal import ArgumentParser
internal import ErrataJobs
internal import ErrataModel
internal import ErrataStore
internal import Foundation

/// `errata work`.
struct WorkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: "Do the jobs that a store has, and label files dropped into a folder.",
    discussion: """
      Takes one job after the other until it is told to stop; SIGTERM and Ctrl-C end the job at hand at its next \
      checkpoint and give it back. A worker that is killed loses nothing: after its lease the job goes to another \
      one, which goes on where it was. Several workers may share a store.

      With --watch, files *.jsonl in the folder become jobs once they have stood unchanged for a moment; a file that \
      is moved into the folder is best. Decisions and the file itself end up in the folder's subfolder done.

      Examples:
        errata jobs add label corpora/samples/items.jsonl --output out.jsonl
        errata work --once
        mkdir drop; cp corpora/samples/items.jsonl drop/
        errata work --watch drop --once
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var clock: ClockOptions

  @Option(help: ArgumentHelp("Label the files that appear in this folder.", valueName: "folder"))
  var watch: String?

  @Flag(help: "End when there is nothing to do, rather than wait.")
  var once = false

  @Option(help: ArgumentHelp("Threads that judge (default: one a core).", valueName: "n"))
  var workers: Int?

  @Option(
    help: ArgumentHelp("Seconds after which the job of a worker that is gone goes to another.", valueName: "seconds"))
  var lease = 30.0

  func validate() throws {
    if let workers, !(1...1024).contains(workers) { throw ValidationError("--workers takes a number from 1 to 1024.") }
    if !(lease >= 0.1 && lease <= 86_400) { throw ValidationError("--lease takes a number from 0.1 to 86400.") }
  }

  func run() throws {
    try reportingFailures {
      Interrupts.install()
      let opened = try store.open(.readWrite)
      let folder = try watch.map { try DropFolder($0) }
      var settings = JobWorker.Settings(
        leaseSeconds: lease, clock: { [clock] in clock.now() }, log: { Console.note("errata: \($0.singleLine)") })
      if let workers { settings.workers = workers }
      let worker = JobWorker(store: opened, settings: settings, stop: Interrupts.stop)
      let failed = try work(worker, folder, opened)
      try opened.close()
      if let status = Interrupts.exitStatus { throw ExitCode(status) }
      if failed { throw ExitCodes.findings }
    }
  }

  /// Works until it is told to stop; whether a job has failed.
  private func work(_ worker: JobWorker, _ folder: DropFolder?, _ store: DecisionStore) throws -> Bool {
    var failed = false
    while !Interrupts.stop.isRaised {
      let now = clock.now()
      let waits = try folder?.queueFiles(in: store, now: now, isPatient: !once) ?? false
      while try store.settleDue(now: now).items > 0 {}
      if let job = try worker.runNext() {
        failed = failed || job.state == .failed
      } else if once, !waits {
        break
      } else {
        WorkCommand.pause()
      }
    }
    return failed
  }

  /// Waits half a second, or until a signal.
  private static func pause() {
    for _ in 0..<10 where !Interrupts.stop.isRaised { usleep(50_000) }
  }
}
