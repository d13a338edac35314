import ErrataJobs
import Foundation
import Synchronization
import Testing

@Suite struct OutputWriterTests {
  init() { OutputWriter.ignoreBrokenPipes() }

  @Test func `a pipe without reader is told as closed`() throws {
    let pipe = try OpenPipe()
    close(pipe.readEnd)
    defer { close(pipe.writeEnd) }
    #expect(throws: OutputError.closed) {
      try OutputWriter(descriptor: pipe.writeEnd, name: "x").write([1])
    }
  }

  @Test func `writing nothing does nothing, even without reader`() throws {
    let pipe = try OpenPipe()
    close(pipe.readEnd)
    defer { close(pipe.writeEnd) }
    try OutputWriter(descriptor: pipe.writeEnd, name: "x").write([])
  }

  @Test func `a closed descriptor is told with the system's words`() {
    #expect(throws: OutputError.failed(name: "x", code: EBADF)) {
      try OutputWriter(descriptor: -1, name: "x").write([1])
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk is told`() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    #expect(throws: OutputError.failed(name: "x", code: ENOSPC)) {
      try OutputWriter(descriptor: descriptor, name: "x").write([1])
    }
  }

  @Test(arguments: [false, true])
  func `more than a pipe holds arrives whole, also where writing doesn't block`(_ isNonBlocking: Bool) throws {
    let pipe = try OpenPipe()
    defer { close(pipe.readEnd) }
    if isNonBlocking { _ = fcntl(pipe.writeEnd, F_SETFL, O_NONBLOCK) }
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let failure = Mutex<OutputError?>(nil)
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      do throws(OutputError) { try OutputWriter(descriptor: pipe.writeEnd, name: "x").write(bytes) } catch {
        failure.withLock { $0 = error }
      }
      close(pipe.writeEnd)
      done.signal()
    }
    let arrived = FileHandle(fileDescriptor: pipe.readEnd, closeOnDealloc: false).readDataToEndOfFile()
    done.wait()
    #expect(failure.withLock { $0 } == nil)
    #expect(Array(arrived) == bytes)
  }

  @Test func `errors say what to do`() {
    #expect("\(OutputError.closed)" == "the reader of the output has gone")
    #expect(
      "\(OutputError.failed(name: "<stdout>", code: ENOSPC))"
        == "<stdout>: the disk is full. What was written so far stays; make room and run again.")
    #expect(
      "\(OutputError.failed(name: "x", code: EIO))"
        == "x: can't be written: Input/output error. What was written so far stays.")
  }
}
