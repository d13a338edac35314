internal import GRDB

// Recording decisions.
extension DecisionStore {
  /// Records decisions with their items, all or none of them, in order.
  ///
  /// A decision that says the same of the same item version as the one that stood at its time is not recorded again,
  /// so that a run can be repeated; when it was made, and when its labels were issued, doesn't count for that. An
  /// edited item is a new version, and gets a new decision even if that says the same. Batches of about a thousand
  /// are fast, since each call waits for the disk once.
  ///
  /// Where a decision becomes the item's last one, label events tell what changed against the labels before, and
  /// matches between the cuts enter the review queue, in the same transaction.
  ///
  /// - Parameter overlay: gives what answers give. With it, an edit by which an item loses a label makes a receipt,
  ///   with all items that had the label from it.
  /// - Returns: How many were new.
  /// - Throws: `StoreError`: `refused` for a decision whose corpus revision or policy version is not in the record,
  ///   whose id isn't the item's, or that could not be read back; otherwise what the disk and other processes cause.
  package func record(_ records: [DecisionRecord], overlay: Overlaying? = nil) throws(StoreError) -> Int {
    guard !records.isEmpty else { return 0 }
    return try write("record \(records.count) \(records.count == 1 ? "decision" : "decisions")") { db in
      try DecisionAppender.append(records, overlay: overlay, in: db)
    }
  }
}
