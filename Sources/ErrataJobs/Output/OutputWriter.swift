internal import Foundation

/// Output that can't be written, with what to do about it.
package enum OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reader has gone: `errata label … | head -1`. A run ends on it without a message.
  case closed
  /// Anything else that the system reports.
  case failed(name: String, code: Int32)

  /// What failed and what to do.
  package var description: String {
    switch self {
    case .closed: "the reader of the output has gone"
    case .failed(let name, ENOSPC):
      "\(name): the disk is full. What was written so far stays; make room and run again."
    case .failed(let name, let code):
      "\(name): can't be written: \(SystemFault(code: code)). What was written so far stays."
    }
  }
}

/// Writes bytes to a file descriptor.
package struct OutputWriter: Sendable {
  private let descriptor: Int32
  private let name: String

  /// Writes to an open descriptor, which stays the caller's.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// The process's standard output.
  package static let standardOutput = OutputWriter(descriptor: STDOUT_FILENO, name: "<stdout>")
  /// The process's standard error.
  package static let standardError = OutputWriter(descriptor: STDERR_FILENO, name: "<stderr>")

  /// Lets a write to a closed pipe fail with an error in place of ending the process.
  package static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes all bytes, waiting where the reader is slow, even on a descriptor that its owner made non-blocking.
  ///
  /// - Throws: `OutputError`.
  package func write(_ bytes: [UInt8]) throws(OutputError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
      }
      if count > 0 {
        offset += count
      } else if errno == EPIPE {
        throw .closed
      } else if errno == EAGAIN {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
      } else if errno != EINTR {
        throw .failed(name: name, code: errno)
      }
    }
  }
}
