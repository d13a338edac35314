import Foundation
import Testing

/// Building, opening and checking index files with the tool.
@Suite struct IndexFileCommandTests {
  static let sections = [
    "claims", "strings", "entries", "hashes", "weights", "bits", "pairBits", "flags", "buckets", "keys", "rankIdf",
    "offsets", "postings", "seedLines", "seedBuckets", "seedMasses", "seeds",
  ]

  /// The bytes of a section, as the header's table tells.
  private func range(_ number: Int, of bytes: [UInt8]) -> Range<Int> {
    func word(_ offset: Int) -> Int { bytes[offset..<offset + 8].reversed().reduce(0) { $0 << 8 | Int($1) } }
    let record = 128 + number * 24
    return word(record)..<word(record) + word(record + 8)
  }

  @Test(arguments: sections)
  func `a run over a damaged index ends with the error, whatever was answered before`(_ section: String) throws {
    let tool = try Tool()
    #expect(try tool.run("index", "build", "-o", "good.index").status == 0)
    let good = try tool.read("good.index")
    let range = range(try #require(Self.sections.firstIndex(of: section)), of: good)
    var (flipped, flooded) = (good, good)
    flipped[range.upperBound - 1] ^= 1
    for offset in range { flooded[offset] = 0xFF }
    let message = "bad.index: is damaged (checksum of section \(section))"
    let commands = ["match", "label", "label --format table", "search --queries", "label --store s.sqlite"]
    // What is found is the same for both; what is read before it is found isn't.
    for (bytes, commands) in [(flipped, commands), (flooded, ["match", "label --store s.sqlite"])] {
      try tool.write("bad.index", bytes)
      for command in commands {
        let run = try tool.shell(
          "\"$ERRATA\" \(command.replacing("--queries", with: "")) --index bad.index "
            + (command.contains("--queries") ? "--queries " : "") + "'\(Tool.sample)' > out; echo $?")
        #expect(run.text == "2\n", "\(command): \(run.errors)")
        #expect(run.errors.contains(message), "\(command): \(run.errors)")
      }
      #expect(try tool.run("search", "--index", "bad.index", "5g").status == 2)
      let info = try tool.run("index", "info", "bad.index")
      #expect(info.status == 2 && info.output.isEmpty && info.errors.contains(message))
    }
    let explained = try tool.run("explain", "s-zh-01", "--store", "s.sqlite")
    #expect(explained.status != 0, "nothing may be recorded from a damaged index")
  }

  @Test func `a reader that has gone doesn't hide damage`() throws {
    let tool = try Tool()
    #expect(try tool.run("index", "build", "-o", "a.index").status == 0)
    var bytes = try tool.read("a.index")
    // More than there may be bytes after the last section, which belong to none.
    for offset in bytes.count - 64..<bytes.count { bytes[offset] ^= 1 }
    try tool.write("a.index", bytes)
    let run = try tool.shell(
      """
      set -o pipefail
      for i in $(seq 200); do cat '\(Tool.sample)'; done | "$ERRATA" match --index a.index | head -c 1
      """)
    #expect(run.status == 2)
    #expect(run.errors.contains("a.index: is damaged"), "\(run.errors)")
  }

  @Test func `info tells bytes for each claim, unit and seed, and what is mapped`() throws {
    let tool = try Tool()
    #expect(try tool.run("index", "build", "-o", "own.index").status == 0)
    let size = try tool.read("own.index").count
    let object = try #require(tool.run("index", "info", "--json", "own.index").objects().first)
    #expect(object["verified"] as? Bool == true)
    #expect(object["mappedBytes"] as? Int == size && object["allocatedBytes"] as? Int == 0)
    let sections = try #require(object["sections"] as? [[String: Any]])
    #expect(sections.compactMap { $0["name"] as? String } == Self.sections)
    let sum = sections.reduce(0) { $0 + ($1["bytes"] as? Int ?? 0) }
    // The header, and up to 63 bytes before each section that bring it to a cache line's start.
    #expect(sum < size && sum > size - 1000 - 64 * sections.count)
    for section in sections {
      for (share, count) in [("bytesPerClaim", "claims"), ("bytesPerUnit", "units"), ("bytesPerSeed", "seeds")] {
        let (bytes, all) = try (#require(section["bytes"] as? Double), #require(object[count] as? Double))
        #expect(abs(try #require(section[share] as? Double) - bytes / all) < 0.006)
      }
    }
    let table = try tool.run("index", "info", "own.index").lines
    #expect(table.contains { $0.hasPrefix("checksums") && $0.hasSuffix("verified") })
    #expect(table.contains { $0.hasPrefix("mapped ") && $0.hasSuffix(" \(size)") })
    for section in Self.sections { #expect(table.contains { $0.hasPrefix("\(section) ") }) }
  }

  @Test func `info of an index without claims has no shares`() throws {
    let tool = try Tool()
    try tool.write("empty.jsonl", "")
    #expect(try tool.run("index", "build", "--corpus", "empty.jsonl", "-o", "e.index").status == 0)
    let table = try tool.run("index", "info", "e.index")
    #expect(table.status == 0)
    #expect(table.lines.contains { $0.hasPrefix("all ") && $0.hasSuffix("-") }, "\(table.text)")
    #expect(try tool.run("index", "info", "--json", "e.index").objects().count == 1)
  }

  @Test func `a build that fails leaves nothing beside the target`() throws {
    let tool = try Tool()
    try tool.write("bad.jsonl", "?\n")
    #expect(try tool.run("index", "build", "--corpus", "bad.jsonl", "-o", "a.index").status == 2)
    let full = try tool.shell("trap '' XFSZ; ulimit -f 100; \"$ERRATA\" index build -o a.index")
    #expect(full.status == 2 && full.errors.contains("a.index: can't be written: File too large"), "\(full.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: tool.folder.path).filter { $0.contains("index") }
    #expect(names == [])
  }

  @Test func `a build that is interrupted says so by its status and leaves nothing`() throws {
    let tool = try Tool()
    let run = try tool.shell(
      """
      mkfifo claims; set -m
      "$ERRATA" index build --corpus claims -o a.index & pid=$!
      exec 3> claims; kill -INT $pid; exec 3>&-; wait $pid; echo $?; ls | grep index
      """)
    #expect(run.text == "130\n", "\(run.errors)")
  }
}
