internal import ErrataExchange
internal import ErrataJSON
package import ErrataModel

/// Reads an exported file back and says what the form refuses.
package struct ExportCheck {
  /// What a file holds.
  package struct Report: Hashable, Sendable {
    /// Labels, statements or reviews.
    package var entries = 0
    /// What is wrong.
    package var faults = 0

    /// Nothing read yet.
    package init() {}
  }

  private let format: ExportFormat
  private var puids: Set<String> = []

  /// A check of a form that is read: `atproto`, `dsa` or `claimreview`.
  package init(_ format: ExportFormat) {
    self.format = format
  }

  /// Reads an input line by line.
  ///
  /// - Throws: `InputError`. What is wrong with lines goes to `diagnose`.
  package mutating func run(
    _ source: InputSource, stop: StopFlag = StopFlag(), diagnose: (Diagnostic) -> Void
  ) throws -> Report {
    var reader = try LineReader(source, stop: stop)
    var report = Report()
    while let batch = try reader.next() {
      for line in batch.lines {
        var faults: [FieldFault]
        if line.range == nil {
          faults = [FieldFault(field: "", code: "line-too-long", message: "the line has \(line.length) bytes")]
        } else {
          faults = batch.withBytes(of: line) { check($0, &report) }
        }
        report.faults += faults.count
        for fault in faults {
          diagnose(
            Diagnostic(
              file: reader.name, line: line.number, field: fault.field, code: fault.code,
              message: fault.message.shortened))
        }
      }
    }
    return report
  }

  private mutating func check(_ bytes: UnsafeBufferPointer<UInt8>, _ report: inout Report) -> [FieldFault] {
    let value: JSONValue
    do {
      value = try JSONParser.parse(bytes)
    } catch {
      return [FieldFault(field: "", code: "bad-json", message: "\(error)")]
    }
    switch format {
    case .atproto:
      report.entries += 1
      return NetworkLabel.decode(value).faults
    case .claimreview:
      report.entries += 1
      return ClaimReviewDocument.decode(value).faults
    case .dsa:
      let (statements, faults) = StatementOfReasons.decodeBatch(value)
      report.entries += statements.count
      return faults + twice(statements)
    case .jsonl, .csv: return []
    }
  }

  /// Ids that an earlier request had.
  private mutating func twice(_ statements: [StatementOfReasons]) -> [FieldFault] {
    let ids = Set(statements.map(\.puid))
    let known = ids.intersection(puids).sorted()
    puids.formUnion(ids)
    return known.map { FieldFault(field: "puid", code: "duplicate-id", message: "\"\($0)\" stands in an earlier line") }
  }
}
