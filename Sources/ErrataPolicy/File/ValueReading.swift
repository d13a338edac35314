import ErrataModel

/// Readers of single values. Each returns `nil` after it has reported what was wrong.
extension Findings {
  /// A number without a fraction.
  mutating func whole(_ node: YAMLNode, _ path: String, _ bounds: Bounds) -> Int? {
    guard let number = number(node, path, bounds) else { return nil }
    guard let whole = Int(exactly: number) else {
      error("wrong-type", node.position, path, "Expected a whole number \(bounds.text), found `\(number.short)`.")
      return nil
    }
    return whole
  }

  /// A plain number that lies within bounds, rounded to millionths.
  mutating func number(_ node: YAMLNode, _ path: String, _ bounds: Bounds) -> Double? {
    guard case .text(let text, isPlain: true) = node.content, let number = text.plainNumber else {
      error("wrong-type", node.position, path, "Expected a number \(bounds.text), found \(node.kind).")
      return nil
    }
    let rounded = number.inMillionths
    guard bounds.contain(rounded) else {
      error(
        "out-of-range", node.position, path, "Expected a number \(bounds.text), found `\(text.shortened)`.")
      return nil
    }
    return rounded
  }

  /// A word that fits a shape.
  mutating func word(_ node: YAMLNode, _ path: String, _ shape: WordShape) -> String? {
    guard case .text(let text, _) = node.content, !text.isEmpty else {
      error("wrong-type", node.position, path, "Expected \(shape.text), found \(node.kind).")
      return nil
    }
    guard shape.fits(text) else {
      error("bad-word", node.position, path, "Expected \(shape.text), found `\(text.shortened)`.")
      return nil
    }
    return text
  }

  /// One of some known words.
  mutating func choice(_ node: YAMLNode, _ path: String, _ known: [String]) -> String? {
    guard case .text(let text, _) = node.content, !text.isEmpty else {
      error("wrong-type", node.position, path, "Expected one of \(known.listed), found \(node.kind).")
      return nil
    }
    if known.contains(text) { return text }
    let hint = NearestWord.to(text, among: known).map { " Did you mean `\($0)`?" } ?? ""
    error(
      "unknown-word", node.position, path,
      "Expected one of \(known.listed), found `\(text.shortened)`.\(hint)")
    return nil
  }

  /// A duration in seconds: a whole number above 0 of hours, days or weeks, at most ten years.
  mutating func duration(_ node: YAMLNode, _ path: String) -> Double? {
    if case .text(let text, _) = node.content, let seconds = text.durationInSeconds { return seconds }
    error(
      "bad-duration", node.position, path,
      "Expected a duration of hours, days or weeks such as `12h`, `90d` or `4w`, at most ten years, "
        + "found \(node.kind).")
    return nil
  }

  /// A list of words, or a single one; each read by `read`. Reports an empty list and what stands twice.
  mutating func list<Word: Hashable>(
    _ node: YAMLNode, _ path: String, _ read: (inout Findings, YAMLNode, String) -> Word?
  ) -> Set<Word>? {
    guard case .list(let elements) = node.content else { return read(&self, node, path).map { [$0] } }
    guard (1...256).contains(elements.count) else {
      error("wrong-type", node.position, path, "Expected 1 to 256 words, found \(elements.count).")
      return nil
    }
    var words: Set<Word> = []
    for (index, element) in elements.enumerated() {
      let place = "\(path)[\(index)]"
      guard let word = read(&self, element, place) else { continue }
      if !words.insert(word).inserted {
        error(
          "duplicate-word", element.position, place, "This word stands earlier in the same list. Remove it.")
      }
    }
    return words
  }
}
