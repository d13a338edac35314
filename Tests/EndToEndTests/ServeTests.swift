import Foundation
import Testing

/// A worker that runs as a process of its own and goes away with the object.
final class RunningWorker {
  let tool: Tool
  let process = Process()
  let port: Int
  private let log: String

  /// Starts `errata serve` on a free port and waits until it is ready, or has ended.
  init(_ tool: Tool, _ arguments: [String] = ["--store", "none"]) throws {
    self.tool = tool
    log = tool.path("serve-\(UUID()).log")
    _ = FileManager.default.createFile(atPath: log, contents: nil)
    process.executableURL = Tool.binary
    process.arguments = ["serve", "--port", "0"] + arguments
    process.currentDirectoryURL = tool.folder
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 90)
    var port: Int?
    var isReady = false
    while Date() < deadline, process.isRunning, !isReady {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      port = text.firstMatch(of: /listening on https?:\/\/127\.0\.0\.1:([0-9]+)/).flatMap { Int($0.1) }
      isReady = text.contains("loaded ")
      if !isReady { usleep(20_000) }
    }
    self.port = try #require(isReady ? port : nil, "\((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  var logText: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

  /// Runs a shell line in which `$URL` is the worker's address and `$PID` its process.
  func shell(_ line: String) throws -> Tool.Run {
    try tool.shell("URL=http://127.0.0.1:\(port) PORT=\(port) PID=\(process.processIdentifier)\n\(line)")
  }
}

@Suite(.serialized) struct ServeTests {
  private static let label = #"-H 'Content-Type: application/json' "$URL/v1/label" -d"#
  private static let rumor = "The swans of Oldtown obey the traffic lights on the bridge."
  private static let corpus = ["--corpus", "claims.jsonl", "--store", "none"]

  private func worker(_ further: [String] = []) throws -> RunningWorker {
    let tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim + "\n")
    return try RunningWorker(tool, ServeTests.corpus + further)
  }

  @Test func `a worker labels over HTTP, loads anew on SIGHUP, and ends well on SIGTERM`() throws {
    let worker = try worker(["--set", "reload.watchSeconds=0"])
    let text = "The swans of Oldtown obey the traffic lights on the bridge."
    let run = try worker.shell("curl -sS \(ServeTests.label) '{\"items\":[{\"id\":\"1\",\"text\":\"\(text)\"}]}'")
    #expect(run.text.contains(#""claim":"swans""#), "\(run.text) \(run.errors)")
    try worker.tool.write("claims.jsonl", Tool.claim.replacing("swans", with: "geese") + "\n")
    let swapped = try worker.shell(
      """
      kill -HUP $PID
      for i in $(seq 200); do curl -s "$URL/v1/claims" | grep -q geese && break; sleep 0.05; done
      curl -s "$URL/v1/claims"
      """)
    #expect(swapped.text.contains("geese"))
    kill(worker.process.processIdentifier, SIGTERM)
    worker.process.waitUntilExit()
    #expect(worker.process.terminationStatus == 0 && worker.process.terminationReason == .exit)
    #expect(worker.logText.contains("stopped"))
  }

  @Test func `SIGTERM lets a request end that has begun, and a second one ends at once`() throws {
    let worker = try worker()
    // A body whose end comes only after the signal.
    let run = try worker.shell(
      """
      body='{"items":[{"id":"1","text":"calm"}]}'
      { printf 'POST /v1/label HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Type: application/json\\r\\n'
        printf 'Content-Length: %d\\r\\n\\r\\n' ${#body}; printf '%s' "${body:0:10}"; sleep 1
        kill -TERM $PID; sleep 1; printf '%s' "${body:10}"; sleep 1; } | timeout 20 python3 -c '
      import socket, sys, threading
      s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
      def send():
          while (piece := sys.stdin.buffer.read1(4096)): s.sendall(piece)
      threading.Thread(target=send, daemon=True).start()
      while (piece := s.recv(4096)): sys.stdout.write(piece.decode()); sys.stdout.flush()
      ' $PORT
      """)
    #expect(run.text.hasPrefix("HTTP/1.1 200"), "\(run.text) \(run.errors)")
    worker.process.waitUntilExit()
    #expect(worker.process.terminationStatus == 0)

    let stuck = try self.worker()
    let held = try stuck.shell(
      """
      { printf 'POST /v1/label HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Type: application/json\\r\\n'
        printf 'Content-Length: 99\\r\\n\\r\\nx'; sleep 1; kill -TERM $PID; sleep 0.5; kill -TERM $PID; sleep 0.5; } \
        > /dev/tcp/127.0.0.1/$PORT
      """)
    #expect(held.status == 0, "\(held.errors)")
    stuck.process.waitUntilExit()
    #expect(stuck.process.terminationStatus == 143)
  }

  @Test func `heads and bodies that don't come are given up`() throws {
    let worker = try worker(["--set", "timeouts.headSeconds=1", "--set", "timeouts.bodySeconds=1"])
    let head = try worker.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/$PORT
      printf 'GET /health/live HTTP/1.1\\r\\nHost: lo' >&3; timeout 10 cat <&3; echo $?
      """
    )
    #expect(head.text == "0\n", "\(head.text)")
    let body = try worker.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/$PORT
      printf 'POST /v1/label HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Type: application/json\\r\\n' >&3
      printf 'Content-Length: 9\\r\\n\\r\\n{' >&3; timeout 10 cat <&3; echo "end $?"
      """)
    #expect(body.text.hasPrefix("HTTP/1.1 408") && body.text.contains("request-timeout"), "\(body.text)")
    #expect(body.text.hasSuffix("end 0\n"))
  }

  @Test func `connections beyond the limit wait, and idle ones are closed`() throws {
    let worker = try worker(["--set", "limits.connections=1", "--set", "timeouts.idleSeconds=2"])
    let run = try worker.shell(
      """
      exec 3<>/dev/tcp/127.0.0.1/$PORT
      printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n' >&3; head -n 1 <&3
      curl -s -o answer --max-time 0.5 "$URL/health/live"; echo "full $?"
      timeout 10 cat <&3 >/dev/null; echo "idle $?"
      curl -s --max-time 5 "$URL/health/live"
      """)
    #expect(
      run.text == "HTTP/1.1 200 OK\r\nfull 28\nidle 0\n{\"status\":\"live\"}", "\(run.text) \(run.errors)")
  }

  @Test func `a body past the limit is refused by its length, and while it comes`() throws {
    let worker = try worker(["--set", "limits.bodyBytes=2048"])
    let run = try worker.shell(
      """
      head -c 5000 /dev/zero | tr '\\0' ' ' > long.json
      for how in '' 'Transfer-Encoding: chunked'; do
        curl -sS -o answer -w '%{http_code}\\n' -H "$how" -H 'Content-Type: application/json' -H 'Expect:' \
          "$URL/v1/label" --data-binary @long.json; grep -o body-too-large answer
      done
      """)
    #expect(run.text == "413\nbody-too-large\n413\nbody-too-large\n", "\(run.text) \(run.errors)")
  }

  @Test func `a worker that is killed under load loses nothing that it acknowledged, and repeats no event`() throws {
    let tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim + "\n")
    let store = ["--corpus", "claims.jsonl", "--store", "s.sqlite"]
    var random = SystemRandomNumberGenerator()
    var delays: [Int] = []
    for round in 0..<3 {
      delays.append(Int.random(in: 50...900, using: &random))
      let worker = try RunningWorker(tool, store)
      _ = try worker.shell(
        """
        ( sleep \(Double(delays[round]) / 1000); kill -9 $PID ) &
        for i in $(seq 1000); do
          body='{"items":['
          for k in 1 2 3; do body="$body{\\"id\\":\\"\(round)-$i-$k\\",\\"text\\":\\"\(ServeTests.rumor)\\"},"; done
          curl -s -f -o answer \(ServeTests.label) "${body%,}]}" && echo "\(round)-$i" >> acknowledged || break
        done
        """)
    }
    let worker = try RunningWorker(tool, store)
    let page = try worker.shell("touch acknowledged; curl -s \"$URL/v1/labels?limit=1000\"").output
    let events = try #require(
      (JSONSerialization.jsonObject(with: page) as? [String: Any])?["events"] as? [[String: Any]])
    #expect(events.map { $0["sequence"] as? Int } == Array(1...max(1, events.count)).prefix(events.count).map { $0 })
    let items = events.compactMap { $0["item"] as? String }
    #expect(Set(items).count == items.count, "an event stands twice, killed after \(delays) ms")
    let acknowledged = try String(decoding: tool.read("acknowledged"), as: UTF8.self).split(separator: "\n")
    if events.count < 1000 {
      for batch in acknowledged {
        for item in 1...3 { #expect(items.contains("\(batch)-\(item)"), "lost, killed after \(delays) ms") }
      }
    }
    kill(worker.process.processIdentifier, SIGTERM)
    worker.process.waitUntilExit()
    let verified = try tool.run("verify", "--store", "s.sqlite")
    #expect(verified.status == 0, "\(verified.text) \(verified.errors)")
  }

  @Test func `what keeps a worker from starting is told`() throws {
    let worker = try worker()
    let tool = try Tool()
    for (arguments, message) in [
      ("--port \(worker.port) --store none", "in use by another program"),
      ("--port 0 --store none --corpus none.jsonl", "none.jsonl"),
      ("--port 0 --store none --policy no.yaml", "no.yaml"),
      ("--port x", "expected an integer from 0 to 65535"), ("--set limits.itmes=5", "did you mean limits.items?"),
      ("--config no.yaml", "no.yaml: no such file"), ("--host 0.0.0.0 --store none", "no-keys"),
      ("--port 0 --store /nowhere/x.sqlite", "/nowhere"),
    ] {
      let run = try tool.shell("timeout 60 \"$ERRATA\" serve \(arguments)")
      #expect(run.status == 2 && run.errors.contains(message), "\(arguments): \(run.status) \(run.errors)")
    }
    let usage = try tool.shell("\"$ERRATA\" serve --set limits.items")
    #expect(usage.status == 64 && usage.errors.contains("name=value"))
  }

  @Test func `settings are printed, checked, and taken from the environment`() throws {
    let tool = try Tool()
    let printed = try tool.shell(
      """
      export ERRATA_ACCESS_BOOTSTRAP_KEY=\(String(repeating: "k", count: 32))
      "$ERRATA" serve --print-config > w.yaml; cat w.yaml
      """
    )
    #expect(printed.text.contains("limits.items: 500") && !printed.text.contains("kkk"))
    #expect(try tool.shell("sed -i /bootstrapKey/d w.yaml; \"$ERRATA\" config check w.yaml").text == "w.yaml: good\n")
    try tool.write("bad.yaml", "limits:\n  items: none\n")
    let bad = try tool.run("config", "check", "bad.yaml")
    #expect(bad.status == 1 && bad.text.contains("bad.yaml:2: error: limits.items"))
    #expect(try tool.run("config", "check", "no.yaml").status == 2)
  }
}
