internal import ErrataDigest

extension Answer {
  /// The answer with an `ETag`; 304 without a body when the request has the same.
  ///
  /// - Parameter version: what names the state of what is answered; without it the body's digest.
  func tagged(_ request: Request, _ version: String? = nil) -> Answer {
    guard case .bytes(let bytes) = body, status == 200 else { return self }
    let tag = "\"\(version ?? String(ContentDigest.hex(of: bytes).prefix(32)))\""
    var answer = self
    if EntityTag.fits(request.headers["if-none-match"], tag) { answer = Answer(status: 304) }
    answer.headers.append(("ETag", tag))
    return answer
  }
}

/// Entity tags (RFC 9110, 8.8.3).
enum EntityTag {
  /// Whether a list of tags has one, or is `*`.
  static func fits(_ list: String?, _ tag: String) -> Bool {
    guard let list else { return false }
    return list.split(separator: ",").contains { part in
      var text = part.drop { $0 == " " }
      while text.last == " " { text.removeLast() }
      if text.hasPrefix("W/") { text = text.dropFirst(2) }
      return text == "*" || text == tag
    }
  }
}
