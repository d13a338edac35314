internal import CZlib

/// Gzip (RFC 1952) over whole bodies, bounded.
enum Gzip {
  /// Why a body can't be inflated.
  enum Fault: Error {
    /// It would be larger than allowed.
    case tooLarge
    /// It isn't gzip, or its end is missing.
    case damaged
  }

  private static let piece = 64 * 1024

  /// Inflates a body, and stops as soon as the result is larger than allowed: a few kilobytes can become gigabytes.
  static func inflate(_ bytes: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
    var stream = z_stream()
    guard errata_inflate_gzip(&stream) == Z_OK else { throw .damaged }
    defer { inflateEnd(&stream) }
    var input = bytes
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: piece)
    var status = Z_OK
    let isTooLarge = input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while status == Z_OK {
        let count = buffer.withUnsafeMutableBufferPointer { buffer in
          stream.next_out = buffer.baseAddress
          stream.avail_out = UInt32(buffer.count)
          status = CZlib.inflate(&stream, Z_NO_FLUSH)
          return buffer.count - Int(stream.avail_out)
        }
        output += buffer[..<count]
        if output.count > limit { return true }
        if count == 0, stream.avail_in == 0 { return false }
      }
      return false
    }
    if isTooLarge { throw .tooLarge }
    guard status == Z_STREAM_END else { throw .damaged }
    return output
  }

  /// Deflates a body at a level that costs little; `nil` when memory runs out.
  static func deflate(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard errata_deflate_gzip(&stream, 2) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))) + 32)
    var input = bytes
    let status = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        return CZlib.deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { return nil }
    output.removeLast(Int(stream.avail_out))
    return output
  }
}
