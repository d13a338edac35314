internal import ErrataPropagation
internal import Foundation
internal import GRDB

/// One label of one claim in the store's graph.
struct GraphSpace: PropagationSpace {
  typealias Failure = any Error

  private let statements: GraphStatements
  private let topic: Int64
  /// The claim's id in UTF-8; empty for what authors declare.
  private let claim: Data
  private let copies: CopyEdges
  /// Items on which people have decided that they don't have this label.
  private let rejected: (UInt32) throws -> Bool
  /// How the sizes of cascades change.
  private(set) var growth: [UInt32: Int] = [:]

  init(
    _ statements: GraphStatements, topic: Int64, claim: Data, rejected: @escaping (UInt32) throws -> Bool
  ) {
    self.statements = statements
    self.topic = topic
    self.claim = claim
    self.rejected = rejected
    copies = CopyEdges(statements.copies, claim: String(decoding: claim, as: UTF8.self))
  }

  func support(of node: UInt32) throws(any Error) -> Support? {
    guard let row = try Row.fetchOne(statements.support, arguments: [Int64(node), topic]) else { return nil }
    return Support(hops: row[0], root: row[1], via: row[2])
  }

  mutating func setSupport(_ support: Support?, of node: UInt32) throws(any Error) {
    if let former = try self.support(of: node), former.hops > 0 { growth[former.root, default: 0] -= 1 }
    guard let support else {
      try statements.removeSupport.execute(arguments: [Int64(node), topic])
      return
    }
    if support.hops > 0 { growth[support.root, default: 0] += 1 }
    try statements.setSupport.execute(
      arguments: [Int64(node), topic, Int64(support.hops), Int64(support.root), Int64(support.via)])
  }

  func isSeed(_ node: UInt32) throws(any Error) -> Bool {
    try Bool.fetchOne(statements.isSeed, arguments: [Int64(node), topic]) ?? false
  }

  func isBlocked(_ node: UInt32) throws(any Error) -> Bool {
    if claim.isEmpty { return false }
    if try Bool.fetchOne(statements.denies, arguments: [Int64(node), claim]) ?? false { return true }
    return try rejected(node)
  }

  func children(of node: UInt32, into list: inout [UInt32]) throws(any Error) {
    list += try UInt32.fetchAll(statements.children, arguments: [Int64(node)])
    try copies.children(of: node, into: &list)
  }

  func parents(of node: UInt32, into list: inout [UInt32]) throws(any Error) {
    list += try UInt32.fetchAll(statements.parents, arguments: [Int64(node)])
    try copies.parents(of: node, into: &list)
  }
}
