package import ErrataJSON

extension ImportReport: CustomStringConvertible {
  /// The lines, then the counts.
  package var description: String {
    var lines = notes.map(\.description)
    for kind in ImportNote.Kind.allCases where notKept(kind) > 0 {
      lines.append("and \(notKept(kind)) more lines: \(kind.words)")
    }
    lines.append(
      "\(sources) \(sources == 1 ? "source" : "sources"): \(found) found, \(taken) taken, \(leftOut) left out"
        + (leftOut > 0 ? " (\(reasons(.leftOut)))" : ""))
    lines.append(
      "claims: \(added) added, \(updated) updated, \(unchanged) unchanged, \(drafts) of them drafts, "
        + "\(disputed) disputed; \(merged) reviews joined another claim")
    return lines.joined(separator: "\n")
  }

  private func reasons(_ kind: ImportNote.Kind) -> String {
    (counts[kind] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
      .joined(separator: ", ")
  }

  /// Writes it as one JSON object.
  package func encode(into writer: inout JSONWriter) {
    writer.object { writer in
      let numbers = [
        ("sources", sources), ("bytes", bytes), ("found", found), ("taken", taken), ("leftOut", leftOut),
        ("added", added), ("updated", updated), ("unchanged", unchanged), ("drafts", drafts), ("disputed", disputed),
        ("merged", merged),
      ]
      for (name, number) in numbers { writer.member(name, number) }
      writer.key("counts")
      writer.object { writer in
        for kind in ImportNote.Kind.allCases {
          guard let codes = counts[kind] else { continue }
          writer.key(kind.rawValue)
          writer.object { writer in
            for (code, count) in codes.sorted(by: { $0.key < $1.key }) { writer.member(code, count) }
          }
        }
      }
      writer.member("lines", notes) { writer, note in
        writer.object { writer in
          writer.member("kind", note.kind.rawValue)
          writer.member("source", note.place.source)
          if note.place.line > 0 { writer.member("line", note.place.line) }
          if note.place.item > 0 { writer.member("item", note.place.item) }
          writer.member("code", note.code)
          writer.member("message", note.message)
        }
      }
    }
  }
}

extension ImportNote: CustomStringConvertible {
  /// `feed.json:12 (item 3): left out: the review has no address [no-address]`.
  package var description: String {
    "\(place): \(kind.words): \(message) [\(code)]"
  }
}

extension ImportNote.Kind {
  /// The kind in words.
  var words: String {
    switch self {
    case .taken: "taken"
    case .leftOut: "left out"
    case .mended: "mended"
    case .draft: "draft"
    case .disputed: "disputed"
    case .near: "nearly the same"
    case .source: "source"
    }
  }
}
