internal import GRDB

/// The statements by which the graph is read and changed, prepared once for a transaction.
final class GraphStatements {
  let support: Statement
  let setSupport: Statement
  let removeSupport: Statement
  let isSeed: Statement
  let denies: Statement
  let children: Statement
  let parents: Statement
  let topics: Statement
  let parentTopics: Statement
  let claimTopics: Statement
  let seeds: Statement
  let carried: Statement

  let copies: CopyStatements

  init(_ db: Database) throws {
    copies = try CopyStatements(db)
    support = try db.cachedStatement(sql: "SELECT hops, root, via FROM carried WHERE item = ? AND topic = ?")
    setSupport = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO carried (item, topic, hops, root, via) VALUES (?, ?, ?, ?, ?)")
    removeSupport = try db.cachedStatement(sql: "DELETE FROM carried WHERE item = ? AND topic = ?")
    isSeed = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM seed WHERE item = ? AND topic = ?)")
    denies = try db.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM mention WHERE item = ? AND claim = CAST(? AS TEXT) AND role = 3)")
    children = try db.cachedStatement(sql: "SELECT child FROM edge WHERE parent = ? AND passes = 1")
    parents = try db.cachedStatement(sql: "SELECT parent FROM edge WHERE child = ? AND passes = 1")
    parentTopics = try db.cachedStatement(
      sql: """
        SELECT topic FROM carried WHERE item IN (SELECT parent FROM edge WHERE child = ?1 AND passes = 1)
        UNION SELECT number FROM topic WHERE claim IN (SELECT claim FROM mention WHERE item = ?1 AND role < 2)
        """)
    claimTopics = try db.cachedStatement(sql: "SELECT number FROM topic WHERE claim = CAST(? AS TEXT)")
    topics = try db.cachedStatement(sql: "SELECT topic FROM carried WHERE item = ?")
    seeds = try db.cachedStatement(
      sql: """
        SELECT topic, cap, CAST(review AS BLOB), expires, CAST(claim AS BLOB), value
        FROM seed JOIN topic ON topic.number = seed.topic WHERE item = ?
        """)
    carried = try db.cachedStatement(
      sql: """
        SELECT CAST(topic.claim AS BLOB), topic.value, carried.hops, CAST(root.id AS BLOB), CAST(via.id AS BLOB),
          seed.cap, CAST(seed.review AS BLOB), seed.expires
        FROM carried JOIN topic ON topic.number = carried.topic
          JOIN item AS root ON root.number = carried.root JOIN item AS via ON via.number = carried.via
          JOIN seed ON seed.item = carried.root AND seed.topic = carried.topic
          LEFT JOIN cascade ON cascade.topic = carried.topic AND cascade.root = carried.root
        WHERE carried.item = ?
          AND (carried.hops = 0 OR cut_hops IS NULL OR (carried.hops, carried.item) <= (cut_hops, cut_item))
        ORDER BY topic.value, topic.claim
        """)
  }
}
