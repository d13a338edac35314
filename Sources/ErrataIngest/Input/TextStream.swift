internal import ErrataMarkup

/// Text in UTF-8, whatever charset it comes in.
struct TextStream {
  private let transcoder: Transcoder?

  /// A stream of a charset that `CharsetGuess` has found.
  ///
  /// - Throws: `ImportError.outOfMemory` when there is no converter, which is so for none of these charsets.
  init(charset: String, name: String) throws(ImportError) {
    guard charset != "UTF-8" else {
      transcoder = nil
      return
    }
    guard let made = Transcoder(charset: charset) ?? Transcoder(charset: "windows-1252") else {
      throw .outOfMemory(source: name)
    }
    transcoder = made
  }

  /// The next piece of text.
  func convert(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    transcoder.map { $0.convert(bytes)[...] } ?? bytes
  }

  /// What is left at the end: a sequence that isn't whole.
  func finish() -> ArraySlice<UInt8> {
    transcoder.map { $0.convert([], isLast: true)[...] } ?? []
  }

  /// A beginning in UTF-8; a sequence that is cut at its end is left out.
  static func converted(_ head: [UInt8], from charset: String, name: String) throws(ImportError) -> [UInt8] {
    Array(try TextStream(charset: charset, name: name).convert(head[...]))
  }
}
