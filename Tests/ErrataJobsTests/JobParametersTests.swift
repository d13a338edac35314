import ErrataJSON
import ErrataJobs
import ErrataStore
import Foundation
import Testing

@Suite struct JobParametersTests {
  private func read(_ kind: JobKind, _ json: String, within folder: String? = nil) throws -> JobParameters {
    try JobParameters(kind, try JSONParser.parse(Array(json.utf8)), within: folder)
  }

  private func fault(_ kind: JobKind, _ json: String, within folder: String? = nil) throws -> String? {
    do {
      _ = try read(kind, json, within: folder)
      return nil
    } catch let fault as JobFault {
      return fault.description
    }
  }

  @Test func `parameters come back as they went in`() throws {
    let json =
      #"{"input":"a","output":"b","moveTo":"c","corpus":["d","e"],"policy":"f","now":"2026-01-01T00:00:00Z"}"#
    let parameters = try read(.label, json)
    #expect(parameters.corpus == ["d", "e"] && parameters.moveTo == "c" && parameters.policy == "f")
    var writer = JSONWriter()
    writer.value(parameters.json)
    #expect(writer.string == json)
    #expect(try read(.relabel, "{}") == JobParameters())
    #expect(try read(.export, #"{"output":"x","what":"labels"}"#).what == .labels)
  }

  static let faults: [(kind: JobKind, json: String, fault: String)] = [
    (.label, "[]", "the parameters are an array, expected an object"),
    (.label, "{}", "input is missing: label needs it"),
    (.label, #"{"input":7}"#, "input is a number, expected a string"),
    (.label, #"{"input":""}"#, "input is empty or holds a NUL"),
    (.label, #"{"input":"a","now":"soon"}"#, "now isn't a time; expected RFC 3339"),
    (.label, #"{"input":"a","corpus":"c"}"#, "corpus is a string, expected a list of paths"),
    (.label, #"{"input":"a","corpus":["c"],"index":"i"}"#, "corpus and index stand together, expected one of them"),
    (.reindex, #"{"output":"a","input":"b"}"#, "input is no parameter of reindex; it takes output, corpus"),
    (.export, #"{"output":"a","what":"all"}"#, "what is unknown; expected decisions or labels"),
  ]

  @Test(arguments: faults.indices) func `a wrong parameter is named`(index: Int) throws {
    let row = JobParametersTests.faults[index]
    #expect(try fault(row.kind, row.json) == row.fault)
  }

  @Test func `paths of callers that are confined to a folder lie in it`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("errata-jobs-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createSymbolicLink(
      at: folder.appendingPathComponent("out"), withDestinationURL: URL(fileURLWithPath: "/etc"))
    let inside = try read(.label, #"{"input":"a.jsonl","corpus":["c"]}"#, within: folder.path)
    #expect(inside.input == folder.path + "/a.jsonl" && inside.corpus == [folder.path + "/c"])
    for path in ["/etc/passwd", "../x", "a/../../x"] {
      #expect(
        try fault(.label, #"{"input":"\#(path)"}"#, within: folder.path)
          == "input lies outside of the jobs' folder; expected a path in it, without ..")
    }
    #expect(
      try fault(.label, #"{"input":"out/passwd"}"#, within: folder.path)
        == "input leads out of the jobs' folder through a link")
  }
}
