package import ErrataExchange
package import ErrataModel

/// The forms in which labels leave a store.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  /// `com.atproto.label.defs#label`, one a line.
  case atproto
  /// Statements of reasons for the DSA Transparency Database, a request of at most 100 a line.
  case dsa
  /// The fact-checks behind labels, one a line.
  case claimreview
  /// Label events as they are, one a line.
  case jsonl
  /// Label events as a table.
  case csv
}

/// What an export needs to know besides the store.
package struct ExportSettings: Sendable {
  /// The form.
  package var format: ExportFormat
  /// Begin after this label event.
  package var after = 0
  /// The time at which it is told what stands.
  package var now: Timestamp
  /// For `atproto`: the DID of who says it.
  package var source = ""
  /// For `atproto`: stands before the ids of items that are no URIs themselves.
  package var uriPrefix: String?
  /// For `dsa`: the place in the platform's terms.
  package var ground = ""
  /// For `dsa`: where the terms can be read.
  package var groundURL: String?
  /// For `dsa`: the category of all statements; by the label's value when `nil`.
  package var category: ReasonsCategory?
  /// For `dsa`: countries in which it holds.
  package var territory = ReasonsPlaces.countries
  /// For `dsa`: the publication day of items that have none; they are left out when `nil`.
  package var undated: String?
  /// For `dsa`: begins the statements' ids.
  package var puidPrefix = "errata"

  /// Settings of a form.
  package init(format: ExportFormat, now: Timestamp) {
    self.format = format
    self.now = now
  }
}
