extension String {
  /// The text for a message: a long one loses its middle, since a message may quote what a hostile line holds.
  var shortened: String {
    let (head, tail) = (100, 150)
    guard utf8.count > head + tail, unicodeScalars.count > head + tail else { return self }
    var result = String(unicodeScalars.prefix(head))
    result += "…"
    result.unicodeScalars += unicodeScalars.suffix(tail)
    return result
  }
}
