@testable import ErrataServer

import Foundation
import Testing

@Suite struct PinRouteTests {
  /// A claim whose texts try to break out of the card.
  static let hostile = #"""
    {"id":"x<i>","claim":"Swans \"><script>alert(1)</script> of Oldtown & co","lang":"en","verdict":"false",\#
    "queries":["oldtown swans"],"reviews":[{"publisher":"<b>Bureau</b>","url":"https://ponds.example/?a=1&b='2'",\#
    "datePublished":"2024","lang":"en","rating":"False","title":"</a><img src=x onerror=alert(1)>",\#
    "summary":"It isn't so."},{"publisher":"Others","url":"https://others.example/","datePublished":"2025",\#
    "lang":"ar","rating":"True","title":"t","summary":"s"}]}
    """#

  @Test func `a search gets its pins with everything that a card needs`() async throws {
    let worker = try await TestWorker(claims: [PinRouteTests.hostile])
    let answer = await worker.call("GET", "/v1/pins?q=oldtown%20swans&lang=zh-TW", bytes: [])
    #expect(answer.status == 200)
    let object = try answer.object
    #expect(object["lang"] as? String == "zh-hant")
    let pin = try #require((object["pins"] as? [[String: Any]])?.first)
    #expect(pin["verdictText"] as? String == "不實")
    #expect(pin["conflicting"] as? Bool == true)
    let reviews = try #require(pin["claimReview"] as? [[String: Any]])
    #expect(reviews.count == 2 && reviews.allSatisfy { $0["@type"] as? String == "ClaimReview" })
  }

  @Test func `nothing is pinned to a search for something else`() async throws {
    let worker = try await TestWorker(claims: [PinRouteTests.hostile])
    let answer = await worker.call("GET", "/v1/pins?q=oldtown", bytes: [])
    #expect((try answer.object["pins"] as? [Any])?.isEmpty == true)
    let card = await worker.call("GET", "/v1/pins.html?q=oldtown", bytes: [])
    #expect(card.status == 200 && card.bytes.isEmpty)
  }

  @Test func `the card escapes all that comes from outside, runs nothing, and says so`() async throws {
    let worker = try await TestWorker(claims: [PinRouteTests.hostile])
    let answer = await worker.call("GET", "/v1/pins.html?q=oldtown%20swans", bytes: [])
    #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
    #expect(!answer.text.contains("<script") && !answer.text.contains("<img") && !answer.text.contains("<b>"))
    #expect(answer.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(answer.text.contains("href=\"https://ponds.example/?a=1&amp;b=&#39;2&#39;\""))
    let links = answer.text.components(separatedBy: "<a ").dropFirst()
    #expect(!links.isEmpty && links.allSatisfy { $0.hasPrefix("rel=\"noopener nofollow\"") })
    let policy = try #require(answer.header("Content-Security-Policy"))
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
    #expect(answer.text.contains("Reviews of this claim disagree."))
  }

  @Test func `the card follows the reader's writing direction`() async throws {
    let worker = try await TestWorker(claims: [PinRouteTests.hostile])
    let card = await worker.call("GET", "/v1/pins.html?q=oldtown%20swans&lang=ar", bytes: [])
    #expect(card.text.hasPrefix("<section class=\"errata-pins\" lang=\"ar\" dir=\"rtl\" aria-label=\""))
  }

  @Test(arguments: ["/v1/pins", "/v1/pins?q=", "/v1/pins?q=a&limit=0", "/v1/pins?q=a&at=x", "/v1/pins?q=a&b=c"])
  func `parameters that are wrong are refused`(_ target: String) async throws {
    let worker = try await TestWorker()
    #expect(await worker.call("GET", target, bytes: []).status == 400)
  }

  @Test func `the element is a script that anybody may load`() async throws {
    let worker = try await TestWorker()
    let answer = await worker.call("GET", "/v1/pins.js", bytes: [])
    #expect(answer.header("Content-Type") == "text/javascript; charset=utf-8")
    #expect(answer.header("Access-Control-Allow-Origin") == "*")
    #expect(answer.text.contains("customElements.define(\"errata-pins\""))
  }
}
