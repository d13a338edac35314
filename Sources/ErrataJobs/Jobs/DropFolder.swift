internal import ErrataJSON
package import ErrataModel
package import ErrataStore
internal import Foundation

/// A folder whose files become jobs.
///
/// `name.jsonl` becomes a job that writes `done/name.decisions.jsonl` and then moves the file to `done/name.jsonl`. A
/// file that is in a job already isn't queued again; one that appears under the name of an earlier one gets a number.
package struct DropFolder: Sendable {
  private let path: String
  private let done: String

  /// Seconds that a file must have stood unchanged.
  private static let quiet = 2.0

  /// A folder to watch; makes its subfolder `done`.
  ///
  /// - Throws: `JobFault` when it is no folder, or can't be written.
  package init(_ path: String) throws(JobFault) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      throw JobFault("\(path): is no folder to watch; make it first")
    }
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    done = self.path + "/done"
    do {
      try FileManager.default.createDirectory(atPath: done, withIntermediateDirectories: true)
    } catch {
      throw JobFault("\(done): can't be made; give this user the right to write the folder")
    }
  }

  /// Queues a job for each new file.
  ///
  /// - Parameter isPatient: leave files that were changed a moment ago for the next look.
  /// - Returns: whether files are left for the next look.
  package func queueFiles(in store: DecisionStore, now: Timestamp, isPatient: Bool) throws -> Bool {
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
      .filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted()
    guard !names.isEmpty else { return false }
    let taken = try inputsInJobs(store)
    var waits = false
    for name in names where !taken.contains(path + "/" + name) {
      if isPatient && !isQuiet(path + "/" + name) {
        waits = true
        continue
      }
      var parameters = JobParameters()
      let stem = freeStem(String(name.dropLast(".jsonl".count)))
      parameters.input = path + "/" + name
      parameters.output = "\(done)/\(stem).decisions.jsonl"
      parameters.moveTo = "\(done)/\(stem).jsonl"
      _ = try store.enqueue(.label, parameters: parameters.json, author: "watch", now: now)
    }
    return waits
  }

  /// Inputs of jobs that have not ended well: a failed one stays until it is resumed, or its file is taken away.
  private func inputsInJobs(_ store: DecisionStore) throws -> Set<String> {
    var inputs: Set<String> = []
    for state in [JobState.queued, .running, .failed, .cancelled] {
      for job in try store.jobs(state, limit: .max) where job.kind == .label {
        if case .string(let input) = job.parameters["input"] { inputs.insert(input) }
      }
    }
    return inputs
  }

  private func isQuiet(_ file: String) -> Bool {
    var status = stat()
    guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    #if canImport(Darwin)
      let changed = Double(status.st_mtimespec.tv_sec)
    #else
      let changed = Double(status.st_mtim.tv_sec)
    #endif
    return Date().timeIntervalSince1970 - changed >= DropFolder.quiet
  }

  /// A name for the results under which nothing stands.
  private func freeStem(_ stem: String) -> String {
    var number = 1
    var free = stem
    func isFree(_ name: String) -> Bool { access("\(done)/\(free)\(name)", F_OK) != 0 }
    while ![".jsonl", ".decisions.jsonl", ".decisions.jsonl.partial"].allSatisfy(isFree) {
      number += 1
      free = "\(stem)-\(number)"
    }
    return free
  }
}
