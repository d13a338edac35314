internal import Foundation

/// An open input: reads chunks, and waits for slow producers without missing a stop.
struct InputDescriptor: ~Copyable {
  /// What a read gave.
  enum Chunk: Equatable {
    /// This many bytes, at least one.
    case bytes(Int)
    /// The input's end.
    case end
    /// The flag was raised while waiting.
    case stopped
  }

  /// The input's name for messages.
  let name: String
  private let descriptor: Int32
  private let isOwned: Bool
  private let isRegular: Bool

  /// Opens an input.
  ///
  /// - Throws: `InputError` when it is missing, a directory or can't be opened.
  init(_ source: InputSource) throws(InputError) {
    switch source {
    case .standardInput:
      try self.init(descriptor: STDIN_FILENO, isOwned: false, name: source.name)
    case .path(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw InputError(opening: path, code: errno) }
      try self.init(descriptor: descriptor, isOwned: true, name: path)
    }
  }

  /// Takes an open descriptor; closes it at the end if it is owned.
  init(descriptor: Int32, isOwned: Bool, name: String) throws(InputError) {
    var status = stat()
    let fault: InputError? =
      if fstat(descriptor, &status) != 0 {
        .failed(file: name, operation: "open", line: 0, code: errno)
      } else if status.st_mode & S_IFMT == S_IFDIR {
        .directory(file: name)
      } else {
        nil
      }
    if let fault {
      if isOwned { close(descriptor) }
      throw fault
    }
    self.descriptor = descriptor
    self.isOwned = isOwned
    self.name = name
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Goes to a place in a file.
  ///
  /// - Throws: `InputError` for what has no places, such as a pipe.
  func seek(to offset: Int) throws(InputError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw .failed(file: name, operation: "go on reading", line: 0, code: errno)
    }
  }

  /// Whether a read would give something, or the end, at once.
  var isReady: Bool { isRegular || wait(milliseconds: 0) }

  /// Reads up to the buffer's size; on a pipe or terminal it waits until there is something or `stop` is raised.
  ///
  /// - Throws: the system's error number.
  func read(into buffer: inout [UInt8], stop: StopFlag) throws(SystemFault) -> Chunk {
    while !stop.isRaised {
      guard isRegular || wait(milliseconds: 100) else { continue }
      let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 { return .bytes(count) }
      if count == 0 { return .end }
      if errno != EINTR && errno != EAGAIN { throw SystemFault(code: errno) }
    }
    return .stopped
  }

  /// A faulty descriptor counts as ready, so that the read reports it.
  private func wait(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = poll(&entry, 1, milliseconds)
    return count > 0 || (count < 0 && errno != EINTR)
  }
}
