internal import ErrataDigest
internal import ErrataExchange
internal import ErrataJSON
internal import ErrataModel
internal import Foundation
internal import GRDB

/// Makes the payloads of events again from the rows that they tell of, and looks at these rows.
struct EventContent {
  /// What an event holds.
  struct Read {
    /// In words, such as `decision 12 on item "a"`.
    var subject: String
    /// `nil` when the row is missing or can't be read.
    var payload: [UInt8]?
    /// What is wrong with the row, whatever the chain says.
    var faults: [String] = []
    /// It is of a decision that retention has sealed.
    var isSealed = false
  }

  private let db: Database
  /// Events are read from the first one on, so that each row must have had its event.
  private let isWhole: Bool
  /// The last row of each kind that an event told of.
  private var lastRows: [EventKind: Int] = [:]
  /// Items whose text is deleted, without the event so far that tells of it.
  private var erased: Set<Int64> = []

  /// Kinds whose rows are numbered from 1 without gaps, with their tables and keys.
  private static let tables: [EventKind: (table: String, key: String)] = [
    .revision: ("revision", "number"), .policy: ("policy", "number"), .decision: ("decision", "sequence"),
    .label: ("label_event", "sequence"), .manual: ("manual", "number"), .publication: ("publication", "number"),
    .receipt: ("receipt", "number"),
  ]

  init(_ db: Database, isWhole: Bool) {
    self.db = db
    self.isWhole = isWhole
  }

  mutating func read(_ kind: EventKind, row: Int64?, kept: Data?, sequence: Int) throws -> Read {
    guard let table = EventContent.tables[kind] else {
      if kind == .erasure, let row { erased.remove(row) }
      var read = Read(subject: kind.word, payload: kept.map { Array($0) } ?? [])
      if kind == .retention { read.faults = try SealedRows.faults(of: sequence, read.payload ?? [], in: db) }
      return read
    }
    guard let row else { return Read(subject: kind.word, payload: nil, faults: ["names no row of \(table.table)"]) }
    var faults: [String] = []
    if let last = lastRows[kind] ?? (isWhole ? 0 : nil), Int(row) != last + 1 {
      faults.append("tells of row \(row) of \(table.table), expected row \(last + 1)")
    }
    lastRows[kind] = Int(row)
    do {
      var read = try self.read(kind, row)
      read.faults += faults
      return read
    } catch let fault as RecordFault where fault.kind == .damaged {
      return Read(subject: kind.word, payload: nil, faults: faults + [fault.found])
    }
  }

  private mutating func read(_ kind: EventKind, _ row: Int64) throws -> Read {
    switch kind {
    case .revision: Read(subject: "revision \(row)", payload: try RevisionEvent.payload(of: row, in: db).payload)
    case .policy: Read(subject: "policy \(row)", payload: try PolicyEvent.payload(of: row, in: db).payload)
    case .decision: try decision(row)
    case .label: try label(row)
    case .manual: try manual(row)
    case .publication: try publication(row)
    case .receipt: try receipt(row)
    case .key, .audit, .erasure, .appeal, .retention: Read(subject: kind.word, payload: nil)
    }
  }

  private mutating func decision(_ number: Int64) throws -> Read {
    let sql = """
      SELECT CAST(decision.json AS BLOB), CAST(item_version.json AS BLOB), item_version.digest, decision.item,
        CAST(item.id AS BLOB), decision.outcome, decision.weight, decision.labels, decision.decided_at,
        item_version.item = decision.item,
        CASE decision.json WHEN '' THEN (SELECT digest FROM sealed_decision WHERE sequence = ?1) END,
        CASE item_version.json WHEN ''
          THEN EXISTS (SELECT 1 FROM sealed_version WHERE version = item_version.number) ELSE 0 END
      FROM decision JOIN item_version ON item_version.number = decision.item_version
        JOIN item ON item.number = decision.item
      WHERE sequence = ?1
      """
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [number]) else {
      throw RecordFault.unreadable("row \(number) of table decision", "it is missing, or its item is")
    }
    let (json, item, version) = (Array(row[0] as Data), Array(row[1] as Data), Array(row[2] as Data))
    let id = String(decoding: row[4] as Data, as: UTF8.self)
    let seal: Data? = row[10]
    let payload = EventChain.decisionPayload(
      sequence: Int(number), item: id, version: version, decision: Array(seal ?? StoredBytes.digest(of: json)))
    var read = Read(subject: "decision \(number) on item \"\(id)\"", payload: payload, isSealed: seal != nil)
    if item.isEmpty {
      if row[11] == 0 { erased.insert(row[3]) }
    } else if StoredBytes.digest(of: item) != Data(version) {
      read.faults.append("the text or a field of item \"\(id)\" was changed after decision \(number)")
    }
    guard !json.isEmpty else {
      if seal == nil { read = Read(subject: read.subject, payload: nil, faults: ["\(read.subject) is gone"]) }
      return read
    }
    read.faults += faults(ofDecision: number, row, json: json, id: id)
    return read
  }

  /// Columns for other programs must say what the JSON says.
  private func faults(ofDecision number: Int64, _ row: Row, json: [UInt8], id: String) -> [String] {
    let name = "decision \(number) on item \"\(id)\""
    guard let value = try? JSONParser.parse(json), let decision = try? DecisionDecoder.decode(value) else {
      return ["\(name) can't be read"]
    }
    var faults: [String] = []
    func compare(_ what: String, _ isSame: Bool) {
      if !isSame { faults.append("\(name): its \(what) isn't what its JSON says, one of them was changed") }
    }
    compare("outcome", StoredBytes.outcome(of: json) == row[5])
    compare("weight", abs(decision.weight.value - (row[6] as Double)) < 1e-6)
    compare("labels", Set(decision.labels.map(\.value)).sorted().map(\.rawValue).joined(separator: " ") == row[7])
    compare("time", decision.decidedAt.milliseconds == row[8])
    compare("item version", row[9])
    return faults
  }

  private func label(_ number: Int64) throws -> Read {
    let sql = """
      SELECT CAST(label_event.json AS BLOB), value, negated, CAST(item.id AS BLOB)
      FROM label_event JOIN item ON item.number = label_event.item WHERE sequence = ?
      """
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [number]) else {
      throw RecordFault.unreadable("row \(number) of table label_event", "it is missing, or its item is")
    }
    let json = Array(row[0] as Data)
    var read = Read(subject: "label event \(number)", payload: json)
    let event = try? LabelEvent(json: json)
    if event?.value.rawValue != row[1] || event?.isNegated != row[2] || event?.sequence != Int(number)
      || event.map({ StoredBytes.of($0.item) }) != row[3]
    {
      read.faults.append("label event \(number): its columns don't say what its JSON says, one of them was changed")
    }
    return read
  }

  private func manual(_ number: Int64) throws -> Read {
    let sql = "SELECT item FROM manual WHERE number = ?"
    guard let item = try Int64.fetchOne(db, sql: sql, arguments: [number]),
      let decision = try ManualReader(db).all(for: item).first(where: { $0.number == number })
    else { throw RecordFault.unreadable("row \(number) of table manual", "it is missing") }
    return Read(subject: "manual decision \(number)", payload: decision.payload)
  }

  private func publication(_ number: Int64) throws -> Read {
    let sql = PublicationAppender.select + " WHERE publication.number = ?"
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [number]) else {
      throw RecordFault.unreadable("row \(number) of table publication", "it is missing, or its revision is")
    }
    let payload = PublicationAppender.payload(PublicationAppender.publication(row))
    return Read(subject: "publication \(number)", payload: payload)
  }

  private func receipt(_ number: Int64) throws -> Read {
    guard let receipt = try ReceiptReader.receipt(Int(number), in: db) else {
      throw RecordFault.unreadable("row \(number) of table receipt", "it is missing")
    }
    var read = Read(subject: "receipt \(number)", payload: receipt.payload)
    let (digest, count) = try ReceiptReader.digest(of: Int(number), in: db)
    if digest != receipt.digest || count != receipt.items {
      read.faults.append("receipt \(number): what it says of its items was changed")
    }
    return read
  }

  /// Rows after the last one of their kind that an event told of, and texts that are gone without an event.
  func faultsAtEnd() throws -> [String] {
    var faults: [String] = []
    for (kind, table) in EventContent.tables.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard let last = lastRows[kind] ?? (isWhole ? 0 : nil) else { continue }
      let rows = try Int.fetchOne(db, sql: "SELECT max(\(table.key)) FROM \(table.table)") ?? 0
      if rows > last {
        faults.append("rows \(last + 1) to \(rows) of \(table.table) have no event: it was removed, or they were added")
      }
    }
    faults += try SealedRows.faultsAtEnd(in: db)
    for number in erased.sorted() where try !hasErasure(number) {
      let id = try Data.fetchOne(db, sql: "SELECT CAST(id AS BLOB) FROM item WHERE number = ?", arguments: [number])
      faults.append("the text of item \"\(String(decoding: id ?? Data(), as: UTF8.self))\" is gone without an event")
    }
    return faults
  }

  private func hasErasure(_ item: Int64) throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM event WHERE kind = 9 AND kind NOT IN (3, 4) AND row = ?)"
    return try Bool.fetchOne(db, sql: sql, arguments: [item]) ?? false
  }
}
