import Foundation
import Testing

@Suite(.serialized, .enabled(if: Tool.isPossible("openssl version"), "needs the openssl tool")) struct ServeTLSTests {
  /// A worker that speaks HTTPS, with `a.pem`, `a.key` and another pair in its folder.
  private func worker(_ further: [String] = []) throws -> RunningWorker {
    let tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim + "\n")
    let made = try tool.shell(
      """
      make() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 100 -subj /CN=localhost \
        -addext subjectAltName=IP:127.0.0.1 -keyout $1.key -out $1.pem 2>/dev/null && chmod 600 $1.key; }
      make a && make b
      """)
    try #require(made.status == 0, "\(made.errors)")
    return try RunningWorker(
      tool,
      [
        "--corpus", "claims.jsonl", "--store", "none", "--tls-certificate", "a.pem", "--tls-key", "a.key",
        "--set", "reload.watchSeconds=0",
      ] + further)
  }

  @Test func `a worker answers over TLS to who trusts its certificate, and takes another on SIGHUP`() throws {
    let worker = try worker()
    let run = try worker.shell(
      """
      URL=https://127.0.0.1:$PORT
      body='{"items":[{"id":"1","text":"The swans of Oldtown obey the traffic lights on the bridge."}]}'
      curl -sS --cacert a.pem -H 'Content-Type: application/json' "$URL/v1/label" -d "$body" | grep -o '"claim":"swans"'
      curl -s --cacert b.pem "$URL/health/live"; echo "stranger $?"
      curl -s "http://127.0.0.1:$PORT/health/live" >/dev/null; echo "plain $?"
      curl -s --cacert a.pem --tls-max 1.1 "$URL/health/live"; echo "old $?"
      cp b.pem a2.pem; cp a.pem old.pem; mv b.pem a.pem; mv b.key a.key; kill -HUP $PID
      for i in $(seq 200); do curl -s --cacert a2.pem "$URL/health/live" && break; sleep 0.05; done; echo
      curl -s --cacert old.pem "$URL/health/live"; echo "former $?"
      """)
    let lines = run.text.split(separator: "\n").map(String.init)
    #expect(lines.first == "\"claim\":\"swans\"", "\(run.text) \(run.errors)")
    #expect(lines.contains("stranger 60") && lines.contains("former 60") && lines.contains("{\"status\":\"live\"}"))
    for end in ["plain 0", "old 0"] { #expect(!lines.contains(end), "\(run.text)") }
    #expect(worker.logText.contains("listening on https://127.0.0.1"))
    kill(worker.process.processIdentifier, SIGTERM)
    worker.process.waitUntilExit()
    #expect(worker.process.terminationStatus == 0)
  }

  @Test func `a handshake that doesn't come is given up`() throws {
    let worker = try worker(["--set", "timeouts.headSeconds=1"])
    let run = try worker.shell("exec 3<>/dev/tcp/127.0.0.1/$PORT; timeout 10 cat <&3 >/dev/null; echo $?")
    #expect(run.text == "0\n")
  }

  @Test func `files that can't be served with keep a worker from starting, and config check tells of them`() throws {
    let tool = try worker().tool
    let run = try tool.shell(
      "timeout 60 \"$ERRATA\" serve --port 0 --store none --tls-certificate a.pem --tls-key b.key")
    #expect(run.status == 2 && run.errors.contains("b.key: error: tls.key: isn't the key of the certificate in a.pem"))
    try tool.write("w.yaml", "tls:\n  certificate: a.pem\n  key: none.key\n")
    let check = try tool.run("config", "check", "w.yaml")
    #expect(check.status == 1)
    #expect(check.text.contains("none.key: error: tls.key: there is no such file"), "\(check.text)")
    let good = try tool.shell("sed -i s/none.key/a.key/ w.yaml; \"$ERRATA\" config check w.yaml")
    #expect(good.text == "w.yaml: good\n" && good.status == 0)
    let open = try tool.shell("chmod 644 a.key; \"$ERRATA\" config check w.yaml")
    #expect(open.status == 0 && open.text.contains("w.yaml: good") && open.text.contains("chmod 600"), "\(open.text)")
  }

  @Test func `a worker that is open to others without TLS says so`() throws {
    let tool = try Tool()
    try tool.write("claims.jsonl", Tool.claim + "\n")
    let run = try tool.shell(
      """
      export ERRATA_ACCESS_BOOTSTRAP_KEY=\(String(repeating: "k", count: 32))
      "$ERRATA" serve --port 0 --host 0.0.0.0 --store none --corpus claims.jsonl 2>log & pid=$!
      for i in $(seq 600); do grep -q 'loaded ' log && break; sleep 0.1; done; kill $pid; wait $pid; cat log
      """)
    #expect(run.text.contains("without TLS"), "\(run.text)")
  }
}
