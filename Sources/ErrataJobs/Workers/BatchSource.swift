/// Something that gives batches of input, one after the other, until there are no more.
package protocol BatchSource: ~Copyable {
  /// One unit of work.
  associatedtype Batch: Sendable

  /// The next batch, or `nil` at the end. Called by one thread at a time, and not again after `nil` or an error.
  mutating func next() throws -> Batch?
}
