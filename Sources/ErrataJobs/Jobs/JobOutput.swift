internal import Foundation

/// The file that a job writes. It is written beside its place, up to the last checkpoint for certain, and stands in its
/// place when it is whole.
struct JobOutput: ~Copyable {
  private let path: String
  private let partial: String
  private let descriptor: Int32
  private let writer: OutputWriter
  /// Bytes written.
  private(set) var length: Int

  /// Opens the file to go on after so many bytes; what was written after the checkpoint is cut off.
  ///
  /// - Throws: `JobFault` when the file can't be written, or is shorter than the checkpoint says.
  init(_ path: String, length: Int) throws(JobFault) {
    let partial = path + ".partial"
    descriptor = try JobOutput.open(partial, length: length)
    writer = OutputWriter(descriptor: descriptor, name: partial)
    self.path = path
    self.partial = partial
    self.length = length
  }

  private static func open(_ partial: String, length: Int) throws(JobFault) -> Int32 {
    let descriptor = Foundation.open(partial, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw JobFault("\(partial): can't be written: \(SystemFault(code: errno))")
    }
    var status = stat()
    var fault: JobFault?
    if fstat(descriptor, &status) != 0 || status.st_size < length {
      fault = JobFault("\(partial): has less than the \(length) bytes that were written; queue a new job")
    } else if ftruncate(descriptor, off_t(length)) != 0 || lseek(descriptor, off_t(length), SEEK_SET) < 0 {
      fault = JobFault("\(partial): can't be cut to \(length) bytes: \(SystemFault(code: errno))")
    }
    guard let fault else { return descriptor }
    close(descriptor)
    throw fault
  }

  deinit { close(descriptor) }

  /// Writes bytes, and waits until they are on the disk.
  mutating func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    try writer.write(bytes)
    guard fsync(descriptor) == 0 else {
      throw JobFault("\(partial): can't be brought to the disk: \(SystemFault(code: errno))")
    }
    length += bytes.count
  }

  /// Puts the whole file in its place. May be repeated: what was put there before stays.
  static func publish(_ path: String) throws(JobFault) {
    let partial = path + ".partial"
    guard access(partial, F_OK) == 0 else { return }
    try move(partial, to: path)
  }

  /// Moves a file, if it is there still, and brings the change to the disk.
  static func move(_ source: String, to target: String) throws(JobFault) {
    guard access(source, F_OK) == 0 else { return }
    guard rename(source, target) == 0 else {
      throw JobFault("\(source): can't be moved to \(target): \(SystemFault(code: errno))")
    }
    let slash = target.lastIndex(of: "/")
    let path = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let folder = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
