#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why a file can't be read.
struct FileFault: Error {
  /// What failed and what to do.
  let message: String
}

/// Files and folders on disk: the only I/O of this target.
enum FileBytes {
  private static let pieceSize = 1 << 16

  /// Hands on a file's bytes, piece by piece, as long as `body` wants more.
  ///
  /// - Throws: `FileFault` when the file can't be opened or read to its end.
  static func read(_ path: String, _ body: (UnsafeBufferPointer<UInt8>) -> Bool) throws(FileFault) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("can't be opened") }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: pieceSize)
    while true {
      let count = buffer.withUnsafeMutableBytes { Self.fill($0, from: descriptor) }
      guard count >= 0 else { throw fault("can't be read") }
      guard count > 0 else { return }
      guard buffer.withUnsafeBufferPointer({ body(UnsafeBufferPointer(rebasing: $0[0..<count])) }) else { return }
    }
  }

  /// Size of a file in bytes; 0 for what isn't a regular file.
  static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : 0
  }

  /// The paths that a path stands for: itself, or the `*.jsonl` of a folder, sorted by name.
  ///
  /// - Throws: `FileFault` when a folder can't be listed.
  static func claimFiles(at path: String) throws(FileFault) -> [String] {
    var isFolder = stat()
    guard stat(path, &isFolder) == 0, isFolder.st_mode & S_IFMT == S_IFDIR else { return [path] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw FileFault(message: "the folder can't be listed; check its permissions")
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return names.filter { $0.hasSuffix(".jsonl") && !$0.hasPrefix(".") }.sorted().map { folder + $0 }
  }

  /// A read that a signal interrupted is tried again.
  private static func fill(_ buffer: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
    while true {
      let count = Self.systemRead(descriptor, buffer)
      if count >= 0 || errno != EINTR { return count }
    }
  }

  private static func fault(_ what: String) -> FileFault {
    FileFault(message: "\(what): \(String(cString: strerror(errno))); check the path and its permissions")
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
