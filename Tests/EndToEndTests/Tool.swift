import Foundation
import Testing

/// The built program, run in an empty folder that goes away with the object.
final class Tool: Sendable {
  /// What a run gave.
  struct Run {
    var status: Int32
    var output: Data
    var errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// The output's lines as JSON objects.
    func objects() throws -> [[String: Any]] {
      try lines.map { line in
        try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "not an object: \(line)")
      }
    }
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The root of the package.
  static var package: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  /// The program stands beside the test bundle in the build folder; `ERRATA_BINARY` names another one.
  static let binary: URL = {
    if let path = ProcessInfo.processInfo.environment["ERRATA_BINARY"] { return URL(fileURLWithPath: path) }
    let bundles = CommandLine.arguments.filter { $0.contains(".xctest") } + CommandLine.arguments.prefix(1)
    for bundle in bundles {
      var folder = URL(fileURLWithPath: bundle).deletingLastPathComponent()
      for _ in 0..<6 {
        let candidate = folder.appendingPathComponent("errata")
        if FileManager.default.isExecutableFile(atPath: candidate.path), !isFolder(candidate) { return candidate }
        folder.deleteLastPathComponent()
      }
    }
    return package.appendingPathComponent(".build/debug/errata")
  }()

  /// Whether a shell line succeeds: for tests that need something of the machine.
  static func isPossible(_ line: String) -> Bool {
    (try? Tool().shell(line).status) == 0
  }

  /// A command line that runs a program without root's powers; `nil` where there is none or the program isn't in its
  /// reach.
  static let unprivileged: String? = {
    let command = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
    return isPossible("\(command) \"$ERRATA\" --version") ? command : nil
  }()

  /// A line of a corpus.
  static let claim =
    #"{"id":"swans","claim":"The swans of Oldtown obey the traffic lights on the bridge.","lang":"en","verdict":"false","reviews":[{"publisher":"Bureau of Ponds","url":"https://ponds.example/swans","datePublished":"2024"}]}"#

  /// The starter corpus's sample.
  static let sample = package.appendingPathComponent("corpora/samples/items.jsonl").path

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
  }

  func path(_ name: String) -> String {
    folder.appendingPathComponent(name).path
  }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
  }

  func read(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(fileURLWithPath: path(name))))
  }

  /// Runs `errata` with arguments.
  func run(_ arguments: String..., input: String = "") throws -> Run {
    try launch(Tool.binary, arguments, input: Data(input.utf8))
  }

  /// Runs `errata` with arguments and redirections as a shell takes them, and tells its exit status and the most memory
  /// it held, in KiB; Linux only.
  func peakMemory(_ arguments: String) throws -> (status: Int, kibibytes: Int) {
    let run = try shell(
      """
      "$ERRATA" \(arguments) & pid=$!
      while kill -0 $pid 2>/dev/null; do
        now=$(grep VmHWM /proc/$pid/status 2>/dev/null | tr -dc 0-9); most=${now:-$most}; sleep 0.05
      done
      wait $pid; echo "$? $most"
      """)
    let numbers = run.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(numbers.count == 2, "\(run.text) \(run.errors)")
    return (numbers[0], numbers[1])
  }

  /// Runs a shell line in which `$ERRATA` is the program.
  func shell(_ line: String) throws -> Run {
    try launch(URL(fileURLWithPath: "/bin/bash"), ["-c", line], input: Data())
  }

  private func launch(_ program: URL, _ arguments: [String], input: Data) throws -> Run {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["ERRATA"] = Tool.binary.path
    process.environment = environment
    // Files in place of pipes: nothing can fill up and block.
    let names = (path(".stdin-\(UUID())"), path(".stdout-\(UUID())"), path(".stderr-\(UUID())"))
    try input.write(to: URL(fileURLWithPath: names.0))
    for name in [names.1, names.2] { try Data().write(to: URL(fileURLWithPath: name)) }
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: names.0))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: names.1))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: names.2))
    try process.run()
    // A program that hangs fails its test, not the whole run.
    let watchdog = DispatchWorkItem {
      Issue.record("took longer than two minutes: \(arguments.joined(separator: " "))")
      process.terminate()
    }
    DispatchQueue.global().asyncAfter(deadline: .now() + 120, execute: watchdog)
    process.waitUntilExit()
    watchdog.cancel()
    let isSignal = process.terminationReason == .uncaughtSignal
    let status = isSignal ? 128 + process.terminationStatus : process.terminationStatus
    return Run(
      status: status, output: try Data(contentsOf: URL(fileURLWithPath: names.1)),
      errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: names.2)), as: UTF8.self))
  }
}
